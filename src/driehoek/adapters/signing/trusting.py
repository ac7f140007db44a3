"""Whom a reader trusts, from the files of certificates and lists that it was given."""

from __future__ import annotations

from collections.abc import Iterable

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from driehoek.adapters.signing.reading import Trust
from driehoek.kernel import Code, Finding

NO_TRUST = Code(
    "SIG-040",
    nl="{subject} is geen certificaat en geen lijst van ingetrokken certificaten.",
    en="{subject} is no certificate and no list of revoked certificates.",
    mend_nl="Geef een bestand in PEM- of DER-vorm dat de uitgever heeft gepubliceerd.",
    mend_en="Give a file in PEM or DER form that the issuer published.",
)
FINDINGS = (NO_TRUST,)
_BEGIN = b"-----BEGIN "
_LIST = _BEGIN + b"X509 CRL-----"


def read_trust(files: Iterable[tuple[str, bytes]]) -> Trust | tuple[Finding, ...]:
    """Read roots and lists from files in PEM or DER form.

    Args:
        files: what findings call each, and its bytes.
    """
    roots: list[x509.Certificate] = []
    lists: list[x509.CertificateRevocationList] = []
    findings: list[Finding] = []
    for name, data in files:
        try:
            if data.startswith(b"-----"):
                _pem(data, roots, lists)
            else:
                _der(data, roots, lists)
        except ValueError:
            findings.append(Finding(NO_TRUST, name))
    return tuple(findings) or Trust(tuple(roots), tuple(lists))


def _pem(data: bytes, roots: list[x509.Certificate], lists: list[x509.CertificateRevocationList]) -> None:
    """A file may hold both, one after the other."""
    parts = [_BEGIN + part for part in data.split(_BEGIN)[1:]]
    if not parts:
        raise ValueError
    for part in parts:
        if part.startswith(_LIST):
            lists.append(x509.load_pem_x509_crl(part))
        else:
            roots.append(x509.load_pem_x509_certificate(part))


def _der(data: bytes, roots: list[x509.Certificate], lists: list[x509.CertificateRevocationList]) -> None:
    try:
        roots.append(x509.load_der_x509_certificate(data))
    except ValueError:
        lists.append(x509.load_der_x509_crl(data))


def pem(item: x509.Certificate | x509.CertificateRevocationList) -> bytes:
    """A certificate or list as a file to give away."""
    return item.public_bytes(Encoding.PEM)
