"""A small policy without a fault, to break in one place at a time."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import (
    Calendar,
    Contract,
    Criterion,
    Division,
    EntryWindow,
    Indexation,
    Lot,
    Milestone,
    Norm,
    ObjectionWindow,
    Policy,
    Pool,
    Procedure,
    ProviderGroup,
    Purchaser,
    Question,
    QuestionType,
    RationaleKind,
    RationalePart,
    RepairWindow,
    RequirementKind,
    RequirementUse,
    Route,
    Step,
    Surcharge,
    TariffRationale,
)
from driehoek.kernel import Ground, Rate

BECAUSE = Ground("Wlz art. 4.2.2", "Zo weet iedereen vooraf waar hij aan toe is.")
DAYS = {
    "policy-published": date(2026, 5, 29),
    "questions-until": date(2026, 6, 19),
    "answers-published": date(2026, 6, 26),
    "entry-closes": date(2026, 7, 31),
    "preliminary-result": date(2026, 8, 28),
    "award": date(2026, 10, 9),
}


def _calendar() -> Calendar:
    stated = [Milestone(name, f"Mijlpaal {name}", day, ground=BECAUSE) for name, day in DAYS.items()]
    form = Milestone("budget-form", "Budgetformulier", date(2026, 11, 15), inclusive=False, ground=BECAUSE)
    opens, closes = datetime(2026, 6, 29, 9), datetime(2026, 7, 31, 17)  # noqa: DTZ001 - Dutch civil time
    return Calendar((*stated, form), (EntryWindow("inschrijving", opens, closes, ground=BECAUSE),))


def _lots() -> tuple[Lot, ...]:
    criteria = (
        Criterion(
            "value",
            "Wat het oplevert",
            Rate.percent(60),
            ground=BECAUSE,
            parts=(
                Criterion("rating", "Cijfer", Rate.percent(70), method="linear", question="rating", ground=BECAUSE),
                Criterion("shared", "Gedeeld", Rate.percent(30), method="marks", question="shared", ground=BECAUSE),
            ),
        ),
        Criterion("price", "Prijs", Rate.percent(40), method="linear", question="price", ground=BECAUSE),
    )
    return (
        Lot("zorg", "Langdurige zorg", "regio", sectors=(Sector.VV, Sector.GZ), ground=BECAUSE),
        Lot("nieuw", "Vernieuwing", "regio", "extra", Procedure.OPEN, criteria=criteria, ground=BECAUSE),
    )


def _questions() -> tuple[Question, ...]:
    return (
        Question("declared", "Verklaart u dat alles klopt?", QuestionType.YES_NO),
        Question("extract", "Voeg een uittreksel toe.", QuestionType.DOCUMENT, repairable=True, every_year=False),
        Question("plan", "Heeft u een plan?", QuestionType.YES_NO, groups=(ProviderGroup.EXISTING,)),
        Question("rating", "Welk cijfer?", QuestionType.NUMBER, lots=("nieuw",)),
        Question("shared", "Met wie?", QuestionType.CHOICE, {"a": "Allen", "b": "Niemand"}, lots=("nieuw",)),
        Question("price", "Welk percentage?", QuestionType.PERCENTAGE, lots=("nieuw",)),
    )


def _division() -> Division:
    return Division(
        "loting 2027",
        space=(Step("reserve", "hold-back", params={"share": "3%"}, text="We houden 3% achter.", ground=BECAUSE),),
        tariff=(
            Step(
                "base-vv",
                "base-percentage",
                params={"percent": "96.4%", "sectors": "VV"},
                text="Het richttarief is 96,4%.",
                ground=BECAUSE,
            ),
            Step(
                "base-rest",
                "base-percentage",
                params={"percent": "95%", "sectors": ("GZ", "GGZ")},
                text="Het richttarief is 95%.",
                ground=BECAUSE,
            ),
            Step(
                "plan",
                "itemised-part",
                ("zorg",),
                {"points": "0.2%", "question": "plan"},
                "Met een plan komt er 0,2 procentpunt bij.",
                BECAUSE,
            ),
        ),
        models=(
            Step("start", "first-volume", ("zorg",), {"share": "90%"}, "U begint met 90%.", BECAUSE),
            Step("ranking", "ranked-q", ("nieuw",), {}, "Het beste voorstel eerst.", BECAUSE),
        ),
    )


def _rationales() -> tuple[TariffRationale, ...]:
    """Reasons for each base percentage; 95.1 % grew by 0.42 points when cost rose 12.4 % and tariffs 11.9 %."""

    def reason(sector: Sector, step: str, *points: str, index: Indexation | None = None) -> TariffRationale:
        kinds = (RationaleKind.COST, RationaleKind.INDEXATION, RationaleKind.MARGIN, RationaleKind.EFFICIENCY)
        parts = tuple(
            RationalePart(kind.value, kind, f"Onderdeel {kind.value}", Rate.percent(value), "SYNTHETIC")
            for kind, value in zip(kinds, points, strict=True)
        )
        window = ObjectionWindow(date(2026, 6, 1), date(2026, 7, 10), "Schrijf ons.", BECAUSE)
        name = sector.value.lower()
        return TariffRationale(name, sector, 2027, step, 2024, "48 jaarrekeningen.", parts, index, window, BECAUSE)

    grown = Indexation(Rate.percent("12.4"), Rate.percent("11.9"), "SYNTHETIC")
    return (
        reason(Sector.VV, "base-vv", "95.1", "0.42", "1", "-0.12", index=grown),
        reason(Sector.GZ, "base-rest", "94.2", "0", "1", "-0.2"),
        reason(Sector.GGZ, "base-rest", "94.2", "0", "1", "-0.2"),
    )


@pytest.fixture
def sound() -> Policy:
    """A policy of Wlz 2027 in which `check` finds nothing."""
    return Policy(
        title="Inkoopbeleid 2027 (SYNTHETIC)",
        year=2027,
        regime="wlz",
        purchaser=Purchaser("Zorgkantoor Voorbeeld (SYNTHETIC)"),
        pools=(Pool("regio", "Regio", ("5509",), ("regular", "extra")),),
        calendar=_calendar(),
        lots=_lots(),
        division=_division(),
        contract=Contract("price-times-quantity", 3, date(2027, 1, 1), ground=BECAUSE, extension_years=2),
        published_on=date(2026, 5, 29),
        tariff_rationale=_rationales(),
        questions=_questions(),
        requirements=(
            RequirementUse(
                "board", RequirementKind.SUITABILITY, "declared", "Het bestuur verklaart.", "declared", ground=BECAUSE
            ),
            RequirementUse(
                "extract", RequirementKind.SUITABILITY, "recent", "Een uittreksel.", "extract", ground=BECAUSE
            ),
        ),
        norms=(Norm("spread", "max-share", ("zorg",), {"most": "40%"}, BECAUSE),),
        surcharges=(Surcharge("result", "Beloning", Rate.percent("0.3"), "Het resultaat is gehaald.", BECAUSE),),
        objection=(Route("court", "De rechter", "Begin een kort geding.", 20, "Daarna vervalt uw recht.", BECAUSE),),
        repair=RepairWindow(5, ("extract",), BECAUSE),
        goals=("Goede zorg op tijd.",),
        summary="We sluiten een overeenkomst met iedereen die voldoet.",
        ground=BECAUSE,
    )
