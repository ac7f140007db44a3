"""What is asked in a market: counted, followed over time, looked ahead, and how it differs from what is delivered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need.counting import by_day, figure, in_place, on_full_days, origin_of, whole_group
from driehoek.domain.need.figures import Basis, Figure, Origin
from driehoek.domain.need.inputs import Assumption, InCare, Indications, NeedInputs, Production
from driehoek.domain.need.outlook import Forecast, Outlook, Series, trend
from driehoek.domain.need.picture import Demand, Market
from driehoek.domain.need.waiting import by_status, steered, wanting
from driehoek.domain.need.weight import heavier, mean_weight
from driehoek.kernel import Rate, RegionCode, Rounding, round_to_whole

HIDDEN = "hidden-demand"
"""The name of the assumption about people who need care and do not ask for it, as a share of who do (C-023)."""
IN_PLACE = frozenset({DeliveryForm.RESIDENCE, DeliveryForm.PART_TIME_RESIDENCE, DeliveryForm.FULL_PACKAGE_HOME})
"""The forms of delivery for which a place is needed: in a residence, or in a cluster with the full package."""

Ratio = tuple[Fraction, Fraction, Fraction]
"""How much more or less is expected than was counted: at least, in the middle, at most."""


def demand(inputs: NeedInputs, market: Market, region: RegionCode, year: int, forecast: Forecast) -> Demand:
    """Demand in one market, from what is known of one region (`split.in_region`).

    Args:
        inputs: of the region.
        market: where and for whom.
        region: which region.
        year: the contract year.
        forecast: foretells a series.
    """
    records = counted(inputs, market)
    days = _days(records)
    waits = [item for item in inputs.waiting if item.group is market.group and item.region == region]
    statuses = by_status(waits, market.municipality)
    held = in_care(inputs, market)
    indicated = next_year = change = None
    ratio: Ratio = (Fraction(1), Fraction(1), Fraction(1))
    if days:
        series = _series(days, market, region)
        indicated = days[max(days)]
        outlook = forecast(series, middle_of(year))
        next_year, change, ratio = _foretold(indicated, outlook), trend(series), _ratio(series, outlook)
    profiles = _profiles(inputs, market)
    weights = {item.profile: item.hours for item in reversed(inputs.weights)}
    latest = [item for item in records if days and item.day == max(days)]
    return Demand(
        market,
        indicated,
        change,
        next_year,
        by_profile=profiles,
        by_form=_forms(latest),
        waiting=statuses,
        hidden=_hidden(inputs.assumptions, market, indicated, year),
        in_care=held,
        needing_place=_needing_place(latest, inputs, market, wanting(statuses), ratio),
        friction=_friction(inputs, market, latest),
        steered=steered(waits, market.municipality),
        care_weight=mean_weight({profile: figure.value for profile, figure in profiles}, weights),
        heavier=_heavier(inputs, market, weights),
    )


def series_of(inputs: NeedInputs, market: Market, region: RegionCode) -> Series | None:
    """The counts of a market by day, as they are foretold; None where nobody was counted."""
    days = _days(counted(inputs, market))
    return _series(days, market, region) if days else None


def middle_of(year: int) -> date:
    """The day for which the people of a contract year are foretold: its middle."""
    return date(year, 7, 1)


def _days(records: Iterable[Indications]) -> dict[date, Figure]:
    return {day: whole for day, items in by_day(records).items() if (whole := figure(items)) is not None}


def _series(days: Mapping[date, Figure], market: Market, region: RegionCode) -> Series:
    return Series(f"{region.code}/{market.key}", tuple((day, item.value) for day, item in days.items()))


def counted(inputs: NeedInputs, market: Market) -> tuple[Indications, ...]:
    """The indications that make up a market: where it was counted, and the whole group rather than its parts."""
    of_group = [item for item in inputs.indications if item.group is market.group and item.region is not None]
    return on_full_days(whole_group(in_place(of_group, market.municipality)))


def in_care(inputs: NeedInputs, market: Market) -> Figure | None:
    """How many people have a place: counted there, else the clients of the last month delivered, else an estimate."""
    of_group = [item for item in inputs.in_care if item.group is market.group and item.form in IN_PLACE]
    own = [item for item in of_group if item.origin.basis is not Basis.ESTIMATE]
    delivered = _delivered(inputs.production, market, IN_PLACE)
    return figure(_held(own, market)) or delivered or figure(_held(of_group, market))


def _held(of_group: list[InCare], market: Market) -> list[InCare]:
    here = in_place(of_group, market.municipality)
    last = max((item.day for item in here), default=None)
    return [item for item in here if item.day == last]


def _delivered(
    production: Iterable[Production], market: Market, forms: frozenset[DeliveryForm] | None = None
) -> Figure | None:
    """The clients of the last month in which every line says how many there were; None where that is not known."""
    found = [
        item
        for item in production
        if item.group is market.group
        and (not market.municipality or item.municipality == market.municipality)
        and (forms is None or item.form in forms)
    ]
    last = max((item.month for item in found), default=None)
    month = [item for item in found if item.month == last]
    counts = [item.clients for item in month if item.clients is not None]
    if last is None or len(counts) < len(month):
        return None
    how = f"cliënten in de productie van {last.year}-{last.month:02d}"
    return Figure(sum(counts), origin_of([item.origin for item in month], how))


def _friction(inputs: NeedInputs, market: Market, latest: list[Indications]) -> Figure | None:
    """Indicated for care in kind, less who get it (C-002): above zero care was indicated and is not delivered."""
    asked = figure([item for item in latest if item.form is not DeliveryForm.PGB])
    given = _delivered(inputs.production, market)
    if asked is None or given is None:
        return None
    return asked.minus(given, "geïndiceerd voor zorg in natura, min cliënten in de laatste maand productie")


def _foretold(indicated: Figure, outlook: Outlook) -> Figure:
    basis = indicated.origin.basis.with_(Basis.ESTIMATE)
    origin = Origin(basis, indicated.origin.source, outlook.how)
    below = indicated.value - indicated.low if indicated.low is not None else 0
    above = indicated.high - indicated.value if indicated.high is not None else 0
    if outlook.low is None or outlook.high is None:
        ends = (max(0, outlook.value - below), outlook.value + above) if below or above else (None, None)
        return Figure(outlook.value, origin, *ends)
    sure = outlook.confidence if not below and not above else 0
    return Figure(outlook.value, origin, max(0, outlook.low - below), outlook.high + above, sure)


def _ratio(series: Series, outlook: Outlook) -> Ratio:
    now = series.last[1]
    if not now:
        return Fraction(1), Fraction(1), Fraction(1)
    low = outlook.value if outlook.low is None else outlook.low
    high = outlook.value if outlook.high is None else outlook.high
    return Fraction(low, now), Fraction(outlook.value, now), Fraction(high, now)


def _needing_place(
    latest: list[Indications], inputs: NeedInputs, market: Market, active: Figure | None, ratio: Ratio
) -> Figure | None:
    """Who will need a place: indicated for a form with a place; else who have one and who want one now."""
    formed = [item for item in latest if item.form is not None]
    if formed and len(formed) == len(latest):
        base = figure([item for item in formed if item.form in IN_PLACE])
        how = "geïndiceerd voor verblijf of een volledig pakket thuis"
        if base is None:
            return Figure(0, origin_of([item.origin for item in latest], how))
    else:
        base, how = in_care(inputs, market), "mensen met een plaats, en mensen die er nu een willen"
        if base is None:
            return None
        if active is not None:
            base = base.plus(active, how)
    return _grown(base, ratio, f"{how}, met de verwachte verandering van de indicaties")


def _grown(base: Figure, ratio: Ratio, how: str) -> Figure:
    low, value, high = (
        round_to_whole(part * count, rule)
        for part, count, rule in zip(
            ratio,
            (base.value if base.low is None else base.low, base.value, base.value if base.high is None else base.high),
            (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP),
            strict=True,
        )
    )
    origin = Origin(base.origin.basis.with_(Basis.ESTIMATE), base.origin.source, how)
    return Figure(value, origin) if low == value == high else Figure(value, origin, min(low, value), max(high, value))


def _heavier(inputs: NeedInputs, market: Market, weights: Mapping[str, Fraction]) -> Rate | None:
    """How much heavier care became between the first and the last day on which profiles were counted."""
    days = list(by_day(_per_profile(inputs, market)).values())
    if not days:
        return None
    before, after = Counter[str](), Counter[str]()
    for counts, items in ((before, days[0]), (after, days[-1])):
        for item in items:
            if isinstance(item, Indications):
                counts[item.profile] += item.count
    return heavier(before, after, weights) if len(days) > 1 else None


def _per_profile(inputs: NeedInputs, market: Market) -> tuple[Indications, ...]:
    of_group = [item for item in inputs.indications if item.group is market.group and item.profile and item.region]
    return in_place(of_group, market.municipality)


def _profiles(inputs: NeedInputs, market: Market) -> tuple[tuple[str, Figure], ...]:
    """The last count per profile; a profile that is counted on an older day keeps that count."""
    here = _per_profile(inputs, market)
    profiles: defaultdict[str, list[Indications]] = defaultdict(list)
    for item in here:
        profiles[item.profile].append(item)
    found = []
    for profile, items in sorted(profiles.items()):
        last = max(item.day for item in items)
        count = figure([item for item in items if item.day == last])
        if count is not None:
            found.append((profile, count))
    return tuple(found)


def _forms(latest: list[Indications]) -> tuple[tuple[DeliveryForm, Rate], ...]:
    """The share of each form of delivery on the last day; nothing where a count does not say its form."""
    total = sum(item.count for item in latest)
    if not total or any(item.form is None for item in latest):
        return ()
    counts: defaultdict[DeliveryForm, int] = defaultdict(int)
    for item in latest:
        if item.form is not None:
            counts[item.form] += item.count
    return tuple((form, Rate(Fraction(counts[form], total))) for form in DeliveryForm if counts[form])


def _hidden(assumptions: Iterable[Assumption], market: Market, indicated: Figure | None, year: int) -> Figure | None:
    """People who need care and do not ask, as a scenario (C-023): never a fact, and added to nothing."""
    fit = [
        item for item in assumptions if item.name == HIDDEN and item.group in (None, market.group) and item.year <= year
    ]
    if indicated is None or not fit:
        return None
    used = max(fit, key=lambda item: (item.group is not None, item.year))
    count = round_to_whole(used.value.of(indicated.value), Rounding.HALF_UP)
    how = f"scenario '{used.scenario}': {used.value} van wie een indicatie heeft; {used.origin.how}".rstrip("; ")
    return Figure(count, Origin(Basis.ASSUMED, used.origin.source, how))
