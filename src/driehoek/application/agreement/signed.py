"""What is seen of the signatures on an agreement, and what to make of it.

An adapter looks at the file and tells facts; here they become findings. A file holds when both sides signed the version
that was meant, nothing was changed after, and each certificate was that of the organisation, trusted, in force and not
revoked when it signed. Every other outcome has a code of its own, so that nobody has to guess what is wrong.

The moment of signing is what the signer said (PAdES B-B carries no time stamp of a third party). That is why a
certificate that was revoked later gives a warning, and why the log of the portal, not the file, proves the moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from driehoek.application.agreement.document import Attached
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import Code, Finding, Severity

MISCOUNTED = Code(
    "SIG-002",
    nl="De gegevens in {subject} horen niet bij hun vingerafdruk: er staat {wanted}, geteld is {seen}.",
    en="The data in {subject} do not match their fingerprint: it says {wanted}, counted is {seen}.",
    mend_nl="Vertrouw dit bestand niet. Vraag het opnieuw op bij het portaal.",
    mend_en="Do not trust this file. Ask the portal for it again.",
)
OTHER_VERSION = Code(
    "SIG-003",
    nl="{subject} is een andere versie dan bedoeld: vingerafdruk {seen}, bedoeld is {wanted}.",
    en="{subject} is another version than was meant: fingerprint {seen}, meant is {wanted}.",
    mend_nl="Vraag het bestand van de bedoelde versie op.",
    mend_en="Ask for the file of the version that was meant.",
)
NOT_SIGNED = Code(
    "SIG-004",
    nl="{subject} heeft deze versie niet ondertekend.",
    en="{subject} did not sign this version.",
    mend_nl="Wacht tot beide partijen hebben getekend; tot dan geldt de vorige versie.",
    mend_en="Wait until both parties have signed; until then the version before holds.",
)
STRANGE_FIELD = Code(
    "SIG-005",
    nl="Er staat een handtekening in het veld '{seen}'. Die hoort bij geen van beide partijen.",
    en="There is a signature in the field '{seen}', which belongs to neither party.",
    mend_nl="Vraag wie die handtekening heeft gezet; zij telt hier niet mee.",
    mend_en="Ask who set that signature; it does not count here.",
)
BROKEN = Code(
    "SIG-006",
    nl="De bytes die {subject} ondertekende, zijn veranderd.",
    en="The bytes that {subject} signed were changed.",
    mend_nl="Vertrouw dit bestand niet. Vraag het opnieuw op bij het portaal.",
    mend_en="Do not trust this file. Ask the portal for it again.",
)
NOT_BY_CERTIFICATE = Code(
    "SIG-007",
    nl="De handtekening van {subject} is niet gezet met de sleutel van het certificaat dat erbij zit.",
    en="The signature of {subject} was not made with the key of the certificate that is with it.",
    mend_nl="Vertrouw deze handtekening niet. Laat opnieuw tekenen.",
    mend_en="Do not trust this signature. Have it signed again.",
)
CHANGED_AFTER = Code(
    "SIG-008",
    nl="Na de handtekening van {subject} is het bestand veranderd: {seen}.",
    en="After the signature of {subject} the file was changed: {seen}.",
    mend_nl="Vertrouw dit bestand niet. Een wijziging hoort een nieuwe versie te zijn, met nieuwe handtekeningen.",
    mend_en="Do not trust this file. A change should be a new version, with new signatures.",
)
NOT_WHOLE = Code(
    "SIG-009",
    nl="De handtekening van {subject} gaat niet over de hele overeenkomst.",
    en="The signature of {subject} does not cover the whole agreement.",
    mend_nl="Laat het hele bestand tekenen.",
    mend_en="Have the whole file signed.",
)
UNTRUSTED = Code(
    "SIG-010",
    nl="Het certificaat van {subject} leidt niet naar een uitgever die u vertrouwt: {seen}.",
    en="The certificate of {subject} does not lead to an issuer you trust: {seen}.",
    mend_nl="Geef het stamcertificaat van de uitgever op (--trust), als u die vertrouwt.",
    mend_en="Give the root certificate of the issuer (--trust), if you trust it.",
)
TOO_LATE = Code(
    "SIG-011",
    nl="Het certificaat van {subject} was verlopen: getekend op {seen}, geldig tot en met {wanted}.",
    en="The certificate of {subject} had expired: signed at {seen}, valid until {wanted}.",
    mend_nl="Vraag een nieuw certificaat aan en laat opnieuw tekenen.",
    mend_en="Ask for a new certificate and have it signed again.",
)
TOO_EARLY = Code(
    "SIG-012",
    nl="{subject} zou hebben getekend op {seen}, voordat het certificaat begon ({wanted}).",
    en="{subject} would have signed at {seen}, before the certificate began ({wanted}).",
    mend_nl="De klok van de ondertekenaar stond verkeerd. Zet haar goed en laat opnieuw tekenen.",
    mend_en="The clock of the signer was wrong. Set it right and have it signed again.",
)
IN_FUTURE = Code(
    "SIG-013",
    nl="{subject} zou hebben getekend op {seen}. Dat is later dan nu ({wanted}).",
    en="{subject} would have signed at {seen}, which is later than now ({wanted}).",
    mend_nl="Kijk of uw klok goed staat; anders stond die van de ondertekenaar verkeerd. Laat dan opnieuw tekenen.",
    mend_en="See whether your clock is right; if so that of the signer was wrong. Then have it signed again.",
)
REVOKED = Code(
    "SIG-014",
    nl="Het certificaat van {subject} was ingetrokken op {seen}; getekend is op {wanted}.",
    en="The certificate of {subject} was revoked at {seen}; it was signed at {wanted}.",
    mend_nl="Laat opnieuw tekenen met een geldig certificaat.",
    mend_en="Have it signed again with a certificate in force.",
)
REVOKED_SINCE = Code(
    "SIG-015",
    nl="Het certificaat van {subject} is ingetrokken op {seen}, na het tekenen op {wanted}.",
    en="The certificate of {subject} was revoked at {seen}, after signing at {wanted}.",
    mend_nl="De handtekening blijft geldig als zij echt eerder is gezet. Kijk dat na in het logboek van het portaal.",
    mend_en="The signature stays valid if it was really made before. Look that up in the log of the portal.",
    severity=Severity.WARNING,
)
REVOCATION_UNKNOWN = Code(
    "SIG-016",
    nl="Of het certificaat van {subject} was ingetrokken, is niet te zeggen: er is geen bruikbare lijst.",
    en="Whether the certificate of {subject} was revoked cannot be told: there is no list that serves.",
    mend_nl="Geef een lijst van ingetrokken certificaten van de uitgever op, gemaakt na het tekenen (--crl).",
    mend_en="Give a list of revoked certificates of the issuer, made after the signing (--crl).",
    severity=Severity.WARNING,
)
OTHER_ORGANISATION = Code(
    "SIG-017",
    nl="Voor {subject} is getekend met een certificaat van een ander: {seen}, verwacht is {wanted}.",
    en="{subject} was signed for with a certificate of another: {seen}, expected is {wanted}.",
    mend_nl="Laat tekenen met het certificaat van de organisatie die in de overeenkomst staat.",
    mend_en="Have it signed with the certificate of the organisation that the agreement names.",
)
NOT_FOR_SIGNING = Code(
    "SIG-018",
    nl="Het certificaat van {subject} is niet bedoeld om mee te ondertekenen.",
    en="The certificate of {subject} is not meant for signing documents.",
    mend_nl="Gebruik een certificaat met het gebruik 'onweerlegbaarheid' (nonRepudiation).",
    mend_en="Use a certificate with the usage nonRepudiation.",
)
NO_TIME = Code(
    "SIG-019",
    nl="De handtekening van {subject} zegt niet wanneer zij is gezet.",
    en="The signature of {subject} does not say when it was made.",
    mend_nl="Laat opnieuw tekenen.",
    mend_en="Have it signed again.",
)
DEVELOPMENT = Code(
    "SIG-020",
    nl="Het certificaat van {subject} is van de proefuitgever ({seen}) en geldt alleen voor verzonnen gegevens.",
    en="The certificate of {subject} is of the development issuer ({seen}) and holds for made-up data alone.",
    mend_nl="Teken met een echt certificaat. Om te proberen kan --development.",
    mend_en="Sign with a real certificate. To try things out there is --development.",
)
TWICE = Code(
    "SIG-021",
    nl="{subject} heeft deze versie al ondertekend.",
    en="{subject} has signed this version already.",
    mend_nl="U hoeft niets te doen.",
    mend_en="There is nothing to do.",
)
FINDINGS = (
    MISCOUNTED,
    OTHER_VERSION,
    NOT_SIGNED,
    STRANGE_FIELD,
    BROKEN,
    NOT_BY_CERTIFICATE,
    CHANGED_AFTER,
    NOT_WHOLE,
    UNTRUSTED,
    TOO_LATE,
    TOO_EARLY,
    IN_FUTURE,
    REVOKED,
    REVOKED_SINCE,
    REVOCATION_UNKNOWN,
    OTHER_ORGANISATION,
    NOT_FOR_SIGNING,
    NO_TIME,
    DEVELOPMENT,
    TWICE,
)

CLOCKS_APART = timedelta(minutes=5)
"""How far the clocks of two honest machines may differ."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Of whom a certificate is, and what it may be used for.

    Attributes:
        organisation: its name.
        identifier: the organizationIdentifier; empty where the certificate has none.
        serial: of the certificate, hexadecimal.
        issuer: who issued it, in words.
        starts: when it begins.
        ends: the last moment.
        signs: whether it is meant for signing documents.
        development: whether it comes from the development authority.
    """

    organisation: str
    identifier: str
    serial: str
    issuer: str
    starts: datetime
    ends: datetime
    signs: bool
    development: bool


class After(Enum):
    """What came after a signature, in the file."""

    NOTHING = "nothing"
    SIGNING = "signing"
    """Another signature, or data to keep signatures verifiable."""
    CHANGE = "change"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class SignatureSeen:
    """What one signature shows.

    Attributes:
        field: the field that holds it.
        side: whose field that is; None for a strange one.
        holder: of whom the certificate is.
        signer: who signed, as the signature says.
        reason: on which ground, as the signature says.
        at: when, as the signature says.
        intact: whether the signed bytes are as they were.
        genuine: whether it was made with the key of the certificate.
        whole: whether it covers the whole file as it was.
        after: what came after.
        changes: that in words.
        trusted: whether the certificate leads to a root that is trusted.
        revocation_known: whether a list of revoked certificates could be used.
        revoked_at: when the certificate was revoked; None where it was not.
    """

    field: str
    side: Side | None
    holder: Holder
    signer: str
    reason: str
    at: datetime | None
    intact: bool
    genuine: bool
    whole: bool
    after: After
    changes: str
    trusted: bool
    revocation_known: bool
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignedFile:
    """What a file shows.

    Attributes:
        attached: the data of the agreement that it holds.
        signatures: in the order in which they were made.
    """

    attached: Attached
    signatures: tuple[SignatureSeen, ...]

    def of(self, side: Side) -> SignatureSeen | None:
        """The signature of a side; None while it has none."""
        return next((seen for seen in self.signatures if seen.side is side), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a file.

    Attributes:
        moment: at which it is judged.
        fingerprint: of the version that is meant; empty when any will do.
        development: whether certificates of the development authority are accepted for real data too.
        sides: who must have signed.
    """

    moment: datetime
    fingerprint: str = ""
    development: bool = False
    sides: tuple[Side, ...] = tuple(Side)


