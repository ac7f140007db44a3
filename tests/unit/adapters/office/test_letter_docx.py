"""The letter on the purchaser's template: locked facts, free words, and the check when it comes back."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from driehoek.adapters.office.letter_check import CHANGED, FOREIGN, MISSING, UNLOCKED, UNREADABLE, read_back
from driehoek.adapters.office.letter_docx import letter_docx
from driehoek.application.letters import letter_for
from driehoek.kernel import Severity
from driehoek.testing import rounds
from driehoek.testing.rounds import GRANTED, REFUSED, small_outcome

OUTCOME = small_outcome({GRANTED: rounds.HOSTILE})
LETTER = letter_for(OUTCOME, GRANTED)
MADE = letter_docx(LETTER)


def controls(made: bytes) -> list[Any]:
    return list(Document(BytesIO(made)).element.body.iter(qn("w:sdt")))


def edited(old: str, new: str, made: bytes = MADE) -> bytes:
    """The letter with its XML changed, as someone with other tools than Word could."""
    target = BytesIO()
    with ZipFile(BytesIO(made)) as package, ZipFile(target, "w", ZIP_DEFLATED) as changed:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                text = data.decode()
                assert old in text
                data = text.replace(old, new, 1).encode()
            changed.writestr(name, data)
    return target.getvalue()


def test_every_fact_is_a_locked_control() -> None:
    found = [control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) for control in controls(MADE)]
    assert set(found) == {fact.tag for fact in LETTER.facts()} | {"date"}
    locks = {control.find(f"{qn('w:sdtPr')}/{qn('w:lock')}").get(qn("w:val")) for control in controls(MADE)}
    assert locks == {"sdtContentLocked"}
    numbers = [control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for control in controls(MADE)]
    assert len(numbers) == len(set(numbers))


def test_a_letter_that_was_not_touched_gives_no_findings() -> None:
    for letter in (letter_for(OUTCOME, f"0601000{number}") for number in range(1, 10)):
        assert read_back(letter_docx(letter), letter) == ()


def test_free_words_may_be_changed() -> None:
    assert read_back(edited("Geachte heer, mevrouw,", "Beste collega,"), LETTER) == ()


def test_a_changed_amount_is_found_wherever_it_stands() -> None:
    findings = read_back(edited("€\u00a05.651.719,89", "€\u00a05.651.719,90"), LETTER)
    assert [(finding.code, finding.subject) for finding in findings] == [(CHANGED, "decision")]
    assert "5.651.719,90" in findings[0].seen
    assert "OFF-001" in str(findings[0])


def test_a_changed_term_of_a_route_is_found() -> None:
    term = next(fact for fact in LETTER.facts() if fact.key == "route.civil-court.days")
    longer = term.text.replace("20 dagen", "30 dagen")
    assert longer != term.text
    findings = read_back(edited(term.text, longer), LETTER)
    assert (CHANGED, "route.civil-court.days") in [(finding.code, finding.subject) for finding in findings]


def test_a_removed_fact_is_found() -> None:
    text = ZipFile(BytesIO(MADE)).read("word/document.xml").decode()
    control = re.search(r"<w:sdt>(?:(?!</w:sdt>).)*route\.civil-court\.last.*?</w:sdt>", text)
    assert control is not None
    findings = read_back(edited(control.group(0), ""), LETTER)
    assert [(finding.code, finding.subject) for finding in findings] == [(MISSING, "route.civil-court.last")]


def test_one_of_two_copies_of_a_fact_cannot_be_dropped() -> None:
    text = ZipFile(BytesIO(MADE)).read("word/document.xml").decode()
    copies = re.findall(r"<w:sdt>(?:(?!</w:sdt>).)*\"lot\.vv\.agreed\".*?</w:sdt>", text)
    assert len(copies) == 3
    findings = read_back(edited(copies[0], ""), LETTER)
    assert [(finding.code, finding.subject) for finding in findings] == [(MISSING, "lot.vv.agreed")]


def test_a_lock_that_was_taken_off_is_a_warning() -> None:
    findings = read_back(edited('<w:lock w:val="sdtContentLocked"/>', ""), LETTER)
    assert [finding.code for finding in findings] == [UNLOCKED]
    assert findings[0].severity is Severity.WARNING


def test_a_fact_of_another_decision_is_found() -> None:
    findings = read_back(edited('w:val="decision"', 'w:val="decision.other"'), LETTER)
    assert {finding.code for finding in findings} == {FOREIGN, MISSING}


def test_the_letter_of_another_contract_does_not_pass() -> None:
    assert read_back(MADE, letter_for(OUTCOME, REFUSED))


def test_a_later_outcome_does_not_pass() -> None:
    later = replace(OUTCOME, decision_fingerprint="0" * 64)
    findings = read_back(MADE, letter_for(later, GRANTED))
    assert [finding.subject for finding in findings] == ["proof.decision"]


@pytest.mark.parametrize("junk", [b"", b"not a zip", MADE[:2000]])
def test_what_is_no_word_file_is_a_finding(junk: bytes) -> None:
    assert [finding.code for finding in read_back(junk, LETTER)] == [UNREADABLE]


def test_another_kind_of_package_is_a_finding() -> None:
    target = BytesIO()
    with ZipFile(target, "w") as package:
        package.writestr("a.txt", "x")
    assert [finding.code for finding in read_back(target.getvalue(), LETTER)] == [UNREADABLE]


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert letter_docx(LETTER) == MADE


def template(tmp_path: Path, *, mark: bool) -> Path:
    """A purchaser's template with its own header and styles."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Briefpapier van het zorgkantoor"
    document.styles["Heading 1"].font.italic = True
    document.add_paragraph("Bovenaan")
    if mark:
        document.add_paragraph("{{brief}}")
    document.add_paragraph("Onderaan")
    path = tmp_path / "met een spatie.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize("mark", [True, False])
