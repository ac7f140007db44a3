"""Whether a certificate was revoked, by the lists that issuers publish (CRL, RFC 5280)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

List = x509.CertificateRevocationList


@dataclass(frozen=True, slots=True)
class Revocation:
    """What the lists say of a certificate and those of its issuers.

    Attributes:
        known: whether for each of them a list served.
        at: when the first of them was revoked; None where none was.
    """

    known: bool
    at: datetime | None


def revocation(
    certificate: x509.Certificate, others: Iterable[x509.Certificate], lists: Iterable[List], at: datetime
) -> Revocation:
    """Look a certificate and its issuers up, except the root, which no list revokes.

    Args:
        certificate: the one that was signed with.
        others: where its issuers are found.
        lists: those at hand; a list counts when its issuer signed it and it says something about ``at``: it was in
            force then or is younger.
        at: when was signed.
    """
    held, lists = tuple(others), tuple(lists)
    known, moments = True, []
    for item, issuer in _upward(certificate, held):
        fitting = [one for one in lists if _by(one, issuer) and _tells_of(one, at)]
        known = known and bool(fitting)
        revoked = (one.get_revoked_certificate_by_serial_number(item.serial_number) for one in fitting)
        moments += [entry.revocation_date_utc for entry in revoked if entry is not None]
    return Revocation(known, min(moments, default=None))


def _upward(
    certificate: x509.Certificate, others: tuple[x509.Certificate, ...]
) -> Iterator[tuple[x509.Certificate, x509.Certificate | None]]:
    """Each certificate with its issuer, up to the root; one whose issuer is not at hand comes with None and ends it."""
    for _ in range(len(others) + 1):
        if certificate.subject == certificate.issuer:
            return
        issuer = next((item for item in others if _issued(certificate, item)), None)
        yield certificate, issuer
        if issuer is None:
            return
        certificate = issuer


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _by(one: List, issuer: x509.Certificate | None) -> bool:
    if issuer is None or one.issuer != issuer.subject:
        return False
    try:
        return one.is_signature_valid(issuer.public_key())  # type: ignore[arg-type] # another kind of key: TypeError
    except (TypeError, UnsupportedAlgorithm):
        return False


def _tells_of(one: List, at: datetime) -> bool:
    return one.last_update_utc >= at or one.next_update_utc is None or at <= one.next_update_utc
