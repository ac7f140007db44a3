"""A small, complete policy made by hand; everything in it is made up."""

from __future__ import annotations

from datetime import date, datetime

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import (
    Calendar,
    Contract,
    Criterion,
    Division,
    Due,
    EntryWindow,
    Lot,
    Milestone,
    Norm,
    Policy,
    Pool,
    Precondition,
    Procedure,
    ProviderGroup,
    Purchaser,
    Question,
    QuestionType,
    RepairWindow,
    RequirementKind,
    RequirementUse,
    Route,
    Step,
    Surcharge,
)
from driehoek.kernel import Ground, Rate

DECIDED_ON = date(2026, 10, 9)
"""The day on which the small round decides, a Friday."""


def small_policy() -> Policy:
    """A complete Wlz policy for one region and two lots, one of them ranked."""
    return Policy(
        title="Inkoopbeleid Wlz 2027 Zeeland",
        year=2027,
        regime="wlz",
        purchaser=Purchaser(
            "Zorgkantoor Voorbeeld",
            uzovi="0001",
            contact="zorginkoop@zorgkantoor.example, telefoon 0800 0000",
            address=("Voorbeeldplein 1", "4330 AA Middelburg"),
        ),
        pools=(Pool("zeeland", "Zeeland", ("5527",), ("regular", "innovation")),),
        calendar=_calendar(),
        lots=_lots(),
        division=_division(),
        contract=Contract(
            form="price-times-quantity",
            years=5,
            starts_on=date(2027, 1, 1),
            conditions=("U levert de zorg zelf of met een onderaannemer die u vooraf meldt.",),
            ground=Ground("Wlz art. 4.2.2", "Een overeenkomst duurt hooguit vijf jaar."),
        ),
        published_on=date(2026, 5, 29),
        questions=_questions(),
        requirements=_requirements(),
        norms=(Norm("spreiding", "largest-share", params={"most": "40%"}, ground=Ground("Inkoopbeleid 4.2")),),
        surcharges=(
            Surcharge(
                "kwaliteit",
                "Kwaliteitsopslag",
                Rate.percent("0.2"),
                "U voert in 2027 een ontwikkelplan uit.",
                Ground("Inkoopbeleid 6.1"),
            ),
        ),
        objection=_routes(),
        repair=RepairWindow(5, ("omzet",), Ground("Inkoopbeleid 3.4")),
        goals=("Zorg thuis als het kan.", "Genoeg plekken voor wie een plek nodig heeft."),
        summary="Iedere aanbieder die aan de eisen voldoet, krijgt een overeenkomst. Vernieuwing kopen wij apart in.",
        ground=Ground("Wlz art. 4.2.2", "Het zorgkantoor koopt zorg in voor alle verzekerden in de regio."),
    )


def _calendar() -> Calendar:
    return Calendar(
        milestones=(
            Milestone("policy-published", "Inkoopbeleid gepubliceerd", date(2026, 5, 29), ground=Ground("NZa")),
            Milestone("award", "Besluit", DECIDED_ON),
            Milestone("budget-form", "Budgetformulier bij de NZa", date(2026, 11, 15), inclusive=False),
        ),
        windows=(
            EntryWindow(
                "bestaand",
                datetime.fromisoformat("2026-06-01T09:00"),
                datetime.fromisoformat("2026-07-31T17:00"),
                groups=(ProviderGroup.EXISTING,),
                ground=Ground("Inkoopbeleid 2.1"),
            ),
            EntryWindow(
                "nieuw",
                datetime.fromisoformat("2026-06-01T09:00"),
                None,
                groups=(ProviderGroup.NEW, ProviderGroup.NEW_TO_OFFICE),
            ),
        ),
        preconditions=(
            Precondition("kader", "Contracteerruimte 2027 bekend", date(2026, 10, 1), parts=("division.space",)),
        ),
    )


