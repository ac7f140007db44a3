"""Signed agreements as files: what an outsider learns of one, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from driehoek.adapters.signing.reading import read_signed
from driehoek.adapters.signing.trusting import read_trust
from driehoek.application.agreement.signed import Asked, SignatureSeen, judge, said
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import Finding, Money, dutch

_SIDES = {Side.PURCHASER: ("De inkoper", "The purchaser"), Side.PROVIDER: ("De zorgaanbieder", "The provider")}
_NOBODY = ("Iemand anders", "Somebody else")


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file says and whether it holds.

    Attributes:
        told: in Dutch and English, line by line.
        findings: why it does not hold, or what to know.
    """

    told: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def verify(file: Path, trust: Iterable[Path], fingerprint: str, now: datetime) -> Verified:
    """Read a signed agreement and judge it.

    Args:
        file: as it came out of the portal.
        trust: roots and lists of revoked certificates.
        fingerprint: of the version that is meant; empty for any.
        now: the moment at which it is judged.
    """
    known = read_trust([(item.name, item.read_bytes()) for item in trust])
    if isinstance(known, tuple):
        return Verified((), known)
    seen = read_signed(file.read_bytes(), known, file.name)
    if isinstance(seen, Finding):
        return Verified((), (seen,))
    held = seen.attached
    whole = dutch.amount(Money(held.cents))
    told = [
        (
            f"Overeenkomst {held.year}, versie {held.version}: {held.lines} regels, {whole}.",
            f"Agreement {held.year}, version {held.version}: {held.lines} lines, {whole}.",
        ),
        (f"Vingerafdruk: {held.counted}", f"Fingerprint: {held.counted}"),
        *(_told(item) for item in seen.signatures),
    ]
    return Verified(tuple(told), judge(seen, Asked(now, fingerprint), file.name))


def _told(seen: SignatureSeen) -> tuple[str, str]:
    nl, en = _SIDES[seen.side] if seen.side else _NOBODY
    at = said(seen.at) if seen.at else "-"
    who, why, whose = seen.signer, seen.reason, f"{seen.holder.organisation} ({seen.holder.identifier})"
    return (
        f"{nl}: getekend door {who}, {why}, op {at}, met het certificaat van {whose}.",
        f"{en}: signed by {who}, {why}, at {at}, with the certificate of {whose}.",
    )
