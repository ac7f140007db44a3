"""What a new version changes for the one who gets the letter, and why; nothing of what others get."""

from __future__ import annotations

from driehoek.application.change import SPACE, Move
from driehoek.application.document import Block, Column, Fact, Runs, Section, Table, Tone, paragraph
from driehoek.application.event import Remedy
from driehoek.application.letters.case import Case
from driehoek.kernel import ZERO, total
from driehoek.kernel.dutch import amount, day


def changed(case: Case) -> tuple[Section, ...]:
    """The section on what changed; none in the letters of the round itself."""
    change = case.outcome.change
    if change is None:
        return ()
    moves, event = change.of(case.contract), change.event
    blocks: list[Block] = [
        paragraph(
            "Dit is versie ",
            Fact("version.number", str(change.number)),
            " van ons besluit, van ",
            Fact("version.day", day(event.decided_on)),
            ". Zij komt in de plaats van het besluit dat u eerder kreeg.",
        ),
        paragraph("Waarom er een nieuw besluit is: ", Fact("version.kind", event.kind.dutch), "."),
    ]
    if case.contract in event.contracts or not event.contracts:
        known = f" (kenmerk {event.reference})" if event.reference else ""
        blocks.append(paragraph("Toelichting: ", Fact("version.ground", f"{event.ground}{known}")))
    if case.contract in change.judged_again:
        blocks.append(paragraph("Wij hebben uw stukken opnieuw beoordeeld."))
    if case.contract in change.placed_again:
        blocks.append(paragraph("Uw plaats in de rangorde is veranderd."))
    blocks.extend(_moved(case, moves) if moves else [paragraph("Uw toekenning verandert niet.", tone=Tone.LEAD)])
    return (Section("Wat er is veranderd", tuple(blocks)),)


def _moved(case: Case, moves: tuple[Move, ...]) -> tuple[Block, ...]:
    rows: list[tuple[Runs, ...]] = []
    for move in moves:
        key = f"version.{move.lot}"
        rows.append(
            (
                (case.policy.lot(move.lot).name,),
                (Fact(f"{key}.before", amount(move.before)),),
                (Fact(f"{key}.after", amount(move.after)),),
                (Fact(f"{key}.change", amount(move.change)),),
            )
        )
    columns = (
        Column("Perceel", 4),
        Column("Toegekend was", 3, numeric=True),
        Column("Toegekend is nu", 3, numeric=True),
        Column("Verschil", 3, numeric=True),
    )
    return (Table("Uw toekenning voor en na", columns, tuple(rows)), paragraph(Fact("version.why", _why(case, moves))))


def _why(case: Case, moves: tuple[Move, ...]) -> str:
    """From where the difference comes, without saying who."""
    change = case.outcome.change
    more = sum(move.change.cents for move in moves) > 0
    others = total(money for move in moves for name, money in move.by if name != SPACE)
    space = total(money for move in moves for name, money in move.by if name == SPACE)
    parts = []
    if others > ZERO:
        parts.append(f"{amount(others)} {'van' if more else 'naar'} andere aanbieders")
    if space > ZERO:
        parts.append(f"{amount(space)} {'uit' if more else 'naar'} de open en achtergehouden ruimte")
    if not parts:
        return "Het bedrag blijft gelijk; alleen de aantallen veranderen."
    again = " De ruimte is opnieuw verdeeld." if change and change.event.remedy is Remedy.REDIVIDE else ""
    return f"Het verschil {'komt' if more else 'gaat'} voor {' en '.join(parts)}.{again}"
