"""From the policy to a form, from the filled form to the submission that the round reads: by hand and in Excel."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from typer.testing import CliRunner

from driehoek.adapters.dossier import decode_policy, encode_policy, read_dossier, read_own_dossier
from driehoek.adapters.office.entry_form_read import read_entry_form
from driehoek.adapters.office.entry_form_xlsx import ANSWER, HEADER, KEYS, PARTIES, QUESTIONS, VOLUMES, entry_form_xlsx
from driehoek.application.entry_form import EntryForm, FilledForm
from driehoek.bootstrap import submissions
from driehoek.cli import app
from driehoek.domain.policy import ProviderGroup, Question, QuestionType
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import Agb, Severity
from driehoek.testing.dossiers import Scratch

CONTRACT = Agb("06010001")
NOW = datetime.fromisoformat("2026-07-10T12:00")
BY_HAND = {
    "vision": "Samen, met de wijk",
    "sober": "ja",
    "share": "94,5%",
    "count": "12,5",
    "amount": "1.234,50",
    "day": "2026-05-01",
    "kind": "b",
}
IN_CELLS: dict[str, object] = {
    "vision": "Samen, met de wijk",
    "sober": "ja",
    "share": 0.945,
    "count": 12.5,
    "amount": 1234.5,
    "day": datetime.fromisoformat("2026-05-01"),
    "kind": "B",
}


def form_of(scratch: Scratch, *lots: str) -> EntryForm:
    made = submissions.make_form(scratch.root, CONTRACT, None, lots, NOW)
    assert made.form is not None, made.findings
    return made.form


def draft_in(scratch: Scratch) -> Submission:
    dossier, findings = read_own_dossier(scratch.root, CONTRACT.code, NOW)
    assert dossier is not None, findings
    (draft,) = dossier.submissions
    return draft


def put(book: Any, question: str, value: object, column: int = ANSWER) -> None:
    """Fill a cell beside a question, as a person would."""
    sheet = book[QUESTIONS]
    row = next(row for row in range(HEADER + 2, sheet.max_row + 1) if sheet.cell(row, 1).value == question)
    sheet.cell(row, column + 1).value = value


def offer(book: Any, product: str, quantity: object, capacity: object = None) -> None:
    sheet = book[VOLUMES]
    row = next(row for row in range(HEADER + 2, sheet.max_row + 1) if sheet.cell(row, 3).value == product)
    sheet.cell(row, 7).value, sheet.cell(row, 8).value = quantity, capacity


def saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(form: EntryForm, fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(entry_form_xlsx(form)))
    fill(book)
    return saved(book)


def everything(book: Any) -> None:
    for question, value in IN_CELLS.items():
        put(book, question, value)
    put(book, "extract", "kvk.pdf", 8)
    put(book, "extract", datetime.fromisoformat("2026-04-02"), 9)
    offer(book, "SYN-D", 365, 400)
    offer(book, "SYN-H", 2.5)
    sheet = book[PARTIES]
    for column, value in enumerate(("Zorg & Co", "06010044", "SYN-D, SYN-H", "2-3-2026"), start=1):
        sheet.cell(HEADER + 2, column).value = value


SPOTS = {"5501/VV/0344/white-spot": "Utrecht: kleine groep", "5501/VG/gap": "Regio: woonzorg"}


@pytest.fixture
def asking(scratch: Scratch) -> Scratch:
    """The dossier with a question for lines of the picture of need."""
    policy = decode_policy((scratch.root / "policy.yaml").read_bytes()).value
    assert policy is not None
    question = Question("spots", "Welke witte vlek vult u in?", QuestionType.NEED_LINES, SPOTS, required=False)
    scratch.write("policy.yaml", encode_policy(replace(policy, questions=(*policy.questions, question))))
    return scratch


@pytest.mark.requirement("C-010")
def test_a_white_spot_is_named_by_its_number_in_excel_and_by_its_id_in_plain_files(asking: Scratch) -> None:
    form = form_of(asking, "care")
    guide = openpyxl.load_workbook(BytesIO(entry_form_xlsx(form)))[QUESTIONS]
    asked = next(row for row in guide.iter_rows(values_only=True) if row[0] == "spots")
    assert "1 = Utrecht: kleine groep\n2 = Regio: woonzorg" in str(asked[4])
    assert "het beeld van de regio: wij houden bij welk aanbod invult wat ontbreekt." in str(asked[6])
    for cell in ("2, 1", "5501/VG/gap;5501/VV/0344/white-spot", "1\n2"):
        read, findings = read_entry_form(filled(form, lambda book, cell=cell: put(book, "spots", cell)), "a.xlsx")  # type: ignore[misc]
        assert findings == ()
        assert read is not None
        assert read.answers["spots"] == "5501/VV/0344/white-spot, 5501/VG/gap"
    _, findings = read_entry_form(filled(form, lambda book: put(book, "spots", "1, 3")), "a.xlsx")
    assert [(item.code.id, item.seen) for item in findings] == [("OFF-012", "1, 3")]

    _, findings = submissions.save_form(form, asking.root / "submissions", excel=False)
    assert findings == ()
    answers = asking.root / "submissions/06010001/answers.yaml"
    text = answers.read_text(encoding="utf-8")
    assert "#   5501/VV/0344/white-spot: Utrecht: kleine groep\n" in text
    answers.write_text(text.replace("  spots:\n", "  spots: 5501/VG/gap\n"), encoding="utf-8")
    given = {question: said for question, said in draft_in(asking).answers.items() if said}
    assert given == {"spots": "5501/VG/gap"}

    shown = CliRunner().invoke(app, ["submission", "preview", str(asking.root), "--provider", CONTRACT.code])
    assert "U vult in wat de regio mist\n  Regio: woonzorg\n" in shown.output


def test_an_excel_form_and_plain_files_make_the_same_submission(scratch: Scratch, tmp_path: Path) -> None:
    form = form_of(scratch, "care")
    file = tmp_path / "ingevuld.xlsx"
    file.write_bytes(filled(form, everything))
    target, findings = submissions.read_filled(file, scratch.root / "submissions", None)
    assert findings == ()
    assert target is not None
    assert target == scratch.root / "submissions/06010001"
    from_excel = draft_in(scratch)

    shutil.rmtree(target)
    _, findings = submissions.save_form(form, scratch.root / "submissions", excel=False)
    assert findings == ()
    answers = target / "answers.yaml"
    text = answers.read_text(encoding="utf-8")
    for question, answer in BY_HAND.items():
        assert f"  {question}:\n" in text
        text = text.replace(f"  {question}:\n", f"  {question}: {answer}\n")
    for old, new in (
        ("#- question: extract", "- question: extract"),
        ("#  file:", "  file: kvk.pdf"),
        ("#  issued_on:", "  issued_on: 2026-04-02"),
        ("#- name:", "- name: Zorg & Co"),
        ("#  agb:", "  agb: 06010044"),
        ("#  products: []", "  products: [SYN-D, SYN-H]"),
        ("#  reported_on:", "  reported_on: 2026-03-02"),
    ):
        assert old in text
        text = text.replace(old, new)
    answers.write_text(text, encoding="utf-8")
    volumes = target / "volumes.csv"
    rows = volumes.read_text(encoding="utf-8")
    rows = rows.replace("care;SYN-D;;;", "care;SYN-D;365;400;").replace("care;SYN-H;;;", "care;SYN-H;2.5;;")
    volumes.write_text(rows, encoding="utf-8")
    by_hand = draft_in(scratch)

    assert from_excel == by_hand
    assert by_hand.answers == {
        "amount": "1234.50",
        "count": "12.5",
        "day": "2026-05-01",
        "kind": "b",
        "share": "94.5%",
        "sober": "yes",
        "vision": "Samen, met de wijk",
    }
    assert [(line.product, str(line.quantity)) for line in by_hand.lines] == [
        ("SYN-D", "365 etmaal"),
        ("SYN-H", "2.5 hour"),
    ]


def test_an_empty_form_is_a_draft_that_answers_nothing(scratch: Scratch) -> None:
    form = form_of(scratch)
    submissions.save_form(form, scratch.root / "submissions", excel=False)
    dossier, findings = read_own_dossier(scratch.root, CONTRACT.code, NOW)
    assert findings == ()
    assert dossier is not None
    (draft,) = dossier.submissions
    assert draft.received == NOW
    assert draft.lots == ("care", "extra")
    assert draft.lines == ()
    assert not any(draft.answers.values())


def test_what_has_not_arrived_is_no_submission_of_the_round(scratch: Scratch) -> None:
    submissions.save_form(form_of(scratch), scratch.root / "submissions", excel=False)
    dossier, findings = read_dossier(scratch.root)
    assert dossier is None
    assert [(item.code.id, item.place.file) for item in findings if item.severity is Severity.ERROR and item.place] == [
        ("DOS-009", "submissions/06010001/answers.yaml")
    ]


def test_the_moment_of_arrival_makes_a_workbook_a_submission_of_the_round(scratch: Scratch, tmp_path: Path) -> None:
    file = tmp_path / "ingevuld.xlsx"
    file.write_bytes(filled(form_of(scratch, "care"), everything))
    submissions.read_filled(file, scratch.root / "submissions", datetime.fromisoformat("2026-07-30T16:45"))
    dossier, findings = read_dossier(scratch.root)
    assert dossier is not None, findings
    received = {item.contract: item.received for item in dossier.submissions}
    assert received[CONTRACT] == datetime.fromisoformat("2026-07-30T16:45")


def test_a_row_that_was_begun_and_not_finished_is_still_a_fault(scratch: Scratch) -> None:
    target, _ = submissions.save_form(form_of(scratch, "care"), scratch.root / "submissions", excel=False)
    volumes = target / "volumes.csv"
    volumes.write_text(
        volumes.read_text(encoding="utf-8").replace("care;SYN-D;;;", "care;SYN-D;;400;"), encoding="utf-8"
    )
    dossier, findings = read_own_dossier(scratch.root, CONTRACT.code, NOW)
    assert dossier is None
    assert [(item.code.id, item.place.line) for item in findings if item.place] == [("DOS-018", 2)]


@pytest.mark.parametrize("excel", [False, True])
def test_filled_work_is_never_overwritten(scratch: Scratch, tmp_path: Path, excel: bool) -> None:  # noqa: FBT001  # a table column
    form, into = form_of(scratch), tmp_path / "uit"
    target, findings = submissions.save_form(form, into, excel=excel)
    assert findings == ()
    assert submissions.save_form(form, into, excel=excel) == (target, ())
    file = target if excel else target / "volumes.csv"
    file.write_bytes(b"werk van een week")
    (target if excel else target / "answers.yaml").write_bytes(b"werk van een week")
    before = {path: path.read_bytes() for path in sorted(into.rglob("*")) if path.is_file()}
    _, findings = submissions.save_form(form, into, excel=excel)
    assert [item.code.id for item in findings] == (["DOS-112"] if excel else ["DOS-112", "DOS-112"])
    assert {path: path.read_bytes() for path in sorted(into.rglob("*")) if path.is_file()} == before


def test_a_form_that_cannot_be_written_leaves_nothing_half(scratch: Scratch, tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("geen map", encoding="utf-8")
    _, findings = submissions.save_form(form_of(scratch), tmp_path / "uit", excel=False)
    assert {item.code.id for item in findings} <= {"DOS-103", "DOS-112"}
    assert findings
    assert (tmp_path / "uit").read_text(encoding="utf-8") == "geen map"


def test_the_form_says_by_when_and_what_for(scratch: Scratch) -> None:
    target, _ = submissions.save_form(form_of(scratch), scratch.root / "submissions", excel=False)
    told = (target / "LEESMIJ.txt").read_text(encoding="utf-8")
    assert "tot en met vrijdag 31 juli 2026, 17.00" in " ".join(told.split())
    assert "driehoek submission preview DOSSIER --provider 06010001" in told
    assert "SYNTHETIC" in told
    text = (target / "answers.yaml").read_text(encoding="utf-8")
    assert "# Telt voor criterium 'Visie', 100% van de punten in perceel Zorg." in text
    assert "# Telt voor eis 1: Bestuursverklaring." in text
    assert "#   a: A" in text
    # every line that is no remark is YAML that reads
    assert set(yaml.safe_load(text)) == {"lots", "answers", "evidence", "subcontractors"}


def test_the_workbook_lets_only_answers_be_changed_and_says_what_fits(scratch: Scratch) -> None:
    form = form_of(scratch)
    assert entry_form_xlsx(form) == entry_form_xlsx(form)
    book = openpyxl.load_workbook(BytesIO(entry_form_xlsx(form)))
    assert book[KEYS].sheet_state == "veryHidden"
    assert all(sheet.protection.sheet for sheet in book)
    sheet = book[QUESTIONS]
    rows = {sheet.cell(row, 1).value: row for row in range(HEADER + 2, sheet.max_row + 1)}
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    answers = {f"D{row}" for question, row in rows.items() if question != "extract"}
    evidence = {f"{column}{rows['extract']}" for column in "IJK"}
    assert unlocked == answers | evidence
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    kinds = {question: rules[f"D{row}"].type for question, row in rows.items() if f"D{row}" in rules}
    assert kinds == {
        "sober": "list",
        "share": "decimal",
        "count": "decimal",
        "amount": "decimal",
        "day": "date",
        "kind": "list",
    }
    # the list points at the words of this very question
    source = rules[f"D{rows['kind']}"].formula1
    first, _ = source.split("!")[1].replace("$", "").split(":")
    assert source.startswith((f"'{KEYS}'", KEYS))
    assert book[KEYS][first].value == "A"
    whole = {str(rule.sqref): rule.type for rule in book[VOLUMES].data_validations.dataValidation}
    assert (whole["G5"], whole["G6"]) == ("whole", "decimal")


def faults(form: EntryForm, fill: Callable[[Any], None]) -> list[tuple[str, str]]:
    """What reading a filled form finds, as code and cell; nothing is read of a form with a fault."""
    result, findings = read_entry_form(filled(form, fill), "ingevuld.xlsx")
    assert result is None
    assert all(item.place and item.mend() for item in findings)
    return [(item.code.id, item.subject) for item in findings]


def test_all_faults_of_a_workbook_are_told_at_once(scratch: Scratch) -> None:
    def wrong(book: Any) -> None:
        put(book, "sober", "misschien")
        put(book, "share", 94.5)
        put(book, "count", "1.234")
        put(book, "amount", 12.345)
        put(book, "day", "31-2-2026")
        put(book, "kind", "C")
        put(book, "extract", "kvk.pdf", 8)
        offer(book, "SYN-D", 2.5)
        offer(book, "SYN-H", -1, "veel")
        book[PARTIES].cell(HEADER + 2, 2).value = "12"

    assert faults(form_of(scratch, "care"), wrong) == [
        ("OFF-012", "Vragen!D6"),
        ("OFF-012", "Vragen!D7"),
        ("OFF-012", "Vragen!D8"),
        ("OFF-012", "Vragen!D9"),
        ("OFF-012", "Vragen!D10"),
        ("OFF-012", "Vragen!D11"),
        ("OFF-013", "Vragen!J12"),
        ("OFF-014", "Volumes!G5"),
        ("OFF-014", "Volumes!G6"),
        ("OFF-014", "Volumes!H6"),
        ("OFF-015", "Onderaannemers!A5"),
        ("OFF-012", "Onderaannemers!B5"),
    ]


def test_a_document_without_its_name_or_with_a_bad_date_is_told(scratch: Scratch) -> None:
    form = form_of(scratch, "care")
    assert faults(form, lambda book: put(book, "extract", date(2026, 4, 2), 9)) == [("OFF-013", "Vragen!I12")]
    assert faults(form, lambda book: put(book, "extract", "gisteren", 9)) == [("OFF-012", "Vragen!J12")]


def test_a_capacity_without_a_number_and_an_unknown_name_are_told(scratch: Scratch) -> None:
    def wrong(book: Any) -> None:
        offer(book, "SYN-D", None, 400)
        sheet = book[VOLUMES]
        for row, lot, product in ((7, "care", "SYN-X"), (8, "zorg", "SYN-H")):
            sheet.cell(row, 1).value, sheet.cell(row, 3).value, sheet.cell(row, 7).value = lot, product, 3
        for row in (9, 10):
            sheet.cell(row, 1).value, sheet.cell(row, 3).value, sheet.cell(row, 7).value = "care", "SYN-H", 3
        book[QUESTIONS].cell(13, 1).value = "iets"

    assert faults(form_of(scratch, "care"), wrong) == [
        ("OFF-017", "Vragen!A13"),
        ("OFF-015", "Volumes!G5"),
        ("OFF-017", "Volumes!C7"),
        ("OFF-017", "Volumes!A8"),
        ("OFF-016", "Volumes!C10"),
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda book: book.remove(book[KEYS]), "OFF-010"),
        (lambda book: book[KEYS].cell(2, 2, "123"), "OFF-010"),
        (lambda book: book[KEYS].cell(1, 2, "driehoek-entry-form-0"), "OFF-010"),
        (lambda book: book.remove(book[VOLUMES]), "OFF-011"),
        (lambda book: book[QUESTIONS].cell(HEADER + 1, 4, "Antwoorden"), "OFF-011"),
        (lambda book: book[PARTIES].delete_cols(2, 3), "OFF-011"),
    ],
)
def test_another_workbook_or_a_changed_sheet_is_refused(
    scratch: Scratch, change: Callable[[Any], None], code: str
) -> None:
    assert {found for found, _ in faults(form_of(scratch, "care"), change)} == {code}


@pytest.mark.parametrize("data", [b"", b"geen excel", b"PK\x03\x04 half"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    result, findings = read_entry_form(data, "ingevuld.xlsx")
    assert result is None
    assert [item.code.id for item in findings] == ["OFF-010"]


@pytest.mark.parametrize(
    ("question", "cell", "answer"),
    [
        ("sober", True, "yes"),
        ("sober", "NEE", "no"),
        ("count", 1.125, "1.1250"),
        ("count", 12, "12"),
        ("count", "12,5", "12.5"),
        ("share", "94,5%", "94.5%"),
        ("share", 1, "100%"),
        ("share", 0.07, "7%"),
        ("amount", "1.234,50", "1234.50"),
        ("amount", 0.1, "0.10"),
        ("day", "1-5-2026", "2026-05-01"),
        ("day", "2026-05-01", "2026-05-01"),
        ("kind", "a", "a"),
        ("vision", 2027, "2027"),
    ],
)
def test_a_cell_is_read_as_its_question_asks(scratch: Scratch, question: str, cell: object, answer: str) -> None:
    data = filled(form_of(scratch, "care"), lambda book: put(book, question, cell))
    result, findings = read_entry_form(data, "ingevuld.xlsx")
    assert findings == ()
    assert isinstance(result, FilledForm)
    assert result.answers == {question: answer}
    # and the reader of the dossier takes it over as it is
    scratch.write(
        "submissions/06010001/answers.yaml", yaml.safe_dump({"lots": ["care"], "answers": dict(result.answers)})
    )
    assert draft_in(scratch).answers == {question: answer}


def test_a_form_from_the_policy_alone_has_free_rows_for_volumes(scratch: Scratch) -> None:
    made = submissions.make_form(scratch.root / "policy.yaml", CONTRACT, ProviderGroup.EXISTING, ("care",), NOW)
    assert made.form is not None

    def fill(book: Any) -> None:
        sheet = book[VOLUMES]
        for row, product, quantity in ((5, "SYN-D", 365), (6, "SYN-H", 2.5)):
            sheet.cell(row, 1).value, sheet.cell(row, 3).value, sheet.cell(row, 7).value = "care", product, quantity

    result, findings = read_entry_form(filled(made.form, fill), "ingevuld.xlsx")
    assert result is not None, findings
    assert [(line.product, line.quantity) for line in result.lines] == [("SYN-D", "365"), ("SYN-H", "2.5")]
    half = filled(made.form, lambda book: book[VOLUMES].cell(5, 3, "SYN-D"))
    assert [item.code.id for item in read_entry_form(half, "ingevuld.xlsx")[1]] == ["OFF-015", "OFF-015"]


def test_the_group_comes_from_the_dossier_or_must_be_said(scratch: Scratch) -> None:
    def codes(path: Path, contract: str, group: ProviderGroup | None) -> list[str]:
        return [item.code.id for item in submissions.make_form(path, Agb(contract), group, (), NOW).findings]

    assert codes(scratch.root, "06010001", None) == []
    assert codes(scratch.root, "06010001", ProviderGroup.NEW) == ["SUB-030"]
    assert codes(scratch.root, "06010009", None) == ["SUB-031"]
    assert codes(scratch.root, "06010009", ProviderGroup.NEW) == []
    assert codes(scratch.root / "policy.yaml", "06010001", None) == ["SUB-031"]
    new = submissions.make_form(scratch.root, CONTRACT, ProviderGroup.NEW, (), NOW).form
    assert new is not None
    assert new.group is ProviderGroup.NEW
