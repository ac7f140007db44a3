"""The folder of a purchaser: what a good one gives, and every fault of a bad one at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from driehoek.adapters.need import codes
from driehoek.adapters.need.folder import read_folder
from driehoek.adapters.need.tables import TABLES
from driehoek.bootstrap import need
from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import Basis, ClientGroup, NeedInputs, WaitingStatus, by_status
from driehoek.kernel import Code, Finding, Money, blocking
from driehoek.testing.dossiers import Scratch

DAY = date(2026, 11, 1)
KNOWN = need.known_on(DAY)

GOOD = {
    "indications.csv": "municipality;profile;count;form;day;source\n"
    "Lelystad;5VV;200;verblijf;2026-01-01;CIZ\n0303;754;120;verblijf;2026-01-01;SYNTHETIC\n",
    "waiting.csv": "municipality;profile;count;status;day;contract\n"
    "Lelystad;5VV;3;6;2026-10-01;99000001\nLelystad;5VV;9;actief-plaatsen;2026-10-01;99000001\n",
    "steered.csv": "municipality;group;count;day;contract\nDronten;VV;4;2026-10-01;99000002\n",
    "in-care.csv": "region;group;form;day;count\n5510;GGZ;verblijf;2026-01-01;77\n",
    "placed.csv": "region;group;until;count;within_term\n5510;VV;2026-09-30;150;120\n",
    "locations.csv": "contract;location;municipality;concern;groups;niches;latitude;longitude\n"
    "99000001;Meerzicht;Lelystad;;VV|GGZ;palliative-terminal|shelter;52.51;5,47\n",
    "capacity.csv": "contract;location;group;form;year;places;building;staff\n"
    "99000001;Meerzicht;VV;verblijf;2026;250;good;180.5\n",
    "moves.csv": "from;to;group;year;count\n99000001;99000002;VV;2025;4\n;99000001;VV;2025;60\n",
    "production.csv": "contract;municipality;group;form;month;quantity;unit;amount;clients\n"
    "99000001;Lelystad;VV;verblijf;2026-09;7200;etmaal;1200000.00;240\n",
    "inhabitants.csv": "municipality;year;count;aged;latitude;longitude\nLelystad;2026;84000;3100;52.51;5.47\n",
    "births.csv": "municipality;year;count\nLelystad;2025;810\n",
    "pgb.csv": "region;month;amount\n5510;2026-08;100000.00\n5510;2026-09;102000.00\n",
    "spaces.csv": "region;year;amount\n5510;2026;24050000.00\n",
    "specifications.csv": "municipality;group;text;raised_by\nUrk;VV;Thuiszorg op afroep in de avond;gemeente\n",
    "assumptions.csv": "scenario;name;group;year;value;source;why\n"
    "voorzichtig;hidden-demand;;2026;5%;wijkteams;zij zien zorgmijders\n",
    "travel.csv": "from;to;minutes\nUrk;Lelystad;35\n",
    "terms.csv": "group;weeks;from;through;confirmed;source\nVV;6;2026-01-01;;yes;SYNTHETIC\n",
}


def folder(path: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        (path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, files: dict[str, str | bytes]) -> tuple[NeedInputs | None, tuple[Finding, ...]]:
    return read_folder(folder(path, files), KNOWN)


def faults(path: Path, name: str, content: str | bytes) -> list[tuple[str, int, int]]:
    made, findings = read(path, {name: content})
    assert made is None or not blocking(findings)
    return [(item.code.id, item.place.line, item.place.column) for item in findings if item.place]


def test_every_file_of_a_good_folder_becomes_records(tmp_path: Path) -> None:
    made, findings = read(tmp_path, dict(GOOD))
    assert findings == ()
    assert made is not None
    assert set(GOOD) == {table.file for table in TABLES} - {"waiting-lines.csv"}
    lelystad, dronten = made.indications
    assert (lelystad.municipality, lelystad.profile, lelystad.group) == ("0995", "5VV", ClientGroup.ELDERLY)
    assert (dronten.municipality, dronten.profile, dronten.form) == ("0303", "5VV", DeliveryForm.RESIDENCE)
    assert [item.origin.basis for item in made.indications] == [Basis.COUNTED, Basis.SYNTHETIC]
    assert lelystad.origin.source == "need/indications.csv regel 2 (CIZ)"
    assert [item.status for item in made.waiting] == [WaitingStatus.URGENT, WaitingStatus.ACTIVE, WaitingStatus.ACTIVE]
    assert [item.by_purchaser for item in made.waiting] == [False, False, True]
    assert [(item.municipality, item.year, item.count) for item in made.births] == [("0995", 2025, 810)]
    assert made.locations[0].concern == "99000001"
    assert (made.locations[0].latitude, made.locations[0].longitude) == (52_510_000, 5_470_000)
    assert made.capacity[0].staff == 18_050
    assert made.production[0].month == date(2026, 9, 1)
    assert made.budgets[1].amount == Money.euros(102_000)
    assert made.assumptions[0].origin.basis is Basis.ASSUMED
    assert (made.travel[0].start, made.travel[0].end, made.travel[0].minutes) == ("0184", "0995", 35)
    assert made.terms[0].confirmed
    assert [item.municipality for item in made.centres] == ["0995"]
    assert (made.moves[1].from_contract, made.placed[0].within_term, made.in_care[0].count) == ("", 120, 77)
    assert made.spaces[0].amount == Money.euros(24_050_000)
    assert made.specifications[0].raised_by == "gemeente"


def test_the_files_that_dossiers_have_already_stay_readable(tmp_path: Path) -> None:
    (tmp_path / "need").mkdir()
    folder(
        tmp_path / "need",
        {
            "indications.csv": "municipality;profile;count\nUtrecht;4VV;12\n",
            "waiting.csv": "municipality;profile;count;status\nUtrecht;4VV;2;urgent\n",
            "realised.csv": "contract;product;quantity;amount;lot\n",
        },
    )
    made, findings = read_folder(tmp_path, KNOWN)
    assert findings == ()
    assert made is not None
    assert made.indications[0].day == DAY
    assert "dag van telling" in made.indications[0].origin.how
    assert made.waiting[0].status is WaitingStatus.URGENT
    assert made.waiting[0].region is not None
    assert made.waiting[0].region.code == "5509"


def test_all_faults_of_a_folder_are_found_at_once_each_with_line_and_column(tmp_path: Path) -> None:
    made, findings = read(
        tmp_path,
        {
            "capacity.csv": "contract;location;group;form;year;places;building\n"
            "9900;Meerzicht;VV;verblijf;2026;250;good\n"  # no AGB
            "99000001;Meerzicht;OUD;verblijf;2026;-5;good\n"  # no group, negative
            "99000001;;VV;verblijf;1926;99000000000;mooi\n"  # empty, year, huge, no word
            "99000001;Meerzicht;VV;verblijf;2026\n",  # too short
            "indications.csv": "municipality;profile;count;day\n"
            "Lelystadt;5VV;1;2026-01-01\n"
            "Lelystad;5XX;twaalf;1-2-2026\n"
            ";;3;2026-01-01\n"
            "Lelystad;5VV;4;2026-01-01\n"
            "Lelystad;5VV;4;2026-01-01\n",
        },
    )
    assert made is None
    found = [(item.code, item.place.file[5:], item.place.line, item.place.column) for item in findings if item.place]
    assert found == [
        (codes.CELL_UNREADABLE, "capacity.csv", 2, 1),
        (codes.WORD_UNKNOWN, "capacity.csv", 3, 3),
        (codes.NEGATIVE, "capacity.csv", 3, 6),
        (codes.CELL_EMPTY, "capacity.csv", 4, 2),
        (codes.HUGE, "capacity.csv", 4, 6),
        (codes.WORD_UNKNOWN, "capacity.csv", 4, 7),
        (codes.ROW_LENGTH, "capacity.csv", 5, 0),
        (codes.TOWN_UNKNOWN, "indications.csv", 2, 1),
        (codes.PROFILE_UNKNOWN, "indications.csv", 3, 2),
        (codes.CELL_UNREADABLE, "indications.csv", 3, 3),
        (codes.CELL_UNREADABLE, "indications.csv", 3, 4),
        (codes.PLACE_MISSING, "indications.csv", 4, 0),
        (codes.ROW_TWICE, "indications.csv", 6, 0),
    ]
    said = {item.code: item for item in findings}
    assert "lelystad" in said[codes.TOWN_UNKNOWN].mend()
    assert "2026-02-01" in next(item for item in findings if item.place and item.place.column == 4).mend()


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"municipality;profile;count\nS\xfadwest-Frysl\xe2n;5VV;1\n", codes.NOT_UTF8, 2, 2),
        ("municipality;profile;count\n".encode("utf-16"), codes.NOT_UTF8, 0, 0),
        (b"PK\x03\x04rest", codes.NOT_UTF8, 0, 0),
        ("", codes.FILE_EMPTY, 0, 0),
        ("municipality;profile\nUrk;5VV\n", codes.COLUMN_MISSING, 1, 0),
        ("municipality;profile;count;kleur\nUrk;5VV;1;rood\n", codes.COLUMN_EXTRA, 1, 4),
        ("municipality;profile;count;count\nUrk;5VV;1;1\n", codes.COLUMN_TWICE, 1, 4),
        ('municipality;profile;count\nUrk;"5VV;1\n', codes.CSV_BROKEN, 2, 0),
        ("municipality;profile;count;day\nUrk;5VV;1;1926-01-01\n", codes.YEAR_WRONG, 2, 4),
        ("municipality;profile;count;day\nUrk;5VV;1;2026-02-30\n", codes.CELL_UNREADABLE, 2, 4),
        ("region;profile;count\n5599;5VV;1\n", codes.WORD_UNKNOWN, 2, 1),
        ("municipality;count\nUrk;1\n", codes.GROUP_MISSING, 2, 0),
    ],
)
def test_each_fault_of_a_file_has_its_place(
    tmp_path: Path, content: str | bytes, code: Code, line: int, column: int
) -> None:
    assert (code.id, line, column) in faults(tmp_path, "indications.csv", content)


def test_a_bad_folder_or_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_folder(tmp_path / "niets", KNOWN)[1][0].code is codes.NOT_A_FOLDER
    assert read_folder(tmp_path, KNOWN)[1][0].code is codes.NOTHING_READ
    (tmp_path / "indications.csv").symlink_to(tmp_path / "elders.csv")
    assert read_folder(tmp_path, KNOWN)[1][0].code is codes.UNREADABLE
    (tmp_path / "indications.csv").unlink()
    monkeypatch.setattr("driehoek.adapters.need.folder.MAX_BYTES", 10)
    assert faults(tmp_path, "indications.csv", "municipality;profile;count\n")[0][0] == codes.FILE_LARGE.id


def test_a_file_with_another_name_is_passed_over_with_a_warning(tmp_path: Path) -> None:
    made, findings = read(tmp_path, {"pgb.csv": GOOD["pgb.csv"], "capacities.csv": "x"})
    assert made is not None
    assert [item.code for item in findings] == [codes.FILE_UNKNOWN]
    assert "capacity.csv" in findings[0].mend()


def test_who_is_in_care_does_not_wait_and_codes_fit_their_day(tmp_path: Path) -> None:
    made, findings = read(
        tmp_path,
        {
            "waiting.csv": "municipality;profile;count;status;day\n"
            "Urk;5VV;1;4;2026-01-01\nUrk;5VV;2;6;2019-01-01\nUrk;5VV;3;1;2019-01-01\n"
        },
    )
    assert made is not None
    assert [(item.count, item.status) for item in made.waiting] == [
        (2, WaitingStatus.URGENT),
        (3, WaitingStatus.ACTIVE),
    ]
    assert [item.code for item in findings] == [codes.NOT_WAITING, codes.STATUS_OLD]


LINES = (
    "client;municipality;profile;contract;from;status;classification\n"
    "a;Urk;5VV;99000001;2026-01-10;7;19\n"
    "a;Urk;5VV;99000001;2026-05-01;6;09\n"
    "b;Urk;5VV;99000001;2026-02-01;2;12\n"
    "b;Urk;5VV;99000001;2026-08-01;4;\n"
    "c;Urk;5VV;;2026-09-15;3;\n"
    "d;Urk;5VV;99000001;2026-12-01;6;\n"
)


@pytest.mark.requirement("C-012", "C-013")
def test_status_lines_of_clients_become_waiting_lists_per_quarter(tmp_path: Path) -> None:
    made, findings = read(tmp_path, {"waiting-lines.csv": LINES})
    assert findings == ()
    assert made is not None
    days = sorted({item.day for item in made.waiting})
    assert days == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), DAY]
    lists = {day: {item.status: item.count for item in made.waiting if item.day == day} for day in days}
    assert lists[days[0]] == {WaitingStatus.ACTIVE: 1, WaitingStatus.PREFERENCE: 1}
    assert lists[days[1]] == {WaitingStatus.URGENT: 1, WaitingStatus.PREFERENCE: 1}
    assert lists[days[2]] == lists[DAY] == {WaitingStatus.URGENT: 1, WaitingStatus.PRECAUTION: 1}
    assert {item.classification for item in made.waiting if item.status is WaitingStatus.URGENT} == {"09"}
    assert [count.value for _, count in by_status(made.waiting)] == [1, 1]


def test_a_client_is_never_named_by_a_citizen_service_number(tmp_path: Path) -> None:
    bad = LINES.replace("\na;", "\n999900006;", 1)
    assert (codes.IS_A_BSN.id, 2, 1) in faults(tmp_path, "waiting-lines.csv", bad)


def test_nobody_counts_twice_when_lists_and_lines_are_both_there(tmp_path: Path) -> None:
    made, findings = read(tmp_path, {"waiting-lines.csv": LINES, "waiting.csv": GOOD["waiting.csv"]})
    assert [item.code for item in findings] == [codes.WAITING_TWICE]
    assert made is not None
    assert {item.municipality for item in made.waiting} == {"0184"}


def test_lists_of_contracts_that_only_the_division_reads_are_passed_over(tmp_path: Path) -> None:
    content = "municipality;profile;count;status;contract;lot\n;;7;2;99000001;zorg\nUrk;5VV;1;2;99000001;\n"
    made, findings = read(tmp_path, {"waiting.csv": content})
    assert made is not None
    assert [item.count for item in made.waiting] == [1]
    assert [(item.code, item.place and item.place.line) for item in findings] == [(codes.OF_THE_ROUND, 2)]


def test_a_dossier_may_hold_every_file_of_the_picture(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "dossier")
    for name in (*GOOD, "waiting-lines.csv"):
        if name not in {"waiting.csv", "indications.csv"}:
            scratch.write(f"need/{name}", GOOD.get(name, LINES))
    assert scratch.findings() == ()
    scratch.write("need/wachtlijst.csv", "x")
    assert [item.subject for item in scratch.findings()] == ["need/wachtlijst.csv"]


def test_the_order_of_rows_changes_no_figure(tmp_path: Path) -> None:
    turned = {}
    for name, content in GOOD.items():
        header, *rows = content.splitlines()
        turned[name] = "\n".join([header, *reversed(rows)]) + "\n"
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = read(tmp_path / "a", dict(GOOD))[0], read(tmp_path / "b", dict(turned))[0]
    assert first is not None
    assert second is not None
    assert sorted(item.count for item in first.waiting) == sorted(item.count for item in second.waiting)
