"""Providers that work across the borders of regions: three categories, each with its rules (002 3.7, E-045 to E-047).

1. National specialised facilities (SGLVG centres, youth LVG, categorical ZG): one contract with one office can bundle
   all regions; a separate admission in an area stays possible, and then says so.
2. Institutions in a few adjoining regions: one contract, at the office of the main seat; nobody asks them to split up.
3. Home care and elderly care in many regions: an admission, an offer and an allotment in each area, by its own rules.

The category is a mark of the provider in ``providers.csv``. Who has none is regional, and nothing here is about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from driehoek.domain.policy import Policy, ProviderGroup
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import Code, Finding, Severity

SEPARATE = "separate-admission"
"""The mark of a contract of the first category that has an admission of its own in its area."""
ADMISSION = "admission-held"
"""The requirement that tests whether a provider is admitted in the area."""


class Reach(Enum):
    """How far a provider works; the value is the mark in files."""

    NATIONAL = "national-specialised"
    """Category 1."""
    ADJOINING = "adjoining-regions"
    """Category 2."""
    MANY = "many-regions"
    """Category 3."""


TWO_CATEGORIES = Code(
    "SUP-001",
    nl="Aanbieder {subject} staat in meer dan een categorie: {seen}.",
    en="Provider {subject} stands in more than one category: {seen}.",
    mend_nl="Laat in providers.csv een van deze kenmerken staan: {wanted}.",
    mend_en="Leave one of these marks in providers.csv: {wanted}.",
)
NOT_BUNDLED = Code(
    "SUP-002",
    nl="Aanbieder {subject} is landelijk gespecialiseerd en heeft inschrijvingen van {seen}. Eén contract kan alle "
    "regio's bundelen.",
    en="Provider {subject} is a national specialised facility with submissions of {seen}. One contract can bundle all "
    "regions.",
    mend_nl="Maak er één contract van, of zet bij een eigen toelating in een gebied het kenmerk {wanted}.",
    mend_en="Make one contract of them, or mark one with an admission of its own as {wanted}.",
    severity=Severity.WARNING,
)
SPLIT_UP = Code(
    "SUP-003",
    nl="Aanbieder {subject} werkt in aangrenzende regio's en is gesplitst in {seen}. Dat vraagt u niet.",
    en="Provider {subject} works in adjoining regions and is split into {seen}. That is not asked.",
    mend_nl="Sluit één contract, in de regio van de hoofdvestiging ({wanted}), en hevel zo nodig ruimte over.",
    mend_en="Make one contract, in the region of the main seat ({wanted}), and transfer space where needed.",
    severity=Severity.WARNING,
)
NOT_AT_SEAT = Code(
    "SUP-004",
    nl="Contract {subject} van een aanbieder in aangrenzende regio's ligt in {seen}; de hoofdvestiging staat in "
    "{wanted}.",
    en="Contract {subject} of a provider in adjoining regions lies in {seen}; its main seat is in {wanted}.",
    mend_nl="Sluit het contract in de regio van de hoofdvestiging; dat zorgkantoor coördineert.",
    mend_en="Make the contract in the region of the main seat; that office coordinates.",
    severity=Severity.WARNING,
)
OTHER_AREA = Code(
    "SUP-005",
    nl="Contract {subject} schrijft in voor {seen}, maar heeft daar geen toelating: het contract hoort bij {wanted}.",
    en="Contract {subject} enters {seen} without an admission there: the contract belongs to {wanted}.",
    mend_nl="Vraag in dat gebied een toelating aan en schrijf daarmee daar in.",
    mend_en="Ask for an admission in that area and offer there on the strength of it.",
    severity=Severity.WARNING,
)
NO_COMPETITION = Code(
    "SUP-006",
    nl="Stap {seen} hevelt ruimte over voor contract {subject}; in vele regio's groeit een aanbieder door daar mee te "
    "doen.",
    en="Step {seen} transfers space for contract {subject}; in many regions a provider grows by competing there.",
    mend_nl="Laat de overheveling weg: het model van het gebied zelf verdeelt daar de ruimte.",
    mend_en="Leave the transfer out: the model of the area itself divides the space there.",
    severity=Severity.WARNING,
)
NO_ADMISSION_ASKED = Code(
    "SUP-007",
    nl="Contract {subject} wil groeien in perceel {wanted} waar het nieuw is, maar daar wordt niet gevraagd naar een "
    "toelating.",
    en="Contract {subject} wants to grow in lot {wanted} where it is new, but no admission is asked there.",
    mend_nl="Neem de eis admission-held op voor dit perceel.",
    mend_en="Add the requirement admission-held for this lot.",
    severity=Severity.WARNING,
)
FINDINGS = (TWO_CATEGORIES, NOT_BUNDLED, SPLIT_UP, NOT_AT_SEAT, OTHER_AREA, NO_COMPETITION, NO_ADMISSION_ASKED)


def reach_of(provider: Provider) -> Reach | None:
    """The category of a provider; None for a regional one, or where two are named."""
    marked = [reach for reach in Reach if reach.value in provider.categories]
    return marked[0] if len(marked) == 1 else None


def check_reach(
    policy: Policy,
    providers: Iterable[Provider],
    submissions: Iterable[Submission],
    transfers: Mapping[str, str],
) -> tuple[Finding, ...]:
    """Who breaks the rules of its category.

    Args:
        policy: for the pools, the lots and the requirements.
        providers: with their marks.
        submissions: for the lots that each enters.
        transfers: per step that transfers space for a contract, which contract.
    """
    known = sorted(providers, key=lambda item: item.contract)
    entered = {item.contract.code: set(item.lots) for item in submissions if item.withdrawn_on is None}
    return tuple(
        finding
        for check in (
            _marks(known),
            _national(known, entered),
            _adjoining(known),
            _many(policy, known, entered),
            _transfers(known, transfers),
        )
        for finding in check
    )


def _marks(providers: list[Provider]) -> Iterator[Finding]:
    for provider in providers:
        marked = [reach.value for reach in Reach if reach.value in provider.categories]
        if len(marked) > 1:
            yield Finding(TWO_CATEGORIES, provider.contract.code, ", ".join(marked), " / ".join(marked))


def _by_organisation(providers: Iterable[Provider], reach: Reach) -> Iterator[tuple[str, list[Provider]]]:
    """The contracts of each organisation of a category, where it has more than one."""
    found: defaultdict[str, list[Provider]] = defaultdict(list)
    for provider in providers:
        if reach_of(provider) is reach:
            found[provider.provider.code].append(provider)
    yield from ((code, several) for code, several in sorted(found.items()) if len(several) > 1)


def _national(providers: list[Provider], entered: Mapping[str, set[str]]) -> Iterator[Finding]:
    offering = [item for item in providers if item.contract.code in entered and SEPARATE not in item.categories]
    for code, several in _by_organisation(offering, Reach.NATIONAL):
        yield Finding(NOT_BUNDLED, code, ", ".join(item.contract.code for item in several), SEPARATE)


def _adjoining(providers: list[Provider]) -> Iterator[Finding]:
    for code, several in _by_organisation(providers, Reach.ADJOINING):
        yield Finding(SPLIT_UP, code, ", ".join(item.contract.code for item in several), several[0].seat_region)
    for provider in providers:
        if reach_of(provider) is Reach.ADJOINING and provider.region != provider.seat_region:
            yield Finding(NOT_AT_SEAT, provider.contract.code, provider.region, provider.seat_region)


def _many(policy: Policy, providers: list[Provider], entered: Mapping[str, set[str]]) -> Iterator[Finding]:
    regions = {pool.id: set(pool.regions) for pool in policy.pools}
    asked = [use for use in policy.requirements if use.use == ADMISSION]
    for provider in providers:
        if reach_of(provider) is not Reach.MANY:
            continue
        contract = provider.contract.code
        for lot in policy.lots:
            if lot.id not in entered.get(contract, set()):
                continue
            if provider.region not in regions.get(lot.pool, set()):
                yield Finding(OTHER_AREA, contract, seen=lot.id, wanted=provider.region)
            new = provider.group is not ProviderGroup.EXISTING
            if new and not any((not use.lots or lot.id in use.lots) and provider.group in use.groups for use in asked):
                yield Finding(NO_ADMISSION_ASKED, contract, wanted=lot.id)


def _transfers(providers: list[Provider], transfers: Mapping[str, str]) -> Iterator[Finding]:
    many = {item.contract.code for item in providers if reach_of(item) is Reach.MANY}
    for step, contract in sorted(transfers.items()):
        if contract in many:
            yield Finding(NO_COMPETITION, contract, seen=step)
