"""What a sign-in by OIDC says, made into a person, an organisation and a level, by a map of each broker's own.

eHerkenning says for which company (KvK number) and which service somebody acts, DigiD says nothing of a company. Both
say how sure they are. Only what the map names is read; the rest is let go, and a citizen service number (BSN) never
goes further than here: where a broker gives one as the person, a pseudonym takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from hmac import new as keyed

from driehoek.domain.people.keys import Assurance
from driehoek.kernel import Bsn, Code, Finding

NO_PERSON = Code(
    "PEO-020",
    nl="{subject} zegt niet wie er inlogt: {wanted} ontbreekt.",
    en="{subject} does not say who signs in: {wanted} is missing.",
    mend_nl="Laat de beheerder van het portaal de instelling van {subject} nakijken.",
    mend_en="Let the administrator of the portal check the settings of {subject}.",
)
OTHER_SERVICE = Code(
    "PEO-021",
    nl="U logde bij {subject} in voor een andere dienst: {seen}.",
    en="At {subject} you signed in for another service: {seen}.",
    mend_nl="Begin opnieuw vanaf de inlogpagina van dit portaal.",
    mend_en="Begin again from the sign-in page of this portal.",
)
TOO_UNSURE = Code(
    "PEO-022",
    nl="{subject} gaf niveau '{seen}' door; dat is te laag of niet bekend. Nodig is {wanted}.",
    en="{subject} passed on level '{seen}', which is too low or not known. Needed is {wanted}.",
    mend_nl="Log in met een middel van een hoger niveau.",
    mend_en="Sign in with means of a higher level.",
)
NO_ORGANISATION = Code(
    "PEO-023",
    nl="{subject} zegt niet voor welke organisatie u handelt: {wanted} ontbreekt of is geen KvK-nummer.",
    en="{subject} does not say for which organisation you act: {wanted} is missing or no KvK number.",
    mend_nl="Kies bij het inloggen de organisatie waarvoor u werkt.",
    mend_en="Choose the organisation you work for when signing in.",
)
FINDINGS = (NO_PERSON, OTHER_SERVICE, TOO_UNSURE, NO_ORGANISATION)

_KVK = re.compile(r"[0-9]{8}")
WORDS = {
    Assurance.NONE: "geen",
    Assurance.LOW: "laag",
    Assurance.SUBSTANTIAL: "substantieel",
    Assurance.HIGH: "hoog",
}
"""The levels as people read them."""


class Broker(Enum):
    """What kind of sign-in it is; the value is the word in the settings."""

    ORGANISATION = "organisation"
    EHERKENNING = "eherkenning"
    DIGID = "digid"


@dataclass(frozen=True, slots=True)
class ClaimMap:
    """Which claims are read, and what their values mean.

    Attributes:
        broker: what kind of sign-in it is.
        person: the claim with the person.
        level: the claim with how sure it is; empty when there is none, and then it is `Assurance.NONE`.
        levels: what its values mean.
        least: below this nobody comes in.
        organisation: the claim with the KvK number; eHerkenning needs it.
        service: the claim with the service; empty when it is not checked.
        service_is: what it must say.
        email: the claim with the address; read only where the broker is trusted to have checked it.
        name: the claim with the name.
    """

    broker: Broker
    person: str = "sub"
    level: str = ""
    levels: Mapping[str, Assurance] = field(default_factory=dict)
    least: Assurance = Assurance.NONE
    organisation: str = ""
    service: str = ""
    service_is: str = ""
    email: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who signed in.

    Attributes:
        person: the same text each time for the same person; never a BSN.
        assurance: how sure it is.
        organisation: the KvK number of the organisation acted for; empty when none was said.
        email: the address, where it was checked; else empty.
        name: the name; may be empty.
    """

    person: str
    assurance: Assurance
    organisation: str = ""
    email: str = ""
    name: str = ""


def read_claims(broker: str, given: ClaimMap, claims: Mapping[str, object], key: bytes) -> SignIn | Finding:
    """Who signed in, or why that is not enough.

    Args:
        broker: how the sign-in is called in words.
        given: the map of the day.
        claims: what the token says, its signature checked.
        key: makes pseudonyms that nobody without it can trace back.
    """
    person = _text(claims, given.person)
    if not person:
        return Finding(NO_PERSON, broker, wanted=given.person)
    said = _text(claims, given.service)
    if given.service and said != given.service_is:
        return Finding(OTHER_SERVICE, broker, seen=said or "-")
    level = _text(claims, given.level)
    assurance = given.levels.get(level, Assurance.NONE)
    if assurance < given.least:
        return Finding(TOO_UNSURE, broker, seen=level or "-", wanted=WORDS[given.least])
    organisation = _text(claims, given.organisation)
    if given.organisation and not _KVK.fullmatch(organisation):
        return Finding(NO_ORGANISATION, broker, wanted=given.organisation)
    if given.broker is Broker.DIGID or _is_bsn(person):
        person = pseudonym(key, person)
    email = _text(claims, given.email).lower() if claims.get("email_verified") is True else ""
    return SignIn(person, assurance, organisation, email, _text(claims, given.name))


def pseudonym(key: bytes, person: str) -> str:
    """The same text for the same person, from which nobody without the key learns who it is."""
    return keyed(key, person.encode(), sha256).hexdigest()


def _text(claims: Mapping[str, object], name: str) -> str:
    found = claims.get(name) if name else None
    return str(found).strip() if isinstance(found, (str, int)) and not isinstance(found, bool) else ""


def _is_bsn(text: str) -> bool:
    """Whether it can be a BSN; some brokers pass it with a sector in front."""
    return Bsn.parse(text.rpartition(":")[2]) is not None
