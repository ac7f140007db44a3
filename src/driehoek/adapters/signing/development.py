"""A certificate authority to try things out: DEVELOPMENT and SYNTHETIC stand in every subject it writes.

What it issues signs agreements with made-up figures only; elsewhere a finding refuses it (SIG-020) unless somebody asks
for it by name. Its keys are random, its certificates say for how long they hold, and it can revoke.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from driehoek.adapters.signing.certificates import DEVELOPMENT_MARK, Private, SigningKey

BITS = 3072
"""Of a key of the authority and of an organisation; RSA, since every reader of PDF knows it."""
_EXPONENT = 65_537
_ROOT_YEARS = 10
_LIST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Authority:
    """An issuer for development.

    Attributes:
        certificate: its own, self-signed.
        private: its key.
    """

    certificate: x509.Certificate
    private: rsa.RSAPrivateKey = field(repr=False)


def make_authority(at: datetime, bits: int = BITS) -> Authority:
    """A new authority, from ``at``."""
    private = rsa.generate_private_key(_EXPONENT, bits)
    name = _subject("root", "Driehoek")
    made = (
        _certificate(name, name, private.public_key(), at, at.replace(year=at.year + _ROOT_YEARS, day=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(issues=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
    )
    return Authority(made.sign(private, hashes.SHA256()), private)


def issue(
    authority: Authority, organisation: str, identifier: str, at: datetime, ends: datetime, bits: int = BITS
) -> SigningKey:
    """A key and certificate for an organisation.

    Args:
        authority: the issuer.
        organisation: its name.
        identifier: its organizationIdentifier, such as ``AG:NL-41000001``.
        at: the first moment.
        ends: the last.
        bits: the size of the key.
    """
    private = rsa.generate_private_key(_EXPONENT, bits)
    subject = _subject("seal", organisation, identifier)
    issuer = authority.certificate
    known = x509.SubjectKeyIdentifier.from_public_key(authority.private.public_key())
    made = (
        _certificate(subject, issuer.subject, private.public_key(), at, ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(issues=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(known), critical=False)
    )
    return SigningKey(made.sign(authority.private, hashes.SHA256()), (), private)


def revocation_list(
    authority: Authority, revoked: Mapping[int, datetime], at: datetime, number: int = 1
) -> x509.CertificateRevocationList:
    """The list of what was revoked, by serial number.

    Args:
        authority: the issuer.
        revoked: per serial number since when.
        at: when the list is made.
        number: of the list, counting up.
    """
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(at)
        .next_update(at + timedelta(days=_LIST_DAYS))
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.private.public_key()), critical=False
        )
    )
    for serial, since in sorted(revoked.items()):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(authority.private, hashes.SHA256())


def _subject(kind: str, organisation: str, identifier: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, DEVELOPMENT_MARK),
        x509.NameAttribute(NameOID.COMMON_NAME, f"{DEVELOPMENT_MARK} {kind}: {organisation}"[:64]),
    ]
    if identifier:
        parts.insert(2, x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, identifier))
    return x509.Name(parts)


def _certificate(
    subject: x509.Name, issuer: x509.Name, public: rsa.RSAPublicKey, starts: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
    )


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


def development_files(organisations: Mapping[str, str], at: datetime, term: timedelta) -> dict[str, bytes]:
    """An authority and a certificate per organisation as files: root, list, and per organisation certificate and key.

    Args:
        organisations: per organizationIdentifier the name.
        at: the first moment.
        term: how long certificates hold.
    """
    authority = make_authority(at)
    files = {"root.pem": authority.certificate.public_bytes(Encoding.PEM)}
    files["root.key.pem"] = _pem(authority.private)
    files["crl.pem"] = revocation_list(authority, {}, at).public_bytes(Encoding.PEM)
    for identifier, organisation in organisations.items():
        key = issue(authority, organisation, identifier, at, at + term)
        name = "".join(sign if sign.isalnum() or sign == "-" else "-" for sign in identifier)
        files[f"{name}.pem"] = key.certificate.public_bytes(Encoding.PEM)
        files[f"{name}.key.pem"] = _pem(key.private)
    return files


def _pem(private: Private) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
