"""What an organisation must be to stand in the portal, and what can stand in the way of its first administrator.

The act is `stored_founding`; here is what needs no database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from driehoek.adapters.catalogue import load_regions
from driehoek.kernel import Agb, Code, Finding, Uzovi

PURCHASER, PROVIDER = "purchaser", "provider"
_EIGHT = re.compile(r"[0-9]{8}")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MOST_NAME = 200

NO_NAME = Code(
    "STO-070",
    nl="De organisatie heeft geen naam van hoogstens {wanted} tekens.",
    en="The organisation has no name of at most {wanted} characters.",
    mend_nl="Geef de naam waaronder anderen de organisatie kennen.",
    mend_en="Give the name by which others know the organisation.",
)
NO_CODE = Code(
    "STO-071",
    nl="{seen} is geen {wanted}.",
    en="{seen} is no {wanted}.",
    mend_nl="Een UZOVI-code heeft vier cijfers; een AGB-code en een KvK-nummer hebben er acht.",
    mend_en="A UZOVI code has four digits; an AGB code and a KvK number have eight.",
)
NO_ADDRESS = Code(
    "STO-072",
    nl="{seen} is geen e-mailadres.",
    en="{seen} is no e-mail address.",
    mend_nl="Geef een adres zoals naam@organisatie.nl.",
    mend_en="Give an address such as name@organisation.nl.",
)
STRANGE_REGION = Code(
    "STO-073",
    nl="De regio {seen} hoort hier niet.",
    en="The region {seen} does not belong here.",
    mend_nl="Alleen een inkoper heeft regio's; kies een code die vandaag bestaat, zoals {wanted}.",
    mend_en="Only a purchaser has regions; choose a code that exists today, such as {wanted}.",
)
FOUND_ALREADY = Code(
    "STO-074",
    nl="{subject} staat al in het portaal en heeft een beheerder.",
    en="{subject} is in the portal already and has an administrator.",
    mend_nl="De beheerder nodigt anderen uit onder Organisatie.",
    mend_en="The administrator invites others under Organisation.",
)
WAITS_ALREADY = Code(
    "STO-075",
    nl="Voor {subject} wacht al een uitnodiging voor een beheerder, tot {seen}.",
    en="An invitation for an administrator of {subject} waits already, until {seen}.",
    mend_nl="Gebruik die link. Is zij kwijt? Doe dit opnieuw met --again: dan werkt de oude link niet meer.",
    mend_en="Use that link. Is it lost? Do this again with --again: then the old link does not work any more.",
)
OTHER_NAME = Code(
    "STO-076",
    nl="De code {subject} is van {seen}, niet van {wanted}.",
    en="The code {subject} belongs to {seen}, not to {wanted}.",
    mend_nl="Geef de naam zoals hij in het portaal staat, of de eigen code van de organisatie.",
    mend_en="Give the name as it is in the portal, or the organisation's own code.",
)
FINDINGS = (NO_NAME, NO_CODE, NO_ADDRESS, STRANGE_REGION, FOUND_ALREADY, WAITS_ALREADY, OTHER_NAME)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An organisation to be, and who looks after it first.

    Attributes:
        kind: a word of `driehoek.adapters.store.models.OrganisationKind`.
        name: by which others know it.
        email: the address of its first administrator.
        code: UZOVI of a purchaser, AGB of a provider, KvK number of another; may be empty.
        kvk: KvK number, by which eHerkenning names it; may be empty.
        regions: where a purchaser purchases, by COD001.
    """

    kind: str
    name: str
    email: str
    code: str = ""
    kvk: str = ""
    regions: tuple[str, ...] = ()


def faults(wanted: Wanted, day: date) -> tuple[Finding, ...]:
    """Everything that is wrong with what was given, at once.

    Args:
        wanted: the organisation.
        day: on which its regions must exist.
    """
    found = []
    if not wanted.name.strip() or len(wanted.name) > _MOST_NAME:
        found.append(Finding(NO_NAME, "name", wanted=str(_MOST_NAME)))
    if wanted.code and not _is_code(wanted.kind, wanted.code):
        kinds = {PURCHASER: "UZOVI", PROVIDER: "AGB"}
        found.append(Finding(NO_CODE, "code", seen=wanted.code, wanted=kinds.get(wanted.kind, "KvK")))
    if wanted.kvk and not _EIGHT.fullmatch(wanted.kvk):
        found.append(Finding(NO_CODE, "kvk", seen=wanted.kvk, wanted="KvK"))
    if not _ADDRESS.fullmatch(wanted.email.strip()):
        found.append(Finding(NO_ADDRESS, "email", seen=wanted.email))
    known = [region.code.code for region in load_regions().on(day)]
    strange = [code for code in wanted.regions if wanted.kind != PURCHASER or code not in known]
    return (*found, *(Finding(STRANGE_REGION, "region", seen=code, wanted=known[0]) for code in strange))


def _is_code(kind: str, code: str) -> bool:
    if kind == PURCHASER:
        return Uzovi.parse(code) is not None
    return Agb.parse(code) is not None if kind == PROVIDER else _EIGHT.fullmatch(code) is not None
