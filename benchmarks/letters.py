"""Letters and forms a second, beside the same content written with ReportLab and openpyxl, in one run.

The round of an example dossier is decided once. A letter is written as PDF by us (typst: tagged, fonts inside) and by
ReportLab (platypus: not tagged, fonts that a reader must have); both must hold every code, amount and date of the
letter, looked up in the text of the PDF. A form is written as a workbook by us (XlsxWriter) and by openpyxl, with the
same sheets, values, formulas, number formats, widths and protection; both are read back and every cell is compared.
openpyxl cannot give a formula its value. Our DOCX and the form as PDF have no counterpart here.

The first document of each kind starts the typesetter and is not counted. Processor time decides.

    python benchmarks/letters.py            all contracts of the example
    python benchmarks/letters.py --sample   three of them
"""

from __future__ import annotations

import importlib.metadata
import io
import os
import platform
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from driehoek.adapters.office.form_pdf import form_pdf
from driehoek.adapters.office.form_xlsx import form_xlsx
from driehoek.adapters.office.letter_docx import letter_docx
from driehoek.adapters.office.letter_pdf import letter_pdf
from driehoek.application.document import Block, Bullets, Paragraph, Section, Table, text_of
from driehoek.application.forms import form_for
from driehoek.application.letters import Letter, letter_for
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import rounds
from driehoek.kernel.dutch import day

try:
    import openpyxl
    from openpyxl.styles import Protection
    from openpyxl.utils import get_column_letter
    from pypdf import PdfReader
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import ListFlowable, SimpleDocTemplate, Spacer
    from reportlab.platypus import Paragraph as Text
    from reportlab.platypus import Table as Grid
except ImportError as absent:
    PEERS: str = f"no comparison: {absent.name} is not installed"
