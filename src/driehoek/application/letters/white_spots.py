"""What a provider reads of the white spots that it named: what became of each, and what that means (C-010)."""

from __future__ import annotations

from driehoek.application.document import Block, Bullets, Fact, Runs, Section, paragraph
from driehoek.application.letters.case import Case
from driehoek.application.phrases import exact_points
from driehoek.application.white_spots import Answered, Fate, WhiteSpot, white_spots
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import dutch


def named_white_spots(case: Case) -> tuple[Section, ...]:
    """A section on the white spots that this submission named; none where it named none.

    The size of the shortage is left out: in a letter it could give away small numbers of people.
    """
    found = white_spots(case.outcome).of(case.contract)
    if not found or case.assessment.standing is Standing.DECISION_NEEDED:  # of that one nothing is decided yet
        return ()
    intro = paragraph("U noemde in uw stukken wat in de regio ontbreekt. Wij houden bij wat daarvan wordt ingevuld.")
    items = tuple(_item(case, spot, item) for spot, item in found)
    blocks: list[Block] = [intro, Bullets(items)]
    if any(item.fate is Fate.GRANTED for _, item in found):
        blocks.append(paragraph("Komt er meer vraag dan wij nu zien, meld ons dat dan op tijd."))
    return (Section("De witte vlekken die u noemde", tuple(blocks)),)


def _item(case: Case, spot: WhiteSpot, item: Answered) -> Runs:
    lots = ", ".join(case.policy.lot(lot).name for lot in item.lots)
    match item.fate:
        case Fate.GRANTED:
            said = f"wij spreken hiervoor {dutch.amount(item.agreed)} met u af ({lots})."
            if item.reward is not None and item.reward.value:
                said += f" Uw tarief is hierdoor {exact_points(item.reward)} van het maximumtarief hoger."
        case Fate.NOT_ADMITTED:
            said = "uw stukken doen niet mee in de verdeling."
        case _:
            said = "hiervoor spreken wij niets met u af."
    return (f"{spot.name}: ", Fact(f"white-spot.{spot.line}", said))
