"""Signing in by OIDC: at an organisation's own server, or by a broker of eHerkenning or DigiD.

Promises: a token counts only with a good signature, for us, now and once; nobody who is not known comes in; of what a
token says only the person, the level and the organisation are kept, and never a citizen service number.
"""
