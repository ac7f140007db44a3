"""Published tables in a folder of the user: read to the unit, and what is missing or changed is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from driehoek.adapters.need import codes
from driehoek.adapters.need import published as tables
from driehoek.bootstrap import need
from driehoek.domain.need import Basis, ClientGroup, WaitingStatus, keys_for, over_time

DAY = date(2026, 11, 25)
USED = [tables.NATIONAL, tables.WAITING, tables.REGIONS, tables.BUDGETS, tables.HOURS, tables.CLASSES]
USED += [tables.TOWNS_2015, tables.TOWNS_2019, tables.INSURED]
Broken = Callable[[str, Callable[[str], str] | None], need.Gathered]


@pytest.fixture(scope="module")
def known(standards_folder: Path) -> need.Gathered:
    return need.gather(DAY, None, standards_folder)


@pytest.fixture
def broken(standards_folder: Path, tmp_path: Path) -> Broken:
    """The folder with one table changed, or taken out."""

    def change(file: str, how: Callable[[str], str] | None) -> need.Gathered:
        for name in USED:
            target = tmp_path / name
            target.parent.mkdir(exist_ok=True)
            shutil.copy(standards_folder / name, target)
        path = tmp_path / file
        if how is None:
            path.unlink()
        else:
            path.write_text(how(path.read_text(encoding="latin-1")), encoding="latin-1")
        return need.gather(DAY, None, tmp_path)

    return change


@pytest.mark.standards
@pytest.mark.requirement("C-013")
def test_the_published_waiting_lists_are_the_packaged_ones_to_the_unit(known: need.Gathered) -> None:
    facts = need.gather(DAY).inputs
    assert over_time(known.inputs.waiting) == over_time(facts.waiting)
    last = next(item for item in over_time(known.inputs.waiting) if item.day == date(2023, 9, 30) and not item.group)
    assert last.total == 23_679
    assert dict(last.counts)[WaitingStatus.URGENT_OR_ACTIVE] == 4_786
    assert {item.code for item in known.findings} == {codes.NAME_UNKNOWN}


@pytest.mark.standards
def test_what_is_packaged_says_the_same_as_what_is_published(known: need.Gathered) -> None:
    facts = need.gather(DAY).inputs

    def indications(found: need.Gathered | None) -> set[tuple[object, ...]]:
        records = (found.inputs if found else facts).indications
        return {(item.group, item.profile, item.day, item.count) for item in records}

    assert indications(known) == indications(None)
    assert {(item.form, item.day, item.count) for item in known.inputs.in_care} == {
        (item.form, item.day, item.count) for item in facts.in_care
    }
    assert {(item.region, item.amount) for item in known.inputs.budgets} == {
        (item.region, item.amount) for item in facts.budgets
    }
    whole = {(i.region, i.year, i.count, i.aged) for i in known.inputs.inhabitants if not i.municipality}
    assert whole == {(i.region, i.year, i.count, i.aged) for i in facts.inhabitants}
    assert {(item.profile, item.hours) for item in known.inputs.weights} >= {
        (item.profile, item.hours) for item in facts.weights if item.profile.endswith("VV")
    }


@pytest.mark.standards
def test_each_origin_names_publisher_licence_and_table(known: need.Gathered) -> None:
    assert sum(item.amount.cents for item in known.inputs.budgets) == 1_360_000_000_00
    waiting = {item.origin.source for item in known.inputs.waiting if item.status is WaitingStatus.PREFERENCE}
    assert all("monitorlangdurigezorg.nl" in source and "CC BY 4.0" in source for source in waiting)
    assert all(tables.WAITING in source for source in waiting)
    assert all(item.origin.basis is Basis.COUNTED for item in known.inputs.indications)
    assert keys_for(known.inputs, ClientGroup.ELDERLY)[0].name == "inwoners van 80 jaar en ouder in 2015"
    assert {item.profile: item.hours for item in known.inputs.weights}["5VV"] == Fraction("8.5") + Fraction(
        11, 2
    ) + Fraction(17, 2)


@pytest.mark.standards
@pytest.mark.parametrize("file", USED)
def test_a_table_that_is_missing_is_named_and_the_packaged_facts_take_its_place(file: str, broken: Broken) -> None:
    found = broken(file, None)
    assert (codes.TABLE_MISSING.id, file) in {(item.code.id, item.subject) for item in found.findings}
    assert found.usable
    made = list(need.pictures(found, need.regions_asked(("5510",), DAY)[0], 2027, DAY))
    line = made[0].line("5510/VV/indicated")
    assert line is not None
    assert line.figure is not None


@pytest.mark.standards
@pytest.mark.parametrize(
    ("file", "change"),
    [
        (tables.NATIONAL, lambda text: text.replace("metric,", "maat,", 1)),
        (tables.NATIONAL, lambda text: text.replace(",156435,", ",ongeveer veel,", 1)),
        (tables.WAITING, lambda text: text.replace("2022Q4", "vorig jaar").replace("2023Q", "kwartaal ")),
        (tables.REGIONS, lambda text: text.replace("5501,", "GRO,", 1)),
        (tables.BUDGETS, lambda text: text.replace("Groningen,", "Stad en Ommeland,", 1)),
        (tables.HOURS, lambda text: text.replace("uren_per_week", "uren", 1)),
        (tables.CLASSES, lambda text: text.replace("5VV,4,3", "5VV,44,3", 1)),
        (tables.TOWNS_2019, lambda text: text[:100]),
        (tables.TOWNS_2019, lambda text: text.replace('"CBS"', '"CODE"')),
        (tables.INSURED, lambda text: text.replace("GEMEENTENAAM", "PLAATS", 1)),
        (tables.INSURED, lambda text: text.replace(";515;", ";-;", 1)),
    ],
)
def test_a_table_of_another_form_is_named_and_passed_over(
    file: str, change: Callable[[str], str], broken: Broken
) -> None:
    found = broken(file, change)
    assert (codes.TABLE_CHANGED.id, file) in {(item.code.id, item.subject) for item in found.findings}
    assert found.usable
    assert len(need.regions_asked((), DAY)[0]) == 31


@pytest.mark.standards
def test_a_printed_total_that_differs_from_its_parts_is_told(broken: Broken) -> None:
    found = broken(tables.WAITING, lambda text: text.replace(",21795,", ",21796,", 1))
    told = [item for item in found.findings if item.code is codes.SUM_DIFFERS]
    assert [(item.seen, item.wanted) for item in told] == [("21796", "21795"), ("24591", "24592")]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    found = need.gather(DAY, None, tmp_path / "niets")
    assert [item.code for item in found.findings] == [codes.NOT_A_FOLDER]
    assert not found.usable
