"""Two signatures on one version: both hold, for pyHanko and for programs that share nothing with it; all else not."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from driehoek.adapters.office.agreement_pdf import agreement_pdf
from driehoek.adapters.signing import signing
from driehoek.adapters.signing.development import issue, make_authority, revocation_list
from driehoek.adapters.signing.reading import NO_PDF, Trust
from driehoek.adapters.signing.signing import sign
from driehoek.adapters.signing.trusting import NO_TRUST, pem, read_trust
from driehoek.application.agreement.document import NO_DATA
from driehoek.application.agreement.signed import (
    BROKEN,
    CHANGED_AFTER,
    DEVELOPMENT,
    IN_FUTURE,
    MISCOUNTED,
    NO_TIME,
    NOT_BY_CERTIFICATE,
    NOT_FOR_SIGNING,
    NOT_SIGNED,
    NOT_WHOLE,
    OTHER_ORGANISATION,
    OTHER_VERSION,
    REVOCATION_UNKNOWN,
    REVOKED,
    REVOKED_SINCE,
    STRANGE_FIELD,
    TOO_EARLY,
    TOO_LATE,
    TWICE,
    UNTRUSTED,
    After,
    Asked,
    judge,
)
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.catalogue import Badge
from driehoek.kernel import blocking
from tests.agreements import PROVIDER, document
from tests.signed import (
    BITS,
    ENDS,
    NOW,
    PARTIES,
    SIGNED,
    STARTS,
    a_list,
    authority,
    both,
    by,
    codes,
    forced,
    found,
    key,
    line_changed,
    once,
    seen,
    trust,
    unsigned,
    wanted,
)
from tests.thorough import draws

RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


def _parts(pdf: bytes) -> list[tuple[bytes, bytes]]:
    """Per signature the bytes that it covers and the CMS object, read without pyHanko, in the order of the file."""
    made = []
    for match in RANGE.finditer(pdf):
        start, first, second, last = (int(number) for number in match.groups())
        hexed = pdf[start + first + 1 : second - 1]
        made.append((pdf[start : start + first] + pdf[second : second + last], bytes.fromhex(hexed.decode())))
    return made


@pytest.mark.parametrize("first", list(Side))
def test_both_signatures_hold_whoever_signs_first(first: Side) -> None:
    file = seen(both(first))
    assert [item.side for item in file.signatures] == [first, first.other]
    assert [item.after for item in file.signatures] == [After.SIGNING, After.NOTHING]
    assert [item.holder.identifier for item in file.signatures] == [
        PARTIES[first].identifier,
        PARTIES[first.other].identifier,
    ]
    assert [item.at for item in file.signatures] == [SIGNED, SIGNED + timedelta(hours=2)]
    assert all(item.intact and item.genuine and item.whole and item.trusted for item in file.signatures)
    assert judge(file, Asked(NOW, document().fingerprint), "x") == ()


def test_the_second_signature_leaves_every_byte_of_the_first_as_it_was() -> None:
    assert once().startswith(unsigned())
    assert both().startswith(once())


def test_apart_from_the_key_the_same_act_gives_the_same_bytes() -> None:
    again = sign(unsigned(), key(Side.PROVIDER), by(Side.PROVIDER), wanted())
    assert again == once()  # RSA with PKCS#1 v1.5 has no chance in it either


@pytest.mark.skipif(
    not (shutil.which("pdfsig") and shutil.which("certutil")), reason="poppler-utils or libnss3-tools is not here"
)
def test_poppler_finds_both_signatures_valid(tmp_path: Path) -> None:
    nss = ["certutil", "-d", f"sql:{tmp_path}"]
    subprocess.run([*nss, "-N", "--empty-password"], check=True)
    root = authority().certificate.public_bytes(Encoding.PEM)
    subprocess.run([*nss, "-A", "-n", "root", "-t", "C,C,C", "-a"], input=root, check=True)
    (tmp_path / "a.pdf").write_bytes(both())
    done = subprocess.run(
        ["pdfsig", "-nssdir", str(tmp_path), "a.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.count("Signature Validation: Signature is Valid.") == 2
    assert done.stdout.count("Signature Type: ETSI.CAdES.detached") == 2
    assert "Total document signed" in done.stdout
    changed = bytearray(both())
    changed[2_000] ^= 1
    (tmp_path / "b.pdf").write_bytes(changed)
    done = subprocess.run(
        ["pdfsig", "-nssdir", str(tmp_path), "b.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "Signature is Valid" not in done.stdout


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")
def test_openssl_follows_each_signature_to_the_root_and_none_to_another(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(authority().certificate.public_bytes(Encoding.PEM))
    (tmp_path / "other.pem").write_bytes(make_authority(STARTS, BITS).certificate.public_bytes(Encoding.PEM))
    parts = _parts(both())
    assert len(parts) == 2
    for covered, signature in parts:
        (tmp_path / "covered").write_bytes(covered)
        (tmp_path / "signature").write_bytes(signature)
        command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature", "-content"]
        command += ["covered", "-purpose", "any", "-attime", str(int(SIGNED.timestamp())), "-out", "/dev/null"]
        for root, outcome in (("root.pem", 0), ("other.pem", 4)):
            done = subprocess.run(
                [*command, "-CAfile", root], cwd=tmp_path, capture_output=True, text=True, check=False
            )
            assert done.returncode == outcome, done.stderr


def _uncovered(pdf: bytes) -> list[range]:
    return [range(first, second) for _, first, second, _ in (map(int, match.groups()) for match in RANGE.finditer(pdf))]


@given(st.data())
@settings(max_examples=draws(60), deadline=None)
def test_no_byte_can_change_unseen(data: st.DataObject) -> None:
    pdf = both()
    place = data.draw(st.integers(0, len(pdf) - 1))
    changed = bytearray(pdf)
    changed[place] ^= data.draw(st.sampled_from((1, 2, 128)))
    if any(place in gap for gap in _uncovered(pdf)) and bytes([pdf[place]]).lower() == bytes([changed[place]]).lower():
        return  # a digit of the signature in capitals is the same digit
    assert blocking(found(bytes(changed)))


def test_a_changed_byte_breaks_both_signatures() -> None:
    changed = bytearray(both())
    changed[changed.index(b"stream") + 40] ^= 1
    assert codes(found(bytes(changed))) == [BROKEN.id]


def test_what_lies_in_the_room_that_a_signature_left_open_is_seen() -> None:
    changed = bytearray(both())
    gap = _uncovered(both())[0]
    changed[gap[-3]] = ord("7")
    assert BROKEN.id in codes(found(bytes(changed)))


def test_bytes_behind_the_end_are_seen() -> None:
    assert CHANGED_AFTER.id in codes(found(both() + b"\n% more\n"))


def test_a_line_changed_after_the_first_signature_is_seen_and_nobody_can_sign_it() -> None:
    changed = line_changed(once())
    said = found(changed)
    assert CHANGED_AFTER.id in codes(said)
    assert MISCOUNTED.id in codes(said)
    refused = sign(changed, key(Side.PURCHASER), by(Side.PURCHASER), wanted())
    assert {CHANGED_AFTER.id, MISCOUNTED.id, OTHER_VERSION.id} == set(codes(refused))


def test_a_line_changed_after_both_signatures_is_seen_by_both() -> None:
    said = [finding for finding in found(line_changed(both())) if finding.code is CHANGED_AFTER]
    assert [finding.subject for finding in said] == [PARTIES[side].name for side in Side]


@pytest.mark.parametrize(
    ("since", "code"),
    [(SIGNED - timedelta(days=1), REVOKED), (SIGNED, REVOKED), (SIGNED + timedelta(days=1), REVOKED_SINCE)],
)
def test_a_revoked_certificate_counts_from_the_moment_of_revocation(since: datetime, code: object) -> None:
    serial = key(Side.PROVIDER).certificate.serial_number
    said = found(both(), trust({serial: since}))
    assert [finding.code for finding in said] == [code]
    assert blocking(said) == (code is REVOKED)


def test_nobody_signs_with_a_certificate_that_is_known_to_be_revoked() -> None:
    held = key(Side.PROVIDER)
    revoked = a_list({held.certificate.serial_number: STARTS}, SIGNED)
    asked = replace(wanted(), lists=(revoked,), issuers=(authority().certificate,))
    assert codes(sign(unsigned(), held, by(Side.PROVIDER), asked)) == [REVOKED.id]


def test_a_list_of_another_issuer_or_from_before_the_signing_tells_nothing() -> None:
    root = authority().certificate
    serial = key(Side.PROVIDER).certificate.serial_number
    other = revocation_list(make_authority(STARTS, BITS), {serial: STARTS}, NOW)
    old = revocation_list(authority(), {}, datetime(2024, 1, 1, tzinfo=UTC))
    for lists in ((), (other,), (old,)):
        said = found(both(), Trust((root,), lists))
        assert codes(said) == [REVOCATION_UNKNOWN.id]
        assert not blocking(said)


def test_an_expired_certificate_does_not_sign_and_is_seen() -> None:
    held = key(Side.PROVIDER, STARTS, SIGNED - timedelta(hours=1))
    assert codes(sign(unsigned(), held, by(Side.PROVIDER), wanted())) == [TOO_LATE.id]
    assert codes(found(forced(unsigned(), held, Side.PROVIDER))) == [NOT_SIGNED.id, TOO_LATE.id]


def test_a_clock_that_is_behind_is_seen_by_the_start_of_the_certificate() -> None:
    early = STARTS - timedelta(days=3)
    assert codes(sign(unsigned(), key(Side.PROVIDER), by(Side.PROVIDER), wanted(early))) == [TOO_EARLY.id]
    signed = forced(unsigned(), key(Side.PROVIDER), Side.PROVIDER, early)
    assert TOO_EARLY.id in codes(found(signed))


def test_a_clock_that_is_ahead_is_seen_by_who_reads() -> None:
    assert codes(found(both(), now=SIGNED - timedelta(days=1))) == [IN_FUTURE.id]
    assert found(both(), now=SIGNED + timedelta(hours=1, minutes=56)) == ()


def test_the_certificate_of_another_organisation_does_not_sign_and_is_seen() -> None:
    stranger = issue(authority(), "De Wilgen", "AG:NL-41000002", STARTS, ENDS, BITS)
    assert codes(sign(unsigned(), stranger, by(Side.PROVIDER), wanted())) == [OTHER_ORGANISATION.id]
    signed = forced(once(Side.PURCHASER), stranger, Side.PROVIDER)
    said = found(signed)
    assert codes(said) == [OTHER_ORGANISATION.id]
    assert (said[0].seen, said[0].wanted) == ("De Wilgen (AG:NL-41000002)", f"{PROVIDER.name} ({PROVIDER.identifier})")


def test_one_side_cannot_sign_for_the_other() -> None:
    refused = sign(once(), key(Side.PROVIDER), by(Side.PURCHASER), wanted())
    assert codes(refused) == [OTHER_ORGANISATION.id]


def test_a_signature_on_another_version_is_seen_and_not_made() -> None:
    other = document(count=7).fingerprint
    refused = sign(unsigned(), key(Side.PROVIDER), by(Side.PROVIDER), replace(wanted(), fingerprint=other))
    assert codes(refused) == [OTHER_VERSION.id]
    assert codes(judge(seen(both()), Asked(NOW, other), "x")) == [OTHER_VERSION.id]


def test_a_signature_that_was_moved_to_another_version_does_not_hold() -> None:
    other = agreement_pdf(document(count=7))
    forged = other + both()[len(unsigned()) :]
    assert blocking(found(forged))


def test_who_did_not_sign_is_named_and_nobody_signs_twice() -> None:
    said = found(once())
    assert [(finding.code, finding.subject) for finding in said] == [(NOT_SIGNED, "Zorgkantoor van de proef")]
    assert codes(sign(both(), key(Side.PROVIDER), by(Side.PROVIDER), wanted())) == [TWICE.id]


def test_an_issuer_that_is_not_trusted_is_named() -> None:
    other = make_authority(STARTS, BITS).certificate
    for roots in ((), (other,)):
        said = found(both(), Trust(roots, (a_list(),)))
        assert [finding.code for finding in said if blocking((finding,))] == [UNTRUSTED, UNTRUSTED]


def test_a_signature_of_a_stranger_is_seen() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(both()))
    meta = PdfSignatureMetadata(field_name="extra", subfilter=fields.SigSeedSubFilter.PADES)
    out = PdfSigner(meta, signing._signer(key(Side.PROVIDER))).sign_pdf(writer)
    said = found(out.getvalue())
    assert STRANGE_FIELD.id in codes(said)


def test_certificates_of_the_development_authority_sign_made_up_figures_alone() -> None:
    pdf, asked = unsigned(Badge.NZA), wanted(badge=Badge.NZA)
    assert codes(sign(pdf, key(Side.PROVIDER), by(Side.PROVIDER), asked)) == [DEVELOPMENT.id]
    signed = sign(pdf, key(Side.PROVIDER), by(Side.PROVIDER), replace(asked, development=True))
    assert isinstance(signed, bytes)
    assert DEVELOPMENT.id in codes(found(signed))
    assert DEVELOPMENT.id not in codes(judge(seen(signed), Asked(NOW, development=True), "x"))


def test_each_fact_has_a_finding_of_its_own() -> None:
    file = seen(both())
    first = file.signatures[0]
    for changed, code in (
        (replace(first, genuine=False), NOT_BY_CERTIFICATE),
        (replace(first, whole=False), NOT_WHOLE),
        (replace(first, at=None), NO_TIME),
        (replace(first, holder=replace(first.holder, signs=False)), NOT_FOR_SIGNING),
    ):
        tampered = replace(file, signatures=(changed, file.signatures[1]))
        assert codes(judge(tampered, Asked(NOW), "x")) == [code.id]
    miscounted = replace(file, attached=replace(file.attached, stated="0" * 64))
    assert codes(judge(miscounted, Asked(NOW), "x")) == [MISCOUNTED.id]


@pytest.mark.parametrize("data", [b"", b"no pdf", unsigned()[:2_000]])
def test_a_file_that_is_no_pdf_is_a_finding(data: bytes) -> None:
    assert codes(found(data)) == [NO_PDF.id]


def test_a_pdf_without_an_agreement_is_a_finding() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(unsigned()))
    del writer.root["/Names"]
    writer.update_root()  # type: ignore[no-untyped-call]  # of the library
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # the same
    assert codes(found(out.getvalue())) == [NO_DATA.id]


@given(st.sampled_from(list(Side)), st.integers(1, 12), st.integers(0, 700))
@settings(max_examples=draws(20), deadline=None)
def test_signing_never_changes_what_was_agreed(side: Side, count: int, days: int) -> None:
    made = document(count=count)
    pdf = agreement_pdf(made)
    asked = replace(wanted(STARTS + timedelta(days=days)), fingerprint=made.fingerprint)
    for one in (side, side.other):
        done = sign(pdf, key(one), by(one), asked)
        assert isinstance(done, bytes), done
        assert seen(done).attached.counted == seen(done).attached.stated == made.fingerprint
        pdf = done


def test_roots_and_lists_are_read_from_one_file_or_told_to_be_neither() -> None:
    at = STARTS
    made = make_authority(at, BITS)
    one = pem(made.certificate) + pem(revocation_list(made, {}, at))
    known = read_trust([("root.pem", one), ("root.der", made.certificate.public_bytes(Encoding.DER))])
    assert isinstance(known, Trust)
    assert (len(known.roots), len(known.lists)) == (2, 1)
    for data in (b"", b"geen certificaat", one[:100]):
        wrong = read_trust([("x.pem", data)])
        assert isinstance(wrong, tuple)
        assert [item.code for item in wrong] == [NO_TRUST]
