"""What LibreOffice makes of our files: it recalculates the form to the same cents and shows the letter whole."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from driehoek.adapters.office.form_xlsx import SHEETS, form_xlsx
from driehoek.adapters.office.letter_docx import letter_docx
from driehoek.application.forms import BudgetForm, Page, form_for
from driehoek.application.letters import letter_for
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.agreement.lines import TariffPart
from driehoek.kernel import Money, Quantity, Rate, Rounding, Unit, total
from driehoek.testing.rounds import GRANTED, HOSTILE, small_outcome

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine"),
]
OUTCOME = small_outcome({GRANTED: HOSTILE})


CHANGED = Quantity(135_035, Unit.HOUR)
"""2,250 hours and 35 minutes."""

Sheets = dict[str, list[list[Any]]]


def convert(folder: Path, kind: str, *paths: Path) -> Path:
    """Let LibreOffice open files and write them again as another kind, in a profile of its own."""
    subprocess.run(
        [
            str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", kind, "--outdir", str(folder / "converted"), *map(str, paths),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "converted"


def emptied(made: bytes, path: Path, quantities: Mapping[tuple[str, str], float]) -> Path:
    """Fill quantities by sheet and cell and save without any stored value, so that all must be calculated anew."""
    book = openpyxl.load_workbook(BytesIO(made))
    for (sheet, cell), value in quantities.items():
        book[sheet][cell] = value
    book.save(path)  # openpyxl keeps formulas and throws their values away
    return path


def sheets_of(book: CalamineWorkbook) -> Sheets:
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sheets]:
    """Three forms after LibreOffice calculated them: one unchanged, one with other hours, one hard to round."""
    folder = tmp_path_factory.mktemp("map met spatie")
    made = form_xlsx(form_for(OUTCOME, GRANTED))
    paths = (
        emptied(made, folder / "unchanged.xlsx", {}),
        emptied(made, folder / "changed.xlsx", {(SHEETS[Page.MODULAR], "E5"): CHANGED.steps / 60}),
        emptied(form_xlsx(hard_form(OUTCOME)), folder / "hard.xlsx", {}),
    )
    target = convert(folder, "xlsx", *paths)
    return {path.stem: sheets_of(CalamineWorkbook.from_path(target / path.name)) for path in paths}


def amounts(sheets: Sheets) -> dict[tuple[str, str], Any]:
    """Per lot and product the amount on the sheet with all lines."""
    return {(str(row[5]), str(row[9])): row[16] for row in sheets["Regels"][3:] if row[9]}


@pytest.mark.requirement("F-007")
def test_a_changed_quantity_recalculates_to_our_cents(recalculated: Mapping[str, Sheets]) -> None:
    form, sheets = form_for(OUTCOME, GRANTED), recalculated["changed"]
    found = amounts(sheets)
    for item in form.lines():
        quantity = CHANGED if item.line.product == "SYN03" else item.line.quantity
        assert found[item.lot, item.line.product] == quantity.at(item.line.price).cents / 100
    changed = next(item for item in form.lines() if item.line.product == "SYN03").line
    wanted = form.amount - changed.amount + CHANGED.at(changed.price)
    recap = {row[0]: row for row in sheets[SHEETS[Page.RECAP]]}
    assert recap["Totaal"][2] == wanted.cents / 100
    assert recap["Verschil door gewijzigde aantallen"][2] == (wanted - form.amount).cents / 100
    checks = [row[3] for row in sheets[SHEETS[Page.RECAP]] if row[3] in {"klopt", "klopt niet"}]
    assert checks == ["klopt"] * 3


def test_nothing_changed_recalculates_to_what_was_stored(recalculated: Mapping[str, Sheets]) -> None:
    stored = sheets_of(CalamineWorkbook.from_filelike(BytesIO(form_xlsx(form_for(OUTCOME, GRANTED)))))
    assert filled(recalculated["unchanged"]) == filled(stored)


def filled(sheets: Sheets) -> dict[str, list[Any]]:
    """The cells with something in them; LibreOffice writes numbers with fifteen digits, so no more are compared."""
    return {
        name: [f"{cell:.14g}" if isinstance(cell, float) else cell for row in rows for cell in row if cell != ""]
        for name, rows in sheets.items()
    }


def test_many_prices_and_hours_recalculate_to_the_cent(recalculated: Mapping[str, Sheets]) -> None:
    form, found = hard_form(OUTCOME), amounts(recalculated["hard"])
    wrong = [
        (item.line.product, item.line.price, item.line.quantity, found[item.lot, item.line.product])
        for item in form.lines()
        if found[item.lot, item.line.product] != item.line.amount.cents / 100
    ]
    assert wrong == []
    assert len(found) == 1200


def hard_form(outcome: RoundOutcome) -> BudgetForm:
    """Twelve hundred lines of hours on which rounding is hard: odd cents, halves of an hour, uneven percentages."""
    numbers = random.Random(20271)
    first = next(line for line in outcome.lines if line.product == "SYN03")
    product = next(item for item in outcome.dossier.products if item.code == "SYN03")
    lines = []
    for place in range(1200):
        maximum = Money(2 * numbers.randrange(500, 60_000) + 1)
        share = numbers.choice((Rate.percent("94.5"), Rate.percent(50), Rate.percent("96.25"), Rate.parse("0.333")))
        price = maximum.times(share, Rounding.HALF_UP)
        quantity = Quantity(numbers.choice((30, 90, 1230, numbers.randrange(1, 10**7))), Unit.HOUR)
        line = replace(
            first, product=f"SYN{place:05d}", maximum=maximum, share=share, price=price, quantity=quantity,
            parts=(TariffPart("basispercentage", share, "Test."),), amount=quantity.at(price),
        )  # fmt: skip
        lines.append(line)
    products = tuple(replace(product, code=line.product) for line in lines)
    form = form_for(replace(outcome, lines=tuple(lines), dossier=replace(outcome.dossier, products=products)), GRANTED)
    assert form.amount == total(line.amount for line in lines)
    return form


def test_the_letter_opens_and_shows_every_fact(tmp_path: Path) -> None:
    letter = letter_for(OUTCOME, GRANTED)
    path = tmp_path / "brief.docx"
    path.write_bytes(letter_docx(letter))
    made = convert(tmp_path, "pdf", path) / "brief.pdf"
    text = "".join(page.extract_text() for page in PdfReader(made).pages)
    squeezed = re.sub(r"[\s\u00ad-]+", "", text)
    missing = [fact.text for fact in letter.facts() if re.sub(r"[\s-]+", "", fact.text) not in squeezed]
    assert missing == []
    assert "Geachteheer,mevrouw," in squeezed