def judge(file: SignedFile, asked: Asked, subject: str) -> tuple[Finding, ...]:
    """Why a file does not hold, or what to know about it; nothing when all is well.

    Args:
        file: what it shows.
        asked: what is asked of it.
        subject: what findings call the file.
    """
    return (*_content(file.attached, asked, subject), *_signatures(file, asked))


def _content(attached: Attached, asked: Asked, subject: str) -> Iterator[Finding]:
    if attached.counted != attached.stated:
        yield Finding(MISCOUNTED, subject, seen=attached.counted, wanted=attached.stated)
    if asked.fingerprint and attached.counted != asked.fingerprint:
        yield Finding(OTHER_VERSION, subject, seen=attached.counted, wanted=asked.fingerprint)


def _signatures(file: SignedFile, asked: Asked) -> Iterator[Finding]:
    for seen in file.signatures:
        if seen.side is None:
            yield Finding(STRANGE_FIELD, seen.field, seen=seen.field)
    for side in asked.sides:
        name = file.attached.parties[side].name
        held = file.of(side)
        if held is None:
            yield Finding(NOT_SIGNED, name)
            continue
        yield from bytes_faults(held, name)
        yield from certificate_faults(held.holder, file.attached, side, development=asked.development)
        yield from _trust(held, name)
        yield from _moment(held, asked, name)


