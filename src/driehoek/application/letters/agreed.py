"""What is agreed: products, the tariff in its parts, and how the volume came about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from driehoek.application.document import Block, Bullets, Column, Fact, Runs, Section, Table, Tone, paragraph
from driehoek.application.explain import Quantities, quantities_of
from driehoek.application.letters.case import Case
from driehoek.application.phrases import exact_points, exact_quantity, grounded
from driehoek.application.rationale import rationales_of, told
from driehoek.domain.agreement.lines import AgreementLine, TariffPart
from driehoek.domain.allocation.result import Adjustment, Reason, ReasonKind
from driehoek.domain.catalogue import Badge
from driehoek.kernel import UNSTATED, Rate, Rounding, total
from driehoek.kernel.dutch import amount, day, percentage

_COLUMNS = (
    Column("Prestatie", 7),
    Column("Aantal", 5, numeric=True),
    Column("Maximum", 4, numeric=True),
    Column("Deel", 3, numeric=True),
    Column("Prijs", 4, numeric=True),
    Column("Bedrag", 6, numeric=True),
)


def is_synthetic(line: AgreementLine) -> bool:
    """Whether the product or the tariff of ``line`` is made up."""
    return line.badge is Badge.SYNTHETIC or line.product.startswith("SYN")


def agreed(case: Case) -> tuple[Section, ...]:
    """A section per lot in which something is agreed: products, tariff, volume."""
    return tuple(_lot(case, lot) for lot in case.lots if case.lines(lot))


def not_granted(case: Case) -> tuple[Section, ...]:
    """Why nothing is agreed in the lots where a submission did not win."""
    sections: list[Section] = []
    for lot in case.lots:
        if case.lines(lot):
            continue
        items = (*_knocked_out(case, lot), *_shortages(case, lot)) or _outranked(case, lot)
        closed = "U doet in dit perceel niet mee. Waarom staat bij wat er niet klopt."
        text = paragraph(closed if lot in case.assessment.closed_lots else "In dit perceel spreken wij niets met u af.")
        blocks: tuple[Block, ...] = (text, Bullets(items)) if items else (text,)
        sections.append(Section(f"Niet toegekend: {case.policy.lot(lot).name}", blocks))
    return tuple(sections)


def _knocked_out(case: Case, lot: str) -> tuple[Runs, ...]:
    names = {leaf.id: leaf.name for leaf in case.policy.lot(lot).leaves()}
    return tuple(
        (Fact(f"knocked.{lot}.{score.criterion}", f"U blijft onder het minimum van '{names[score.criterion]}'."),)
        for score in case.assessment.scores.get(lot, ())
        if score.below_minimum
    )


def _outranked(case: Case, lot: str) -> tuple[Runs, ...]:
    ranked, most = case.ranked(lot), case.policy.lot(lot).max_winners
    if ranked is None:
        return ()
    text = "De ruimte ging naar inschrijvingen met een hogere plaats."
    if most and ranked.place > most:
        text = f"Er is plaats voor {most}. U staat op plaats {ranked.place}."
    return ((Fact(f"outranked.{lot}", text),),)


def _lot(case: Case, lot: str) -> Section:
    lines = case.lines(lot)
    name = case.policy.lot(lot).name
    blocks: list[Block] = []
    if any(is_synthetic(line) for line in lines):
        warning = "Let op: de tarieven en prestaties met de code SYN zijn verzonnen (SYNTHETIC). Zij gelden nergens."
        blocks.append(paragraph(warning, tone=Tone.WARNING))
    blocks.append(_products(lot, lines))
    blocks.append(Section("Hoe uw tarief is opgebouwd", _tariff(case, lot, lines)))
    blocks.append(Section("Hoe wij uw volume bepaalden", _volume(case, lot)))
    return Section(f"Wat wij afspreken: {name}", tuple(blocks))


def _products(lot: str, lines: Sequence[AgreementLine]) -> Table:
    rows: list[tuple[Runs, ...]] = []
    for line in lines:
        key = f"line.{lot}.{line.product}"
        rows.append(
            (
                (Fact(f"{key}.product", f"{line.product} {line.name}"),),
                (Fact(f"{key}.quantity", exact_quantity(line.quantity)),),
                (Fact(f"{key}.maximum", amount(line.maximum)),),
                (Fact(f"{key}.share", exact_points(line.share)),),
                (Fact(f"{key}.price", amount(line.price)),),
                (Fact(f"{key}.amount", amount(line.amount)),),
            )
        )
    agreed_sum = Fact(f"lot.{lot}.agreed", amount(total(line.amount for line in lines)))
    totals = ((("Samen",), ("",), ("",), ("",), ("",), (agreed_sum,)),)
    return Table("Prestaties met aantal, maximumtarief, percentage, prijs en bedrag", _COLUMNS, tuple(rows), totals)


def _tariff(case: Case, lot: str, lines: Sequence[AgreementLine]) -> tuple[Block, ...]:
    groups: dict[tuple[TariffPart, ...], list[AgreementLine]] = {}
    for line in lines:
        groups.setdefault(line.parts, []).append(line)
    down = any(line.price != line.maximum.times(line.share, Rounding.HALF_UP) for line in lines)
    how = "Wij ronden de prijs naar beneden af op hele centen." if down else "Wij ronden de prijs af op hele centen."
    blocks: list[Block] = [paragraph(f"Uw prijs is een deel van het maximumtarief. {how}")]
    for number, (parts, group) in enumerate(groups.items(), start=1):
        products = ", ".join(line.product for line in group)
        if len(groups) > 1:
            blocks.append(paragraph("Voor ", Fact(f"tariff.{lot}.{number}.products", products), ":"))
        blocks.append(_tariff_table(case, f"tariff.{lot}.{number}", parts, group[0].share))
    return (*blocks, *_rationale(case, lot, lines))


def _rationale(case: Case, lot: str, lines: Sequence[AgreementLine]) -> tuple[Block, ...]:
    """On what the base percentages of these lines rest, and the days in which the provider can object to them."""
    steps = dict.fromkeys(part.name for line in lines for part in line.parts)
    sectors = {line.sector for line in lines}
    return tuple(
        paragraph(Fact(f"rationale.{lot}.{item.id}", " ".join(told(case.policy, item, case.outcome.decided_on))))
        for step in steps
        for item in rationales_of(case.policy, step, sectors)
    )


def _tariff_table(case: Case, key: str, parts: Sequence[TariffPart], share: Rate) -> Table:
    rows: list[tuple[Runs, ...]] = []
    for number, part in enumerate(parts, start=1):
        step = case.step(part.name)
        ground = step.ground if step else UNSTATED
        name = step.text.rstrip(".") if step and step.text else part.name
        rows.append(
            (
                (name,),
                (Fact(f"{key}.part{number}.points", exact_points(part.points)),),
                (Fact(f"{key}.part{number}.reason", grounded(part.text, ground)),),
            )
        )
    below = Rate.percent(100) - share
    distance = f"{exact_points(below)} onder het maximum" if below.value > 0 else "het maximum"
    totals = ((("Uw percentage",), (Fact(f"{key}.share", exact_points(share)),), (Fact(f"{key}.below", distance),)),)
    columns = (Column("Onderdeel", 4), Column("Deel", 2, numeric=True), Column("Waarom", 7))
    return Table("Onderdelen van het percentage van het maximumtarief", columns, tuple(rows), totals)


def _volume(case: Case, lot: str) -> tuple[Block, ...]:
    reasons = case.reasons(lot, ReasonKind.GRANT, ReasonKind.ADJUSTMENT, ReasonKind.VOLUME)
    rows: list[tuple[Runs, ...]] = []
    for number, reason in enumerate(reasons, start=1):
        key = f"volume.{lot}.{number}"
        rows.append(
            (
                (_step_name(case, reason),),
                (Fact(f"{key}.amount", amount(reason.amount)),),
                (Fact(f"{key}.reason", _why(case, reason)),),
            )
        )
    columns = (Column("Stap", 4), Column("Bedrag", 3, numeric=True), Column("Waarom", 7))
    agreed_sum = Fact(f"lot.{lot}.agreed", amount(total(line.amount for line in case.lines(lot))))
    totals = ((("Dit spreken wij af",), (agreed_sum,), ("",)),)
    blocks: list[Block] = [Table("Stappen van de verdeling", columns, tuple(rows), totals)]
    blocks.extend(_quantities(case, lot))
    shortages = _shortages(case, lot)
    if shortages:
        blocks += [paragraph("Dit vroeg u ook, maar krijgt u niet:"), Bullets(shortages)]
    adjustments = [
        item for item in case.outcome.dossier.adjustments if (item.contract, item.lot) == (case.contract, lot)
    ]
    if adjustments:
        blocks.append(Section("Aanpassing met de hand", _by_hand(lot, adjustments)))
    return tuple(blocks)


def _quantities(case: Case, lot: str) -> tuple[Block, ...]:
    """How the money became numbers, per product and in words."""
    place = (case.contract, lot)
    offer = next((item for item in case.outcome.problem.offers if (item.contract, item.lot) == place), None)
    grant = next((item for item in case.grants if item.lot == lot), None)
    if offer is None or grant is None:
        return ()
    names = {product.code: product.name for product in case.outcome.dossier.products}
    told = quantities_of(
        case.outcome.problem, case.outcome.allocation, offer, grant, lambda code: names.get(code, code)
    )
    key = f"quantities.{lot}"
    words = [paragraph(Fact(f"{key}.{number}", text)) for number, text in enumerate(told.sentences(), start=1)]
    kept = tuple((Fact(f"{key}.kept{number}", text),) for number, text in enumerate(told.kept, start=1))
    less = told.agreed < told.asked
    blocks = (_asked_table(key, told), *words, *((Bullets(kept),) if kept and less else ()))
    return (Section("Hoe het bedrag aantallen werd", blocks),)


def _asked_table(key: str, told: Quantities) -> Table:
    rows: list[tuple[Runs, ...]] = [
        (
            (item.product,),
            (Fact(f"{key}.{item.product}.asked", exact_quantity(item.asked)),),
            (Fact(f"{key}.{item.product}.chosen", exact_quantity(item.chosen)),),
            (Fact(f"{key}.{item.product}.granted", exact_quantity(item.granted)),),
            (Fact(f"{key}.{item.product}.share", percentage(item.share)),),
        )
        for item in told.products
    ]
    columns = (
        Column("Prestatie", 4),
        Column("U vroeg", 5, numeric=True),
        Column("Cliënten kozen al", 5, numeric=True),
        Column("Afgesproken", 5, numeric=True),
        Column("Deel van wat u vroeg", 3, numeric=True),
    )
    return Table("Wat u vroeg, wat cliënten al kozen en wat wij afspreken", columns, tuple(rows))


_NAMES = {ReasonKind.ADJUSTMENT: "Aanpassing met de hand", ReasonKind.VOLUME: "Afronden op hele eenheden"}


def _step_name(case: Case, reason: Reason) -> str:
    if reason.kind in _NAMES:
        return _NAMES[reason.kind]
    step = case.step(reason.step)
    return step.text.rstrip(".") if step and step.text else reason.step


def _why(case: Case, reason: Reason) -> str:
    # what is rounded or adjusted rests on no step, although a step may have handed it over
    step = None if reason.kind in _NAMES else case.step(reason.step)
    return grounded(reason.text, step.ground if step else UNSTATED)


def _shortages(case: Case, lot: str) -> tuple[Runs, ...]:
    reasons = case.reasons(lot, ReasonKind.NOT_GRANTED)
    return tuple(
        (Fact(f"shortage.{lot}.{number}", f"{amount(reason.amount)}: {_why(case, reason)}"),)
        for number, reason in enumerate(reasons, start=1)
    )


def _by_hand(lot: str, adjustments: Sequence[Adjustment]) -> tuple[Block, ...]:
    rows: list[tuple[Runs, ...]] = []
    for number, item in enumerate(adjustments, start=1):
        key = f"adjustment.{lot}.{number}"
        by = f"Voorgesteld door {item.proposer}, goedgekeurd door {item.approver} op {_iso_day(item.decided_on)}."
        rows.append(
            (
                (Fact(f"{key}.from", amount(item.amount_from)),),
                (Fact(f"{key}.to", amount(item.amount_to)),),
                (Fact(f"{key}.ground", f"{item.ground} {by}"),),
            )
        )
    columns = (Column("Van", 3, numeric=True), Column("Naar", 3, numeric=True), Column("Waarom en door wie", 8))
    intro = paragraph("Na de stappen hebben wij het bedrag met de hand aangepast. Wij vermelden dat altijd apart.")
    return (intro, Table("Aanpassingen met de hand", columns, tuple(rows)))


def _iso_day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
