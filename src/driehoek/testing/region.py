"""A made-up region of any size with a division that `verify` accepts: for tests of reports and comparisons.

Every tariff, product and amount here is made up and says so (``SYN``, SYNTHETIC). Everything follows from the number
of the provider, without chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from driehoek.application.dossier import Dossier, SourceFile
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.agreement.lines import AgreementLine, RoundKind, TariffPart
from driehoek.domain.allocation import (
    Adjustment,
    Allocation,
    Frame,
    Grant,
    GrantedLine,
    Guarantee,
    Input,
    Offer,
    OfferedLine,
    Price,
    Problem,
    Reason,
    ReasonKind,
    Space,
    SpaceStatus,
)
from driehoek.domain.catalogue import (
    Badge,
    Category,
    DeliveryForm,
    MaximumTariff,
    Product,
    Sector,
    TariffTable,
)
from driehoek.domain.policy import (
    Calendar,
    Contract,
    Criterion,
    Division,
    Lot,
    Norm,
    Policy,
    Pool,
    Precondition,
    Procedure,
    ProviderGroup,
    Purchaser,
    RequirementKind,
    RequirementUse,
    Step,
)
from driehoek.domain.tender.outcome import Assessment, Ranked, Score, Standing, Tested
from driehoek.domain.tender.submission import Provider, Realised, Submission
from driehoek.kernel import (
    ZERO,
    Agb,
    Code,
    Dated,
    Entry,
    Finding,
    Ground,
    Holds,
    Money,
    Period,
    Quantity,
    Rate,
    Rounding,
    Severity,
    Unit,
    fingerprint,
    total,
)

YEAR = 2027
REGULAR, INNOVATION = Frame("zeeland", "regular"), Frame("zeeland", "innovation")
SECTORS = (Sector.VV, Sector.VV, Sector.GZ, Sector.GGZ)
TOWNS = ("Middelburg", "Goes", "Terneuzen", "Vlissingen", "Zierikzee")
ADJECTIVES = ("Zilte", "Groene", "Open", "Stille", "Brede", "Nieuwe", "Lichte")
NOUNS = ("Hof", "Haven", "Duin", "Dijk", "Kreek", "Polder", "Boomgaard", "Oever", "Wei", "Kade", "Tuin")
BASE: Mapping[Sector, Rate] = {
    Sector.VV: Rate.percent("94.5"),
    Sector.GZ: Rate.percent("94"),
    Sector.GGZ: Rate.percent("93.5"),
}
GREEN = Rate.percent("0.25")
PRODUCTS: Mapping[Sector, tuple[Product, ...]] = {
    Sector.VV: (
        Product("SYN-V1", "Wonen met zorg", Sector.VV, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.ZZP),
        Product("SYN-V2", "Verpleging thuis", Sector.VV, DeliveryForm.MODULAR_PACKAGE_HOME, Unit.HOUR, Category.VPT),
    ),
    Sector.GZ: (
        Product("SYN-G1", "Wonen met begeleiding", Sector.GZ, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.ZZP),
        Product("SYN-G2", "Dagbesteding", Sector.GZ, DeliveryForm.RESIDENCE, Unit.HALF_DAY, Category.DAY_ACTIVITY),
    ),
    Sector.GGZ: (
        Product("SYN-P1", "Beschermd wonen", Sector.GGZ, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.ZZP),
        Product("SYN-P2", "Begeleiding", Sector.GGZ, DeliveryForm.MODULAR_PACKAGE_HOME, Unit.HOUR, Category.VPT),
    ),
}
MAXIMA: Mapping[str, Money] = {
    "SYN-V1": Money.euros("243.17"),
    "SYN-V2": Money.euros("83.29"),
    "SYN-G1": Money.euros("267.31"),
    "SYN-G2": Money.euros("61.03"),
    "SYN-P1": Money.euros("231.87"),
    "SYN-P2": Money.euros("97.61"),
}
NO_COMPLAINTS = Code(
    "TST-101",
    nl="{subject} heeft geen klachtenregeling.",
    en="{subject} has no complaints procedure.",
    mend_nl="Stel een klachtenregeling vast.",
    mend_en="Adopt a complaints procedure.",
)
LOOK = Code(
    "TST-102",
    nl="{subject} groeit meer dan 5 procent.",
    en="{subject} grows by more than 5 percent.",
    mend_nl="Kijk of dit klopt.",
    mend_en="See whether this is right.",
    severity=Severity.WARNING,
)


@dataclass(frozen=True, slots=True)
class _One:
    """One provider of the region with what it gets."""

    number: int
    provider: Provider
    standing: Standing
    realised: Money
    follows: Money
    by_hand: Money

    @property
    def contract(self) -> str:
        return self.provider.contract.code

    @property
    def lot(self) -> str:
        return self.provider.sector.value.lower()

    @property
    def admitted(self) -> bool:
        return self.standing is Standing.ADMITTED

    @property
    def first(self) -> Money:
        return self.realised.times(Fraction(9, 10), Rounding.DOWN) if self.admitted else ZERO

    @property
    def money(self) -> Money:
        return self.first + self.follows + self.by_hand

    @property
    def parts(self) -> tuple[TariffPart, ...]:
        sector = self.provider.sector
        base = TariffPart("basis", BASE[sector], f"Het percentage van {YEAR} voor {sector.dutch}.")
        green = TariffPart("duurzaam", GREEN, "U heeft een plan voor duurzame zorg.")
        return (base, green) if self.number % 3 == 0 else (base,)


def region_outcome(
    providers: int = 34, *, names: Mapping[str, str] | None = None, follow: int = 60_000, year_shift: int = 0
) -> RoundOutcome:
    """A region with ``providers`` contracts and a division that `verify` accepts.

    Args:
        providers: how many; from 12 on each kind of outcome occurs.
        names: other names for providers, by contract.
        follow: euros of money following the client per choice, to make another round of the same region.
        year_shift: euros that last year's production of every second provider differs, for the same end.
    """
    everyone = tuple(_one(number, names or {}, follow, year_shift) for number in range(providers))
    policy = region_policy()
    admitted = tuple(one for one in everyone if one.admitted)
    ranked = tuple(one for one in admitted if one.number % 5 == 0)[:6]
    space = total(one.money for one in everyone).times(Fraction(106, 100), Rounding.UP)
    spaces = (
        Space(REGULAR, space, SpaceStatus.PROVISIONAL, date(2026, 9, 1), "voorlopige ruimte, SYNTHETIC"),
        Space(INNOVATION, Money.euros(900_000), SpaceStatus.DEFINITIVE, date(2026, 9, 1), "besluit, SYNTHETIC"),
    )
    allocation, problem = _division(policy, spaces, admitted, ranked)
    return RoundOutcome(
        dossier=_dossier(policy, spaces, everyone),
        decided_on=date(2026, 10, 1),
        engine_version="0.1.0",
        input_fingerprint=fingerprint(("inputs", providers, follow, year_shift)),
        decision_fingerprint=fingerprint(("decision", providers, follow, year_shift)),
        assessments=tuple(_assessment(one, ranked) for one in everyone),
        rankings={"innovatie": _ranking(ranked)} if ranked else {},
        problem=problem,
        allocation=allocation,
        verification=(),
        lines=tuple(_agreement(everyone, grant, line) for grant in allocation.grants for line in grant.lines),
        findings=(Finding(LOOK, "06010002"),),
    )


def region_policy() -> Policy:
    """The policy of the made-up region."""
    law = Ground("Wlz art. 4.2.2", "De ruimte is een plafond.")
    sectors = tuple(
        Lot(sector.value.lower(), f"Perceel {sector.dutch}", "zeeland", sectors=(sector,)) for sector in Sector
    )
    return Policy(
        title=f"Inkoopbeleid Wlz {YEAR}, voorbeeldregio",
        year=YEAR,
        regime="wlz",
        purchaser=Purchaser("Zorgkantoor Voorbeeld"),
        pools=(Pool("zeeland", "Zeeland", ("5527",), ("regular", "innovation")),),
        calendar=Calendar(
            preconditions=(
                Precondition("space", "Definitieve ruimte van de NZa", date(2026, 10, 15), None, ("space.regular",)),
                Precondition("rules", "Beleidsregels van de NZa", date(2026, 7, 1), date(2026, 6, 30), ("tariffs",)),
            )
        ),
        lots=(
            *sectors,
            Lot(
                "innovatie",
                "Perceel vernieuwing",
                "zeeland",
                "innovation",
                Procedure.OPEN,
                criteria=(
                    Criterion("plan", "Plan voor vernieuwing", Rate.percent(60), method="marks", question="plan"),
                    Criterion("prijs", "Prijs", Rate.percent(40), method="linear", question="prijs"),
                ),
            ),
        ),
        division=Division(
            tie_key="voorbeeld",
            space=(Step("reserve", "hold-back", params={"share": "2%"}, text="Achterhouden voor later in het jaar"),),
            tariff=(
                Step("basis", "base-percentage", text="Basispercentage van het jaar en de sector"),
                Step("duurzaam", "itemised-part", text="Opslag duurzame zorg", params={"points": "0.25%"}),
            ),
            models=(
                Step("eerste-volume", "first-volume", params={"share": "90%"}, text="Eerste volume", ground=law),
                Step("geld-volgt", "money-follows-client", text="Geld volgt client"),
                Step("rangorde", "ranked-q", ("innovatie",), text="Verdelen naar rangorde"),
            ),
        ),
        contract=Contract("price-times-quantity", 5, date(YEAR, 1, 1)),
        published_on=date(2026, 6, 1),
        requirements=(
            RequirementUse(
                "klachtenregeling",
                RequirementKind.SUITABILITY,
                "declared",
                "U heeft een klachtenregeling.",
                ground=Ground("Wkkgz art. 13"),
            ),
        ),
        norms=(Norm("spreiding", "max-share", params={"most": "90%"}),),
    )


def _one(number: int, names: Mapping[str, str], follow: int, year_shift: int) -> _One:
    contract = f"{6010001 + number:08d}"
    group = {7: ProviderGroup.NEW, 3: ProviderGroup.NEW_TO_OFFICE}.get(number % 10, ProviderGroup.EXISTING)
    standing = {5: Standing.REFUSED, 9: Standing.LATE}.get(number % 12, Standing.ADMITTED)
    name = f"{ADJECTIVES[number % 7]} {NOUNS[number % 11]}" + (f" {number}" if number >= len(NOUNS) * 7 else "")
    provider = Provider(
        contract=Agb(contract),
        provider=Agb(f"{75_010_001 + number:08d}"),
        name=names.get(contract, name),
        sector=SECTORS[number % 4],
        municipality=TOWNS[number % 5],
        region="5527",
        seat_region="5527",
        group=group,
        concern="Kust" if number in {0, 1} else "",
    )
    base = 0 if group is ProviderGroup.NEW else 300_000 + (number * 7919 % 97) ** 2 * 1_900 + number * 137
    realised = Money.euros(base + (year_shift if number % 2 and base else 0))
    takes_part = standing is Standing.ADMITTED
    choices = 2 if group is ProviderGroup.NEW else number % 3
    return _One(
        number,
        provider,
        standing,
        realised,
        Money.euros(follow * choices) if takes_part else ZERO,
        Money.euros(10_000) if number == 1 else ZERO,
    )


def _fill(one: _One, money: Money) -> tuple[GrantedLine, ...]:
    """Two products, each for about half of the money, in whole units."""
    share = Rate(sum((part.points.value for part in one.parts), Fraction(0)))
    made: list[GrantedLine] = []
    left = money
    for index, product in enumerate(PRODUCTS[one.provider.sector]):
        price = Price.of(MAXIMA[product.code], share)
        part = Money(left.cents // (2 - index))
        quantity = Quantity(part.cents // price.amount.cents * product.unit.steps, product.unit)
        line = GrantedLine(product.code, quantity, price, quantity.at(price.amount))
        left -= line.amount
        made.append(line)
    return tuple(line for line in made if line.quantity.steps)


def _offer(one: _One, lot: str, frame: Frame, lines: tuple[GrantedLine, ...], score: Fraction | None) -> Offer:
    products = {product.code: product for product in PRODUCTS[one.provider.sector]}
    return Offer(
        one.contract,
        lot,
        frame,
        one.provider.sector,
        one.provider.group,
        tuple(
            OfferedLine(
                products[line.product],
                MaximumTariff(line.price.maximum, Badge.SYNTHETIC),
                line.quantity.scaled(Fraction(11, 10), Rounding.UP),
                source=f"submissions/{one.contract}/volumes.csv:{row}",
            )
            for row, line in enumerate(lines, start=2)
        ),
        one.realised if score is None else ZERO,
        f"need/realised.csv:{one.number + 2}" if score is None else "",
        score,
    )


def _division(
    policy: Policy, spaces: tuple[Space, ...], admitted: tuple[_One, ...], ranked: tuple[_One, ...]
) -> tuple[Allocation, Problem]:
    grants: list[Grant] = []
    offers: list[Offer] = []
    reasons = [
        Reason(
            "reserve",
            "hold-back",
            ReasonKind.SPACE,
            frame=REGULAR,
            amount=-spaces[0].amount.times(Fraction(2, 100), Rounding.UP),
            text="Wij houden 2% achter.",
        ),
        Reason(
            "geld-volgt",
            "money-follows-client",
            ReasonKind.SPACE,
            frame=REGULAR,
            amount=-Money.euros(25_000),
            text="Wij houden geld apart voor cliënten die nog kiezen.",
        ),
    ]
    for one in admitted:
        lines = _fill(one, one.money)
        grant = Grant(one.contract, one.lot, REGULAR, one.money, lines)
        grants.append(grant)
        offers.append(_offer(one, one.lot, REGULAR, lines, None))
        reasons.extend(_reasons(one, grant))
    for place, one in enumerate(ranked, start=1):
        money = Money.euros(300_000) if place <= 3 else ZERO  # noqa: PLR2004 (three fit in the space of innovation)
        lines = _fill(one, money)
        grant = Grant(one.contract, "innovatie", INNOVATION, money, lines)
        grants.append(grant)
        offers.append(_offer(one, "innovatie", INNOVATION, lines or _fill(one, Money.euros(1_000)), _total(place)))
        kind = ReasonKind.GRANT if money else ReasonKind.NOT_GRANTED
        amount = money or Money.euros(300_000)
        text = f"U staat op plaats {place}." if money else f"De ruimte was op bij plaats 3; u staat op plaats {place}."
        reasons.append(Reason("rangorde", "ranked-q", kind, one.contract, "innovatie", INNOVATION, amount, text=text))
        reasons.extend([*_tariff(one, "innovatie"), _rounding(grant)])
    allocation = Allocation(
        grants=tuple(sorted(grants, key=lambda grant: (grant.lot, grant.contract))),
        reserved={REGULAR: {"reserve": -reasons[0].amount, "geld-volgt": -reasons[1].amount}},
        guarantees=tuple(Guarantee(one.contract, one.lot, one.first, "eerste-volume") for one in admitted if one.first),
        reasons=tuple(reasons),
        exposure={REGULAR: Money.euros("41234.56")},
    )
    return allocation, Problem(YEAR, spaces, tuple(offers), policy.division, norms=policy.norms)


def _rounding(grant: Grant) -> Reason:
    return Reason(
        "volume",
        "whole-units",
        ReasonKind.VOLUME,
        grant.contract,
        grant.lot,
        grant.frame,
        grant.agreed - grant.money,
        text="Alleen hele eenheden.",
    )


def _tariff(one: _One, lot: str) -> list[Reason]:
    return [
        Reason(part.name, part.name, ReasonKind.TARIFF, one.contract, lot, points=part.points, text=part.text)
        for part in one.parts
    ]


def _reasons(one: _One, grant: Grant) -> list[Reason]:
    place = (one.contract, one.lot, REGULAR)
    reasons = _tariff(one, one.lot)
    if one.first:
        given = Input("realised", str(one.realised), f"need/realised.csv:{one.number + 2}")
        text = "90% van uw productie van vorig jaar."
        reasons.append(
            Reason("eerste-volume", "first-volume", ReasonKind.GRANT, *place, one.first, inputs=(given,), text=text)
        )
    if one.follows:
        given = Input("choices", str(one.number % 3 or 2), f"need/choices.csv:{one.number + 2}")
        text = "Cliënten kozen voor u; het geld volgt hen."
        reasons.append(
            Reason(
                "geld-volgt", "money-follows-client", ReasonKind.GRANT, *place, one.follows, inputs=(given,), text=text
            )
        )
    if one.by_hand:
        who = tuple(
            Input(name, value, "adjustments.csv:2")
            for name, value in (("ground", "Opening in maart"), ("proposer", "inkoper"), ("approver", "manager"))
        )
        reasons.append(
            Reason("adjustments", "by-hand", ReasonKind.ADJUSTMENT, *place, one.by_hand, inputs=who, text="Maatwerk.")
        )
    return [*reasons, _rounding(grant)]


def _total(place: int) -> Fraction:
    return Fraction(86 - 7 * place, 10)


def _score_rows(place: int) -> tuple[Score, ...]:
    plan, price = _total(place) + Fraction(2, 10), _total(place) - Fraction(3, 10)
    return (
        Score("plan", plan / 10, plan, Fraction(3, 5), "Plan", "Meetbare doelen.", "De doelen zijn meetbaar."),
        Score("prijs", price / 10, price, Fraction(2, 5), "93,5%", "90% of minder.", "Naar rato verdeeld."),
    )


def _ranking(ranked: tuple[_One, ...]) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(one.contract, "innovatie", _total(place), place, _score_rows(place))
        for place, one in enumerate(ranked, start=1)
    )


def _assessment(one: _One, ranked: tuple[_One, ...]) -> Assessment:
    refused = one.standing is Standing.REFUSED
    tested = Tested(
        "klachtenregeling",
        RequirementKind.SUITABILITY,
        Finding(NO_COMPLAINTS, one.contract) if refused else Holds("ja"),
        "U heeft geen klachtenregeling." if refused else "U heeft een klachtenregeling.",
    )
    late = one.standing is Standing.LATE
    sentences = {
        Standing.REFUSED: "U krijgt geen overeenkomst: u heeft geen klachtenregeling.",
        Standing.LATE: "Uw inschrijving kwam te laat.",
    }
    place = ranked.index(one) + 1 if one in ranked else 0
    return Assessment(
        one.contract,
        one.standing,
        () if late else (tested,),
        scores={"innovatie": _score_rows(place)} if place else {},
        sentence=sentences.get(one.standing, "U voldoet aan alle eisen."),
    )


def _agreement(everyone: tuple[_One, ...], grant: Grant, line: GrantedLine) -> AgreementLine:
    one = everyone[int(grant.contract) - 6010001]
    product = next(item for item in PRODUCTS[one.provider.sector] if item.code == line.product)
    return AgreementLine(
        year=YEAR,
        round=RoundKind.BUDGET,
        region="5527",
        provider=one.provider.provider,
        contract=one.provider.contract,
        lot=grant.lot,
        sector=product.sector,
        category=product.category,
        treatment=product.treatment,
        product=product.code,
        name=product.name,
        quantity=line.quantity,
        maximum=line.price.maximum,
        parts=one.parts,
        share=line.price.share,
        price=line.price.amount,
        amount=line.amount,
        badge=Badge.SYNTHETIC,
    )


def _dossier(policy: Policy, spaces: tuple[Space, ...], everyone: tuple[_One, ...]) -> Dossier:
    entry = (Period.year(YEAR), "SYNTHETIC")
    table = {
        code: Dated.of((Entry(entry[0], MaximumTariff(amount, Badge.SYNTHETIC), entry[1]),))
        for code, amount in MAXIMA.items()
    }
    adjusted = next(one for one in everyone if one.by_hand)
    return Dossier(
        name="region",
        policy=policy,
        spaces=spaces,
        products=tuple(product for products in PRODUCTS.values() for product in products),
        tariffs=TariffTable(table),
        providers=tuple(one.provider for one in everyone),
        submissions=tuple(
            Submission(one.provider.contract, datetime.fromisoformat("2026-07-31T16:00"), (one.lot,), {})
            for one in everyone
        ),
        realised=tuple(
            Realised(
                one.contract, PRODUCTS[one.provider.sector][0].code, Quantity(1, Unit.ETMAAL), one.realised, one.lot
            )
            for one in everyone
            if one.realised
        ),
        adjustments=(
            Adjustment(
                adjusted.contract,
                adjusted.lot,
                adjusted.money - adjusted.by_hand,
                adjusted.money,
                "Opening in maart",
                "tailored",
                "inkoper",
                "manager",
                "2026-10-01",
                2,
            ),
        ),
        sources=(SourceFile("space.csv", "SYNTHETIC", date(2026, 9, 1), "ab" * 32),),
    )


def without_verification(outcome: RoundOutcome, finding: Finding) -> RoundOutcome:
    """The same round as if the checker had found something."""
    return replace(outcome, verification=(finding,))
