"""Agreements signed by both sides with certificates of the development authority, and ways to tamper with them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from driehoek.adapters.office.agreement_pdf import agreement_pdf
from driehoek.adapters.signing import signing
from driehoek.adapters.signing.certificates import SigningKey
from driehoek.adapters.signing.development import Authority, issue, make_authority, revocation_list
from driehoek.adapters.signing.reading import Trust, read_signed
from driehoek.adapters.signing.signing import By, Wanted, sign
from driehoek.application.agreement.signed import Asked, SignedFile, judge
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.catalogue import Badge
from driehoek.kernel import Finding
from tests.agreements import PROVIDER, PURCHASER, document

STARTS = datetime(2026, 11, 1, tzinfo=UTC)
SIGNED = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
ENDS = datetime(2028, 11, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
BITS = 2048
"""The least that is accepted: keys are made for each run."""
PARTIES = {Side.PURCHASER: PURCHASER, Side.PROVIDER: PROVIDER}


@cache
def authority() -> Authority:
    """The development authority of this run."""
    return make_authority(STARTS, BITS)


@cache
def key(side: Side, starts: datetime = STARTS, ends: datetime = ENDS) -> SigningKey:
    """With what a side signs."""
    party = PARTIES[side]
    return issue(authority(), party.name, party.identifier, starts, ends, BITS)


@cache
def unsigned(badge: Badge = Badge.SYNTHETIC) -> bytes:
    """The agreement before anybody signed."""
    return agreement_pdf(document(badge=badge))


def wanted(at: datetime = SIGNED, badge: Badge = Badge.SYNTHETIC) -> Wanted:
    """To sign the version that both agreed."""
    return Wanted(at, document(badge=badge).fingerprint)


def by(side: Side) -> By:
    """Who signs for a side."""
    return By(side, f"De ondertekenaar van de {side.value}", "volledig")


@cache
def once(side: Side = Side.PROVIDER) -> bytes:
    """Signed by one."""
    done = sign(unsigned(), key(side), by(side), wanted())
    assert isinstance(done, bytes), done
    return done


@cache
def both(first: Side = Side.PROVIDER) -> bytes:
    """Signed by both."""
    done = sign(once(first), key(first.other), by(first.other), wanted(SIGNED + timedelta(hours=2)))
    assert isinstance(done, bytes), done
    return done


def forced(pdf: bytes, held: SigningKey, side: Side, at: datetime = SIGNED) -> bytes:
    """Sign as a program would that asks nothing."""
    return asyncio.run(signing._signed(pdf, held, by(side), wanted(at), "versie 1"))


def a_list(revoked: dict[int, datetime] | None = None, at: datetime = NOW) -> x509.CertificateRevocationList:
    """The list of revoked certificates."""
    return revocation_list(authority(), revoked or {}, at)


def trust(revoked: dict[int, datetime] | None = None) -> Trust:
    """Trust the development authority."""
    return Trust((authority().certificate,), (a_list(revoked),))


def seen(pdf: bytes, trusted: Trust | None = None) -> SignedFile:
    """What a file shows."""
    file = read_signed(pdf, trusted or trust(), "agreement.pdf")
    assert isinstance(file, SignedFile), file
    return file


def found(pdf: bytes, trusted: Trust | None = None, now: datetime = NOW) -> tuple[Finding, ...]:
    """What is said about a file."""
    file = read_signed(pdf, trusted or trust(), "agreement.pdf")
    return judge(file, Asked(now), "agreement.pdf") if isinstance(file, SignedFile) else (file,)


def codes(findings: object) -> list[str]:
    """The ids of findings, each once, in order."""
    assert isinstance(findings, tuple), type(findings)
    return list(dict.fromkeys(finding.code.id for finding in findings))


def line_changed(pdf: bytes) -> bytes:
    """The file with another figure in the data inside, added as a revision: the bytes before stay as they were."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    flat = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    stream = next(flat[place + 1]["/EF"]["/F"] for place in range(0, len(flat), 2) if flat[place] == "agreement.json")
    stream._data = stream.data.replace(b'"cents":5013', b'"cents":9013')
    stream._encoded_data = None
    assert b"9013" in stream._data
    writer.update_container(stream)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # of the library
    return out.getvalue()
