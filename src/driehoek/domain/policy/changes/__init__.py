"""What a change of policy means to a provider: its theme, whom it touches, and the words for it.

Promises: pure words over two policies; nothing here decides whether a change is allowed (that is ``lock``).
"""
