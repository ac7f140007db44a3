"""The agreement after the division, in the order it is lived.

What it opens with (`opening`, `lines`), its form as a file (`form`), what its contract form pays (`forms_shown`), what
its ceiling means for clients (`ceilings`, `terms`), where all agreements stand (`overview`), the paper that is signed
and what signatures are worth (`document`, `signed`), and what is filed with the NZa (`filing`, `transfer`,
`transfer_document`, `filed`, `one_sided`).
"""
