"""Builders of small, complete round outcomes, made by hand: for tests of everything that renders an outcome.

Every tariff, product and amount here is made up and says so (``SYN``, SYNTHETIC).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.agreement.lines import AgreementLine, RoundKind, TariffPart
from driehoek.domain.allocation.problem import Frame, Offer, OfferedLine, Problem, Space, SpaceStatus
from driehoek.domain.allocation.result import (
    Adjustment,
    Allocation,
    Grant,
    GrantedLine,
    Input,
    Price,
    Reason,
    ReasonKind,
)
from driehoek.domain.catalogue import (
    Badge,
    Category,
    DeliveryForm,
    MaximumTariff,
    Product,
    Sector,
    TariffTable,
    Treatment,
)
from driehoek.domain.policy import Policy, ProviderGroup, RequirementKind
from driehoek.domain.tender.outcome import Assessment, Ranked, Score, Standing, Tested
from driehoek.domain.tender.submission import OfferLine, Provider, Realised, Submission
from driehoek.kernel import (
    Agb,
    Code,
    Dated,
    Entry,
    Finding,
    Holds,
    Money,
    NotApplicable,
    Period,
    Quantity,
    Rate,
    Unit,
    fingerprint,
    total,
)
from driehoek.testing.policies import DECIDED_ON, small_policy

GRANTED, REFUSED, EXCLUDED, INCOMPLETE, LATE, LOSING, KNOCKED_OUT, WAITING, WITHDRAWN = (
    f"0601000{number}" for number in range(1, 10)
)
"""The contracts of the small round, named by what becomes of them."""

FRAME = Frame("zeeland", "regular")
INNOVATION = Frame("zeeland", "innovation")
HOSTILE = 'Zorg & Zo <b>#*_$@\\ "Thuis" [x] {y}'
"""A provider's name with every character that a typesetter or a spreadsheet may trip over."""

MISSING_COMPLAINTS = Code(
    "TST-001",
    nl="U heeft geen klachtenregeling.",
    en="There is no complaints procedure.",
    mend_nl="Stel een klachtenregeling vast en stuur die mee.",
    mend_en="Adopt a complaints procedure and send it in.",
)

BANKRUPT = Code(
    "TST-002",
    nl="Uw faillissement is aangevraagd.",
    en="Bankruptcy has been petitioned.",
    mend_nl="Laat zien dat de aanvraag is afgewezen.",
    mend_en="Show that the petition was dismissed.",
)
EMPTY_ANSWER = Code(
    "TST-003",
    nl="De vraag naar uw omzet is leeg.",
    en="The question on turnover is empty.",
    mend_nl="Vul uw omzet van 2025 in.",
    mend_en="Give the turnover of 2025.",
)

_ENOUGH = 5
"""Fewer points on the plan than this knock out."""

PRODUCTS = (
    Product(
        "SYN01",
        "Beschermd wonen met zorg",
        Sector.VV,
        DeliveryForm.RESIDENCE,
        Unit.ETMAAL,
        Category.ZZP,
        Treatment.WITHOUT,
        "4VV",
    ),
    Product(
        "SYN02",
        "Wonen met intensieve zorg",
        Sector.VV,
        DeliveryForm.RESIDENCE,
        Unit.ETMAAL,
        Category.ZZP,
        Treatment.WITH,
        "5VV",
    ),
    Product("SYN03", "Verpleging thuis", Sector.VV, DeliveryForm.MODULAR_PACKAGE_HOME, Unit.HOUR, Category.MPT_CARE),
    Product(
        "SYN04",
        "Begeleiding thuis",
        Sector.VV,
        DeliveryForm.MODULAR_PACKAGE_HOME,
        Unit.FIVE_MINUTES,
        Category.MPT_GUIDANCE,
    ),
    Product("SYN05", "Volledig pakket thuis", Sector.VV, DeliveryForm.FULL_PACKAGE_HOME, Unit.ETMAAL, Category.VPT),
    Product("SYN06", "Dagbesteding ouderen", Sector.VV, DeliveryForm.RESIDENCE, Unit.HALF_DAY, Category.DAY_ACTIVITY),
    Product("SYN07", "Logeren", Sector.VV, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.RESPITE),
    Product("SYN08", "Toeslag woonzorg", Sector.VV, DeliveryForm.RESIDENCE, Unit.PIECE, Category.SUPPLEMENT),
)

