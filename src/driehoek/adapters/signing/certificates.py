"""The certificate and key with which an organisation signs: read from what an issuer gives, kept wrapped.

At rest the private key is closed with a key that follows from the secret of the portal (HKDF-SHA256 with a salt of its
own) by ChaCha20-Poly1305; the certificates go in as associated data, so that a wrapped key put beside another
certificate does not open. The secret of the portal is random and long: no passphrase is stretched here.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from driehoek.application.agreement.signed import Holder
from driehoek.kernel import Code, Finding

UNREADABLE = Code(
    "SIG-030",
    nl="Het certificaat in {subject} is niet te lezen ({seen}).",
    en="The certificate in {subject} cannot be read ({seen}).",
    mend_nl="Geef een bestand PKCS#12 (.p12, .pfx) met het juiste wachtwoord, of certificaat en sleutel als PEM.",
    mend_en="Give a PKCS#12 file (.p12, .pfx) with the right password, or certificate and key as PEM.",
)
NOT_ITS_KEY = Code(
    "SIG-031",
    nl="De sleutel in {subject} hoort niet bij het certificaat.",
    en="The key in {subject} does not belong to the certificate.",
    mend_nl="Geef de sleutel waarmee dit certificaat is aangevraagd.",
    mend_en="Give the key with which this certificate was asked for.",
)
WEAK = Code(
    "SIG-032",
    nl="De sleutel in {subject} is {seen}. Dat is te zwak of wordt niet overal gelezen; gevraagd is {wanted}.",
    en="The key in {subject} is {seen}, which is too weak or not read everywhere; wanted is {wanted}.",
    mend_nl="Vraag een certificaat aan op een sleutel van dit soort.",
    mend_en="Ask for a certificate on a key of this kind.",
)
NAMELESS = Code(
    "SIG-033",
    nl="Het certificaat in {subject} noemt geen organisatie met haar nummer (organizationIdentifier).",
    en="The certificate in {subject} names no organisation with its number (organizationIdentifier).",
    mend_nl="Vraag een certificaat op naam van de organisatie aan, zoals een PKIoverheid-zegel.",
    mend_en="Ask for a certificate in the name of the organisation, such as a seal of PKIoverheid.",
)
FINDINGS = (UNREADABLE, NOT_ITS_KEY, WEAK, NAMELESS)

DEVELOPMENT_MARK = "DEVELOPMENT SYNTHETIC"
"""What the subject and issuer of a certificate of the development authority say."""
SCHEME = "driehoek-signing-key-1"
_LEAST_BITS = 2048
_CURVES = ("secp256r1", "secp384r1", "secp521r1")
_KINDS = f"RSA {_LEAST_BITS} of meer, of {', '.join(_CURVES)}"
_SALT, _NONCE = 16, 12

Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
"""The kinds of key with which is signed."""


class KeyRefusedError(ValueError):
    """A wrapped key does not open: another secret, another certificate, or a byte that was changed."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """With what an organisation signs.

    Attributes:
        certificate: of the organisation.
        chain: certificates of issuers in between, which travel in the signature; the root need not be in it.
        private: the private key; never shown.
    """

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    private: Private = field(repr=False)

    @property
    def holder(self) -> Holder:
        """Of whom it is."""
        return holder_of(self.certificate)


def holder_of(certificate: x509.Certificate) -> Holder:
    """Of whom a certificate is, when it holds and what it may be used for."""
    return Holder(
        _named(certificate.subject, NameOID.ORGANIZATION_NAME) or certificate.subject.rfc4514_string(),
        _named(certificate.subject, NameOID.ORGANIZATION_IDENTIFIER),
        format(certificate.serial_number, "X"),
        _named(certificate.issuer, NameOID.COMMON_NAME) or certificate.issuer.rfc4514_string(),
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        _signs(certificate),
        DEVELOPMENT_MARK in certificate.issuer.rfc4514_string(),
    )


def _named(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    held = name.get_attributes_for_oid(oid)
    return str(held[0].value) if held else ""


def _signs(certificate: x509.Certificate) -> bool:
    """Whether it says nonRepudiation, which is what readers of PDF ask of a signer."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return usage.content_commitment


def read_pkcs12(data: bytes, password: str, subject: str) -> SigningKey | Finding:
    """Read what an issuer gave in one file."""
    try:
        private, certificate, others = pkcs12.load_key_and_certificates(data, password.encode() or None)
    except (ValueError, UnsupportedAlgorithm) as error:
        return Finding(UNREADABLE, subject, seen=str(error))
    if private is None or certificate is None:
        return Finding(UNREADABLE, subject, seen="geen sleutel of geen certificaat")
    return _whole(certificate, others, private, subject)


def read_pem(certificates: bytes, key: bytes, password: str, subject: str) -> SigningKey | Finding:
    """Read a certificate, followed by those of its issuers, and its private key, all as PEM."""
    try:
        held = x509.load_pem_x509_certificates(certificates)
        private = load_pem_private_key(key, password.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        return Finding(UNREADABLE, subject, seen=str(error))
    return _whole(held[0], held[1:], private, subject)


def _whole(
    certificate: x509.Certificate, others: Iterable[x509.Certificate], private: object, subject: str
) -> SigningKey | Finding:
    if not isinstance(private, Private) or not _strong(private):
        return Finding(WEAK, subject, seen=_kind(private), wanted=_KINDS)
    if _public(private.public_key()) != _public(certificate.public_key()):
        return Finding(NOT_ITS_KEY, subject)
    if not _named(certificate.subject, NameOID.ORGANIZATION_IDENTIFIER):
        return Finding(NAMELESS, subject)
    return SigningKey(certificate, tuple(others), private)


def _strong(private: Private) -> bool:
    return private.key_size >= _LEAST_BITS if isinstance(private, rsa.RSAPrivateKey) else private.curve.name in _CURVES


def _kind(private: object) -> str:
    if isinstance(private, rsa.RSAPrivateKey):
        return f"RSA {private.key_size}"
    return private.curve.name if isinstance(private, ec.EllipticCurvePrivateKey) else type(private).__name__


def _public(key: object) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined, no-any-return]


def wrap(key: SigningKey, secret: str) -> str:
    """A key as text to keep: the certificates open, the private key closed with the secret of the portal."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    beside = [item.public_bytes(Encoding.DER) for item in (key.certificate, *key.chain)]
    plain = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    closed = ChaCha20Poly1305(_derived(secret, salt)).encrypt(nonce, plain, b"".join(beside))
    return "$".join((SCHEME, *(_text(part) for part in (salt, nonce, closed, *beside))))


def unwrap(text: str, secret: str) -> SigningKey:
    """The key that was wrapped.

    Raises:
        KeyRefusedError: when it does not open with this secret, or is no wrapped key.
    """
    try:
        scheme, *parts = text.split("$")
        salt, nonce, closed, *beside = (base64.b64decode(part, validate=True) for part in parts)
        if scheme != SCHEME:
            raise KeyRefusedError
        plain = ChaCha20Poly1305(_derived(secret, salt)).decrypt(nonce, closed, b"".join(beside))
    except (ValueError, InvalidTag) as error:
        raise KeyRefusedError from error
    private = load_der_private_key(plain, None)
    assert isinstance(private, Private), "only such keys are wrapped"
    held = [x509.load_der_x509_certificate(item) for item in beside]
    return SigningKey(held[0], tuple(held[1:]), private)


def _derived(secret: str, salt: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, SCHEME.encode()).derive(secret.encode())


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
