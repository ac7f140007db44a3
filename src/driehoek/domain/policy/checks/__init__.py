"""What can be wrong in a policy by itself: one file per part, each a generator of findings.

Promises: no check looks at a submission or at money; each yields every fault it sees, in the order of the policy.
"""
