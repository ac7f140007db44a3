"""A letter as DOCX on the purchaser's template: facts in locked content controls, the words around them free.

The template gives styles, header and footer. A paragraph that says ``{{brief}}`` marks where the letter goes; without
one it comes after what the template holds. Without a template a plain one is made here.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import _Cell

from driehoek.application.document import Block, Bullets, Column, Fact, Paragraph, Runs, Section, Table, Tone
from driehoek.application.letters import Letter
from driehoek.kernel.dutch import day

MARK = "{{brief}}"
_BADGE = "SYNTHETIC: verzonnen gegevens"
_ALARM = RGBColor(0x9A, 0x1B, 0x1B)
_ACCENT = RGBColor(0x15, 0x42, 0x73)
_TEXT_WIDTH = Cm(16)
FONT = "Arial"
"""A font that is everywhere, or has a stand-in of the same widths (Liberation Sans), so that no amount breaks."""
_ANCIENT = (1980, 1, 1, 0, 0, 0)


def letter_docx(letter: Letter, template: Path | None = None) -> bytes:
    """Write one letter as DOCX; the same letter on the same template gives the same bytes."""
    document = Document(str(template)) if template else _plain_template(letter)
    writer = _Writer(document)
    writer.head(letter)
    writer.blocks(letter.body, 1)
    writer.line((letter.closing,))
    writer.line((letter.sender[0],))
    writer.line(()).paragraph_format.page_break_before = bool(letter.annexes)
    writer.blocks(letter.annexes, 1)
    if letter.synthetic:
        _badge(document)
    _properties(document, letter)
    target = BytesIO()
    document.save(target)
    return _same_bytes(target.getvalue())


class _Writer:
    """Writes blocks into a document, before the mark or at the end."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.controls = 0
        self.mark = next((item for item in document.paragraphs if MARK in item.text), None)
        # looking a style up by name goes through all styles each time, so that is done once
        self.names = {style.name: style.style_id for style in document.styles}
        if self.mark is not None:
            self.mark.text = self.mark.text.replace(MARK, "")

    def head(self, letter: Letter) -> None:
        """Addressee, date, reference, subject and salutation."""
        for fact in letter.addressee:
            self.line((fact,), tight=True)
        self.line(())
        for label, fact in (
            ("Datum: ", Fact("date", day(letter.date))),
            ("Kenmerk: ", letter.reference),
            ("Onderwerp: ", letter.subject),
        ):
            self.line((label, fact), tight=True)
        self.line(())
        self.line((letter.salutation,))

    def blocks(self, blocks: tuple[Block, ...], level: int) -> None:
        """Write blocks under a heading of ``level``."""
        for block in blocks:
            match block:
                case Section():
                    self.heading(block.title, level)
                    self.blocks(block.blocks, level + 1)
                case Paragraph():
                    self.toned(block)
                case Bullets():
                    for number, item in enumerate(block.items, start=1):
                        self.item(item, f"{number}. " if block.ordered else "")
                case Table():
                    self.table(block)

    def heading(self, title: str, level: int) -> None:
        """A heading in the template's style; plain and bold with an outline level where it has none."""
        paragraph = self._paragraph(f"Heading {level}")
        run = paragraph.add_run(title)
        if f"Heading {level}" not in self.names:
            run.bold = True
            outline = OxmlElement("w:outlineLvl")
            outline.set(qn("w:val"), str(level - 1))
            paragraph._p.get_or_add_pPr().append(outline)  # noqa: SLF001 - python-docx has no word for outline levels

    def line(self, runs: Runs, *, tight: bool = False) -> Any:
        """A paragraph; ``tight`` without room after it."""
        paragraph = self._paragraph("Normal")
        if tight:
            paragraph.paragraph_format.space_after = Pt(0)
        self._runs(paragraph, runs)
        return paragraph

    def toned(self, block: Paragraph) -> None:
        """A paragraph in its tone."""
        paragraph = self.line(block.runs)
        for run in paragraph._p.iter(qn("w:r")):  # noqa: SLF001 - runs inside controls are not among paragraph.runs
            properties = run.get_or_add_rPr()
            if block.tone in {Tone.LEAD, Tone.WARNING}:
                _child(properties, "w:b")
            if block.tone is Tone.WARNING:
                _child(properties, "w:color").set(qn("w:val"), str(_ALARM))

    def item(self, runs: Runs, number: str) -> None:
        """A list item."""
        styled = "List Bullet" in self.names and not number
        paragraph = self._paragraph("List Bullet" if styled else "Normal")
        self._runs(paragraph, runs if styled else (number or "• ", *runs))

    def table(self, block: Table) -> None:
        """A table whose header row repeats on each page."""
        rows = (*block.rows, *block.totals)
        table = self.document.add_table(rows=1 + len(rows), cols=len(block.columns))
        if "Table Grid" in self.names:
            table._tbl.tblStyle_val = self.names["Table Grid"]  # noqa: SLF001 - by its identifier
        _describe(table, block.caption)
        # python-docx counts cells anew at each look; the elements are the same ones
        grid = [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]  # noqa: SLF001
        for cell, column in zip(grid[0], block.columns, strict=True):
            self._cell(cell, (column.title,), column, bold=True)
        for place, row in enumerate(rows, start=1):
            for cell, column, runs in zip(grid[place], block.columns, row, strict=True):
                self._cell(cell, runs, column, bold=place > len(block.rows))
        _widths(table, grid, block.columns)
        _child(table._tbl.tr_lst[0].get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - no word for it in python-docx
        if self.mark is not None:
            self.mark._p.addprevious(table._tbl)  # noqa: SLF001 - moving a table is done on its element
        self.line((), tight=True)

    def _cell(self, cell: Any, runs: Runs, column: Column, *, bold: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        if column.numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._runs(paragraph, runs)
        for run in paragraph._p.iter(qn("w:r")):  # noqa: SLF001 - runs inside controls are not among paragraph.runs
            properties = run.get_or_add_rPr()
            if bold:
                _child(properties, "w:b")
            _child(properties, "w:sz").set(qn("w:val"), "18")

    def _paragraph(self, style: str) -> Any:
        add = self.document.add_paragraph if self.mark is None else self.mark.insert_paragraph_before
        paragraph = add("")
        if style in self.names and style != "Normal":
            paragraph._p.style = self.names[style]  # noqa: SLF001 - by its identifier, see above
        return paragraph

    def _runs(self, paragraph: Any, runs: Runs) -> None:
        for run in runs:
            if isinstance(run, Fact):
                self.controls += 1
                paragraph._p.append(_control(run, self.controls))  # noqa: SLF001 - python-docx has no content controls
            elif run:
                paragraph.add_run(run)


def _control(fact: Fact, number: int) -> Any:
    """A content control that can be neither edited nor removed, tagged with the key of the fact."""
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    for name, value in (("w:alias", "Vastgesteld"), ("w:tag", fact.tag), ("w:id", str(number))):
        _child(properties, name).set(qn("w:val"), value)
    _child(properties, "w:lock").set(qn("w:val"), "sdtContentLocked")
    content = OxmlElement("w:sdtContent")
    run = OxmlElement("w:r")
    run.text = fact.text
    content.append(run)
    control.append(properties)
    control.append(content)
    return control


def _child(parent: Any, name: str) -> Any:
    child = OxmlElement(name)
    parent.append(child)
    return child


def _describe(table: Any, caption: str) -> None:
    """Say for who hears the table what it shows."""
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no word for a table's description
    _child(properties, "w:tblCaption").set(qn("w:val"), caption)


def _widths(table: Any, grid: list[list[Any]], columns: tuple[Column, ...]) -> None:
    """Give every column its share of the text width, in the grid too: LibreOffice reads that, Word the cells."""
    whole = sum(column.width for column in columns)
    table.autofit = False
    for place, column in enumerate(columns):
        width = Emu(_TEXT_WIDTH * column.width // whole)
        table.columns[place].width = width
        for row in grid:
            row[place].width = width
    for row in table._tbl.tr_lst:  # noqa: SLF001 - python-docx has no word for rows that stay whole
        _child(row.get_or_add_trPr(), "w:cantSplit")


def _plain_template(letter: Letter) -> Any:
    """A plain A4 template with page numbers, in Dutch."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.header.paragraphs[0].text = ", ".join(letter.sender)
    footer = section.footer.paragraphs[0]
    footer.add_run("pagina ")
    for word in ("PAGE", "NUMPAGES"):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), word)
        footer._p.append(field)  # noqa: SLF001 - python-docx has no fields
        if word == "PAGE":
            footer.add_run(" van ")
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(2)
    for level in (1, 2, 3):
        document.styles[f"Heading {level}"].font.color.rgb = _ACCENT
        document.styles[f"Heading {level}"].font.name = FONT
        fonts = document.styles[f"Heading {level}"].element.rPr.rFonts
        for name in ("asciiTheme", "hAnsiTheme"):  # the theme's font goes before a named one
            fonts.attrib.pop(qn(f"w:{name}"), None)
    return document


def _badge(document: Any) -> None:
    """Put the badge in the header of every section, so that it stands on every page."""
    for section in document.sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            if header.is_linked_to_previous and section is not document.sections[0]:
                continue
            run = header.add_paragraph().add_run(_BADGE)
            run.bold, run.font.color.rgb = True, _ALARM


def _properties(document: Any, letter: Letter) -> None:
    made = datetime.combine(letter.date, time(12))
    properties = document.core_properties
    properties.title, properties.author = letter.subject.text, letter.sender[0]
    properties.language, properties.identifier = "nl-NL", letter.reference.text
    properties.created = properties.modified = made
    properties.last_modified_by, properties.revision, properties.comments = letter.sender[0], 1, ""
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if defaults is not None:
        defaults.set(qn("w:val"), "nl-NL")


def _same_bytes(made: bytes) -> bytes:
    """Write the package again without the moment of making in its directory."""
    target = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _ANCIENT)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return target.getvalue()
