"""Questions, submissions, requirements, criteria, ranking: from what a provider hands in to where it stands.

Promises: the same rules run as a preview for the provider and as the test for the purchaser, and give the sentence
that stands in the letter.
"""
