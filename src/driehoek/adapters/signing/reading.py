"""What a signed file shows: the agreement inside, and of each signature the facts.

pyHanko says whether the signed bytes are as they were, whether the key of the certificate made the signature, whether
it leads to a trusted root, and what later revisions of the file changed. Here that becomes facts without opinion;
``application/agreement/signed.py`` judges them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from driehoek.adapters.signing.certificates import holder_of
from driehoek.adapters.signing.changes import OnlySigning
from driehoek.adapters.signing.revocation import Revocation, revocation
from driehoek.application.agreement.document import DATA_FILE, Attached, read_attached
from driehoek.application.agreement.signed import After, SignatureSeen, SignedFile
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import Code, Finding

NO_PDF = Code(
    "SIG-022",
    nl="{subject} is niet te lezen als PDF met handtekeningen ({seen}).",
    en="{subject} cannot be read as a PDF with signatures ({seen}).",
    mend_nl="Het bestand is beschadigd of van een ander soort. Vraag het opnieuw op bij het portaal.",
    mend_en="The file is damaged or of another kind. Ask the portal for it again.",
)
FINDINGS = (NO_PDF,)

FIELDS = {side: f"signature-{side.value}" for side in Side}
"""The field in which each side signs."""
BROKEN = (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, NotImplementedError, RecursionError)
"""What pyHanko and asn1crypto raise on a file that was damaged or made to hurt."""

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(
        logging.NullHandler()
    )  # what is wrong becomes a finding, not a line on a screen


@dataclass(frozen=True, slots=True)
class Trust:
    """What the reader trusts.

    Attributes:
        roots: issuers that are trusted.
        lists: of revoked certificates.
    """

    roots: tuple[x509.Certificate, ...] = ()
    lists: tuple[x509.CertificateRevocationList, ...] = ()


NOBODY = Trust()
"""Trust nobody: what a signature covers can be seen, who made it cannot be believed."""


def read_signed(pdf: bytes, trust: Trust, subject: str) -> SignedFile | Finding:
    """See what a file shows.

    Args:
        pdf: the file.
        trust: whom the reader trusts.
        subject: what findings call the file.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf))
        attached = attached_of(reader, subject)
        if isinstance(attached, Finding):
            return attached
        return SignedFile(attached, tuple(_seen(reader, item, trust) for item in reader.embedded_regular_signatures))
    except BROKEN as error:
        return Finding(NO_PDF, subject, seen=f"{type(error).__name__}: {error}")


def attached_of(reader: PdfFileReader, subject: str) -> Attached | Finding:
    """The data of the agreement inside a PDF."""
    held = [data for name, data in _files(reader) if name == DATA_FILE]
    if len(held) != 1:
        return read_attached(b"", subject)
    return read_attached(held[0], subject)


def _files(reader: PdfFileReader) -> Iterator[tuple[str, bytes]]:
    names = reader.root.get("/Names", {})
    tree = names.get("/EmbeddedFiles") if names else None
    if tree is not None:
        yield from _leaves(tree)


def _leaves(node: generic.DictionaryObject, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    if depth > 8:  # noqa: PLR2004 - a tree of names this deep holds more files than a disk
        return
    flat = node.get("/Names", ())
    for place in range(0, len(flat), 2):
        stream = flat[place + 1]["/EF"]["/F"]
        yield str(flat[place]), bytes(stream.data)
    for child in node.get("/Kids", ()):
        yield from _leaves(child.get_object(), depth + 1)


def _seen(reader: PdfFileReader, item: EmbeddedPdfSignature, trust: Trust) -> SignatureSeen:
    certificate = _certificate(item.signer_cert)
    others = tuple(_certificate(one) for one in item.other_embedded_certs)
    at = item.self_reported_timestamp
    status = _status(item, certificate, trust, at)
    after, changes = _after(reader, item, status)
    known = (
        revocation(certificate, (*others, *trust.roots), trust.lists, at) if at else Revocation(known=False, at=None)
    )
    return SignatureSeen(
        field=str(item.field_name),
        side=next((side for side, name in FIELDS.items() if name == item.field_name), None),
        holder=holder_of(certificate),
        signer=str(item.sig_object.get("/Name", "")),
        reason=str(item.sig_object.get("/Reason", "")),
        at=at,
        intact=status.intact and _padded(item),
        genuine=status.valid,
        whole=status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION,
        after=after,
        changes=changes,
        trusted=status.trusted,
        revocation_known=known.known,
        revoked_at=known.at,
    )


def _status(
    item: EmbeddedPdfSignature, certificate: x509.Certificate, trust: Trust, at: datetime | None
) -> PdfSignatureStatus:
    """What pyHanko says; trust is judged within the term of the certificate, for that term is judged apart."""
    starts, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    moment = min(max(at or starts, starts), ends).astimezone(UTC)
    roots = [asn1.Certificate.load(root.public_bytes(Encoding.DER)) for root in trust.roots]
    context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)
    return validate_pdf_signature(
        item, context, diff_policy=OnlySigning(), key_usage_settings=KeyUsageConstraints(key_usage=set())
    )


def _after(reader: PdfFileReader, item: EmbeddedPdfSignature, status: PdfSignatureStatus) -> tuple[After, str]:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return After.NOTHING, ""
    diff = status.diff_result
    if isinstance(diff, SuspiciousModification) or diff is None:
        return After.CHANGE, str(diff or "onbekend")
    if diff.modification_level > ModificationLevel.FORM_FILLING or not status.docmdp_ok:
        return After.CHANGE, ", ".join(sorted(diff.changed_form_fields)) or diff.modification_level.name
    if item.signed_revision >= reader.total_revisions - 1:
        return After.CHANGE, "bytes achter het einde van het bestand"
    return After.SIGNING, ", ".join(sorted(diff.changed_form_fields))


def _padded(item: EmbeddedPdfSignature) -> bool:
    """Whether the room that the signature left open is empty: those bytes no signature covers."""
    held = item.pkcs7_content
    length = len(item_content(held))
    return not held[length:].strip(b"\0")


def item_content(held: bytes) -> bytes:
    """The one DER object at the head of ``held``."""
    first = held[1]
    if first < 0x80:  # noqa: PLR2004 - DER: the short form of a length
        return held[: 2 + first]
    octets = first & 0x7F
    return held[: 2 + octets + int.from_bytes(held[2 : 2 + octets])]


def _certificate(held: asn1.Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(held.dump())
