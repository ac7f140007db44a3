"""Files with something wrong: what can be used is used, the rest is told with its mend, and nothing breaks."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from zipfile import ZipFile

import pytest
import xlsxwriter

from driehoek.adapters.catalogue.codes import FILE_LOCKED
from driehoek.application.start import Role, Why
from driehoek.bootstrap import rounds
from driehoek.kernel import Money, Severity, total
from driehoek.testing import workbooks
from driehoek.testing.starts import Desk, Person, found, ids
from driehoek.testing.workbooks import Page, Row, write_csv, write_xlsx

HEADER: Row = ("AGB", "Zorgaanbieder", "Gemeente", "Prestatie", "Omschrijving", "Eenheid", "Aantal", "Bedrag")
ONE: Row = ("06990001", "De Linde (SYNTHETIC)", "Utrecht", "SYN041", "zzp 4vv", "dag", 100, 20_000.0)
TWO: Row = ("06990002", "Oost (SYNTHETIC)", "Utrecht", "SYN042", "vpt 4vv", "dag", 50, 7_500.5)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.at(tmp_path)


def agreements(desk: Desk, *rows: Row, name: str = "afspraken 2026", header: Row = HEADER) -> None:
    write_xlsx(desk.folder / f"{name}.xlsx", Page("Afspraken", [header, *rows]))


def test_an_empty_folder_makes_nothing(desk: Desk) -> None:
    done = desk.start()
    assert {"STA-017", "STA-036"} <= ids(done)
    assert not done.written
    assert not desk.into.exists()


def test_an_empty_workbook_and_an_empty_file_stand_in_nobodys_way(desk: Desk) -> None:
    agreements(desk, ONE)
    write_xlsx(desk.folder / "leeg.xlsx", Page("Blad1", []))
    (desk.folder / "niets.csv").write_bytes(b"")
    (desk.folder / "brief.docx").write_bytes(b"PK")
    (desk.folder / "~$afspraken 2026.xlsx").write_bytes(b"x")
    done = desk.start()
    assert done.written
    assert done.told.agreed == Money.euros("20000.00")
    assert {file.name: bool(file.reason) for file in done.told.files} == {
        "afspraken 2026.xlsx": False,
        "leeg.xlsx": False,
        "niets.csv": True,
        "brief.docx": True,
        "~$afspraken 2026.xlsx": True,
    }
    assert len(found(done, "STA-016")) == 2


def test_a_workbook_behind_a_password_is_named_as_such(desk: Desk) -> None:
    agreements(desk, ONE)
    body = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    (desk.folder / "geheim.xlsx").write_bytes(body)
    done = desk.start()
    assert done.written
    locked = found(done, FILE_LOCKED.id)
    assert [finding.subject for finding in locked] == ["geheim.xlsx"]
    assert locked[0].severity is Severity.WARNING
    assert "wachtwoord" in locked[0].mend()


def test_what_is_no_workbook_is_told(desk: Desk) -> None:
    agreements(desk, ONE)
    (desk.folder / "kapot.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    done = desk.start()
    assert done.written
    assert "TAR-020" in ids(done)


def test_a_hundred_thousand_rows_are_read_to_the_cent(desk: Desk) -> None:
    path = desk.folder / "realisatie 2025.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Realisatie")
        sheet.write_row(0, 0, HEADER)
        for number in range(100_000):
            code = f"{6_000_000 + number % 200:08d}"
            sheet.write_row(
                number + 1, 0, (code, f"Aanbieder {code}", "Utrecht", f"SYN{number % 40:03d}", "zzp", "dag", 3, 600.07)
            )
    agreements(desk, ONE)
    began = monotonic()
    done = desk.start()
    seconds = monotonic() - began
    assert done.told.realised == Money(100_000 * 60_007)
    assert [sheet.used for sheet in done.told.sheets if sheet.role is Role.REALISED] == [100_000]
    assert seconds < 60


def test_agreements_of_the_wrong_year_are_told(desk: Desk) -> None:
    agreements(desk, ONE, name="afspraken 2023")
    done = desk.start(year=2027)
    assert [(item.seen, item.wanted) for item in found(done, "STA-032")] == [("2023", "2026")]
    assert done.written


def test_a_description_says_sector_profile_and_that_it_is_a_package(desk: Desk) -> None:
    described = {
        "SYN043": ("zzp 3vg excl dagbesteding", "GZ", "zzp", "n/a", "804"),
        "SYN044": ("zzp 4ggz-b incl bh", "GGZ", "zzp", "with", "766"),
        "SYN045": ("vpt 5 VV", "VV", "vpt", "n/a", "754"),
        "SYN046": ("dagbesteding vg", "GZ", "dagbesteding", "n/a", None),
    }
    rows: list[Row] = [(*ONE[:3], code, words[0], *ONE[5:]) for code, words in described.items()]
    agreements(desk, *rows)
    desk.start()
    dossier = rounds.load(desk.into).dossier
    assert dossier is not None
    made = {
        item.code: (item.name, item.sector.value, item.category.value, item.treatment.value, item.zzp)
        for item in dossier.products
    }
    assert made == described


def test_a_date_around_the_table_is_not_its_year(desk: Desk) -> None:
    cells = [["Afspraken 2026 (SYNTHETIC)"], ["stand per 1-11-2025, versie 3"], list(HEADER), list(ONE)]
    write_xlsx(desk.folder / "Afspraken 2026 DEF.xlsx", Page("Blad1", cells))
    done = desk.start()
    assert (done.told.year, "STA-033" in ids(done)) == (2027, False)


def test_tariffs_say_the_year_where_agreements_name_two(desk: Desk) -> None:
    agreements(desk, ONE, name="afspraken 2025 en 2026")
    workbooks.tariffs(desk.folder, 2027)
    write_xlsx(desk.folder / "realisatie 2025.xlsx", Page("Realisatie", [HEADER, ONE]))
    done = desk.start()
    assert (done.told.year, "STA-033" in ids(done)) == (2027, True)


def test_a_name_in_capitals_gives_way_to_one_as_people_write_it(desk: Desk) -> None:
    loud = (ONE[0], str(ONE[1]).upper(), *ONE[2:])
    agreements(desk, ONE)
    write_xlsx(desk.folder / "realisatie 2025.xlsx", Page("Realisatie", [HEADER, loud, loud]))
    desk.start()
    dossier = rounds.load(desk.into).dossier
    assert dossier is not None
    assert [item.name for item in dossier.providers] == [ONE[1]]


def test_of_two_years_only_the_right_one_counts_and_the_other_is_listed(desk: Desk) -> None:
    agreements(desk, ONE, TWO, name="afspraken 2026")
    agreements(desk, ONE, name="afspraken 2025")
    done = desk.start(year=2027)
    assert done.told.agreed == Money.euros("27500.50")
    other = next(sheet for sheet in done.told.sheets if "2025" in sheet.file)
    assert (other.used, [item.why for item in other.left]) == (0, [Why.HEADER, Why.OTHER_YEAR])


def test_rows_of_another_year_inside_a_sheet_are_listed(desk: Desk) -> None:
    header = (*HEADER, "Jaar")
    agreements(desk, (*ONE, 2026), (*TWO, 2025), (*TWO, 2026), header=header, name="afspraken")
    done = desk.start()
    assert done.told.year == 2027
    assert done.told.agreed == Money.euros("27500.50")
    assert [(item.row, item.why) for item in done.told.sheets[0].left][1:] == [(3, Why.OTHER_YEAR)]


def test_a_sheet_without_a_year_and_a_role_is_told(desk: Desk) -> None:
    write_xlsx(desk.folder / "cijfers.xlsx", Page("Blad1", [HEADER, ONE]))
    desk.person = Person(silent=True)
    done = desk.start()
    assert {"STA-004", "STA-033", "STA-035"} <= ids(done)
    assert done.told.agreed == Money.euros("20000.00")


def test_a_second_currency_is_never_taken_for_euros(desk: Desk) -> None:
    header = (*HEADER, "Valuta")
    rows = [(*ONE, "EUR"), (*TWO, "USD")]
    agreements(desk, *rows, header=header)
    lines = ["AGB;Zorgaanbieder;Prestatie;Aantal;Bedrag", "06990001;De Linde (SYNTHETIC);SYN041;10;€ 2.000,00"]
    lines.append("06990001;De Linde (SYNTHETIC);SYN041;10;$ 1.500,00")
    (desk.folder / "realisatie 2025.csv").write_text("\n".join(lines), encoding="utf-8")
    done = desk.start()
    assert (done.told.agreed, done.told.realised) == (Money.euros("20000.00"), Money.euros("2000.00"))
    assert sorted(item.seen for item in found(done, "STA-010")) == ["$ 1.500,00", "USD"]
    assert [item.why for sheet in done.told.sheets for item in sheet.left if item.why.loss] == [Why.CURRENCY] * 2


def test_a_compact_pivot_table_is_refused_with_its_mend(desk: Desk) -> None:
    agreements(desk, ONE)
    rows: list[Row] = [
        ("Rijlabels", "Som van Aantal", "Som van Bedrag"),
        ("De Linde", 10, 2000.0),
        ("SYN041", 10, 2000.0),
    ]
    write_xlsx(desk.folder / "draaitabel realisatie 2025.xlsx", Page("Blad1", [*rows, ("Eindtotaal", 10, 2000.0)]))
    done = desk.start()
    assert [item.place.file for item in found(done, "STA-005") if item.place] == [
        "draaitabel realisatie 2025.xlsx#Blad1"
    ]
    assert "Tabelweergave" in found(done, "STA-005")[0].mend()
    assert done.told.realised == Money(0)


def test_a_sheet_with_only_totals_gives_nothing_and_says_so(desk: Desk) -> None:
    total_row: Row = ("", "Totaal", "", "", "", "", 150, 27_500.5)
    agreements(desk, total_row)
    done = desk.start()
    assert not done.written
    assert "STA-036" in ids(done)
    assert [item.why for item in done.told.sheets[0].left] == [Why.HEADER, Why.TOTAL]
    assert "€\u00a027.500,50" in {item.wanted for item in found(done, "STA-008")}


def test_a_total_that_differs_is_told_to_the_cent_and_the_rows_are_used(desk: Desk) -> None:
    agreements(desk, ONE, TWO, ("Totaal", "", "", "", "", "", 150, 27_500.51))
    done = desk.start()
    assert done.told.agreed == Money.euros("27500.50")
    assert [(item.seen, item.wanted) for item in found(done, "STA-008")] == [("€\u00a027.500,50", "€\u00a027.500,51")]


def test_a_row_twice_is_counted_as_the_total_says(desk: Desk) -> None:
    agreements(desk, ONE, ONE, TWO, ("Totaal", "", "", "", "", "", 250, 47_500.5))
    done = desk.start()
    assert done.told.agreed == Money.euros("47500.50")
    assert found(done, "STA-020")[0].seen == "3"


def test_a_row_twice_without_a_total_is_counted_once(desk: Desk) -> None:
    agreements(desk, ONE, ONE, TWO)
    done = desk.start()
    assert done.told.agreed == Money.euros("27500.50")
    assert found(done, "STA-014")[0].seen == "3"


def test_hidden_rows_and_columns_are_told_and_counted_unless_the_total_leaves_them_out(desk: Desk) -> None:
    rows = [HEADER, ONE, TWO]
    write_xlsx(desk.folder / "afspraken 2026.xlsx", Page("Afspraken", rows, hidden_columns=(2,), hidden_rows=(2,)))
    done = desk.start()
    assert done.told.agreed == Money.euros("27500.50")
    assert [item.seen for item in found(done, "STA-006")] == ["3 'Gemeente'"]
    assert [item.seen for item in found(done, "STA-018")] == ["3"]


def test_hidden_rows_that_the_total_leaves_out_do_not_count(desk: Desk) -> None:
    rows = [HEADER, ONE, TWO, ("Totaal", "", "", "", "", "", 100, 20_000.0)]
    write_xlsx(desk.folder / "afspraken 2026.xlsx", Page("Afspraken", rows, hidden_rows=(2,)))
    done = desk.start()
    assert done.told.agreed == Money.euros("20000.00")
    assert [item.seen for item in found(done, "STA-019")] == ["3"]


def test_rows_that_cannot_be_read_are_listed_and_the_others_used(desk: Desk) -> None:
    wrong: Row = (*ONE[:6], "veel", 20_000.0)
    code: Row = ("6.1", *ONE[1:])
    nobody: Row = ("", "", "", "", "iets zonder code", "", 5, 100.0)
    agreements(desk, ONE, TWO, wrong, code, nobody)
    done = desk.start()
    assert done.told.agreed == Money.euros("27500.50")
    left = {item.row: item.why for item in done.told.sheets[0].left}
    assert left == {1: Why.HEADER, 4: Why.UNREADABLE, 5: Why.UNREADABLE, 6: Why.NOT_UNDERSTOOD}
    assert [item.seen for item in found(done, "STA-009")] == ["4, 5"]
    assert [item.seen for item in found(done, "STA-021")] == ["6"]


def test_fractions_of_a_cent_and_a_price_that_does_not_fit_are_told(desk: Desk) -> None:
    header = (*HEADER[:6], "Aantal", "Prijs", "Bedrag")
    agreements(desk, (*ONE[:6], 3, 33.00, 99.9951), header=header)
    done = desk.start()
    assert done.told.agreed == Money.euros("100.00")
    assert {"STA-011", "STA-015"} <= ids(done)


def test_a_part_of_a_unit_is_rounded_and_a_missing_quantity_derived(desk: Desk) -> None:
    agreements(desk, (*ONE[:6], 100.4, 20_000.0), (*TWO[:6], "", 7_500.0))
    workbooks.tariffs(desk.folder)
    done = desk.start()
    dossier = rounds.load(desk.into).dossier
    assert dossier is not None
    quantities = {line.product: line.quantity.steps for item in dossier.submissions for line in item.lines}
    assert quantities == {"SYN041": 100, "SYN042": 49}  # 7,500.00 / 150.10 = 49.97
    assert {"STA-045", "STA-048"} <= ids(done)


def test_a_sum_below_zero_does_not_count(desk: Desk) -> None:
    agreements(desk, ONE, TWO)
    write_csv(
        desk.folder / "realisatie 2025.csv",
        [
            ("AGB", "Zorgaanbieder", "Prestatie", "Aantal", "Bedrag"),
            ("06990001", "De Linde (SYNTHETIC)", "SYN041", "10", "2.000,00"),
            ("06990001", "De Linde (SYNTHETIC)", "SYN041", "-2", "-400,00"),
            ("06990002", "Oost (SYNTHETIC)", "SYN042", "-1", "(150,00)"),
        ],
    )
    done = desk.start()
    assert done.told.realised == Money.euros("1600.00")
    assert [item.subject for item in found(done, "STA-046")] == ["06990002 SYN042"]


def test_without_tariffs_the_highest_price_holds_and_is_synthetic(desk: Desk) -> None:
    agreements(desk, ONE, TWO)
    done = desk.start()
    dossier = rounds.load(desk.into).dossier
    assert dossier is not None
    tariff = dossier.tariffs.on("SYN042", dossier.policy.contract.starts_on)
    assert tariff is not None
    assert (tariff.amount, tariff.badge.value) == (Money.euros("150.01"), "SYNTHETIC")
    assert "SYN042 €\xa0150,01" in found(done, "STA-039")[0].seen


def test_a_tariff_of_last_year_is_carried_over_and_is_synthetic(desk: Desk) -> None:
    agreements(desk, ONE, TWO)
    workbooks.tariffs(desk.folder, 2026)
    done = desk.start()
    assert "SYN041 €\xa0210,55" in found(done, "STA-038")[0].seen
    dossier = rounds.load(desk.into).dossier
    assert dossier is not None
    tariff = dossier.tariffs.on("SYN041", dossier.policy.contract.starts_on)
    assert tariff is not None
    assert (tariff.amount, tariff.badge.value) == (Money.euros("210.55"), "SYNTHETIC")


def test_a_product_without_any_price_is_told_and_left_out(desk: Desk) -> None:
    agreements(desk, ONE, (*TWO[:6], 50, ""))
    done = desk.start()
    assert [(item.subject, item.seen) for item in found(done, "STA-040")] == [("SYN042", "1 regel")]
    assert done.told.products == 1


def test_who_has_no_agb_code_gets_a_made_up_one(desk: Desk) -> None:
    agreements(desk, ONE, ("", *TWO[1:]))
    done = desk.start()
    assert [(item.subject, item.seen) for item in found(done, "STA-042")] == [("99900001", "Oost (SYNTHETIC)")]
    dossier = rounds.load(desk.into).dossier
    assert dossier is not None
    assert [item.name for item in dossier.providers] == [
        "De Linde (SYNTHETIC)",
        "Oost (SYNTHETIC) (AGB-code SYNTHETIC)",
    ]


def test_a_name_that_is_nearly_another_is_asked_once(desk: Desk) -> None:
    agreements(desk, ONE, ("", "De Lindde (SYNTHETIC)", *TWO[2:]))
    done = desk.start()
    assert done.told.providers == 1
    assert [question.samples for question in desk.person.asked if "dezelfde" in question.nl] == [
        ("De Lindde (SYNTHETIC)", "De Linde (SYNTHETIC)")
    ]
    desk.person = Person()
    assert desk.start(into="again").told.providers == 1
    assert desk.person.asked == []


def test_a_name_that_is_nearly_another_is_told_when_nobody_answers(desk: Desk) -> None:
    agreements(desk, ONE, ("", "De Lindde (SYNTHETIC)", *TWO[2:]))
    desk.person = Person(silent=True)
    done = desk.start()
    assert done.told.providers == 2
    assert "STA-044" in ids(done)


def test_one_code_with_two_names_is_told(desk: Desk) -> None:
    agreements(desk, ONE, (ONE[0], "Linde Zorg (SYNTHETIC)", *TWO[2:]))
    done = desk.start()
    assert done.told.providers == 1
    assert [item.subject for item in found(done, "STA-043")] == ["06990001"]


def test_a_region_that_nothing_tells_is_an_error_without_a_person(desk: Desk) -> None:
    row = ("06990001", "De Linde (SYNTHETIC)", "SYN041", "zzp", "dag", 100, 20_000.0)
    header = ("AGB", "Zorgaanbieder", "Prestatie", "Omschrijving", "Eenheid", "Aantal", "Bedrag")
    agreements(desk, row, header=header)
    desk.person = Person(silent=True)
    done = desk.start()
    assert "STA-030" in ids(done)
    assert not done.written
    again = desk.start(region="5509")
    assert again.written
    assert "STA-047" in ids(again)


def test_a_year_that_the_law_has_no_calendar_for_is_refused(desk: Desk) -> None:
    agreements(desk, ONE, name="afspraken 2017")
    done = desk.start()
    assert "STA-031" in ids(done)
    assert not done.written


@pytest.mark.requirement("C-022")
def test_a_sheet_that_lacks_a_column_is_not_used(desk: Desk) -> None:
    agreements(desk, ONE)
    write_xlsx(
        desk.folder / "realisatie 2025.xlsx",
        Page("Realisatie", [("AGB", "Zorgaanbieder", "Aantal", "Bedrag"), ("06990001", "De Linde", 10, 100.0)]),
    )
    done = desk.start()
    assert [item.wanted for item in found(done, "STA-003")] == ["prestatie"]
    assert next(sheet for sheet in done.told.sheets if "realisatie" in sheet.file).role is Role.UNUSED


def test_a_title_that_its_values_contradict_is_asked(desk: Desk) -> None:
    header = (*HEADER, "Prijs")
    agreements(desk, (*ONE, "zie bijlage"), header=header)
    desk.person = Person({"kolom 9": "not-used"})
    done = desk.start()
    assert [question.reason_nl for question in desk.person.asked if "kolom 9" in question.nl] == [
        "de titel zegt het, maar de waarden passen er niet bij"
    ]
    assert done.told.agreed == Money.euros("20000.00")


def test_only_what_was_delivered_can_be_started_from(desk: Desk) -> None:
    write_xlsx(desk.folder / "realisatie 2025.xlsx", Page("Realisatie", [HEADER, ONE, TWO]))
    done = desk.start()
    assert {"STA-034", "STA-037"} <= ids(done)
    assert done.told.year == 2026
    assert (
        total(space.amount for space in (rounds.load(desk.into).dossier or pytest.fail("no dossier")).spaces)
        == done.told.realised
    )


def test_what_is_usual_stands_in_for_what_no_file_says(desk: Desk) -> None:
    rows: list[Row] = [("AGB", "Zorgaanbieder", "Gemeente", "Prestatie", "Aantal", "Bedrag")]
    rows.append(("06990001", "De Linde (SYNTHETIC)", "Utrecht", "X77", 100, 20_000.0))
    rows.append(("06990001", "De Linde (SYNTHETIC)", "Utrecht", "V045", 100, 20_000.0))
    write_xlsx(desk.folder / "afspraken 2026.xlsx", Page("Afspraken", rows))
    done = desk.start()
    assert [item.seen for item in found(done, "STA-041")] == [
        "X77 verblijf",
        "V045 VV, X77 VV",
        "V045 etmaal, X77 etmaal",
    ]
    assert [item.seen for item in found(done, "STA-049")] == ["V045 vpt"]


def test_hidden_parts_of_an_old_format_cannot_be_seen_and_that_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreements(desk, ONE)
    monkeypatch.setattr("driehoek.adapters.catalogue.sheets.hidden_parts", lambda _: None)
    done = desk.start()
    assert [item.severity for item in found(done, "STA-007")] == [Severity.NOTE]


def test_lost_noughts_and_labels_that_stand_once_are_told(desk: Desk) -> None:
    agreements(desk, (6990001, *ONE[1:]), ("", "", "", "SYN042", "vpt 4vv", "dag", 10, 1_500.0))
    done = desk.start()
    assert [item.seen for item in found(done, "STA-012")] == ["1 code"]
    assert [item.seen for item in found(done, "STA-013")] == ["1 regel"]
    assert done.told.providers == 1


def test_a_sheet_of_words_is_no_table(desk: Desk) -> None:
    write_xlsx(desk.folder / "afspraken 2026.xlsx", Page("Uitleg", [("Lees dit",)]), Page("Afspraken", [HEADER, ONE]))
    done = desk.start()
    assert [item.subject for item in found(done, "STA-001")] == ["afspraken 2026.xlsx#Uitleg"]


def test_a_workbook_whose_parts_lie_elsewhere_is_read_all_the_same(desk: Desk) -> None:
    agreements(desk, ONE)
    path = desk.folder / "afspraken 2026.xlsx"
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<cols>", b"<cols >")
    with ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert desk.start().written


def test_the_same_care_in_two_files_counts_once(desk: Desk) -> None:
    agreements(desk, ONE, TWO, name="afspraken 2026")
    agreements(desk, TWO, ONE, name="afspraken 2026 kopie")
    done = desk.start()
    assert done.told.agreed == Money.euros("27500.50")
    assert [item.wanted for item in found(done, "STA-050")] == ["afspraken 2026 kopie.xlsx#Afspraken"]
    left = {sheet.file: [item.why for item in sheet.left] for sheet in done.told.sheets}
    assert left["afspraken 2026 kopie.xlsx"] == [Why.HEADER]
    assert left["afspraken 2026.xlsx"] == [Why.HEADER, Why.ELSEWHERE, Why.ELSEWHERE]
    desk.person = Person({"dezelfde zorg": "no"})
    for file in desk.into.parent.glob("start.yaml"):
        file.unlink()
    assert desk.start(into="both").told.agreed == Money.euros("55001.00")


def test_two_shapes_of_the_same_region_count_once(desk: Desk) -> None:
    workbooks.two_rows(desk.folder)
    workbooks.loose(desk.folder)
    done = desk.start(region="5509")
    assert (done.told.agreed, done.told.realised) == (workbooks.AGREED_TOTAL, workbooks.REALISED_TOTAL)
    assert len(found(done, "STA-050")) == 2
    desk.person = Person()
    assert desk.start(region="5509", into="again").told.agreed == workbooks.AGREED_TOTAL
    assert desk.person.asked == []


def test_one_sheet_with_both_knows_the_year_of_each(desk: Desk) -> None:
    workbooks.two_rows(desk.folder)
    done = desk.start(region="5509")
    assert done.told.sheets[0].years == ((Role.AGREED, 2026), (Role.REALISED, 2025))
    assert "STA-032" not in ids(done)


def test_a_share_of_the_maximum_gives_the_price(desk: Desk) -> None:
    header = (*HEADER[:7], "Maximumtarief", "% van max")
    agreements(desk, (*ONE[:7], 200.0, "96,4%"), (*TWO[:7], "150,10", 0.95), header=header)
    done = desk.start()
    # 100 x 192.80 + 50 x 142.60 (142.595 rounded half up)
    assert done.told.agreed == Money.euros("26410.00")
    dossier = rounds.load(desk.into).dossier
    assert dossier is not None
    assert dossier.policy.division.tariff[0].params["percent"] == "96%"
    assert "SYN041 €\xa0200,00, SYN042 €\xa0150,10" in found(done, "STA-038")[0].seen
    agreements(desk, (*ONE[:7], 200.0, "bijna alles"), header=header)
    assert "STA-023" in ids(desk.start(into="again"))


def test_months_that_do_not_come_to_the_year_are_told(desk: Desk) -> None:
    header = (*HEADER[:7], "jan bedrag", "feb bedrag", "Bedrag")
    agreements(desk, (*ONE[:7], 100.0, 200.0, 300.0), (*TWO[:7], 100.0, 200.0, 300.01), header=header)
    done = desk.start()
    assert done.told.agreed == Money.euros("600.01")
    assert [item.seen for item in found(done, "STA-022")] == ["1 regel"]