MAXIMA: Mapping[str, str] = {
    "SYN01": "198.13",
    "SYN02": "287.45",
    "SYN03": "83.27",
    "SYN04": "6.11",
    "SYN05": "151.09",
    "SYN06": "41.35",
    "SYN07": "176.50",
    "SYN08": "12.07",
}
"""Made-up maximum tariffs in euros."""

VOLUMES: Mapping[str, int] = {
    "SYN01": 7300,
    "SYN02": 10950,
    "SYN03": 150050,
    "SYN04": 24013,
    "SYN05": 3651,
    "SYN06": 8127,
    "SYN07": 365,
    "SYN08": 730,
}
"""Volumes of the granted contract in smallest steps (hours in minutes)."""

PARTS = (
    TariffPart("basispercentage", Rate.percent("94.5"), "Het percentage van 2027 voor verpleging en verzorging."),
    TariffPart("duurzaam", Rate.percent("0.25"), "U heeft een plan voor duurzame zorg (vraag 7)."),
)


def small_provider(contract: str, name: str = "") -> Provider:
    """A provider of the small region."""
    return Provider(
        contract=Agb(contract),
        provider=Agb(f"7500{contract[4:]}"),
        name=name or f"Zorginstelling Voorbeeld {int(contract[4:])}",
        sector=Sector.VV,
        municipality="Middelburg",
        region="5527",
        seat_region="5527",
        group=ProviderGroup.EXISTING,
    )


def granted_line(product: str, steps: int, share: Rate) -> GrantedLine:
    """A volume of one of `PRODUCTS`, priced at ``share`` of its made-up maximum."""
    price = Price.of(Money.euros(MAXIMA[product]), share)
    quantity = Quantity(steps, product_of(product).unit)
    return GrantedLine(product, quantity, price, quantity.at(price.amount))


def product_of(code: str) -> Product:
    """One of `PRODUCTS` by its code."""
    return next(product for product in PRODUCTS if product.code == code)


def agreement_line(contract: str, lot: str, line: GrantedLine, parts: tuple[TariffPart, ...]) -> AgreementLine:
    """The agreement line of a granted volume, with a made-up tariff."""
    product = product_of(line.product)
    return AgreementLine(
        year=2027,
        round=RoundKind.BUDGET,
        region="5527",
        provider=small_provider(contract).provider,
        contract=Agb(contract),
        lot=lot,
        sector=product.sector,
        category=product.category,
        treatment=product.treatment,
        product=product.code,
        name=product.name,
        quantity=line.quantity,
        maximum=line.price.maximum,
        parts=parts,
        share=line.price.share,
        price=line.price.amount,
        amount=line.amount,
        badge=Badge.SYNTHETIC,
    )


def small_outcome(names: Mapping[str, str] | None = None) -> RoundOutcome:
    """A round of nine contracts in which each ends in another way; see `GRANTED` and its neighbours.

    Args:
        names: other names for providers, by contract.
    """
    policy = small_policy()
    base = Rate(sum((part.points.value for part in PARTS), Fraction(0)))
    regular = tuple(granted_line(product, steps, base) for product, steps in VOLUMES.items())
    losing = (granted_line("SYN03", 60 * 500, PARTS[0].points),)
    offered = granted_line("SYN05", 365, PARTS[0].points)
    allocation = _allocation(regular, losing, (offered,))
    lines = (
        *(agreement_line(GRANTED, "vv", line, PARTS) for line in regular),
        *(agreement_line(LOSING, "vv", line, PARTS[:1]) for line in losing),
        agreement_line(GRANTED, "innovatie", offered, PARTS[:1]),
    )
    dossier = _dossier(policy, names or {})
    return RoundOutcome(
        dossier=dossier,
        decided_on=DECIDED_ON,
        engine_version="0.1.0",
        input_fingerprint=fingerprint("small round, inputs"),
        decision_fingerprint=fingerprint("small round, decision"),
        assessments=_assessments(),
        rankings={"innovatie": _ranking()},
        problem=_problem(policy, dossier.spaces, regular),
        allocation=allocation,
        verification=(),
        lines=lines,
    )


