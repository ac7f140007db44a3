"""The pass with which a page opens its stream: signed by the portal, short-lived, read without the database."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core.signing import BadSignature, Signer

LIFE = 60
"""Seconds that a pass is good for, and a stream without a new one goes on."""
LONGEST = 2_000
"""Characters of the longest pass that is looked at."""
_SALT = "driehoek.live"


@dataclass(frozen=True, slots=True)
class Pass:
    """Who may hear what of which agreement, until when.

    Attributes:
        agreement: its number.
        person: the key of the person, by which more windows of one person are known as one.
        name: as it is shown to the other side.
        side: ``purchaser`` or ``provider``.
        origin: of the page, such as ``https://inkoop.example.org``; no other page may use it.
        until: seconds since 1970 at which it ends.
    """

    agreement: int
    person: str
    name: str
    side: str
    origin: str
    until: float

    def signed(self, key: str) -> str:
        """What the page gets; it can be read by whoever has it, and made by whoever has ``key`` alone."""
        return _signer(key).sign_object(asdict(self), compress=True)


def opened(text: str, key: str, now: float) -> Pass | None:
    """The pass, or None when it is forged, of another key, or past its end.

    Args:
        text: what the page sent.
        key: with which the portal signs.
        now: seconds since 1970.
    """
    if len(text) > LONGEST:
        return None
    try:
        found = Pass(**_signer(key).unsign_object(text))
    except (BadSignature, ValueError, TypeError):
        return None
    return found if found.until > now else None


def _signer(key: str) -> Signer:
    return Signer(key=key, salt=_SALT, fallback_keys=[])
