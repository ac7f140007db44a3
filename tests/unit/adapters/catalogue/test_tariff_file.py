from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from driehoek.adapters.catalogue import (
    MEMORY_FILE,
    ColumnMapping,
    Field,
    Guess,
    TariffFile,
    read_tariff_file,
    tariff_rows,
    write_tables,
)
from driehoek.adapters.catalogue.write import PRODUCT_COLUMNS, TARIFF_COLUMNS
from driehoek.domain.catalogue import Badge, Category, DeliveryForm, Sector, Treatment
from driehoek.kernel import Money, Period, Place, Unit

HEADER = "code;omschrijving;sector;vorm;eenheid;categorie;behandeling;zzp;maximumtarief;van;t/m;badge;bron"
ROW = "X753;Pakket 4;VV;verblijf;dag;zzp;incl;753;{amount};{start};{through};{badge};besluit"


def row(amount: str = "188,00", start: str = "01-01-2027", through: str = "31-12-2027", badge: str = "CONTRACT") -> str:
    return ROW.format(amount=amount, start=start, through=through, badge=badge)


def text(*lines: str) -> str:
    return "\n".join(lines)


@dataclass
class Person:
    """Someone who answers what is asked, and counts."""

    fixed: dict[Field, str] = field(default_factory=dict)
    columns: dict[Field, int] | None = None
    guesses: list[Guess] = field(default_factory=list)

    def __call__(self, guess: Guess) -> ColumnMapping:
        self.guesses.append(guess)
        return ColumnMapping(guess.mapping.columns if self.columns is None else self.columns, self.fixed)


def nobody(guess: Guess) -> None:
    return None


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., TariffFile]:
    def reading(content: str | bytes, person: Person | None = None, name: str = "tarieven.csv") -> TariffFile:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_tariff_file(path, tmp_path / MEMORY_FILE, person or Person())

    return reading


Read = Callable[..., TariffFile]


def codes(found: TariffFile) -> list[str]:
    return [finding.code.id for finding in found.findings]


def test_a_good_file_gives_products_and_tariffs(read: Read) -> None:
    found = read(text(HEADER, row()))
    assert codes(found) == []
    assert found.usable
    (product,), (line,) = found.products, found.lines
    assert (product.code, product.sector, product.form, product.unit) == (
        "X753",
        Sector.VV,
        DeliveryForm.RESIDENCE,
        Unit.ETMAAL,
    )
    assert (product.category, product.treatment, product.zzp) == (Category.ZZP, Treatment.WITH, "753")
    assert (line.maximum, line.period, line.badge) == (Money.parse("188"), Period.year(2027), Badge.CONTRACT)
    assert line.place == Place("tarieven.csv", 2, 1)
    known = found.table.on("X753", date(2027, 12, 31))
    assert known is not None
    assert known.amount == Money.parse("188")


def test_which_column_is_which_is_asked_once_and_then_known(read: Read, tmp_path: Path) -> None:
    person = Person()
    assert read(text(HEADER, row()), person).usable
    assert read(text(HEADER.upper(), row("190,00")), person, "volgend-jaar.csv").usable
    assert len(person.guesses) == 1
    assert person.guesses[0].header == tuple(HEADER.split(";"))
    assert person.guesses[0].samples == (tuple(row().split(";")),)
    assert person.guesses[0].missing == ()
    assert (tmp_path / MEMORY_FILE).is_file()
    other = HEADER.replace("maximumtarief", "tarief")
    assert read(text(other, row()), person, "andere-vorm.csv").usable
    assert len(person.guesses) == 2


def test_nobody_to_ask_means_nothing_is_read_and_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text(HEADER, row()), encoding="utf-8")
    found = read_tariff_file(path, tmp_path / MEMORY_FILE, nobody)
    assert codes(found) == ["TAR-026"]
    assert found.lines == ()
    assert not (tmp_path / MEMORY_FILE).exists()


def test_an_answer_that_cannot_be_used_is_named_and_not_remembered(read: Read, tmp_path: Path) -> None:
    found = read(text(HEADER, row()), Person(columns={Field.CODE: 1, Field.MAXIMUM: 99}))
    assert codes(found) == ["TAR-026", "TAR-027"]
    assert not (tmp_path / MEMORY_FILE).exists()