def _lots() -> tuple[Lot, ...]:
    plan = Criterion(
        "plan",
        "Plan voor vernieuwing",
        Rate.percent(60),
        method="marks",
        question="plan",
        minimum=Rate.percent(50),
        ground=Ground("Inkoopbeleid 5.1", "Wij zoeken zorg die cliënten thuis houdt."),
    )
    price = Criterion(
        "prijs", "Prijs", Rate.percent(40), method="below-maximum-tariff", question="prijs", params={"full": "10%"}
    )
    return (
        Lot("vv", "Verpleging en verzorging", "zeeland", sectors=(Sector.VV,), ground=Ground("Wlz art. 3.1.1")),
        Lot(
            "innovatie",
            "Vernieuwing",
            "zeeland",
            "innovation",
            Procedure.OPEN,
            criteria=(plan, price),
            max_winners=1,
            ground=Ground("Inkoopbeleid 5", "Vernieuwing kopen wij apart in."),
        ),
    )


def _division() -> Division:
    return Division(
        tie_key="zeeland-2027",
        space=(
            Step("reserve", "hold-back", params={"share": "3%"}, text="Wij houden 3% achter voor groei in het jaar."),
        ),
        tariff=(
            Step(
                "basispercentage",
                "base-percentage",
                params={"VV": "94.5%"},
                text="Basispercentage per sector.",
                ground=Ground("Inkoopbeleid 4.1", "Afgeleid uit de jaarrekeningen van 2025."),
            ),
            Step("duurzaam", "itemised-part", params={"points": "0.25%"}, ground=Ground("Inkoopbeleid 4.3")),
        ),
        models=(
            Step(
                "eerste-volume",
                "first-volume",
                ("vv",),
                {"share": "90%"},
                "Eerste volume: 90% van vorig jaar.",
                Ground("Inkoopbeleid 4.4"),
            ),
            Step("geld-volgt", "money-follows", ("vv",), text="Het geld volgt de cliënt."),
            Step("rangorde", "ranked", ("innovatie",), text="De beste inschrijving krijgt de ruimte."),
        ),
    )


def _questions() -> tuple[Question, ...]:
    return (
        Question("klachten", "Heeft u een klachtenregeling?", QuestionType.YES_NO),
        Question("omzet", "Wat was uw omzet in 2025?", QuestionType.AMOUNT, repairable=True),
        Question("plan", "Beschrijf uw plan.", QuestionType.TEXT, lots=("innovatie",)),
        Question("prijs", "Welk percentage van het maximum vraagt u?", QuestionType.PERCENTAGE, lots=("innovatie",)),
    )


def _requirements() -> tuple[RequirementUse, ...]:
    return (
        RequirementUse(
            "klachtenregeling",
            RequirementKind.SUITABILITY,
            "declared",
            "U heeft een klachtenregeling.",
            "klachten",
            ground=Ground("Wkkgz art. 13", "Cliënten moeten ergens terecht kunnen met een klacht."),
        ),
        RequirementUse(
            "faillissement",
            RequirementKind.EXCLUSION,
            "declared",
            "U bent niet failliet.",
            label="b2",
            ground=Ground("Inkoopbeleid 3.2"),
        ),
        RequirementUse(
            "raad",
            RequirementKind.SUITABILITY,
            "declared",
            "U heeft een interne toezichthouder.",
            due=Due.WITHIN_TERM,
            term_days=90,
            beyond_framework=True,
            ground=Ground("Wtza art. 3"),
        ),
        RequirementUse(
            "volmacht",
            RequirementKind.SUITABILITY,
            "declared",
            "Wie tekent, heeft een volmacht.",
            groups=(ProviderGroup.NEW,),
            ground=Ground("Inkoopbeleid 3.1"),
        ),
        RequirementUse(
            "onderaanneming",
            RequirementKind.CONDITION,
            "declared",
            "U meldt iedere onderaannemer vooraf.",
            due=Due.START_OF_CARE,
            ground=Ground("Inkoopbeleid 3.3"),
        ),
    )


def _routes() -> tuple[Route, ...]:
    return (
        Route("question", "Vraag", "Stel uw vraag aan de zorginkoper.", 7, ground=Ground("Inkoopbeleid 8.1")),
        Route(
            "civil-court",
            "Kort geding",
            "Begin een kort geding bij de rechtbank.",
            20,
            "Begint u niet op tijd, dan kunt u niet meer opkomen tegen dit besluit.",
            Ground("Inkoopbeleid 8.3"),
        ),
    )