def without_synthetic(outcome: RoundOutcome) -> RoundOutcome:
    """The same round as if every product and tariff were real; for tests of the badge only."""

    def renamed(code: str) -> str:
        return code.replace("SYN", "TST")

    lines = tuple(replace(line, product=renamed(line.product), badge=Badge.NZA) for line in outcome.lines)
    products = tuple(replace(product, code=renamed(product.code)) for product in outcome.dossier.products)
    submissions = tuple(
        replace(item, lines=tuple(replace(line, product=renamed(line.product)) for line in item.lines))
        for item in outcome.dossier.submissions
    )
    return replace(outcome, lines=lines, dossier=replace(outcome.dossier, products=products, submissions=submissions))


def _dossier(policy: Policy, names: Mapping[str, str]) -> Dossier:
    contracts = (GRANTED, REFUSED, EXCLUDED, INCOMPLETE, LATE, LOSING, KNOCKED_OUT, WAITING, WITHDRAWN)
    year = Period.year(2027)
    table = TariffTable(
        {
            code: Dated.of((Entry(year, MaximumTariff(Money.euros(amount), Badge.SYNTHETIC), "SYNTHETIC"),))
            for code, amount in MAXIMA.items()
        }
    )
    return Dossier(
        name="klein",
        policy=policy,
        spaces=(
            Space(FRAME, Money.euros("9000000"), SpaceStatus.PROVISIONAL, date(2026, 9, 1), "NZa"),
            Space(INNOVATION, Money.euros("60000"), SpaceStatus.PROVISIONAL, date(2026, 9, 1), "NZa"),
        ),
        products=PRODUCTS,
        tariffs=table,
        providers=tuple(small_provider(contract, names.get(contract, "")) for contract in contracts),
        submissions=tuple(_submission(contract) for contract in contracts),
        realised=(Realised(GRANTED, "SYN01", Quantity(7000, Unit.ETMAAL), Money.euros("1310000"), "vv", 2),),
        adjustments=(
            Adjustment(
                GRANTED,
                "vv",
                Money.euros("5590000"),
                Money.euros("5600000"),
                "Een locatie opent in maart.",
                "maatwerk",
                "inkoper",
                "manager zorginkoop",
                "2026-10-05",
                2,
            ),
        ),
    )


def _submission(contract: str) -> Submission:
    late = contract == LATE
    withdrawn = datetime.fromisoformat("2026-08-03T10:00") if contract == WITHDRAWN else None
    ranked = contract in {GRANTED, LOSING, KNOCKED_OUT}
    lines = tuple(
        OfferLine("vv", product, Quantity(steps, product_of(product).unit), None, row)
        for row, (product, steps) in enumerate(VOLUMES.items(), start=2)
    )
    return Submission(
        contract=Agb(contract),
        received=datetime.fromisoformat("2026-07-31T17:04" if late else "2026-07-31T16:30"),
        lots=("vv", "innovatie") if ranked else ("vv",),
        answers={"klachten": "no" if contract == REFUSED else "yes", "plan": "Plan Thuis", "prijs": "93.5%"},
        lines=lines,
        withdrawn_on=withdrawn,
    )


