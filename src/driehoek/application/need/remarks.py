"""What a picture could not tell, and what a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from driehoek.domain.need import (
    Basis,
    ClientGroup,
    Confrontation,
    Demand,
    NeedInputs,
    Picture,
    Supply,
    Verdict,
    counted,
)
from driehoek.kernel import Code, Finding, Rate, Severity
from driehoek.kernel.dutch import percentage

NOTHING_KNOWN = Code(
    "NED-101",
    nl="Van regio {subject} is niets bekend: geen indicaties, geen wachtenden, geen aanbod.",
    en="Nothing is known of region {subject}: no indications, nobody waiting, no supply.",
    mend_nl="Noem een map met gegevens (--need), of kies een regio uit de lijst COD001.",
    mend_en="Name a folder with data (--need), or choose a region of the list COD001.",
)
OLD_COUNT = Code(
    "NED-102",
    nl="De laatste telling van {subject} is van {seen}. Dat is oud; de werkelijkheid kan anders zijn.",
    en="The last count of {subject} is of {seen}. That is old; reality may differ.",
    mend_nl="Leg een nieuwere telling in de map met gegevens (indications.csv of waiting.csv).",
    mend_en="Put a newer count in the folder with data (indications.csv or waiting.csv).",
    severity=Severity.WARNING,
)
ESTIMATED = Code(
    "NED-103",
    nl="{seen} van de {wanted} cijfers van regio {subject} zijn geschat of verdeeld uit landelijke cijfers.",
    en="{seen} of the {wanted} figures of region {subject} are estimated or split off national figures.",
    mend_nl="Gebruik ze als eerste beeld. Eigen tellingen in de map met gegevens nemen hun plaats in.",
    mend_en="Use them as a first picture. Your own counts in the folder with data take their place.",
    severity=Severity.NOTE,
)
NO_CONCLUSION = Code(
    "NED-104",
    nl="Voor {subject} is geen conclusie getrokken: {seen}",
    en="Nothing was concluded for {subject}: {seen}",
    mend_nl="Vul indications.csv aan met de leveringsvorm, of capacity.csv met de plaatsen.",
    mend_en="Complete indications.csv with the form of delivery, or capacity.csv with the places.",
    severity=Severity.NOTE,
)
WHICH_CARE = Code(
    "NED-105",
    nl="Van {seen} mensen ({subject}) is bekend dat zij zorg hebben, maar niet welke.",
    en="Of {seen} people ({subject}) it is known that they have care, not which.",
    mend_nl="Vraag per cliënt het zorgprofiel of de functie op voordat u volumes afspreekt.",
    mend_en="Ask for the care profile or function of each client before you agree volumes.",
    severity=Severity.WARNING,
)
WHITE_SPOT = Code(
    "NED-106",
    nl="Witte vlek: {subject}. Wie haar vult, kan het volume en de kosten verhogen doordat mensen eerder instromen.",
    en="White spot: {subject}. Filling it can raise volume and cost, because people come in earlier.",
    mend_nl="Weeg de extra kosten mee voordat u er een perceel of bonus voor maakt.",
    mend_en="Weigh the extra cost before you make a lot or a bonus for it.",
    severity=Severity.WARNING,
)
MONOPOLY = Code(
    "NED-107",
    nl="Bij {subject} levert één concern {seen} van de zorg. De toegang staat onder druk als het wegvalt.",
    en="In {subject} one concern delivers {seen} of the care. Access is under pressure should it fall away.",
    mend_nl="Denk aan samenwerken in plaats van concurrentie, en aan een plan voor als het wegvalt.",
    mend_en="Think of partnership instead of competition, and of a plan for when it falls away.",
    severity=Severity.WARNING,
)
SHRINKING = Code(
    "NED-108",
    nl="Het aantal inwoners van {subject} daalt ({seen}). De toegang tot zorg kan onder druk komen.",
    en="The number of inhabitants of {subject} falls ({seen}). Access to care may come under pressure.",
    mend_nl="Denk aan samenwerken met de aanbieders in plaats van concurrentie.",
    mend_en="Think of partnership with providers instead of competition.",
    severity=Severity.WARNING,
)
UNPOPULAR = Code(
    "NED-109",
    nl="Bij {subject} wachten weinig mensen uit voorkeur ({seen}). Dat kan betekenen dat de aanbieder niet geliefd is.",
    en="Few people wait by wish at {subject} ({seen}). That can mean that the provider is not popular.",
    mend_nl="Vraag cliënten en de cliëntenraad; het is een signaal, geen bewijs.",
    mend_en="Ask clients and the client council; it is a signal, no proof.",
    severity=Severity.NOTE,
)
KNOWN_UNTIL = Code(
    "NED-110",
    nl="De productie van regio {subject} is bekend tot en met {seen}: {wanted} maanden voor de dag van dit beeld.",
    en="The production of region {subject} is known up to {seen}: {wanted} months before the day of this picture.",
    mend_nl="Niets te doen. Declaraties over de Wlz lopen zes tot negen maanden voor op die van ziekenhuizen.",
    mend_en="Nothing to do. Claims of the Wlz are six to nine months ahead of those of hospitals.",
    severity=Severity.NOTE,
)
NO_LOCATION = Code(
    "NED-111",
    nl="Capaciteit van {subject} staat op locatie '{seen}', die niet in locations.csv staat.",
    en="Capacity of {subject} stands at location '{seen}', which is not in locations.csv.",
    mend_nl="Voeg de locatie toe, of verbeter de naam; nu telt zij niet mee per gemeente en in de reistijd.",
    mend_en="Add the location or correct its name; now it counts in no municipality and no travel time.",
    severity=Severity.WARNING,
)
PARTIAL_DAY = Code(
    "NED-112",
    nl="Op {seen} zijn niet alle gemeenten geteld ({subject}); die dag telt niet mee voor de hele regio.",
    en="On {seen} not all municipalities were counted ({subject}); that day does not count for the whole region.",
    mend_nl="Vul indications.csv aan met de gemeenten die op die dag ontbreken.",
    mend_en="Complete indications.csv with the municipalities that lack on that day.",
    severity=Severity.WARNING,
)
FINDINGS = (
    NOTHING_KNOWN,
    OLD_COUNT,
    ESTIMATED,
    NO_CONCLUSION,
    WHICH_CARE,
    WHITE_SPOT,
    MONOPOLY,
    SHRINKING,
    UNPOPULAR,
    KNOWN_UNTIL,
    NO_LOCATION,
    PARTIAL_DAY,
)

OLD_YEARS = 3
_MOST = Fraction(2, 3)
"""From this share of a market on one concern is called a monopoly in practice (inferred)."""


def remarks(inputs: NeedInputs, made: Picture) -> tuple[Finding, ...]:
    """All remarks on a picture that was made from the inputs of its region."""
    if not made.demand and not made.supply:
        return (Finding(NOTHING_KNOWN, f"{made.region.code} ({made.name})"),)
    return (
        *_old(inputs, made),
        *_estimated(made),
        *_unconcluded(made),
        *_which(inputs),
        *_white(made),
        *_pressure(inputs, made),
        *_unpopular(made),
        *_production(inputs, made),
        *_locations(inputs),
        *_partial(inputs, made),
    )


def place(item: Demand | Supply | Confrontation) -> str:
    """How a market is named to people."""
    market = item.market
    return f"{market.group.dutch}, gemeente {market.municipality}" if market.municipality else market.group.dutch


def _old(inputs: NeedInputs, made: Picture) -> Iterator[Finding]:
    last: dict[str, date] = {}
    for kind, records in (("indicaties", inputs.indications), ("wachtenden", inputs.waiting)):
        for item in records:
            if item.group is not None and item.region == made.region:
                name = f"{kind} {item.group.dutch}"
                last[name] = max(last.get(name, item.day), item.day)
    for name, day in last.items():
        if made.day.year - day.year > OLD_YEARS:
            yield Finding(OLD_COUNT, name, seen=str(day.year))


def _estimated(made: Picture) -> Iterator[Finding]:
    figures = [line.figure for line in made.lines() if line.figure is not None]
    weak = [item for item in figures if item.origin.basis in (Basis.ESTIMATE, Basis.ASSUMED)]
    if weak:
        yield Finding(ESTIMATED, made.region.code, seen=str(len(weak)), wanted=str(len(figures)))


def _unconcluded(made: Picture) -> Iterator[Finding]:
    for item in made.confrontation:
        if item.verdict is Verdict.UNKNOWN and not item.market.municipality:
            yield Finding(NO_CONCLUSION, place(item), seen=item.text)


def _which(inputs: NeedInputs) -> Iterator[Finding]:
    """People of whom a purchaser counted that they have care and not which (C-022)."""
    counts: dict[str, int] = {}
    for item in inputs.indications:
        if item.origin.basis is Basis.COUNTED and item.region and not item.profile:
            name = item.group.dutch if item.group else "alle groepen"
            counts[name] = counts.get(name, 0) + item.count
    for name, count in counts.items():
        yield Finding(WHICH_CARE, name, seen=str(count))


def _white(made: Picture) -> Iterator[Finding]:
    white = [item for item in made.confrontation if item.white_spot]
    in_town = {item.market.group for item in white if item.market.municipality}
    for item in white:
        if item.market.municipality or item.market.group not in in_town:
            yield Finding(WHITE_SPOT, place(item))


def _pressure(inputs: NeedInputs, made: Picture) -> Iterator[Finding]:
    for held in (item for item in made.supply if not item.market.municipality):
        concerns: dict[str, Fraction] = {}
        for share in held.shares:
            concerns[share.concern] = concerns.get(share.concern, Fraction(0)) + share.share.value
        largest = max(held.shares, key=lambda share: concerns[share.concern], default=None)
        if largest is not None and concerns[largest.concern] >= _MOST:
            part = percentage(Rate(concerns[largest.concern]), 0)
            yield Finding(MONOPOLY, place(held), seen=f"{part} ({largest.concern})")
    towns: dict[tuple[str, str], dict[int, int]] = {}
    for item in inputs.inhabitants:
        if item.region == made.region:  # counts of different sources say nothing of a fall
            source = item.origin.source.partition(" regel ")[0]
            towns.setdefault((item.municipality, source), {})[item.year] = item.count
    for (town, _), years in towns.items():
        first, last = min(years), max(years)
        if years[last] < years[first]:
            name = f"gemeente {town}" if town else f"regio {made.region.code}"
            yield Finding(SHRINKING, name, seen=f"{first}: {years[first]}, {last}: {years[last]}")


def _unpopular(made: Picture) -> Iterator[Finding]:
    for item in made.providers:
        if item.unpopular:
            wishes = sum(count.value for status, count in item.waiting if not status.is_active)
            seen = f"{wishes} mensen bij {item.places} plaatsen"
            yield Finding(UNPOPULAR, f"{item.contract}, {item.group.dutch}", seen=seen)


def _production(inputs: NeedInputs, made: Picture) -> Iterator[Finding]:
    last = max((item.month for item in inputs.production), default=None)
    if last is not None:
        months = (made.day.year - last.year) * 12 + made.day.month - last.month
        yield Finding(KNOWN_UNTIL, made.region.code, seen=f"{last.year}-{last.month:02d}", wanted=str(months))


def _locations(inputs: NeedInputs) -> Iterator[Finding]:
    known = {(item.contract, item.name) for item in inputs.locations}
    lost = {(item.contract, item.location) for item in inputs.capacity} - known
    for contract, location in sorted(lost):
        yield Finding(NO_LOCATION, contract, seen=location)


def _partial(inputs: NeedInputs, made: Picture) -> Iterator[Finding]:
    for asked in made.demand:
        if asked.market.municipality:
            continue
        group = asked.market.group
        days = {item.day for item in inputs.indications if item.group is group and item.region == made.region}
        for day in sorted(days - {item.day for item in counted(inputs, asked.market)} - _profiled(inputs, made, group)):
            yield Finding(PARTIAL_DAY, group.dutch, seen=day.isoformat())


def _profiled(inputs: NeedInputs, made: Picture, group: ClientGroup) -> set[date]:
    """The days on which only profiles were counted of a group that was counted whole elsewhere in time."""
    found = [item for item in inputs.indications if item.group is group and item.region == made.region]
    whole = {item.day for item in found if not item.profile}
    return {item.day for item in found} - whole if whole else set()