def test_a_remembered_answer_for_titles_we_do_not_know(read: Read) -> None:
    person = Person({Field.BADGE: "CONTRACT", Field.YEAR: "2027"}, {Field.CODE: 1, Field.MAXIMUM: 2})
    first = read("wat;hoeveel\nX1;10,00\n", person)
    again = read("Toelichting\nwat;hoeveel\nX1;11,00\n", person, "later.csv")
    assert [line.maximum for line in (*first.lines, *again.lines)] == [Money.parse("10"), Money.parse("11")]
    assert len(person.guesses) == 1
    assert codes(first) == ["TAR-042"], "tariffs only: what a product is was not said"
    assert first.lines[0].period == Period.year(2027)


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [("utf-8", False), ("utf-8-sig", False), ("cp1252", True), ("utf-16", True), ("utf-16-le", True)],
)
def test_every_encoding_of_excel_is_read_and_the_odd_ones_are_named(read: Read, encoding: str, *, warned: bool) -> None:
    content = text(HEADER, row().replace("Pakket 4", "Begeleiding € één"))
    found = read(content.encode(encoding))
    assert codes(found) == ["TAR-022"] * warned
    assert found.usable
    assert found.products[0].name == "Begeleiding € één"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(read: Read, separator: str) -> None:
    found = read(text(HEADER, row("188.00"), row("190.00", "01-01-2028", "")).replace(";", separator))
    assert codes(found) == []
    assert [line.maximum.cents for line in found.lines] == [18800, 19000]
    assert found.lines[1].period == Period(date(2028, 1, 1))


def test_the_separator_that_excel_writes_down_is_used(read: Read) -> None:
    found = read("sep=|\n" + text(HEADER, row()).replace(";", "|"))
    assert codes(found) == []
    assert found.lines[0].place == Place("tarieven.csv", 3, 1)


def test_all_faults_come_at_once_with_row_and_column(read: Read) -> None:
    found = read(
        text(
            *[
                HEADER,
                row("-1,00"),
                row("46,655", "01-01-2028"),
                row("veel"),
                row("", "32-01-2027"),
                row("10,00", "46388", "45000"),
                row("10,00", "", ""),
                row("0,00", "01-01-2030", ""),
                row().replace(";dag;", ";week;").replace(";753;", ";1;"),
                row(badge="ECHT"),
                ";" + row().split(";", 1)[1],
                row() + ";en;nog;meer",
            ]
        )
    )
    assert [(item.code.id, item.place and (item.place.line, item.place.column)) for item in found.findings] == [
        ("TAR-031", (2, 9)),
        ("TAR-032", (3, 9)),
        ("TAR-038", (3, 11)),
        ("TAR-030", (4, 9)),
        ("TAR-029", (5, 9)),
        ("TAR-036", (5, 10)),
        ("TAR-037", (6, 10)),
        ("TAR-037", (6, 11)),
        ("TAR-038", (6, 11)),
        ("TAR-029", (7, 10)),
        ("TAR-035", (8, 9)),
        ("TAR-039", (9, 5)),
        ("TAR-040", (9, 8)),
        ("TAR-039", (10, 12)),
        ("TAR-029", (11, 1)),
        ("TAR-043", (12, 0)),
    ]
    assert not found.usable
    assert all(item.sentence() and item.mend() for item in found.findings)
    unit = next(item for item in found.findings if item.place and item.place.column == 5)
    assert (unit.subject, unit.seen) == ("eenheid", "week")
    assert unit.wanted == "hour, 5min, half-day, etmaal, piece"


def test_a_made_up_code_can_never_be_marked_as_of_the_nza(read: Read) -> None:
    found = read(text(HEADER, row(badge="NZA").replace("X753", "SYN753")))
    assert codes(found) == ["TAR-010"]
    assert not found.usable
    assert found.table.on("SYN753", date(2027, 1, 1)) is None


def test_doubles_and_overlaps_are_named_with_the_other_row(read: Read) -> None:
    found = read(text(HEADER, row(), row(), row("190,00", "01-07-2027", "")))
    assert codes(found) == ["TAR-011", "TAR-012"]
    assert found.findings[0].wanted == "tarieven.csv:2:1"
    assert found.findings[0].place == Place("tarieven.csv", 3, 1)


