"""Sign an agreement: PAdES B-B, invisible, one field per side, the second signature after the first in the same file.

1. The first signature makes both fields and certifies the file (DocMDP 2): from then on readers accept nothing but
   filling in the other field. So the first signer knows that nothing but the other signature can follow.
2. The second fills in the other field, in a revision of its own; the bytes of the first stay as they were.
3. Fields have no box on a page. PDF/A asks that they print, PDF/UA that what is not tagged lies outside the page: both
   are done.
4. pyHanko would stamp the clock and a random number into the file. Here the moment is handed in and the number follows
   from the bytes before, so that the same act gives the same bytes; the properties of the document stay those of what
   both agreed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from driehoek.adapters.signing.certificates import SigningKey
from driehoek.adapters.signing.reading import BROKEN, FIELDS, NO_PDF, NOBODY, read_signed
from driehoek.adapters.signing.revocation import revocation
from driehoek.application.agreement.signed import (
    MISCOUNTED,
    OTHER_VERSION,
    REVOKED,
    TWICE,
    SignedFile,
    bytes_faults,
    certificate_faults,
    period_faults,
    said,
)
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import Finding

_DIGEST = "sha256"
_ROOM = 4096
"""Bytes for a signature beside its certificates; RSA 4096 takes 512 of them."""
_READABLE = {Side.PURCHASER: "Handtekening van de inkoper", Side.PROVIDER: "Handtekening van de zorgaanbieder"}
_OUT_OF_SIGHT = fields.InvisSigSettings(set_print_flag=True, box_out_of_bounds=True)


@dataclass(frozen=True, slots=True)
class By:
    """Who signs.

    Attributes:
        side: for which side.
        person: the name of the person.
        mandate: on which mandate, in words.
    """

    side: Side
    person: str
    mandate: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be signed, and when.

    Attributes:
        at: the moment; with its offset.
        fingerprint: of the version that both agreed.
        lists: of revoked certificates, as far as they are known.
        issuers: certificates of the issuers, by which those lists are checked.
        development: whether a certificate of the development authority may sign real data.
    """

    at: datetime
    fingerprint: str
    lists: tuple[x509.CertificateRevocationList, ...] = ()
    issuers: tuple[x509.Certificate, ...] = ()
    development: bool = False


def sign(
    pdf: bytes, key: SigningKey, by: By, wanted: Wanted, subject: str = "agreement.pdf"
) -> bytes | tuple[Finding, ...]:
    """Sign for one side; the bytes with the signature, or why nothing was signed.

    Args:
        pdf: the agreement, unsigned or signed by the other side.
        key: with what the organisation signs.
        by: who signs for which side.
        wanted: what is to be signed.
        subject: what findings call the file.
    """
    file = read_signed(pdf, NOBODY, subject)
    if isinstance(file, Finding):
        return (file,)
    faults = tuple(_faults(file, key, by, wanted, subject))
    if faults:
        return faults
    try:
        return asyncio.run(_signed(pdf, key, by, wanted, f"versie {file.attached.version}"))
    except BROKEN as error:
        return (Finding(NO_PDF, subject, seen=f"{type(error).__name__}: {error}"),)


def _faults(file: SignedFile, key: SigningKey, by: By, wanted: Wanted, subject: str) -> Iterator[Finding]:
    attached, name = file.attached, file.attached.parties[by.side].name
    if attached.counted != attached.stated:
        yield Finding(MISCOUNTED, subject, seen=attached.counted, wanted=attached.stated)
    if attached.counted != wanted.fingerprint:
        yield Finding(OTHER_VERSION, subject, seen=attached.counted, wanted=wanted.fingerprint)
    if file.of(by.side) is not None:
        yield Finding(TWICE, name)
    other = file.of(by.side.other)
    if other is not None:
        yield from bytes_faults(other, attached.parties[by.side.other].name)
    yield from certificate_faults(key.holder, attached, by.side, development=wanted.development)
    yield from period_faults(key.holder, wanted.at, name)
    known = revocation(key.certificate, (*key.chain, *wanted.issuers), wanted.lists, wanted.at)
    if known.at is not None and known.at <= wanted.at:
        yield Finding(REVOKED, name, seen=said(known.at), wanted=said(wanted.at))


class _Writer(IncrementalPdfFileWriter):
    """Adds a revision and nothing that does not follow from what was handed in."""

    def _update_meta(self) -> None:
        """Nothing: signing does not change the properties of what both agreed."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        """The first part of the file's name stays, the second follows from the bytes before this revision."""
        prev.stream.seek(0)
        made = generic.ByteStringObject(sha256(prev.stream.read()).digest()[:16])
        first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else made
        return generic.ArrayObject([generic.ByteStringObject(first.original_bytes), made])


async def _signed(pdf: bytes, key: SigningKey, by: By, wanted: Wanted, version: str) -> bytes:
    writer = _Writer(BytesIO(pdf))
    first = not any(True for _ in fields.enumerate_sig_fields(writer))
    if first:
        _add_fields(writer)
    meta = PdfSignatureMetadata(
        field_name=FIELDS[by.side],
        md_algorithm=_DIGEST,
        name=by.person,
        reason=f"{version}, vingerafdruk {wanted.fingerprint}, mandaat: {by.mandate}",
        certify=first,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    session = PdfSigner(meta, _signer(key)).init_signing_session(writer, existing_fields_only=True)
    session.system_time = wanted.at
    reserved = 2 * (_ROOM + sum(len(item.public_bytes(Encoding.DER)) for item in (key.certificate, *key.chain)))
    prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=reserved)
    digest, output = prepared.digest_tbs_document()
    await prepared.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=wanted.at))
    assert isinstance(output, BytesIO), "written to memory"
    return output.getvalue()


def _add_fields(writer: IncrementalPdfFileWriter) -> None:
    for side, name in FIELDS.items():
        spec = fields.SigFieldSpec(name, readable_field_name=_READABLE[side], invis_sig_settings=_OUT_OF_SIGHT)
        fields.append_signature_field(writer, spec)
    page = writer.find_page_for_modification(0)[0]  # type: ignore[no-untyped-call]
    page.get_object()[pdf_name("/Tabs")] = pdf_name("/S")  # PDF/UA: by structure, on a page with fields
    writer.mark_update(page)


def _signer(key: SigningKey) -> SimpleSigner:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(asn1.Certificate.load(item.public_bytes(Encoding.DER)) for item in key.chain)
    private = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = asn1.Certificate.load(key.certificate.public_bytes(Encoding.DER))
    return SimpleSigner(certificate, keys.PrivateKeyInfo.load(private), store, embed_roots=False)
