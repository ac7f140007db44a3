"""Keys of organisations: read as issuers give them, refused at the door, and kept closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from driehoek.adapters.signing.certificates import (
    NAMELESS,
    NOT_ITS_KEY,
    UNREADABLE,
    WEAK,
    KeyRefusedError,
    SigningKey,
    read_pem,
    read_pkcs12,
    unwrap,
    wrap,
)
from driehoek.adapters.signing.development import issue, make_authority
from driehoek.kernel import Finding
from tests.signed import STARTS

AUTHORITY = make_authority(STARTS, 2048)
ENDS = STARTS + timedelta(days=700)


def made(identifier: str = "NTRNL-12345678", bits: int = 2048) -> SigningKey:
    return issue(AUTHORITY, "Zorgaanbieder (SYNTHETIC)", identifier, STARTS, ENDS, bits)


def file_of(key: SigningKey, password: bytes = b"geheim") -> bytes:
    closing = BestAvailableEncryption(password)
    return pkcs12.serialize_key_and_certificates(b"x", key.private, key.certificate, None, closing)


def code(found: SigningKey | Finding) -> object:
    return found.code if isinstance(found, Finding) else None


def test_a_file_of_an_issuer_is_read_and_kept_closed() -> None:
    key = made()
    read = read_pkcs12(file_of(key), "geheim", "zegel.p12")
    assert isinstance(read, SigningKey)
    assert read.holder.identifier == "NTRNL-12345678"
    closed = wrap(read, "het geheim van het portaal")
    plain = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    assert plain.hex() not in closed.encode().hex()
    assert unwrap(closed, "het geheim van het portaal").certificate == key.certificate
    for text, secret in ((closed, "een ander geheim"), (closed[:-8] + "AAAAAAA=", "het geheim van het portaal")):
        with pytest.raises(KeyRefusedError):
            unwrap(text, secret)


def test_what_cannot_sign_is_refused_at_the_door() -> None:
    key, other = made(), made()
    certificate = key.certificate.public_bytes(Encoding.PEM)
    foreign = other.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    assert code(read_pkcs12(file_of(key), "fout", "zegel.p12")) is UNREADABLE
    assert code(read_pkcs12(b"geen bestand", "", "zegel.p12")) is UNREADABLE
    assert code(read_pem(certificate, foreign, "", "zegel.pem")) is NOT_ITS_KEY
    assert code(read_pkcs12(file_of(made(bits=1024)), "geheim", "zegel.p12")) is WEAK
    assert code(read_pkcs12(file_of(made(identifier="")), "geheim", "zegel.p12")) is NAMELESS