def test_one_code_described_in_two_ways_is_named(read: Read) -> None:
    found = read(text(HEADER, row(), row("190,00", "01-01-2028", "").replace("Pakket 4", "Pakket vier")))
    assert codes(found) == ["TAR-041"]
    assert (found.findings[0].seen, found.findings[0].wanted) == ("name", "tarieven.csv:2:1")


def test_decimals_are_read_by_the_way_of_the_column(read: Read) -> None:
    comma = read(text(HEADER, row("46,65"), row("1.234", "01-01-2028", "")))
    assert [line.maximum.cents for line in comma.lines] == [4665, 123400]
    point = read(text(HEADER, row("46.65"), row("1.234", "01-01-2028", "")))
    assert codes(point) == ["TAR-032"]
    alone = read(text(HEADER, row("1.234")))
    assert codes(alone) == ["TAR-033"]
    mixed = read(text(HEADER, row("46.65"), row("47,65", "01-01-2028", "")))
    assert codes(mixed) == ["TAR-034"]
    assert [line.maximum.cents for line in mixed.lines] == [4665, 4765]
    assert mixed.usable


def test_titles_above_and_totals_below_are_skipped_and_named(read: Read) -> None:
    sheet = [
        "Tarieven 2027",
        "",
        "Bron: test;;;;;;;;;;;;",
        HEADER,
        "Ouderenzorg;;;;;;;;;;;;",
        row(),
        HEADER,
        "Totaal;;;;;;;;188,00;;;;",
        "* alle bedragen zijn maxima;;;;;;;;;;;;",
    ]
    found = read(text(*sheet))
    assert codes(found) == ["TAR-025"]
    assert found.findings[0].seen == "5, 7, 8, 9"
    assert len(found.lines) == 1
    assert found.lines[0].place == Place("tarieven.csv", 6, 1)


def test_a_row_with_a_code_but_no_tariff_is_not_taken_for_a_heading(read: Read) -> None:
    found = read(text(HEADER, row(), "X754;;;;;;;;;;;;"))
    assert "TAR-029" in codes(found)
    assert not found.usable


@pytest.mark.parametrize("content", ["", "  \n \n", HEADER, HEADER + "\nTotaal;;;;;;;;1,00;;;;\n"])
def test_a_file_without_tariffs_says_so(read: Read, content: str) -> None:
    found = read(content)
    assert "TAR-021" in codes(found)
    assert not found.usable


