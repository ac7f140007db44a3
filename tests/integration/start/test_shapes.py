"""The same region written in seven shapes: each is read to the cent, without losing a row, and can be divided."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import rounds
from driehoek.domain.tender.submission import Provider
from driehoek.kernel import Money, total
from driehoek.testing import workbooks
from driehoek.testing.starts import Desk, Person, found, ids

SHAPES = sorted(workbooks.SHAPES)


def fill(desk: Desk, shape: str) -> None:
    workbooks.tariffs(desk.folder, workbooks.YEAR)
    workbooks.parties(desk.folder)
    workbooks.SHAPES[shape](desk.folder)


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def desk(shape: str, tmp_path: Path) -> Desk:
    desk = Desk.at(tmp_path)
    fill(desk, shape)
    return desk


def steps(care: workbooks.Care) -> int:
    return care.quantity * workbooks.GOODS[care.product].unit.steps


def test_every_cent_and_every_unit_is_read(desk: Desk) -> None:
    done = desk.start()
    assert done.written
    assert done.told.agreed == workbooks.AGREED_TOTAL == Money.euros("7484928.30")
    assert done.told.realised == workbooks.REALISED_TOTAL == Money.euros("7322560.89")
    dossier = rounds.load(desk.into).dossier
    assert dossier is not None
    asked = {(s.contract.code, line.product): line.quantity.steps for s in dossier.submissions for line in s.lines}
    assert asked == {(care.contract, care.product): steps(care) for care in workbooks.AGREED}
    delivered = {(line.contract, line.product): (line.quantity.steps, line.amount) for line in dossier.realised}
    assert delivered == {(care.contract, care.product): (steps(care), care.amount) for care in workbooks.REALISED}


def test_providers_and_products_are_what_the_files_say(desk: Desk) -> None:
    desk.start()
    dossier = rounds.load(desk.into).dossier
    assert dossier is not None
    assert {_told(item) for item in dossier.providers} == {
        (agb, name, workbooks.TOWN, workbooks.REGION) for agb, name in workbooks.NAMES.items()
    }
    assert {item.code: (item.name, item.unit) for item in dossier.products} == {
        good.code: (good.words, good.unit) for good in workbooks.GOODS.values()
    }
    day = dossier.policy.contract.starts_on
    assert {code: dossier.tariffs.on(code, day).amount for code in workbooks.GOODS} == {  # type: ignore[union-attr]
        code: good.maximum for code, good in workbooks.GOODS.items()
    }


def _told(provider: Provider) -> tuple[str, str, str, str]:
    return provider.contract.code, provider.name, provider.municipality, provider.region


def test_the_dossier_passes_its_check_and_a_round_runs_on_it(desk: Desk) -> None:
    desk.start()
    loaded = rounds.check(desk.into)
    assert {finding.code.id for finding in loaded.findings} == {"RND-012", "POL-110"}
    assert loaded.dossier is not None
    outcome = rounds.decide(loaded.dossier)
    assert isinstance(outcome, RoundOutcome)
    granted = total(grant.money for grant in outcome.allocation.grants)
    assert {grant.contract for grant in outcome.allocation.grants} == set(workbooks.NAMES)
    assert Money(0) < granted <= loaded.dossier.spaces[0].amount == workbooks.AGREED_TOTAL


def test_a_second_run_asks_nothing_and_gives_the_same(desk: Desk) -> None:
    first = desk.start()
    content = {path.name: path.read_bytes() for path in desk.into.glob("*.csv")}
    desk.person = Person()
    again = desk.start(into="again")
    assert desk.person.asked == []
    assert again.told.agreed == first.told.agreed
    assert {path.name: path.read_bytes() for path in again.into.glob("*.csv")} == content


def test_next_years_file_of_the_same_shape_asks_nothing(
    desk: Desk, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start()
    for path in desk.folder.iterdir():
        path.unlink()
    for name in ("YEAR", "AGREED_YEAR", "REALISED_YEAR"):
        monkeypatch.setattr(workbooks, name, getattr(workbooks, name) + 1)
    fill(desk, shape)
    desk.person = Person()
    done = desk.start(into="next")
    assert desk.person.asked == []
    assert (done.told.year, done.told.agreed) == (2028, workbooks.AGREED_TOTAL)
    assert done.written


def test_without_a_person_what_is_not_certain_is_a_finding(desk: Desk) -> None:
    desk.person = Person(silent=True)
    done = desk.start()
    assert done.written
    assert len(found(done, "STA-002")) == sum("kolom" in question.nl for question in desk.person.asked)
    assert not done.remembered
    assert not done.answers.exists()


def test_the_sources_say_where_each_table_came_from(desk: Desk) -> None:
    desk.start()
    text = (desk.into / "sources.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    by_file = {row["file"]: row["supplier"] for row in rows}
    assert {"space.csv", "products.csv", "tariffs.csv", "providers.csv", "need/realised.csv"} < set(by_file)
    assert sum(name.startswith("submissions/") for name in by_file) == len(workbooks.NAMES)
    assert all(supplier.startswith("driehoek start: ") for supplier in by_file.values())
    assert "tarieven 2027.xlsx (" in by_file["tariffs.csv"]
    assert "SYNTHETIC" in by_file["space.csv"]


def test_all_totals_in_the_files_hold(desk: Desk) -> None:
    done = desk.start()
    checks = [check for sheet in done.told.sheets for check in sheet.checks]
    assert all(check.holds for check in checks)
    assert "STA-008" not in ids(done)


@pytest.mark.office
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_a_workbook_in_another_form_of_excel_or_libreoffice_is_read_the_same(
    form: str, soffice: str, tmp_path: Path
) -> None:
    desk = Desk.at(tmp_path)
    workbooks.two_rows(tmp_path)
    convert = [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", form]
    subprocess.run(
        [*convert, "--outdir", str(desk.folder), str(tmp_path / "overzicht.xlsx")], check=True, capture_output=True
    )
    done = desk.start(region=workbooks.REGION)
    assert [file.name for file in done.told.files] == [f"overzicht.{form}"]
    assert (done.told.agreed, done.told.realised) == (workbooks.AGREED_TOTAL, workbooks.REALISED_TOTAL)
    assert ("STA-006" in ids(done)) == (form == "ods")
    assert ("STA-007" in ids(done)) == (form == "xls")
