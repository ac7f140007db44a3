"""What a page rests on: how sure its figures are, from which sources they come, and what could not be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from driehoek.application.document import Bullets, paragraph
from driehoek.application.need.shown.page import ENGLISH, LETTERS, MEANING, Block, Cell, Part, Sheet
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import View, upper
from driehoek.domain.need import Basis, Origin, Picture
from driehoek.kernel import Severity
from driehoek.kernel.dutch import grouped


def origins(picture: Picture, *, years: bool = True) -> Iterator[Origin]:
    """On what each figure of a picture rests, once per figure; with or without the months and years ahead.

    Those stand on the page of the region alone.
    """
    for line in picture.lines():
        if line.figure is not None:
            yield line.figure.origin
    for asked in picture.demand:
        yield from (figure.origin for _, figure in asked.by_profile)
    if years:
        yield from (item.demand.origin for item in picture.ahead)
    yield from (item.origin for item in picture.indicators)
    yield from (item.origin for item in picture.specifications)
    if years:
        for item in picture.produced:
            yield from (figure.origin for figure in (item.past, item.next) if figure is not None)
        for born in picture.births:
            yield from (born.count.origin, born.next.origin)


def synthetic(view: View, *, years: bool = True) -> bool:
    """Whether any figure is made up, with or without the months and years ahead."""
    found = origins(view.picture, years=years)
    return any(origin.basis is Basis.SYNTHETIC or "SYNTHETIC" in origin.source for origin in found)


def legend(view: View, *, short: bool = False) -> Part:
    """What the letters mean."""
    found = Counter(origin.basis for origin in origins(view.picture))
    shares = any(item.concentration for item in view.picture.supply) or any(
        item.by_form for item in view.picture.demand
    )
    used = [basis for basis in Basis if found[basis] or (basis is Basis.DERIVED and shares)]
    if short:
        text = "; ".join(f"{LETTERS[basis]} = {_word(basis)}" for basis in used)
        hidden = f" <\u00a0{view.rule.threshold} = te weinig mensen om te tonen." if view.rule else ""
        return Part("zeker", "Hoe zeker zijn de cijfers", "how sure the figures are", (paragraph(f"{text}.{hidden}"),))
    rows = tuple(
        (
            Cell(LETTERS[basis]),
            Cell(_word(basis)),
            Cell(MEANING[basis]),
            Cell(grouped(found[basis]) if found[basis] else "–"),
        )
        for basis in used
    )
    columns = (*words("Letter", "Woord", "Toelichting"), *numbers("Cijfers"))
    return Part("zeker", "Geteld of geschat", "counted or estimated", (Sheet("Wat de letters zeggen", columns, rows),))


def sure(view: View) -> Part:
    """How many figures are counted and how many are estimates; what is left out and why."""
    table = legend(view)
    blocks: list[Block] = [
        paragraph("Bij elk cijfer staat een letter. Die zegt of het is geteld, berekend, geschat of aangenomen."),
        *table.blocks,
    ]
    if view.rule:
        blocks.append(
            paragraph(
                f"Aantallen van minder dan {view.rule.threshold} mensen staan hier als '< {view.rule.threshold}'. Soms "
                "staat er 'niet getoond': uit dat cijfer zou een klein aantal te berekenen zijn. Een nul staat er wel. "
                f"De grens komt van: {view.rule.source}."
            )
        )
    return Part(table.id, table.title, table.english, tuple(blocks))


def _word(basis: Basis) -> str:
    return f"{basis.dutch} ({ENGLISH[basis]})" if basis is not Basis.SYNTHETIC else "SYNTHETIC: verzonnen (made up)"


def sources(view: View) -> Part:
    """Every source, with how often it was used and what was done with it."""
    found: Counter[str] = Counter()
    bases: dict[str, set[Basis]] = {}
    for origin in origins(view.picture):
        for name in origin.source.split("; "):
            found[name] += 1
            bases.setdefault(name, set()).add(origin.basis)
    rows = tuple(
        (Cell(name), Cell(", ".join(LETTERS[basis] for basis in Basis if basis in bases[name])), Cell(grouped(count)))
        for name, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))
        if name
    )
    columns = (*words("Bron", "Zekerheid"), *numbers("Cijfers"))
    table = Sheet("Waar de cijfers vandaan komen", columns, rows)
    how = sorted({origin.how for origin in origins(view.picture) if origin.how and origin.basis is Basis.ESTIMATE})
    blocks: list[Block] = [table]
    if how and not view.published:
        blocks += [paragraph("Zo zijn de schattingen gemaakt:"), Bullets(tuple((text,) for text in how))]
    return Part("bronnen", "Bronnen", "sources", tuple(blocks) if rows else ())


def untold(view: View) -> Part:
    """What could not be told, and what a person should look at."""
    found = sorted(view.picture.findings, key=lambda item: list(Severity).index(item.severity))
    items = tuple(dict.fromkeys(upper(item.sentence()) for item in found))
    missing = [
        text
        for known, text in (
            (any(item.trend for item in view.picture.demand), "hoe de vraag verandert van jaar op jaar"),
            (any(item.waiting for item in view.picture.demand), "wie er wacht"),
            (any(item.places for item in view.picture.supply), "hoeveel plaatsen er zijn"),
            (any(item.alternatives is not None for item in view.picture.supply), "hoe ver de zorg is"),
            (bool(view.towns()), "hoe het per gemeente is"),
            (bool(view.picture.ahead), "hoe het na dit jaar verder gaat"),
        )
        if not known
    ]
    blocks: list[Block] = []
    if missing:
        blocks.append(paragraph(f"Dit beeld kan niet zeggen: {'; '.join(missing)}. Daarvoor ontbreken gegevens."))
    if items:
        blocks.append(Bullets(tuple((text,) for text in items)))
    if not blocks:
        blocks = [paragraph("Alles wat dit beeld kan zeggen, staat erin.")]
    return Part("onbekend", "Wat we niet weten", "what could not be told", tuple(blocks))