def _problem(policy: Policy, spaces: tuple[Space, ...], lines: tuple[GrantedLine, ...]) -> Problem:
    offered = tuple(
        OfferedLine(
            product_of(line.product),
            MaximumTariff(line.price.maximum, Badge.SYNTHETIC),
            Quantity(line.quantity.steps + 100, line.quantity.unit),
            Quantity(line.quantity.steps + 50, line.quantity.unit) if line.product == "SYN01" else None,
            f"submissions/{GRANTED}/volumes.csv:2",
        )
        for line in lines
    )
    offer = Offer(
        GRANTED, "vv", FRAME, Sector.VV, ProviderGroup.EXISTING, offered, Money.euros("6000000"), "need/realised.csv:2"
    )
    return Problem(2027, spaces, (offer,), policy.division)


def _allocation(
    regular: tuple[GrantedLine, ...], losing: tuple[GrantedLine, ...], innovation: tuple[GrantedLine, ...]
) -> Allocation:
    money = Money.euros("5600000")
    return Allocation(
        grants=(
            Grant(GRANTED, "innovatie", INNOVATION, Money.euros("52200"), innovation),
            Grant(LOSING, "innovatie", INNOVATION, Money(0)),
            Grant(GRANTED, "vv", FRAME, money, regular),
            Grant(LOSING, "vv", FRAME, Money.euros("39400"), losing),
        ),
        reserved={FRAME: {"reserve": Money.euros("270000")}},
        reasons=(
            *_tariff_reasons(GRANTED, "vv", PARTS),
            *_tariff_reasons(LOSING, "vv", PARTS[:1]),
            *_volume_reasons(money, total(line.amount for line in regular)),
            _grant(LOSING, "vv", "eerste-volume", "39400", "90% van uw productie van vorig jaar."),
            _rounded(LOSING, "vv", "-55.00"),
            _grant(GRANTED, "innovatie", "rangorde", "52200", "U staat op plaats 1."),
            _rounded(GRANTED, "innovatie", "-85.30"),
            Reason(
                "rangorde",
                "ranked",
                ReasonKind.NOT_GRANTED,
                LOSING,
                "innovatie",
                INNOVATION,
                Money.euros("55000"),
                text="De ruimte is op: een andere inschrijving staat hoger.",
            ),
        ),
    )


def _tariff_reasons(contract: str, lot: str, parts: tuple[TariffPart, ...]) -> tuple[Reason, ...]:
    return tuple(
        Reason(part.name, part.name, ReasonKind.TARIFF, contract, lot, points=part.points, text=part.text)
        for part in parts
    )


def _volume_reasons(money: Money, agreed: Money) -> tuple[Reason, ...]:
    first, follows, by_hand = Money.euros("5400000"), Money.euros("190000"), Money.euros("10000")
    realised = Input("realised", "6000000.00", "need/realised.csv:2")
    return (
        Reason(
            "eerste-volume",
            "first-volume",
            ReasonKind.GRANT,
            GRANTED,
            "vv",
            FRAME,
            first,
            inputs=(realised,),
            text="90% van uw productie van vorig jaar (€ 6.000.000,00).",
        ),
        Reason(
            "geld-volgt",
            "money-follows",
            ReasonKind.GRANT,
            GRANTED,
            "vv",
            FRAME,
            follows,
            text="12 cliënten kozen voor u; het geld volgt hen.",
        ),
        Reason(
            "adjustments",
            "by-hand",
            ReasonKind.ADJUSTMENT,
            GRANTED,
            "vv",
            FRAME,
            by_hand,
            text="Een locatie opent in maart.",
        ),
        _rounded(GRANTED, "vv", str(agreed - money)),
    )


def _rounded(contract: str, lot: str, euros: str) -> Reason:
    frame = FRAME if lot == "vv" else INNOVATION
    text = "Wij spreken alleen hele eenheden af; dit past er niet meer in."
    return Reason("volume", "whole-units", ReasonKind.VOLUME, contract, lot, frame, Money.euros(euros), text=text)