def test_a_file_without_titles_says_so(read: Read) -> None:
    assert codes(read("1;2;3\n4;5;6\n")) == ["TAR-023"]
    assert codes(read("zomaar een brief\nover iets anders\n")) == ["TAR-023"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0 old", b"\x81\x8d\x8f\x90\x9d" * 9])
def test_what_is_neither_text_nor_excel_says_so(read: Read, content: bytes) -> None:
    found = read(content)
    assert codes(found) == ["TAR-020"]
    assert not found.usable


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    found = read_tariff_file(tmp_path / "weg.csv", tmp_path / MEMORY_FILE, Person())
    assert codes(found) == ["TAR-020"]


def test_a_broken_memory_is_named_and_the_columns_are_asked_again(read: Read, tmp_path: Path) -> None:
    (tmp_path / MEMORY_FILE).write_text("{", encoding="utf-8")
    person = Person()
    found = read(text(HEADER, row()), person)
    assert codes(found) == ["TAR-028"]
    assert found.usable
    assert len(person.guesses) == 1


def workbook(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        notes = book.add_worksheet("Toelichting")
        notes.write(0, 0, "Deze werkmap is voor het voordoen")
        care = book.add_worksheet("VV")
        care.write(0, 0, "Maximumtarieven 2027")
        care.merge_range(1, 0, 1, 3, "alle bedragen in euro")
        care.write_row(3, 0, ["Prestatiecode", "Sector", "Tarief", "Ingangsdatum", "Einddatum"])
        for number, (code, tariff) in enumerate([("X1", 46.65), ("X2", 1234.5), ("X3", 12)]):
            care.write(4 + number, 0, code)
            care.write(4 + number, 2, tariff)
            care.write_datetime(4 + number, 3, datetime(2027, 1, 1), day)  # noqa: DTZ001 Excel knows no zones
            care.write_number(4 + number, 4, 46752)
        care.merge_range(4, 1, 6, 1, "VV")
        care.write_row(7, 0, ["Totaal"])
        care.write_formula(7, 2, "=SUM(C5:C7)", None, 1293.15)
        care.set_column(3, 3, None, None, {"hidden": True})
        more = book.add_worksheet("GZ")
        more.write_row(0, 0, ["Prestatiecode", "Sector", "Tarief", "Ingangsdatum", "Einddatum"])
        more.write_row(1, 0, ["X4", "GZ", 46.655, "46388"])
        more.write_row(2, 0, ["X5", "GZ"])
        more.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        more.write(2, 3, "1 januari 2027")
        hidden = book.add_worksheet("Oud")
        hidden.write_row(0, 0, ["Prestatiecode", "Tarief"])
        hidden.hide()
        book.add_worksheet("Leeg")


def test_a_workbook_is_read_sheet_by_sheet_as_a_person_sees_it(tmp_path: Path) -> None:
    workbook(tmp_path / "tarieven 2027.xlsx")
    person = Person({Field.BADGE: "CONTRACT"})
    found = read_tariff_file(tmp_path / "tarieven 2027.xlsx", tmp_path / MEMORY_FILE, person)
    assert len(person.guesses) == 1, "two sheets of one shape are one question"
    assert person.guesses[0].place == "tarieven 2027.xlsx#VV"
    assert [(line.product, line.maximum.cents, line.period) for line in found.lines] == [
        ("X1", 4665, Period.year(2027)),
        ("X2", 123450, Period.year(2027)),
        ("X3", 1200, Period.year(2027)),
    ]
    seen = [(item.code.id, str(item.place).removeprefix("tarieven 2027.xlsx")) for item in found.findings]
    assert [item for item in seen if item[0] not in {"TAR-042", "TAR-037"}] == [
        ("TAR-024", ""),
        ("TAR-032", "#GZ:2:3"),
        ("TAR-029", "#GZ:3:3"),
        ("TAR-024", "#Leeg"),
        ("TAR-024", "#Toelichting"),
        ("TAR-025", "#VV"),
    ]
    assert [item for item in seen if item[0] == "TAR-037"] == [("TAR-037", "#GZ:2:4")] + [
        ("TAR-037", f"#VV:{number}:5") for number in (5, 6, 7)
    ]
    assert not found.usable


def test_what_was_read_is_written_as_the_tables_of_a_dossier(read: Read, tmp_path: Path) -> None:
    found = read(text(HEADER, row("190,00", "01-01-2028", ""), row()))
    written = write_tables(tmp_path, found)
    assert [path.name for path in written] == ["products.csv", "tariffs.csv"]
    assert (tmp_path / "products.csv").read_text(encoding="utf-8").splitlines() == [
        ";".join(PRODUCT_COLUMNS),
        "X753;Pakket 4;VV;verblijf;etmaal;zzp;with;753;",
    ]
    assert (tmp_path / "tariffs.csv").read_text(encoding="utf-8").splitlines() == [
        ";".join(TARIFF_COLUMNS),
        "X753;188.00;2027-01-01;2027-12-31;CONTRACT;besluit",
        "X753;190.00;2028-01-01;;CONTRACT;besluit",
    ]
    assert tariff_rows(found.lines)[0][1] == "188.00"
    assert not list(tmp_path.glob("*.new"))


def test_nothing_is_written_half(read: Read, tmp_path: Path) -> None:
    found = read(text(HEADER, row(), row("-1,00", "01-01-2028", "")))
    assert write_tables(tmp_path, found) == ()
    assert not (tmp_path / "tariffs.csv").exists()


def test_tariffs_alone_leave_the_products_of_the_dossier_alone(read: Read, tmp_path: Path) -> None:
    (tmp_path / "products.csv").write_text("mine", encoding="utf-8")
    found = read("code;tarief;jaar\nX1;10,00;2027\n", Person({Field.BADGE: "NZA"}))
    assert codes(found) == ["TAR-042"]
    assert [path.name for path in write_tables(tmp_path, found)] == ["tariffs.csv"]
    assert (tmp_path / "products.csv").read_text(encoding="utf-8") == "mine"


def test_the_order_of_the_rows_plays_no_part(read: Read) -> None:
    rows = [row(), row("190,00", "01-01-2028", ""), row().replace("X753", "A1")]
    one, other = read(text(HEADER, *rows)), read(text(HEADER, *reversed(rows)))
    assert one.products == other.products
    assert tariff_rows(one.lines) == tariff_rows(other.lines)
    assert one.table == other.table
