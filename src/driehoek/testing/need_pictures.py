"""Made-up pictures of need: a whole region with twelve municipalities, in which everything occurs that pages show.

Every figure is SYNTHETIC and follows from the number of the group and the municipality, without chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import (
    Basis,
    ClientGroup,
    Demand,
    Figure,
    Indicator,
    Market,
    Of,
    Origin,
    Picture,
    Produced,
    ProviderWaiting,
    Share,
    Specification,
    Supply,
    WaitingStatus,
    YearAhead,
    confront,
)
from driehoek.kernel import Code, Finding, Money, Rate, RegionCode, Severity, Unit

MADE_UP = "SYNTHETIC, verzonnen voor tests"
GROUPS = (ClientGroup.ELDERLY, ClientGroup.INTELLECTUAL, ClientGroup.PHYSICAL, ClientGroup.PSYCHIATRIC)
SIZES = {
    ClientGroup.ELDERLY: 260,
    ClientGroup.INTELLECTUAL: 110,
    ClientGroup.PHYSICAL: 24,
    ClientGroup.PSYCHIATRIC: 11,
}
"""About how many people have an indication in a municipality of middle size."""
TOWNS = tuple((f"99{number:02d}", f"Plaats {number:02d} (SYNTHETIC)") for number in range(1, 13))
STATUSES = (WaitingStatus.URGENT, WaitingStatus.ACTIVE, WaitingStatus.PREFERENCE, WaitingStatus.PRECAUTION)
SPARSE = Code(
    "NED-990",
    nl="Van {subject} is weinig bekend: {seen}.",
    en="Little is known of {subject}: {seen}.",
    mend_nl="Vul de map met gegevens aan.",
    mend_en="Complete the folder with data.",
    severity=Severity.NOTE,
)
"""A made-up kind of remark; it is in no list of findings."""


def made_up(value: int, basis: Basis = Basis.COUNTED, spread: int = 0, how: str = "") -> Figure:
    """A made-up figure, with an interval of ``spread`` per cent where that is given."""
    origin = Origin(basis, MADE_UP, how)
    if not spread:
        return Figure(value, origin)
    wide = max(1, value * spread // 100)
    return Figure(value, origin, value - wide, value + wide, 80)


def need_picture(
    code: str = "5510", name: str = "Flevoland (SYNTHETIC)", *, lean: int = 0, year: int = 2027
) -> Picture:
    """A whole picture.

    Args:
        code: of the region.
        name: of the region; it should say SYNTHETIC.
        lean: makes the figures of one picture differ from those of another.
        year: the contract year.
    """
    region = RegionCode(code)
    asked = [item for group in GROUPS for item in _demand(group, lean)]
    held = [item for group in GROUPS for item in _supply(group, lean)]
    judged = tuple(confront(*pair) for pair in zip(asked, held, strict=True))
    return Picture(
        region,
        name,
        date(year - 1, 6, 1),
        year,
        demand=tuple(asked),
        supply=tuple(held),
        confrontation=judged,
        indicators=tuple(_indicators()),
        ahead=tuple(item for group in GROUPS[:2] for item in _ahead(group, year, lean)),
        specifications=(
            Specification(
                region,
                ClientGroup.ELDERLY,
                "",
                "Hulp in de avond en het weekend, ook bij een oproep.",
                "cliëntenraad",
                Origin(Basis.SYNTHETIC, MADE_UP),
            ),
            Specification(
                region,
                ClientGroup.INTELLECTUAL,
                TOWNS[0][0],
                "Een kleine woning dicht bij <b>familie</b>.",
                "gemeente",
                Origin(Basis.SYNTHETIC, MADE_UP),
            ),
        ),
        providers=tuple(_providers()),
        municipalities=TOWNS,
        space_short_from=date(year, 9, 1),
        budget_growth=Money(123_456_700),
        produced=tuple(_produced(year - 1)),
        findings=(Finding(SPARSE, "de reistijd", seen="3 van 12 gemeenten"),),
    )


def _size(group: ClientGroup, number: int, lean: int) -> int:
    """Of twelve municipalities the last is small and one has nobody."""
    if group is ClientGroup.PSYCHIATRIC and number == 5:  # noqa: PLR2004 - one municipality without anybody
        return 0
    share = (3, 2, 5, 7, 4, 9, 6, 8, 10, 12, 5, 1)[number - 1]
    return SIZES[group] * share * (100 + lean) // 500


def _demand(group: ClientGroup, lean: int) -> list[Demand]:
    sizes = [_size(group, number, lean) for number in range(1, len(TOWNS) + 1)]
    towns = [_asked(Market(group, TOWNS[index][0]), count, profiles=False) for index, count in enumerate(sizes)]
    whole = _asked(Market(group), sum(sizes), profiles=True)
    waiting = {status: sum(dict(item.waiting)[status].value for item in towns if item.waiting) for status in STATUSES}
    return [_with(whole, waiting), *towns]


def _with(whole: Demand, waiting: dict[WaitingStatus, int]) -> Demand:
    """The region with the sums of its municipalities."""
    named = tuple((status, made_up(count)) for status, count in waiting.items())
    return Demand(
        whole.market,
        whole.indicated,
        whole.trend,
        whole.next_year,
        whole.by_profile,
        whole.by_form,
        named,
        hidden=made_up(40, Basis.ASSUMED),
        in_care=whole.in_care,
        needing_place=whole.needing_place,
        friction=made_up(12, Basis.DERIVED),
        steered=made_up(4),
    )


def _asked(market: Market, count: int, *, profiles: bool) -> Demand:
    first = count * 2 // 3
    parts = ((f"4{market.group.value}", made_up(first)), (f"5{market.group.value}", made_up(count - first)))
    return Demand(
        market,
        made_up(count),
        Rate(Fraction(23, 1000)),
        made_up(count + count * 3 // 100, Basis.ESTIMATE, 8, "trend van vijf jaar doorgetrokken"),
        parts if profiles else (),
        ((DeliveryForm.RESIDENCE, Rate(Fraction(6, 10))), (DeliveryForm.PGB, Rate(Fraction(4, 10))))
        if profiles
        else (),
        tuple((status, made_up(count * part // 200)) for status, part in zip(STATUSES, (1, 5, 14, 9), strict=True)),
        in_care=made_up(count * 6 // 10, Basis.DERIVED),
        needing_place=made_up(count * 65 // 100, Basis.ESTIMATE, 5, "heeft een plaats, of wil er nu een"),
    )


def _supply(group: ClientGroup, lean: int) -> list[Supply]:
    sizes = [_size(group, number, lean) for number in range(1, len(TOWNS) + 1)]
    rates = {ClientGroup.ELDERLY: 55, ClientGroup.INTELLECTUAL: 72, ClientGroup.PHYSICAL: 65}
    towns = [
        _held(Market(group, TOWNS[index][0]), count * (rates.get(group, 60) + index - 6) // 100, index)
        for index, count in enumerate(sizes)
    ]
    return [_held(Market(group), sum(item.places.value for item in towns if item.places), 0), *towns]


def _held(market: Market, places: int, index: int) -> Supply:
    alone = market.municipality == TOWNS[11][0]
    shares = tuple(
        Share(f"0601{number:04d}", f"Concern {number % 4} (SYNTHETIC)", Rate(Fraction(6 - number, 15)))
        for number in range(1, 6)
    )
    return Supply(
        market,
        made_up(places),
        made_up(places + places // 50),
        providers=0 if alone else 5,
        shares=() if alone else shares,
        concentration=None if alone else Rate(Fraction(31, 100)),
        alternatives=0 if alone else 1 + index % 4,
        niches=("palliatief-terminale zorg",) if index == 3 else (),  # noqa: PLR2004 - one municipality has a niche
    )


def _indicators() -> list[Indicator]:
    origin = Origin(Basis.DERIVED, MADE_UP, "verhouding")
    return [
        Indicator(
            "urgent-over-placed",
            group,
            Rate(Fraction(35, 1000)),
            None,
            "Op elke 100 mensen die in twaalf maanden zorg kregen, zijn er 3,5 urgent.",
            "For every 100 people who got care in twelve months, 3.5 wait urgently.",
            origin,
        )
        for group in GROUPS[:2]
    ]


def _providers() -> list[ProviderWaiting]:
    return [
        ProviderWaiting(
            f"0601{number:04d}",
            ClientGroup.ELDERLY,
            tuple((status, made_up(number * part)) for status, part in zip(STATUSES, (1, 3, 4, 2), strict=True)),
            80 * number,
            unpopular=number == 1,
        )
        for number in range(1, 6)
    ]


def _produced(year: int) -> Iterator[Produced]:
    """Two years of months up to April of a year: the whole region, and a provider for the elderly."""
    psychiatric = Of("", "", ClientGroup.PSYCHIATRIC, DeliveryForm.RESIDENCE, Unit.ETMAAL)
    elderly = Of("", "", ClientGroup.ELDERLY, DeliveryForm.RESIDENCE, Unit.ETMAAL)
    provider = Of("06010002", TOWNS[9][0], ClientGroup.ELDERLY, DeliveryForm.RESIDENCE, Unit.ETMAAL)
    for of, people in ((psychiatric, 6), (elderly, 2_300), (provider, 240)):
        counts = tuple(people * (30 + month % 2) + month * people // 40 for month in range(24))
        whole = sum(counts[-12:])
        steps = tuple((count, count * 97 // 100, count * 103 // 100) for count in counts[-12:])
        ahead = made_up(whole * 102 // 100, Basis.ESTIMATE, 2, "uitdempende trend en seizoen")
        better = None if people < SIZES[ClientGroup.PSYCHIATRIC] else not of.contract
        yield Produced(of, date(year - 2, 5, 1), counts, made_up(whole), ahead, steps, better, people)


def _ahead(group: ClientGroup, year: int, lean: int) -> list[YearAhead]:
    whole = sum(_size(group, number, lean) for number in range(1, len(TOWNS) + 1))
    found = []
    for scenario, points in (("zo doorgaan", 23), ("meer thuis", 12)):
        for after in range(6):
            count = whole * (1000 + points * after) // 1000
            home = count * (40 + after) // 100
            demand = made_up(count, Basis.ASSUMED, 2 + 2 * after, f"scenario {scenario}")
            supply = made_up(whole * 6 // 10, Basis.ASSUMED)
            found.append(
                YearAhead(
                    scenario,
                    year + after,
                    group,
                    demand,
                    ((DeliveryForm.MODULAR_PACKAGE_HOME, home), (DeliveryForm.RESIDENCE, count - home)),
                    supply,
                    made_up(count - home - supply.value, Basis.ASSUMED),
                )
            )
    return found
