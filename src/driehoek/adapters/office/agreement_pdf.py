"""An agreement as PDF, before anybody signs it: the same document always gives the same bytes.

Who agreed, on which mandate and when, and the fingerprint of the content stand on the page of signatures; the
signatures themselves come after and are invisible, so that they add nothing to read and nothing untagged
(``adapters/signing``). Inside travel the data of the agreement (``agreement.json``) and what the council gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

from driehoek.adapters.office.typesetting import Json, blocks_json, day_json, typeset
from driehoek.application.agreement.document import (
    DATA_FILE,
    AgreementDocument,
    Attachment,
    Content,
    CouncilInput,
    DocumentLine,
    attached_data,
)
from driehoek.application.document import Block, Column, Runs, Section, Table, Tone, paragraph
from driehoek.application.phrases import exact_quantity
from driehoek.domain.agreement.clauses import Answer, Clause, Reply, contested
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import Money, Quantity, total
from driehoek.kernel.dutch import amount, day, moment, number

_LINES = (
    Column("Prestatie", 4),
    Column("Naam", 8),
    Column("Eenheid", 3),
    Column("Aantal", 4, numeric=True),
    Column("Prijs", 3, numeric=True),
    Column("Bedrag", 4, numeric=True),
    Column("Bron tarief", 3),
)
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_SIDES = {Side.PURCHASER: "Inkoper", Side.PROVIDER: "Zorgaanbieder"}
_REPLIES = {Reply.ACCEPTED: "aanvaard", Reply.RESERVED: "aanvaard onder voorbehoud", Reply.REFUSED: "niet aanvaard"}
_HOW = (
    "Deze overeenkomst geldt als beide partijen haar hebben ondertekend. De handtekeningen zijn elektronisch (PAdES) "
    "en zitten onzichtbaar in dit bestand, niet op deze bladzijde. Open het bestand in een programma dat "
    "handtekeningen controleert, of gebruik de opdracht driehoek agreement verify."
)
_SIGNING = (_HOW, "Een afdruk draagt geen handtekening.")
_MARK = (
    "Deze vingerafdruk (SHA-256) hoort bij precies deze inhoud. Beide partijen gaven akkoord op deze vingerafdruk. Wie "
    f"het bijgevoegde bestand {DATA_FILE} natelt, komt op dezelfde uit."
)


def agreement_pdf(document: AgreementDocument) -> bytes:
    """Typeset a version of an agreement."""
    content = document.content
    title = f"Overeenkomst {content.year}"
    edition = f"{_name(content, Side.PURCHASER)} en {_name(content, Side.PROVIDER)}, versie {document.number}"
    files = [item.file for item in content.council if item.file is not None]
    data: dict[str, Json] = {
        "title": title,
        "author": _name(content, Side.PURCHASER),
        "description": f"{title}, {edition}",
        "date": day_json(document.made_on),
        "running": f"{title}, versie {document.number}",
        "footer": f"{_name(content, Side.PROVIDER)}, {_name(content, Side.PURCHASER)}",
        "synthetic": content.synthetic,
        "edition": edition,
        "front": blocks_json(_front(document)),
        "lines": blocks_json((Section("Wat is afgesproken", _lines(content)),)),
        "terms": blocks_json(_terms(content)),
        "signing": list(_SIGNING),
        "sides": [_side_json(document, side) for side in Side],
        "mark": document.fingerprint,
        "mark-text": _MARK,
        "annexes": blocks_json(_annex(item) for item in content.council),
        "attached": {"name": DATA_FILE, "description": f"De gegevens van deze overeenkomst, versie {document.number}"},
        "files": [_file_json(file) for file in files],
    }
    return typeset("agreement.typ", data, document.made_on, attached=attached_data(document).decode())


def _name(content: Content, side: Side) -> str:
    return content.parties[side].name


def _front(document: AgreementDocument) -> Iterable[Block]:
    content = document.content
    form = CONTRACT_FORMS[content.form]
    rows = [
        *((_SIDES[side], f"{content.parties[side].name} ({content.parties[side].code})") for side in Side),
        ("Jaar", str(content.year)),
        ("Versie", str(document.number)),
        ("Beleid", content.policy),
        ("Regio", content.region),
        ("Looptijd", f"{day(content.starts)} tot en met {day(content.ends)}"),
        ("Contractvorm", form.dutch),
        ("Bedrag", amount(content.amount)),
    ]
    yield Table("Gegevens van de overeenkomst", (Column("Gegeven", 1), Column("Waarde", 3)), _rows(rows))
    if content.synthetic:
        warning = "Let op: prestaties en tarieven met SYNTHETIC zijn verzonnen. Zij gelden nergens."
        yield paragraph(warning, tone=Tone.WARNING)
    meaning = [paragraph(f"Deze overeenkomst betaalt volgens: {form.dutch}."), paragraph(form.risks.meaning_nl)]
    if form.prices_are_constructed:
        meaning.append(
            paragraph("De prijzen zijn teruggerekend uit het totaal. Zij zeggen niets over wat de zorg kost.")
        )
    yield Section("Wat de contractvorm betekent", tuple(meaning))


def _lines(content: Content) -> tuple[Block, ...]:
    lots = [(lot, tuple(held)) for lot, held in groupby(content.lines, key=attrgetter("lot"))]
    if not lots:
        return (paragraph("Er zijn geen prestaties afgesproken, alleen het bedrag hierboven."),)
    totals = [(lot, str(len(held)), amount(_sum(held))) for lot, held in lots]
    columns = (Column("Perceel", 5), Column("Regels", 1, numeric=True), Column("Bedrag", 2, numeric=True))
    whole = (("Totaal", str(len(content.lines)), amount(content.of_lines)),)
    recap = Table("Totaal per perceel", columns, _rows(totals), _rows(whole))
    return (*(Section(f"Perceel {lot}", (_lot(lot, held),)) for lot, held in lots), Section("Totalen", (recap,)))


def _lot(lot: str, lines: tuple[DocumentLine, ...]) -> Table:
    rows = _rows(
        (
            line.product,
            line.name,
            line.quantity.unit.dutch,
            _number(line.quantity),
            amount(line.price),
            amount(line.amount),
            line.badge.value,
        )
        for line in lines
    )
    count = "1 regel" if len(lines) == 1 else f"{len(lines)} regels"
    return Table(f"Perceel {lot}", _LINES, rows, _rows((("Totaal", count, "", "", "", amount(_sum(lines)), ""),)))


def _number(quantity: Quantity) -> str:
    """The number beside its unit; hours that do not end in two decimals stand in hours and minutes."""
    return number(quantity.value) if (quantity.value * 100).denominator == 1 else exact_quantity(quantity)


def _sum(lines: Iterable[DocumentLine]) -> Money:
    return total(line.amount for line in lines)


def _terms(content: Content) -> Iterable[Block]:
    term = content.term
    years = "één jaar" if term.years == 1 else f"{term.years} jaar"
    said = [
        f"De overeenkomst loopt van {day(content.starts)} tot en met {day(content.ends)} ({years}).",
        f"De tarieven liggen {'voor de hele looptijd' if term.covers_tariffs else 'alleen voor dit jaar'} vast.",
        f"De aantallen liggen {'voor de hele looptijd' if term.covers_volumes else 'alleen voor dit jaar'} vast.",
    ]
    if term.index:
        said.append(f"Zo beweegt het tarief mee: {term.index}.")
    yield Section("Duur", tuple(paragraph(text) for text in said))
    answers = {answer.clause: answer for answer in content.answers}
    parts = tuple(
        _clause(place, clause, answers.get(clause.id)) for place, clause in enumerate(content.clauses, start=1)
    )
    yield Section("Bepalingen", parts or (paragraph("Er zijn geen andere bepalingen afgesproken."),))


def _clause(place: int, clause: Clause, answer: Answer | None) -> Section:
    blocks: list[Block] = [paragraph(clause.text)]
    known = contested(clause)
    if known is not None:
        blocks.append(paragraph(f"Aanbieders betwisten deze bepaling. Grond: {known.ground}.", tone=Tone.NOTE))
        cost = f"Aanbieder: {known.costs_provider} Inkoper: {known.costs_purchaser} Cliënt: {known.costs_client}"
        blocks.append(paragraph(f"Wat zij kost. {cost}", tone=Tone.NOTE))
    if answer is None:
        blocks.append(paragraph("Antwoord van de aanbieder: nog geen.", tone=Tone.WARNING))
    else:
        blocks.append(paragraph(f"Antwoord van de aanbieder: {_REPLIES[answer.reply]}."))
        if answer.reason:
            blocks.append(paragraph(f"Reden: {answer.reason}"))
        if answer.settled:
            blocks.append(paragraph(f"Zo kwamen partijen eruit: {answer.settled}"))
    return Section(f"Bepaling {place}", tuple(blocks))


def _side_json(document: AgreementDocument, side: Side) -> Json:
    party, agreed = document.content.parties[side], document.agreed.get(side)
    rows: list[Json] = [
        ["Organisatie", party.name],
        ["Code", party.code],
        ["Naam in het certificaat", party.identifier],
    ]
    if agreed is None:
        rows.append(["Akkoord", "nog niet"])
    else:
        rows += [
            ["Akkoord door", agreed.person],
            ["Rol", agreed.role],
            ["Mandaat", agreed.mandate],
            ["Akkoord op", moment(agreed.at.astimezone(_AMSTERDAM))],
        ]
    return {"title": _SIDES[side], "rows": rows}


def _annex(given: CouncilInput) -> Section:
    blocks: list[Block] = [paragraph(f"Gegeven op {day(given.given_on)}.")]
    blocks += [paragraph(text) for text in given.text]
    if given.file is not None:
        blocks.append(
            paragraph(
                f"Het stuk van de cliëntenraad zit als bijlage in dit bestand: {given.file.name}.", tone=Tone.NOTE
            )
        )
    return Section(f"Bijlage: inbreng van {given.council}", tuple(blocks))


def _file_json(file: Attachment) -> Json:
    return {
        "name": file.name,
        "media-type": file.media_type,
        "description": f"Inbreng van de cliëntenraad: {file.name}",
        "bytes": list(file.data),
    }


def _rows(rows: Iterable[Sequence[str]]) -> tuple[tuple[Runs, ...], ...]:
    return tuple(tuple((cell,) for cell in row) for row in rows)
