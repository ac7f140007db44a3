"""Reading: a right dossier gives its content, and every fault is found with its place."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from driehoek.adapters.dossier import read_dossier
from driehoek.kernel import Language, Money, Quantity, Severity, Unit
from driehoek.testing.dossiers import Scratch

ANSWERS = "submissions/06010001/answers.yaml"
VOLUMES = "submissions/06010001/volumes.csv"


def test_a_right_dossier_reads_without_a_finding(scratch: Scratch) -> None:
    dossier, findings = read_dossier(scratch.root)
    assert findings == ()
    assert dossier is not None
    assert dossier.name == "een dossier"
    assert [provider.contract.code for provider in dossier.providers] == ["06010001", "06010002"]
    assert dossier.providers[1].categories == ("a", "b")
    assert dossier.spaces[0].amount == Money.euros(1_000_000)
    (basis,) = dossier.bases
    assert (basis.population, basis.pgb_now, basis.growth_for) == (Fraction(1, 3), None, ("intramural", "pgb"))
    assert basis.growth == Money.euros(20_000)
    assert dossier.realised[0].amount == Money.euros(30_000)
    assert dossier.marks[0].points == Fraction(15, 2)
    assert dossier.decisions[0].excluded is False
    assert dossier.adjustments[0].row == 2
    submission = dossier.submissions[0]
    assert submission.received == datetime.fromisoformat("2026-07-03T10:00")
    assert submission.answers == {"vision": "Samen", "sober": "yes"}
    assert [line.quantity for line in submission.lines] == [Quantity(365, Unit.ETMAAL), Quantity(150, Unit.HOUR)]
    assert submission.lines[0].capacity == Quantity(400, Unit.ETMAAL)
    assert submission.evidence[0].sha256 == sha256(b"een brief").hexdigest()
    assert dossier.submissions[1].lines == ()
    assert dossier.tariffs.on("SYN-D", date(2027, 12, 31)) is not None
    assert dossier.tariffs.on("SYN-D", date(2028, 1, 1)) is None


BAD_CELLS = [
    # file, what stood there, what stands there now, the finding, its place
    ("space.csv", "1000000.00", "1.234", "DOS-023", "space.csv:2:3"),
    ("space.csv", "1000000.00", "1,234", "DOS-023", "space.csv:2:3"),
    ("space.csv", "1000000.00", "1000.005", "DOS-024", "space.csv:2:3"),
    ("space.csv", "1000000.00", "0.125", "DOS-024", "space.csv:2:3"),
    ("space.csv", "1000000.00", "-5.00", "DOS-025", "space.csv:2:3"),
    ("space.csv", "1000000.00", "veel", "DOS-028", "space.csv:2:3"),
    ("space.csv", "1000000.00", "", "DOS-018", "space.csv:2:3"),
    ("space.csv", "provisional", "voorlopig", "DOS-011", "space.csv:2:4"),
    ("space.csv", "2026-06-01", "45292", "DOS-021", "space.csv:2:5"),
    ("space.csv", "2026-06-01", "1-3-2026", "DOS-022", "space.csv:2:5"),
    ("space.csv", "2026-06-01", "2026-02-30", "DOS-028", "space.csv:2:5"),
    ("space.csv", "2026-06-01", "20260601", "DOS-028", "space.csv:2:5"),
    ("space.csv", "regio;", "elders;", "DOS-029", "space.csv:2:1"),
    ("space.csv", "regular", "anders", "DOS-029", "space.csv:2:2"),
    ("space.csv", "SYNTHETIC", "x" * 10_001, "DOS-019", "space.csv:2:6"),
    ("space.csv", "regio;regular;1000000.00", "regio;regular;1000000.00;", "DOS-017", "space.csv:2"),
    ("space.csv", "SYNTHETIC", '"open', "DOS-020", "space.csv:2"),
    ("providers.csv", "06010002;06010012", "6010002;06010012", "DOS-028", "providers.csv:3:1"),
    ("providers.csv", "Utrecht;5501;5502", "Utrecht;5502;5502", "DOS-029", "providers.csv:2:6"),
    ("providers.csv", "Utrecht;5501;5502", "Utrecht;5501;0012", "DOS-028", "providers.csv:2:7"),
    (VOLUMES, "365", "-365", "DOS-026", f"{VOLUMES}:2:3"),
    (VOLUMES, "365", "365.5", "DOS-027", f"{VOLUMES}:2:3"),
    (VOLUMES, "365", "1.000", "DOS-023", f"{VOLUMES}:2:3"),
    (VOLUMES, "2.5", "0.01", "DOS-027", f"{VOLUMES}:3:3"),
    (VOLUMES, "365", "zat", "DOS-028", f"{VOLUMES}:2:3"),
    (VOLUMES, "care;SYN-D", "car;SYN-D", "DOS-029", f"{VOLUMES}:2:1"),
    (VOLUMES, "care;SYN-D", "care;SYN-X", "DOS-029", f"{VOLUMES}:2:2"),
    (VOLUMES, "care;SYN-D", "extra;SYN-D", "DOS-034", f"{VOLUMES}:2:1"),
    ("tariffs.csv", "2026-01-01;2027-12-31", "2027-12-31;2027-01-01", "DOS-046", "tariffs.csv:2:4"),
    ("need/realised.csv", "06010001", "06019999", "DOS-029", "need/realised.csv:2:1"),
    ("need/choices.csv", "2026-06-01;1", "2026-06-01;-1", "DOS-026", "need/choices.csv:2:6"),
    ("need/indications.csv", "12", "twaalf", "DOS-028", "need/indications.csv:2:3"),
    ("need/waiting.csv", "Utrecht", "", "DOS-066", "need/waiting.csv:2"),
    ("marks.csv", "7.5", "-1", "DOS-026", "marks.csv:2:4"),
    ("marks.csv", "vision", "visie", "DOS-029", "marks.csv:2:2"),
    ("decisions.csv", ";no;", ";misschien;", "DOS-028", "decisions.csv:2:3"),
    ("decisions.csv", "statement", "verklaring", "DOS-029", "decisions.csv:2:2"),
    ("adjustments.csv", "directeur", "Inkoper", "DOS-041", "adjustments.csv:2:8"),
    ("space.csv", "1000000.00", "9" * 5000, "DOS-028", "space.csv:2:3"),
    ("space.csv", "1000000.00", "1" * 5000 + ".001", "DOS-028", "space.csv:2:3"),
    ("space.csv", "1000000.00", "١٢٣", "DOS-028", "space.csv:2:3"),
    ("marks.csv", "7.5", "9" * 5000, "DOS-028", "marks.csv:2:4"),
    (VOLUMES, "365", "9" * 5000, "DOS-028", f"{VOLUMES}:2:3"),
    ("policy.yaml", "year: 2027", "year: 99999999", "DOS-010", "policy.yaml:2:7"),
    ("policy.yaml", "year: 2027", f"year: {'9' * 5000}", "DOS-010", "policy.yaml:2:7"),
    ("space.csv", "amount", "bedrag", "DOS-015", "space.csv:1:3"),
    ("space.csv", "frame;amount", "pool;amount", "DOS-016", "space.csv:1:2"),
    (
        "need/choices.csv",
        "clients\n06010001;care;SYN-D;10;2026-06-01;1",
        "clients;arrangement\n06010001;care;SYN-D;10;2026-06-01;1;pbg",
        "DOS-011",
        "need/choices.csv:2:7",
    ),
    ("need/classes.csv", "2;3.9", "2;1.9", "DOS-060", "need/classes.csv:2:7"),
    ("need/classes.csv", "06010001", "06019999", "DOS-029", "need/classes.csv:2:1"),
    ("need/new-clients.csv", "care", "zorg", "DOS-029", "need/new-clients.csv:2:1"),
    ("need/areas.csv", "1000", "-1000", "DOS-026", "need/areas.csv:2:3"),
    ("need/figures.csv", "growth", "groei", "DOS-011", "need/figures.csv:2:3"),
    ("need/figures.csv", "growth;0.05", "shifted;0.005", "DOS-010", "need/figures.csv:2:4"),
    ("space-basis.csv", "regio;", "elders;", "DOS-029", "space-basis.csv:2:1"),
    ("space-basis.csv", "900000.00", "-5.00", "DOS-025", "space-basis.csv:2:3"),
    ("space-basis.csv", ";20000.00;", ";veel;", "DOS-028", "space-basis.csv:2:7"),
]


@pytest.mark.parametrize(("file", "old", "new", "code", "place"), BAD_CELLS)
def test_a_bad_cell_is_found_where_it_stands(
    scratch: Scratch, file: str, old: str, new: str, code: str, place: str
) -> None:
    scratch.swap(file, old, new)
    dossier, findings = read_dossier(scratch.root)
    assert (code, place) in [(finding.code.id, str(finding.place)) for finding in findings]
    assert dossier is None
    for finding in findings:
        for language in Language:
            assert finding.sentence(language)
            assert finding.mend(language)


def test_one_reading_reports_all_faults_of_all_files(scratch: Scratch) -> None:
    # each in a file of its own, or in another row, so that none hides another
    for file, old, new, _, _ in (BAD_CELLS[0], BAD_CELLS[17], BAD_CELLS[20], BAD_CELLS[23], BAD_CELLS[37]):
        scratch.swap(file, old, new)
    scratch.swap("policy.yaml", "year: 2027", "year: volgend jaar")
    scratch.swap("policy.yaml", "published_on", "publishd_on")
    assert {code for code, _ in scratch.found()} >= {
        "DOS-023",
        "DOS-028",
        "DOS-026",
        "DOS-027",
        "DOS-041",
        "DOS-010",
        "DOS-008",
        "DOS-009",
    }


def test_a_missing_column_is_named_once_and_not_per_row(scratch: Scratch) -> None:
    scratch.write("marks.csv", "contract;criterion;points;motivation\n06010001;vision;7;Goed\n06010001;vision;8;Goed\n")
    assert scratch.found() == [("DOS-014", "marks.csv:1")]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1234", 123400),
        ("1234.5", 123450),
        ("1234.56", 123456),
        ("1234,56", 123456),
        ("1.234,56", 123456),
        ("1.234.567,00", 123456700),
        ("€ 1.234.567", 123456700),
        ("0.00", 0),
    ],
)
def test_amounts_that_can_mean_one_thing_only_are_read(scratch: Scratch, text: str, cents: int) -> None:
    scratch.swap("space.csv", "1000000.00", text)
    dossier, findings = read_dossier(scratch.root)
    assert findings == ()
    assert dossier is not None
    assert dossier.spaces[0].amount == Money(cents)


@pytest.mark.parametrize(("text", "minutes"), [("2.5", 150), ("2,25", 135), ("2:30", 150), ("0:01", 1), ("12", 720)])
def test_hours_are_read_in_whole_minutes(scratch: Scratch, text: str, minutes: int) -> None:
    scratch.swap(VOLUMES, "2.5", text)
    dossier, _ = read_dossier(scratch.root)
    assert dossier is not None
    assert dossier.submissions[0].lines[1].quantity == Quantity(minutes, Unit.HOUR)


@pytest.mark.parametrize("separator", [",", "\t"])
def test_other_separators_a_byte_order_mark_and_remarks_are_accepted(scratch: Scratch, separator: str) -> None:
    text = (scratch.root / "providers.csv").read_text(encoding="utf-8").replace(";", separator)
    scratch.write("providers.csv", "\ufeff# uit het bronsysteem\r\nsep=;\r\n" + text.replace("\n", "\r\n"))
    dossier, findings = read_dossier(scratch.root)
    assert findings == ()
    assert dossier is not None
    assert dossier.providers[1].concern == "Groep"


def test_a_fault_below_remarks_and_a_cell_of_two_lines_has_its_own_line(scratch: Scratch) -> None:
    scratch.write(
        "marks.csv",
        "# uitleg\ncontract;criterion;assessor;points;motivation\n"
        '06010001;vision;A;7;"Goed,\nen meer"\n\n06010001;vision;B;x;Goed\n',
    )
    assert scratch.found() == [("DOS-028", "marks.csv:6:4")]


@pytest.mark.parametrize("data", ["pool".encode("utf-16"), "pool;naam\né".encode("cp1252"), b"pool;\0"])
def test_a_wrong_encoding_is_named_with_its_mend(scratch: Scratch, data: bytes) -> None:
    scratch.write("space.csv", data)
    (finding,) = scratch.findings()
    assert finding.code.id == "DOS-003"
    assert "UTF-8" in finding.mend()


@pytest.mark.parametrize("file", ["policy.yaml", "space.csv", "products.csv", "tariffs.csv", "providers.csv"])
def test_an_obligatory_file_must_be_there(scratch: Scratch, file: str) -> None:
    (scratch.root / file).unlink()
    assert ("DOS-002", file) in scratch.found()


@pytest.mark.parametrize("content", ["", "\n\n", "# alleen een opmerking\n"])
def test_an_empty_policy_and_an_empty_table_say_so(scratch: Scratch, content: str) -> None:
    scratch.write("policy.yaml", content)
    scratch.write("space.csv", "")
    found = scratch.found()
    assert ("DOS-012", "policy.yaml") in found
    assert ("DOS-012", "space.csv") in found


def test_a_table_with_a_fault_is_not_called_empty_as_well(scratch: Scratch) -> None:
    (scratch.root / "providers.csv").unlink()
    scratch.write("submissions/06010001/answers.yaml", "received: [")
    scratch.write("submissions/06010002/answers.yaml", "received: [")
    assert scratch.found() == [
        ("DOS-002", "providers.csv"),
        ("DOS-055", "providers.csv"),
        ("DOS-004", "submissions/06010001/answers.yaml:2:1"),
        ("DOS-004", "submissions/06010002/answers.yaml:2:1"),
    ]


def test_optional_files_may_be_absent(scratch: Scratch) -> None:
    for file in ("marks.csv", "decisions.csv", "adjustments.csv", "need/realised.csv", "need/choices.csv"):
        (scratch.root / file).unlink()
    dossier, findings = read_dossier(scratch.root)
    assert findings == ()
    assert dossier is not None
    assert dossier.marks == ()


def test_no_folder_is_a_finding(tmp_path: Path) -> None:
    dossier, (finding,) = read_dossier(tmp_path / "nergens")
    assert dossier is None
    assert finding.code.id == "DOS-001"


@pytest.mark.parametrize(
    ("file", "line", "code"),
    [
        ("products.csv", "SYN-D;Nog een;VV;verblijf;etmaal;zzp;;;", "DOS-031"),
        ("providers.csv", "06010001;06010011;Een;VV;Utrecht;5501;5502;existing;;", "DOS-031"),
        ("marks.csv", "06010001;vision;A;9;Beter", "DOS-031"),
        (VOLUMES, "care;SYN-D;1;", "DOS-031"),
        ("tariffs.csv", "SYN-D;90.00;2027-06-01;2028-12-31;SYNTHETIC;", "DOS-032"),
        ("tariffs.csv", "SYN-H;90.00;2028-01-01;;SYNTHETIC;", "DOS-032"),
        ("need/choices.csv", "06010001;care;SYN-D;10;2026-06-01;1", "DOS-048"),
    ],
)
def test_the_same_thing_twice_is_found(scratch: Scratch, file: str, line: str, code: str) -> None:
    scratch.append(file, line)
    findings = [finding for finding in scratch.findings() if finding.code.id == code]
    assert len(findings) == 1
    assert findings[0].place is not None
    assert findings[0].place.line > 2


def test_a_tariff_through_the_last_day_of_all_has_no_end(scratch: Scratch) -> None:
    scratch.swap("tariffs.csv", "2027-12-31", "9999-12-31")
    dossier, findings = read_dossier(scratch.root)
    assert findings == ()
    assert dossier is not None
    assert dossier.tariffs.series["SYN-D"].entries[0].period.end is None


def test_one_contract_in_two_regions_is_found(scratch: Scratch) -> None:
    scratch.swap("policy.yaml", "regions: [5501]", "regions: [5501, 5502]")
    scratch.append("providers.csv", "06010001;06010011;Een;VV;Amersfoort;5502;5502;existing;;")
    assert scratch.found() == [("DOS-033", "providers.csv:4:6")]


def test_a_product_outside_the_horizon_of_its_tariff_is_found(scratch: Scratch) -> None:
    scratch.swap("tariffs.csv", "2026-01-01;2027-12-31", "2025-01-01;2026-12-31")
    (finding,) = scratch.findings()
    assert finding.code.id == "DOS-030"
    assert (finding.subject, finding.wanted) == ("SYN-D", "2027-01-01")
    assert "2025-01-01/2027-01-01" in finding.seen


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("policy.yaml", "year: 2027", "year: 2024", "space.csv"),
        ("policy.yaml", "year: 2027", "year: 2024", "submissions/06010001"),
        ("policy.yaml", "year: 2027", "year: 2024", "tariffs.csv"),
    ],
)
def test_a_policy_of_another_year_than_its_data_is_found(
    scratch: Scratch, file: str, old: str, new: str, place: str
) -> None:
    scratch.swap(file, old, new)
    assert ("DOS-037", place) in scratch.found()


def test_an_empty_round_is_a_warning(scratch: Scratch) -> None:
    for name in ("06010001", "06010002"):
        for path in sorted((scratch.root / "submissions" / name).rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        (scratch.root / "submissions" / name).rmdir()
    dossier, findings = read_dossier(scratch.root)
    assert dossier is not None
    assert dossier.submissions == ()
    assert [(item.code.id, item.severity) for item in findings] == [("DOS-038", Severity.WARNING)]


def test_a_submission_needs_its_provider_and_a_provider_may_stay_away(scratch: Scratch) -> None:
    scratch.write("submissions/06010009/answers.yaml", "received: 2026-07-03T10:00\nlots: [care]\n")
    scratch.append("providers.csv", "06010003;06010013;Drie;GZ;Utrecht;5501;5501;new;;")
    assert scratch.found() == [("DOS-036", "providers.csv"), ("DOS-035", "submissions/06010009")]


def test_several_submissions_of_one_contract_are_all_read(scratch: Scratch) -> None:
    scratch.write("submissions/06010001-2/answers.yaml", "received: 2026-07-02T10:00\nlots: [care]\n")
    dossier, findings = read_dossier(scratch.root)
    assert findings == ()
    assert dossier is not None
    received = [item.received.day for item in dossier.submissions if item.contract.code == "06010001"]
    assert received == [2, 3]


@pytest.mark.parametrize("name", ["601", "06010001-0", "06010001 (kopie)", "Een"])
def test_a_folder_with_another_name_is_found(scratch: Scratch, name: str) -> None:
    scratch.write(f"submissions/{name}/answers.yaml", "received: 2026-07-02T10:00\nlots: [care]\n")
    assert scratch.found() == [("DOS-042", f"submissions/{name}")]


def test_a_submission_without_answers_is_found(scratch: Scratch) -> None:
    (scratch.root / ANSWERS).unlink()
    assert ("DOS-002", ANSWERS) in scratch.found()


def test_names_that_nothing_reads_are_warned_about(scratch: Scratch) -> None:
    scratch.write("adjustment.csv", "x\n")
    scratch.write("need/choice.csv", "x\n")
    scratch.write("submissions/06010001/volume.csv", "x\n")
    findings = scratch.findings()
    assert {(item.code.id, item.subject, item.wanted.split(", ")[0]) for item in findings} == {
        ("DOS-043", "adjustment.csv", "adjustments.csv"),
        ("DOS-043", "need/choice.csv", "need/choices.csv"),
        ("DOS-043", "submissions/06010001/volume.csv", "volumes.csv"),
    }
    assert all(item.severity is Severity.WARNING for item in findings)


def test_what_was_said_about_columns_belongs_in_a_dossier(scratch: Scratch) -> None:
    scratch.write("tariff-columns.yaml", "version: 1\nshapes: []\n")
    assert scratch.findings() == ()


def test_a_made_up_code_never_passes_for_a_tariff_of_the_nza(scratch: Scratch) -> None:
    scratch.swap("tariffs.csv", "SYNTHETIC", "NZA")
    refused = [item for item in scratch.findings() if item.code.id == "TAR-010"]
    assert refused
    assert refused[0].subject.startswith("SYN")
    assert refused[0].severity is Severity.ERROR
    assert str(refused[0].place) == "tariffs.csv:2:5"


def test_an_answer_to_an_unknown_question_names_the_nearest(scratch: Scratch) -> None:
    scratch.swap(ANSWERS, "vision", "visoin")
    (finding,) = scratch.findings()
    assert finding.code.id == "DOS-044"
    assert finding.wanted == "vision"
    assert str(finding.place) == f"{ANSWERS}:4:11"


@pytest.mark.parametrize(
    ("question", "given", "read"),
    [
        ("sober", "Nee", "no"),
        ("share", "94,5 %", "94.5%"),
        ("share", "94.5", "94.5%"),
        ("count", "12,5", "12.5"),
        ("amount", "1.234,50", "1234.50"),
        ("day", "2026-05-01", "2026-05-01"),
        ("kind", "a", "a"),
        ("vision", " ruim ", "ruim"),
        ("share", "''", ""),
    ],
)
def test_answers_are_read_in_canonical_form(scratch: Scratch, question: str, given: str, read: str) -> None:
    scratch.swap(ANSWERS, "vision: Samen", f"{question}: {given}")
    if question == "sober":
        scratch.swap(ANSWERS, "  sober: ja\n", "")
    dossier, findings = read_dossier(scratch.root)
    assert findings == ()
    assert dossier is not None
    assert dossier.submissions[0].answers[question] == read


@pytest.mark.parametrize(
    ("question", "given"),
    [("share", "0.945"), ("count", "1.234"), ("count", "veel"), ("amount", "1,234"), ("day", "1 mei"), ("kind", "c")],
)
def test_an_answer_in_another_form_is_kept_with_a_warning(scratch: Scratch, question: str, given: str) -> None:
    scratch.swap(ANSWERS, "vision: Samen", f"{question}: {given}")
    dossier, (finding,) = read_dossier(scratch.root)
    assert finding.code.id == "DOS-045"
    assert dossier is not None
    assert dossier.submissions[0].answers[question] == given


def test_evidence_that_is_absent_or_changed_is_a_warning(scratch: Scratch) -> None:
    scratch.swap(ANSWERS, "file: letter.pdf", f"file: letter.pdf, sha256: {'0' * 64}")
    assert [code for code, _ in scratch.found()] == ["DOS-049"]
    (scratch.root / "submissions/06010001/evidence/letter.pdf").unlink()
    dossier, findings = read_dossier(scratch.root)
    assert [item.code.id for item in findings] == ["DOS-040"]
    assert dossier is not None
    assert dossier.submissions[0].evidence[0].sha256 == "0" * 64


@pytest.mark.parametrize("file", ["../../../policy.yaml", "/etc/hostname", "C:\\geheim", "a\\..\\..\\b"])
def test_a_path_that_leads_outside_is_refused(scratch: Scratch, file: str) -> None:
    scratch.swap(ANSWERS, "file: letter.pdf", f"file: '{file}'")
    scratch.write("sources.csv", f"file;supplier;received_on;sha256\n{file};x;2026-01-01;{'0' * 64}\n")
    found = scratch.found()
    assert ("DOS-013", f"{ANSWERS}:7:29") in found
    assert ("DOS-013", "sources.csv:2:1") in found


def test_links_are_not_followed(scratch: Scratch, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (elsewhere / "realised.csv").write_text("contract\n")
    for name in ("marks.csv", "need/waiting.csv", VOLUMES):
        path = scratch.root / name
        path.rename(tmp_path / path.name)
        path.symlink_to(tmp_path / path.name)
    assert [place for code, place in scratch.found() if code == "DOS-013"] == [
        "marks.csv",
        "need/waiting.csv",
        VOLUMES,
    ]
    for path in (scratch.root / "need").iterdir():
        path.unlink()
    (scratch.root / "need").rmdir()
    (scratch.root / "need").symlink_to(elsewhere)
    assert ("DOS-013", "need") in scratch.found()


def test_a_source_that_changed_is_a_warning_and_one_that_is_gone_an_error(scratch: Scratch) -> None:
    digest = sha256((scratch.root / "marks.csv").read_bytes()).hexdigest()
    text = f"file;supplier;received_on;sha256\nmarks.csv;beoordelaars;2026-08-01;{digest.upper()}\n"
    scratch.write("sources.csv", text)
    assert scratch.found() == []
    scratch.append("marks.csv", "06010002;vision;A;7;Goed")
    scratch.append("sources.csv", f"weg.csv;x;2026-08-01;{digest}")
    assert scratch.found() == [("DOS-039", "sources.csv:2:4"), ("DOS-051", "sources.csv:3:1")]
    assert [item.severity for item in scratch.findings()] == [Severity.WARNING, Severity.ERROR]


def test_a_maximum_tariff_of_nothing_is_an_error_at_its_cell(scratch: Scratch) -> None:
    head, first, *rest = (scratch.root / "tariffs.csv").read_text(encoding="utf-8").splitlines()
    cells = first.split(";")
    for amount, code in (("0.00", "DOS-053"), ("0", "DOS-053"), ("-1.00", "DOS-025")):
        cells[1] = amount
        scratch.write("tariffs.csv", "\n".join([head, ";".join(cells), *rest]) + "\n")
        (found,) = [item for item in scratch.findings() if item.code.id == code]
        assert (str(found.place), found.severity) == ("tariffs.csv:2:2", Severity.ERROR)


def test_a_folder_in_the_place_of_a_file_is_a_finding(scratch: Scratch) -> None:
    (scratch.root / "space.csv").unlink()
    (scratch.root / "space.csv").mkdir()
    assert scratch.found() == [("DOS-054", "space.csv")]


def test_a_seat_must_be_in_a_region_that_exists(scratch: Scratch) -> None:
    assert read_dossier(scratch.root, regions=("5501", "5502"))[1] == ()
    _, (finding,) = read_dossier(scratch.root, regions=("5501",))
    assert (finding.code.id, finding.seen, finding.wanted) == ("DOS-029", "5502", "COD001")


def test_the_order_of_rows_and_folders_plays_no_part(scratch: Scratch) -> None:
    before, _ = read_dossier(scratch.root)
    for name in ("products.csv", "tariffs.csv", "providers.csv", VOLUMES):
        head, *rows = (scratch.root / name).read_text(encoding="utf-8").splitlines()
        scratch.write(name, "\n".join([head, *reversed(rows)]) + "\n")
    (scratch.root / "submissions/06010001").rename(scratch.root / "submissions/06010001-9")
    after, _ = read_dossier(scratch.root)
    assert after == before


@pytest.mark.parametrize(
    ("error", "seen"),
    [(PermissionError(13, "x"), "geen toegang / no access"), (OSError(5, "x"), "schijffout / disk error 5")],
)
def test_what_the_system_refuses_is_said_in_words(
    scratch: Scratch, monkeypatch: pytest.MonkeyPatch, error: OSError, seen: str
) -> None:
    def refuse(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    refused = [item for item in scratch.findings() if item.code.id == "DOS-050"]
    assert {item.seen for item in refused} == {seen}


@pytest.mark.parametrize("file", ["tariffs.csv", "products.csv", "providers.csv", "policy.yaml"])
@pytest.mark.parametrize("how", ["folder", "xlsx", "utf-16", "gone", "header"])
def test_of_a_table_that_cannot_be_read_only_the_cause_is_told(scratch: Scratch, file: str, how: str) -> None:
    path = scratch.root / file
    digest = sha256(path.read_bytes()).hexdigest()
    scratch.write("sources.csv", f"file;supplier;received_on;sha256\n{file};x;2026-08-01;{digest}\n")
    content = {
        "xlsx": b"PK\x03\x04" + bytes(range(128, 256)),
        "utf-16": "naam".encode("utf-16"),
        "header": b"x;y;z: [\n",
    }
    path.unlink()
    if how == "folder":
        path.mkdir()
    elif how != "gone":
        path.write_bytes(content[how])
    code = {"folder": "DOS-054", "xlsx": "DOS-003", "utf-16": "DOS-003", "gone": "DOS-002"}.get(how, "")
    found = scratch.findings()
    assert {item.place.file for item in found if item.place} == {file}
    assert [item.code.id for item in found if item.severity is Severity.NOTE] == ["DOS-055"]
    if code:
        assert [item.code.id for item in found if item.severity is not Severity.NOTE] == [code]
    if how == "xlsx":
        assert "Excel (.xlsx)" in found[0].sentence()


def test_products_without_rows_are_told_once(scratch: Scratch) -> None:
    head = (scratch.root / "products.csv").read_text(encoding="utf-8").splitlines()[0]
    scratch.write("products.csv", head + "\n")
    assert scratch.found() == [("DOS-012", "products.csv"), ("DOS-055", "products.csv")]


def test_answers_that_cannot_be_read_are_not_called_absent_as_well(scratch: Scratch) -> None:
    (scratch.root / ANSWERS).unlink()
    (scratch.root / ANSWERS).mkdir()
    assert scratch.found() == [("DOS-054", ANSWERS)]


def test_a_link_to_the_folder_itself_is_followed(scratch: Scratch, tmp_path: Path) -> None:
    link = tmp_path / "koppeling"
    link.symlink_to(scratch.root)
    dossier, found = read_dossier(link)
    assert dossier == read_dossier(scratch.root)[0]
    assert found == ()


def test_a_row_that_stands_twice_is_named_by_its_whole_key(scratch: Scratch) -> None:
    last = (scratch.root / VOLUMES).read_text(encoding="utf-8").splitlines()[-1]
    lot, product, *_ = last.split(";")
    scratch.append(VOLUMES, last)
    (found,) = scratch.findings()
    assert found.code.id == "DOS-031"
    assert found.sentence().startswith(f"{lot}, {product} staat twee keer")


def test_an_example_of_an_amount_does_not_read_as_the_answer(scratch: Scratch) -> None:
    head, first, *rest = (scratch.root / "tariffs.csv").read_text(encoding="utf-8").splitlines()
    cells = first.split(";")
    cells[1] = ""
    scratch.write("tariffs.csv", "\n".join([head, ";".join(cells), *rest]) + "\n")
    empty = next(item for item in scratch.findings() if item.code.id == "DOS-018")
    assert empty.mend() == "Vul een waarde in, zoals 1234.50."