def _grant(contract: str, lot: str, step: str, euros: str, text: str) -> Reason:
    frame = FRAME if lot == "vv" else INNOVATION
    return Reason(step, step, ReasonKind.GRANT, contract, lot, frame, Money.euros(euros), text=text)


def _scores(plan: int, price: str) -> tuple[Score, ...]:
    share = Fraction(price)
    return (
        Score(
            "plan",
            Fraction(plan, 10),
            Fraction(plan),
            Fraction(3, 5),
            str(plan),
            "Een plan met meetbare doelen, een begroting en de cliëntenraad erbij.",
            f"De doelen zijn meetbaar. De begroting is niet onderbouwd. Daarom {plan} punten.",
            plan < _ENOUGH,
        ),
        Score(
            "prijs",
            share,
            share * 10,
            Fraction(2, 5),
            "93.5%",
            "90% van het maximum of minder.",
            "Tussen 90% en 100% verdelen wij de punten naar rato.",
        ),
    )


def _ranking() -> tuple[Ranked, ...]:
    return (
        Ranked(GRANTED, "innovatie", Fraction("7.4"), 1, _scores(8, "0.65")),
        Ranked(LOSING, "innovatie", Fraction("6.2"), 2, _scores(6, "0.65")),
    )


def _tested(*, complaints: bool = True, bankrupt: bool = False) -> tuple[Tested, ...]:
    fails = Finding(MISSING_COMPLAINTS, "klachtenregeling", "no", "yes")
    return (
        Tested(
            "klachtenregeling",
            RequirementKind.SUITABILITY,
            Holds("ja") if complaints else fails,
            "U heeft een klachtenregeling." if complaints else "U heeft geen klachtenregeling.",
            "klachten",
            "yes" if complaints else "no",
        ),
        Tested(
            "faillissement",
            RequirementKind.EXCLUSION,
            Finding(BANKRUPT, "faillissement") if bankrupt else Holds("nee"),
            "Uw faillissement is aangevraagd (grond b2)." if bankrupt else "U bent niet failliet.",
        ),
        Tested("raad", RequirementKind.SUITABILITY, Holds("volgt"), "U krijgt hiervoor tijd."),
        Tested(
            "volmacht",
            RequirementKind.SUITABILITY,
            NotApplicable("Deze eis geldt alleen voor nieuwe aanbieders.", "Only for new providers."),
            "Deze eis geldt niet voor u.",
        ),
        Tested("onderaanneming", RequirementKind.CONDITION, Holds("ja"), "U meldt iedere onderaannemer."),
    )


def _assessments() -> tuple[Assessment, ...]:
    missing = Finding(EMPTY_ANSWER, "omzet")
    admitted = "U voldoet aan alle eisen."
    return (
        Assessment(GRANTED, Standing.ADMITTED, _tested(), scores={"innovatie": _scores(8, "0.65")}, sentence=admitted),
        Assessment(REFUSED, Standing.REFUSED, _tested(complaints=False), sentence="U mist een klachtenregeling."),
        Assessment(EXCLUDED, Standing.EXCLUDED, _tested(bankrupt=True), sentence="Grond b2 geldt voor u."),
        Assessment(INCOMPLETE, Standing.INCOMPLETE, findings=(missing,), sentence="Er ontbreekt een antwoord."),
        Assessment(LATE, Standing.LATE, sentence="Uw inschrijving kwam te laat."),
        Assessment(LOSING, Standing.ADMITTED, _tested(), scores={"innovatie": _scores(6, "0.65")}, sentence=admitted),
        Assessment(
            KNOCKED_OUT,
            Standing.KNOCKED_OUT,
            _tested(),
            scores={"innovatie": _scores(4, "0.65")},
            sentence="U blijft onder het minimum van het criterium 'Plan voor vernieuwing'.",
        ),
        Assessment(WAITING, Standing.DECISION_NEEDED, _tested(), sentence="Wij moeten nog een besluit nemen."),
        Assessment(WITHDRAWN, Standing.WITHDRAWN, sentence="U trok uw inschrijving in."),
    )
