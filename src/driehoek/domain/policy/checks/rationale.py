"""The reasons of the base percentages: they add up, start at real cost, and are open to objection this year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy.checks.names import unknown
from driehoek.domain.policy.policy import Policy, Step
from driehoek.domain.policy.rationale import RationaleKind, TariffRationale
from driehoek.domain.regimes import Regime
from driehoek.kernel import Code, Finding, Rate, Severity

NO_RATIONALE = Code(
    "POL-110",
    nl="Het beleid zegt niet waarop het percentage voor {subject} berust ({seen}).",
    en="The policy does not say on what the percentage for {subject} rests ({seen}).",
    mend_nl="Voeg onder tariff_rationale toe: de jaarrekeningen, de stappen van kosten naar {wanted} en de termijn om "
    "ertegen op te komen.",
    mend_en="Add under tariff_rationale: the year accounts, the steps from cost to {wanted} and the days in which to "
    "object.",
    severity=Severity.WARNING,
)
NO_WINDOW = Code(
    "POL-111",
    nl="Aanbieders in {subject} kunnen niet opkomen tegen het percentage van {wanted}.",
    en="Providers in {subject} cannot object to the percentage of {wanted}.",
    mend_nl="Vul onder objection de eerste en de laatste dag in en hoe het gaat. Dat moet ieder jaar opnieuw kunnen.",
    mend_en="Give under objection the first and the last day and how it goes. It must be possible anew every year.",
    severity=Severity.WARNING,
)
SUM_DIFFERS = Code(
    "POL-112",
    nl="De stappen voor {subject} tellen op tot {seen}; de stap voor het tarief rekent met {wanted}.",
    en="The steps for {subject} add up to {seen}; the tariff step works with {wanted}.",
    mend_nl="Verander het percentage, of zeg met welke stap u op {wanted} komt.",
    mend_en="Change the percentage, or say by which step you come to {wanted}.",
    severity=Severity.WARNING,  # so that another percentage can be tried; letters are silent on reasons that do not fit
)
RESTS_ON_LAST_YEAR = Code(
    "POL-113",
    nl="De onderbouwing voor {subject} gaat uit van {seen}. Een lager tarief van eerder mag de basis niet zijn.",
    en="The rationale for {subject} starts from {seen}. A lower tariff of before may not be the base.",
    mend_nl="Ga uit van de kosten in jaarrekeningen: een onderdeel van de soort 'cost'. "
    "Zie RBDHA:2023:16336 en RBDHA:2023:15099.",
    mend_en="Start from the cost in year accounts: a part of kind 'cost'. See RBDHA:2023:16336 and RBDHA:2023:15099.",
)
OTHER_PLACE = Code(
    "POL-114",
    nl="De onderbouwing voor {subject} is voor {seen}; de stap voor het tarief is voor {wanted}.",
    en="The rationale for {subject} is for {seen}; the tariff step is for {wanted}.",
    mend_nl="Geef elk jaar en elke sector een eigen onderbouwing.",
    mend_en="Give each year and each sector a rationale of its own.",
)
ACCOUNTS_OUT_OF_TIME = Code(
    "POL-115",
    nl="De onderbouwing voor {subject} gebruikt jaarrekeningen over {seen}; verwacht is {wanted}.",
    en="The rationale for {subject} uses year accounts of {seen}; expected is {wanted}.",
    mend_nl="Gebruik de laatste jaarrekeningen die er zijn, of leg uit waarom dat niet kan.",
    mend_en="Use the latest year accounts there are, or explain why that cannot be.",
    severity=Severity.WARNING,
)
INDEXATION_DIFFERS = Code(
    "POL-116",
    nl="De indexatie voor {subject} is {seen}; uit de stijging van kosten en tarieven volgt {wanted}.",
    en="The indexation for {subject} is {seen}; from the rise of cost and tariffs follows {wanted}.",
    mend_nl="Verbeter het onderdeel of de twee percentages onder indexation.",
    mend_en="Correct the part or the two percentages under indexation.",
)
WINDOW_WRONG = Code(
    "POL-117",
    nl="De termijn om op te komen tegen het percentage voor {subject} loopt van {seen}; dat moet liggen {wanted}.",
    en="The days to object to the percentage for {subject} are {seen}; they must lie {wanted}.",
    mend_nl="Geef een termijn na de bekendmaking van dit percentage en voor het begin van de overeenkomst.",
    mend_en="Give days after this percentage was published and before the agreement starts.",
)
PART_WITHOUT_SOURCE = Code(
    "POL-118",
    nl="Bij onderdeel {seen} van de onderbouwing voor {subject} staat geen bron.",
    en="Part {seen} of the rationale for {subject} has no source.",
    mend_nl="Vul onder source in waar het getal staat, of SYNTHETIC als het verzonnen is.",
    mend_en="Say under source where the figure stands, or SYNTHETIC when it is made up.",
    severity=Severity.WARNING,
)
FINDINGS = (
    NO_RATIONALE,
    NO_WINDOW,
    SUM_DIFFERS,
    RESTS_ON_LAST_YEAR,
    OTHER_PLACE,
    ACCOUNTS_OUT_OF_TIME,
    INDEXATION_DIFFERS,
    WINDOW_WRONG,
    PART_WITHOUT_SOURCE,
)

_FULL = Rate.percent(100)
_OLDEST = 3
"""How many years before the contract year accounts may be without a word; 2021 served 2024 (standards 4.2)."""
_HALF_A_HUNDREDTH = Fraction(5, 100_000)
"""Points are published with two decimals of a per cent."""


def start_of(step: Step) -> Rate | None:
    """The percentage with which a tariff step lets a price start; None for a step that adds or deducts."""
    for name in ("percent", "start", "discount"):
        raw = step.params.get(name)
        if isinstance(raw, str):
            try:
                read = Rate.parse(raw)
            except ValueError:
                return None
            return _FULL - read if name == "discount" else read
    return None


def check_rationale(policy: Policy, regime: Regime | None) -> Iterator[Finding]:
    """Everything that can be wrong with the reasons of the base percentages."""
    steps = {step.id: step for step in policy.division.tariff}
    for rationale in policy.tariff_rationale:
        yield from _parts(rationale)
        step = steps.get(rationale.step)
        if step is None:
            yield unknown(_path(rationale), rationale.step, steps)
        else:
            yield from _fits(policy, rationale, step)
        if rationale.objection is not None:
            yield from _window(policy, rationale)
    if regime is not None and regime.asks_rationale(policy.contract.starts_on):
        yield from _missing(policy)


def _path(rationale: TariffRationale) -> str:
    return f"tariff_rationale.{rationale.id}"


def _missing(policy: Policy) -> Iterator[Finding]:
    """Sectors whose percentage lies below the maximum without reasons, or without days to object to them."""
    reasoned = {(item.step, item.sector): item for item in policy.tariff_rationale if item.year == policy.year}
    for step in policy.division.tariff:
        start = start_of(step)
        if start is None or start >= _FULL:  # at the maximum nothing is taken off
            continue
        for sector in sectors_of(policy, step):
            path = f"division.tariff.{step.id}"
            rationale = reasoned.get((step.id, sector))
            if rationale is None:
                yield Finding(NO_RATIONALE, sector.dutch, seen=step.id, wanted=str(start), path=path)
            elif rationale.objection is None:
                yield Finding(NO_WINDOW, sector.dutch, wanted=str(policy.year), path=_path(rationale))


def sectors_of(policy: Policy, step: Step) -> tuple[Sector, ...]:
    """The sectors a tariff step is for: those it names, else those of its lots."""
    raw = step.params.get("sectors", ())
    named = (raw,) if isinstance(raw, str) else raw
    if named:
        return tuple(sector for sector in Sector if sector.value in named)
    lots = [lot for lot in policy.lots if not step.lots or lot.id in step.lots]
    return tuple(sector for sector in Sector if any(not lot.sectors or sector in lot.sectors for lot in lots))


def _fits(policy: Policy, rationale: TariffRationale, step: Step) -> Iterator[Finding]:
    start = start_of(step)
    if start is None or rationale.percent != start:
        yield Finding(SUM_DIFFERS, rationale.name, seen=str(rationale.percent), wanted=str(start or "-"))
    sectors = sectors_of(policy, step)
    if rationale.year != policy.year or rationale.sector not in sectors:
        wanted = f"{', '.join(sector.value for sector in sectors)} {policy.year}"
        yield Finding(OTHER_PLACE, rationale.name, seen=f"{rationale.sector.value} {rationale.year}", wanted=wanted)
    newest = policy.published_on.year - 1
    if not rationale.year - _OLDEST <= rationale.accounts_year <= max(newest, published(policy).year - 1):
        wanted = f"{rationale.year - _OLDEST} .. {newest}"
        yield Finding(ACCOUNTS_OUT_OF_TIME, rationale.name, seen=str(rationale.accounts_year), wanted=wanted)


def _parts(rationale: TariffRationale) -> Iterator[Finding]:
    historical = rationale.of_kind(RationaleKind.LAST_YEAR)
    starts = rationale.of_kind(RationaleKind.COST)
    if historical or not starts:
        seen = ", ".join(f"'{part.name}'" for part in historical) or "-"
        yield Finding(RESTS_ON_LAST_YEAR, rationale.name, seen=seen, path=_path(rationale))
    for part in rationale.parts:
        if not part.source.strip():
            yield Finding(PART_WITHOUT_SOURCE, rationale.name, seen=part.id, path=f"{_path(rationale)}.{part.id}")
    stated = Rate(sum((part.points.value for part in rationale.of_kind(RationaleKind.INDEXATION)), start=Fraction(0)))
    cost = Rate(sum((part.points.value for part in starts), start=Fraction(0)))
    wanted = rationale.indexation.points(cost) if rationale.indexation else Rate.percent(0)
    if abs(stated.value - wanted.value) > _HALF_A_HUNDREDTH:
        yield Finding(INDEXATION_DIFFERS, rationale.name, seen=str(stated), wanted=str(wanted), path=_path(rationale))


def published(policy: Policy, *parts: str) -> date:
    """The day of the last published change that touches one of the parts (all, when none is named), else the first."""
    days = [
        change.published_on
        for change in policy.changes
        if not parts or any(named == part or named.startswith(f"{part}.") for named in change.parts for part in parts)
    ]
    return max(days, default=policy.published_on)


def _window(policy: Policy, rationale: TariffRationale) -> Iterator[Finding]:
    """The days lie after the publication of this very percentage and before the agreement starts."""
    window = rationale.objection
    assert window is not None
    known = published(policy, _path(rationale), f"division.tariff.{rationale.step}")
    if not known <= window.opens <= window.closes < policy.contract.starts_on:
        seen = f"{window.opens} .. {window.closes}"
        wanted = f"{known} .. {policy.contract.starts_on}"
        yield Finding(WINDOW_WRONG, rationale.name, seen=seen, wanted=wanted, path=f"{_path(rationale)}.objection")