def test_the_template_keeps_its_own(tmp_path: Path, mark: bool) -> None:  # noqa: FBT001 - a parameter of the test
    made = letter_docx(LETTER, template(tmp_path, mark=mark))
    document = Document(BytesIO(made))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert document.sections[0].header.paragraphs[0].text == "Briefpapier van het zorgkantoor"
    assert document.styles["Heading 1"].font.italic
    assert texts[0] == "Bovenaan"
    assert (texts[-1] == "Onderaan") is mark
    assert "{{brief}}" not in "".join(texts)
    assert read_back(made, LETTER) == ()
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.text == "Ons besluit")
    assert heading.style is not None
    assert heading.style.name == "Heading 1"


def test_a_template_without_our_styles_still_gets_a_letter(tmp_path: Path) -> None:
    document = Document()
    for name in ("Heading 1", "Heading 2", "Heading 3", "List Bullet", "Table Grid"):
        style = document.styles[name]
        style.element.getparent().remove(style.element)
    path = tmp_path / "bare.docx"
    document.save(str(path))
    made = letter_docx(LETTER, path)
    assert read_back(made, LETTER) == ()
    assert "outlineLvl" in ZipFile(BytesIO(made)).read("word/document.xml").decode()


def test_table_heads_repeat_and_the_badge_is_in_the_header() -> None:
    document = Document(BytesIO(MADE))
    for table in document.tables:
        assert list(table.rows[0]._tr.iter(qn("w:tblHeader")))
    header = "".join(paragraph.text for paragraph in document.sections[0].header.paragraphs)
    assert "SYNTHETIC" in header
    real = letter_docx(letter_for(rounds.without_synthetic(OUTCOME), GRANTED))
    assert "SYNTHETIC" not in "".join(p.text for p in Document(BytesIO(real)).sections[0].header.paragraphs)


def test_the_font_is_one_that_is_everywhere() -> None:
    document = Document(BytesIO(MADE))
    assert {document.styles[name].font.name for name in ("Normal", "Heading 1", "Heading 2")} == {"Arial"}
    assert "asciiTheme" not in document.styles["Heading 1"].element.xml
    assert b"Calibri" not in document.styles["Normal"].element.xml.encode()


def test_a_column_of_amounts_is_wide_enough_for_ten_digits() -> None:
    table = next(item for item in Document(BytesIO(MADE)).tables if item.cell(0, 5).text == "Bedrag")
    assert table.columns[5].width.cm >= 3