else:
    PEERS = ""

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "wlz-2027"
VERSIONS = ("typst", "python-docx", "XlsxWriter", "reportlab", "openpyxl")
_DIGIT = re.compile(r"[0-9]")
_SPACE = re.compile(r"[\s\u00ad\u200b]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as openpyxl is asked to write it."""

    row: int
    column: int
    value: Any
    format: str
    bold: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its cells, widths and protection."""

    name: str
    cells: tuple[Cell, ...]
    widths: tuple[tuple[str, float], ...]
    freeze: str | None


def by_reportlab(letter: Letter) -> bytes:
    """The letter with platypus: the same words, headings, lists and tables."""
    styles, out = getSampleStyleSheet(), io.BytesIO()
    plain, heads = styles["BodyText"], (styles["Heading2"], styles["Heading3"], styles["Heading4"])
    story: list[Any] = [Text(escape(line), plain) for line in (*letter.sender, *(f.text for f in letter.addressee))]
    story += [Spacer(1, 12), Text(escape(day(letter.date)), plain), Text(escape(letter.reference.text), plain)]
    story += [Text(escape(letter.subject.text), styles["Heading1"]), Text(escape(letter.salutation), plain)]

    def told(blocks: Iterable[Block], depth: int) -> Iterator[Any]:
        for block in blocks:
            match block:
                case Paragraph(runs=runs):
                    yield Text(escape(text_of(runs)), plain)
                case Bullets(items=items):
                    yield ListFlowable([Text(escape(text_of(item)), plain) for item in items])
                case Table(columns=columns, rows=rows, totals=totals):
                    head = [Text(escape(column.title), plain) for column in columns]
                    body = [[Text(escape(text_of(cell)), plain) for cell in row] for row in (*rows, *totals)]
                    wide = sum(column.width for column in columns)
                    widths = [450 * column.width / wide for column in columns]
                    line = [("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey)]
                    yield Grid([head, *body], colWidths=widths, repeatRows=1, style=line)
                case Section(title=title, blocks=nested):
                    yield Text(escape(title), heads[min(depth, 2)])
                    yield from told(nested, depth + 1)

    story += [*told(letter.body, 0), Text(escape(letter.closing), plain), *told(letter.annexes, 0)]
    SimpleDocTemplate(out, pagesize=A4, title=letter.subject.text, author=letter.sender[0]).build(story)
    return out.getvalue()


def pdf_words(data: bytes) -> str:
    """The text of a PDF without any space, for words break at other places."""
    return _SPACE.sub("", "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)).replace("-", "")


def lacking(letter: Letter, data: bytes) -> list[str]:
    """The codes, amounts and dates in the facts of a letter that are not in the text of its PDF.

    Words are passed over: in a narrow column their lines stand between those of the next.
    """
    words = pdf_words(data)
    told = {word.replace("-", "") for fact in letter.facts() for word in fact.text.split() if _DIGIT.search(word)}
    return sorted(word for word in told if word not in words)


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """What our workbook holds, as openpyxl sees it."""
    made = []
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        cells = tuple(
            Cell(cell.row, cell.column, cell.value, cell.number_format, bool(cell.font.b), bool(cell.protection.locked))
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in {None, ""}
        )
        widths = tuple((name, dimension.width) for name, dimension in sheet.column_dimensions.items())
        made.append(Sheet(sheet.title, cells, widths, sheet.freeze_panes))
    return tuple(made)


def by_openpyxl(sheets: tuple[Sheet, ...]) -> bytes:
    """The same workbook with openpyxl; styles are made once, as its manual advises."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    bold, open_cell = openpyxl.styles.Font(bold=True), Protection(locked=False)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for cell in sheet.cells:
            made = page.cell(cell.row, cell.column, cell.value)
            made.number_format = cell.format
            if cell.bold:
                made.font = bold
            if not cell.locked:
                made.protection = open_cell
        for name, width in sheet.widths:
            page.column_dimensions[name].width = width
        page.freeze_panes = sheet.freeze
        page.protection.sheet = True
        page.page_setup.orientation = "landscape"
    book.save(out)
    return out.getvalue()


def values(data: bytes) -> list[tuple[str, str, Any, str]]:
    """Every cell of a workbook: sheet, place, content and number format."""
    return [
        (sheet.name, f"{get_column_letter(cell.column)}{cell.row}", cell.value, cell.format)
        for sheet in sheets_of(data)
        for cell in sheet.cells
    ]


def timed(write: Callable[[str], bytes], contracts: list[str]) -> tuple[float, float, int]:
    """Seconds and processor seconds for each, and the mean size; one is written beforehand."""
    write(contracts[0])
    begin, busy = time.perf_counter(), time.process_time()
    size = sum(len(write(contract)) for contract in contracts)
    seconds, busy = time.perf_counter() - begin, time.process_time() - busy
    return seconds / len(contracts), busy / len(contracts), size // len(contracts)


def told(kind: str, seconds: float, busy: float, size: int) -> None:
    """Print one kind of document."""
    print(
        f"{kind}: {1 / busy:.1f} a second of processor ({seconds:.3f} s each on the clock), {size / 1024:.0f} KB each"
    )


def hold_equal(outcome: RoundOutcome, letters: list[str], forms: list[str]) -> None:
    """Stop unless both hold the same; asked after the clock, for typst remembers what it set before."""
    for contract in letters:
        letter = letter_for(outcome, contract)
        for data in (letter_pdf(letter), by_reportlab(letter)):
            if missing := lacking(letter, data):
                sys.exit(f"letter {letter.contract} lacks {missing[:3]}: no ratio")
    for contract in forms:
        ours = form_xlsx(form_for(outcome, contract))
        if values(ours) != values(by_openpyxl(sheets_of(ours))):
            sys.exit(f"form {contract} differs: no ratio")
    print(f"equal: every code, amount and date of {len(letters)} letters, every cell of {len(forms)} forms")


def main() -> None:
    """Decide the example, hold the documents equal, time each kind and print."""
    dossier = rounds.load(EXAMPLE).dossier
    outcome = rounds.decide(dossier) if dossier is not None else ()
    if not isinstance(outcome, RoundOutcome):
        sys.exit(f"{EXAMPLE.name} gives no outcome")
    letters = [item.contract for item in outcome.assessments]
    forms = sorted({line.contract.code for line in outcome.lines})
    if "--sample" in sys.argv:
        letters, forms = letters[:3], forms[:3]
    # the content of a letter or form is made outside the clock, for both
    content = {contract: letter_for(outcome, contract) for contract in letters}
    filled = {contract: form_for(outcome, contract) for contract in forms}
    ours: dict[str, tuple[Callable[[str], bytes], list[str]]] = {
        "letter, PDF": (lambda contract: letter_pdf(content[contract]), letters),
        "letter, DOCX": (lambda contract: letter_docx(content[contract], None), letters),
        "budget form, PDF": (lambda contract: form_pdf(filled[contract]), forms),
        "budget form, Excel": (lambda contract: form_xlsx(filled[contract]), forms),
    }
    names = VERSIONS[:3] if PEERS else VERSIONS
    print(f"Python {platform.python_version()}, {', '.join(f'{n} {importlib.metadata.version(n)}' for n in names)}")
    sheets = {} if PEERS else {contract: sheets_of(form_xlsx(filled[contract])) for contract in forms}
    others: dict[str, tuple[str, Callable[[str], bytes]]] = {
        "letter, PDF": ("ReportLab", lambda contract: by_reportlab(content[contract])),
        "budget form, Excel": ("openpyxl", lambda contract: by_openpyxl(sheets[contract])),
    }
    found = {kind: timed(write, contracts) for kind, (write, contracts) in ours.items()}
    beside = {} if PEERS else {kind: timed(write, ours[kind][1]) for kind, (_, write) in others.items()}
    if not PEERS:
        hold_equal(outcome, letters, forms)
    for kind, mine in found.items():
        told(kind, *mine)
        if kind in beside:
            told(f"  {others[kind][0]}", *beside[kind])
            print(f"  ours / {others[kind][0]}: {mine[1] / beside[kind][1]:.2f} in processor time")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(f"at most {most:.0f} MB for all; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores. {PEERS}".rstrip())


if __name__ == "__main__":
    main()
