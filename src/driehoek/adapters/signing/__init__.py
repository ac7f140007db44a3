"""Signatures on agreements: keys and certificates of organisations, signing, and what a signed file shows.

How an act of signing calls this (the second factor and the mandate are judged before, the ledger commits after, in the
same transaction)::

    key = unwrap(stored, secret)                  # a SigningKey; KeyRefusedError when the secret is another
    done = sign(pdf, key, By(Side.PROVIDER, person, mandate), Wanted(at, fingerprint))
    if isinstance(done, tuple):                   # findings: nothing was signed
        ...
    signed: bytes = done                          # the bytes to keep; the first signature is untouched by the second

``pdf`` is what ``adapters/office/agreement_pdf`` made, or the same signed by the other side. Nothing here reads a
clock, a file, the network or the database. Apart from the signature itself the signed bytes follow from what is handed
in.

What a file shows is read by ``reading.read_signed`` and judged by ``application/agreement/signed.judge``.
"""