def bytes_faults(seen: SignatureSeen, name: str) -> Iterator[Finding]:
    """What is wrong with the bytes that were signed, whoever did so."""
    if not seen.intact:
        yield Finding(BROKEN, name)
    elif not seen.genuine:
        yield Finding(NOT_BY_CERTIFICATE, name)
    if seen.after is After.CHANGE:
        yield Finding(CHANGED_AFTER, name, seen=seen.changes)
    if not seen.whole:
        yield Finding(NOT_WHOLE, name)


def certificate_faults(
    holder: Holder, attached: Attached, side: Side, *, development: bool = False
) -> Iterator[Finding]:
    """What is wrong with signing for a side with this certificate, whenever that is."""
    party = attached.parties[side]
    if holder.identifier != party.identifier:
        had = f"{holder.organisation} ({holder.identifier or '-'})"
        yield Finding(OTHER_ORGANISATION, party.name, seen=had, wanted=f"{party.name} ({party.identifier})")
    if not holder.signs:
        yield Finding(NOT_FOR_SIGNING, party.name)
    if holder.development and not attached.synthetic and not development:
        yield Finding(DEVELOPMENT, party.name, seen=holder.issuer)


def period_faults(holder: Holder, at: datetime, name: str) -> Iterator[Finding]:
    """Whether a certificate was in force at a moment."""
    if at < holder.starts:
        yield Finding(TOO_EARLY, name, seen=said(at), wanted=said(holder.starts))
    if at > holder.ends:
        yield Finding(TOO_LATE, name, seen=said(at), wanted=said(holder.ends))


def _trust(seen: SignatureSeen, name: str) -> Iterator[Finding]:
    if seen.intact and seen.genuine and not seen.trusted:  # of other bytes nobody knows who signed them
        yield Finding(UNTRUSTED, name, seen=seen.holder.issuer)
    if seen.at is None:
        return
    if seen.revoked_at is not None:
        code = REVOKED if seen.revoked_at <= seen.at else REVOKED_SINCE
        yield Finding(code, name, seen=said(seen.revoked_at), wanted=said(seen.at))
    elif not seen.revocation_known:
        yield Finding(REVOCATION_UNKNOWN, name)


def _moment(seen: SignatureSeen, asked: Asked, name: str) -> Iterator[Finding]:
    if seen.at is None:
        yield Finding(NO_TIME, name)
        return
    yield from period_faults(seen.holder, seen.at, name)
    if seen.at > asked.moment + CLOCKS_APART:
        yield Finding(IN_FUTURE, name, seen=said(seen.at), wanted=said(asked.moment))


def said(at: datetime) -> str:
    """A moment with its offset, to the second, for findings."""
    return at.isoformat(sep=" ", timespec="seconds")
