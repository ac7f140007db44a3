"""Writing a dossier: reading it back gives the same, and nothing is written half."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.adapters.dossier import decode_policy, dossier_files, in_order, new_dossier, read_dossier, write_dossier
from driehoek.adapters.dossier.tables import TABLES
from driehoek.adapters.dossier.write import quantity_text
from driehoek.application.dossier import Dossier, SourceFile
from driehoek.domain.allocation import Adjustment, Basis, Frame, Space, SpaceStatus
from driehoek.domain.catalogue import (
    Badge,
    CareKind,
    Category,
    DeliveryForm,
    MaximumTariff,
    Product,
    Sector,
    TariffTable,
    Treatment,
)
from driehoek.domain.need import AgreedFigure, AreaNeed, Arrangement, ClassNeed, ContractFigure, NewClients
from driehoek.domain.policy import ProviderGroup, Question, QuestionType
from driehoek.domain.tender.submission import (
    Choice,
    Evidence,
    Mark,
    OfferLine,
    Provider,
    Realised,
    ReasonedDecision,
    Subcontractor,
    Submission,
)
from driehoek.kernel import Agb, Dated, Entry, Money, Period, Quantity, Severity, Unit
from driehoek.testing.dossiers import POLICY, Scratch

DECODED = decode_policy(POLICY.encode()).value
assert DECODED is not None
POLICY_OBJECT = replace(
    DECODED, questions=tuple(Question(f"q{number}", "Wat", QuestionType.TEXT) for number in range(3))
)

# what a cell can hold: no spaces around it, for those are not kept
CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip)
TEXT = st.one_of(CELL, st.sampled_from(["a;b", 'zei "ja"', "=1+1", "een\ntwee", "06010001", "1.234", "#x", "'"]))
NAME = TEXT.filter(bool)
DAY = st.dates(date(2025, 6, 1), date(2026, 12, 31))
MOMENT = st.builds(
    lambda day, second: datetime.combine(day, time()) + timedelta(seconds=second), DAY, st.integers(0, 86_399)
)
MONEY = st.integers(0, 10**12).map(Money)
TARIFF = st.integers(1, 10**12).map(Money)
UNITS = st.sampled_from(list(Unit))
CONTRACTS = ("06010001", "06010002")


@st.composite
def products(draw: st.DrawFn) -> tuple[Product, ...]:
    def one(code: str) -> Product:
        return Product(
            code,
            draw(NAME),
            draw(st.sampled_from(Sector)),
            draw(st.sampled_from(DeliveryForm)),
            draw(UNITS),
            draw(st.sampled_from(Category)),
            draw(st.sampled_from(Treatment)),
            draw(st.none() | st.just("4VV")),
            draw(st.none() | st.just("01")),
            draw(st.none() | st.sampled_from(CareKind)),
        )

    return tuple(one(f"SYN-{number}") for number in range(draw(st.integers(1, 3))))


@st.composite
def tariffs(draw: st.DrawFn, codes: tuple[str, ...]) -> TariffTable:
    def entries() -> Dated[MaximumTariff]:
        cut = draw(st.dates(date(2026, 6, 1), date(2026, 12, 31)))
        end = draw(st.none() | st.just(date(2028, 1, 1)))
        # a made-up code never carries the badge of the NZa (TAR-010)
        value = MaximumTariff(draw(TARIFF), draw(st.sampled_from([Badge.CONTRACT, Badge.SYNTHETIC])))
        checked = draw(st.none() | DAY)
        first, last = Period(date(2026, 1, 1), cut), Period(cut, end)
        return Dated.of(Entry(period, value, draw(TEXT), checked) for period in (first, last))

    return TariffTable({code: entries() for code in codes})


@st.composite
def submissions(draw: st.DrawFn, offered: tuple[Product, ...], contract: str) -> Submission:
    lots = draw(st.sampled_from([("care",), ("extra",), ("care", "extra")]))
    questions = st.sampled_from(["q0", "q1", "q2"])
    amounts = st.integers(0, 10**6)
    return Submission(
        Agb(contract),
        draw(MOMENT),
        lots,
        draw(st.dictionaries(questions, TEXT, max_size=3)),
        tuple(
            OfferLine(
                lot,
                product.code,
                Quantity(draw(amounts), product.unit),
                draw(st.none() | amounts.map(lambda steps, unit=product.unit: Quantity(steps, unit))),  # type: ignore[misc]
            )
            for lot in lots
            for product in offered
            if draw(st.booleans())
        ),
        tuple(
            Evidence(draw(questions), name, draw(DAY), draw(st.none() | DAY), draw(st.sampled_from(["", "ab" * 32])))
            for name in draw(st.sampled_from([(), ("a.pdf",), ("a.pdf", "b c.pdf")]))
        ),
        draw(st.sampled_from([(), (Subcontractor("Onder", "06010077", (offered[0].code,), date(2026, 1, 1)),)])),
        draw(st.none() | MOMENT),
        draw(st.dictionaries(questions, MOMENT, max_size=2)),
    )


@st.composite
def needs(draw: st.DrawFn, made: tuple[Product, ...]) -> dict[str, Any]:
    """Classes, new clients, areas and figures: any row that the folder can hold."""
    steps, count = st.integers(0, 10**5), st.integers(0, 10**6)
    one = draw(st.sampled_from(made))
    low = draw(steps)
    used = draw(st.none() | steps)
    in_class = ClassNeed(
        CONTRACTS[0],
        "care",
        one.code,
        "2",
        draw(count),
        Quantity(low, one.unit),
        Quantity(low + draw(steps), one.unit),
        draw(st.integers(0, 53)),
        None if used is None else Quantity(used, one.unit),
    )
    shares, cents = (
        st.fractions(0, 2, max_denominator=30),
        st.integers(0, 10**10).map(lambda whole: Fraction(whole, 100)),
    )
    figures = draw(st.lists(st.sampled_from(ContractFigure), unique=True))
    return {
        "classes": draw(st.sampled_from([(), (in_class,)])),
        "new_clients": draw(
            st.sampled_from([(), (NewClients("extra", one.code, Quantity(draw(steps), one.unit), draw(count)),)])
        ),
        "areas": draw(st.sampled_from([(), (AreaNeed("care", draw(NAME), draw(count), draw(TEXT)),)])),
        "figures": tuple(
            AgreedFigure(CONTRACTS[1], "care", name, draw(cents if name.in_euros else shares), draw(TEXT))
            for name in figures
        ),
    }


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    made = draw(products())
    codes = tuple(product.code for product in made)
    product = st.sampled_from(made)
    contract = st.sampled_from(CONTRACTS)
    lot = st.sampled_from(["care", "extra"])

    def quantity(of: Product) -> Quantity:
        return Quantity(draw(st.integers(0, 10**5)), of.unit)

    realised = {(draw(contract), draw(product), draw(st.just("") | lot)) for _ in range(draw(st.integers(0, 3)))}
    choices = {(draw(contract), draw(product), draw(lot), draw(DAY)) for _ in range(draw(st.integers(0, 3)))}
    dossier = Dossier(
        name="proef",
        policy=POLICY_OBJECT,
        spaces=tuple(
            Space(Frame("regio", name), draw(MONEY), draw(st.sampled_from(SpaceStatus)), draw(DAY), draw(TEXT))
            for name in ("regular", "extra")
        ),
        products=made,
        tariffs=draw(tariffs(codes)),
        providers=tuple(
            Provider(
                Agb(code),
                Agb("06019999"),
                draw(NAME),
                draw(st.sampled_from(Sector)),
                draw(NAME),
                "5501",
                "5502",
                draw(st.sampled_from(ProviderGroup)),
                draw(TEXT),
                draw(st.sampled_from([(), ("a",), ("b-c", "a")])),
            )
            for code in CONTRACTS
        ),
        submissions=tuple(draw(submissions(made, code)) for code in draw(st.lists(contract, min_size=1, max_size=3))),
        realised=tuple(Realised(code, one.code, quantity(one), draw(MONEY), place) for code, one, place in realised),
        choices=tuple(
            Choice(
                code,
                place,
                one.code,
                quantity(one),
                day,
                draw(st.integers(1, 9)),
                arrangement=draw(st.sampled_from(Arrangement)),
            )
            for code, one, place, day in choices
        ),
        marks=tuple(
            Mark(code, "vision", "A", draw(st.fractions(0, 10, max_denominator=30)), draw(NAME)) for code in CONTRACTS
        ),
        decisions=(ReasonedDecision(CONTRACTS[0], "statement", draw(st.booleans()), draw(TEXT), draw(DAY), "hoofd"),),
        adjustments=(
            Adjustment(CONTRACTS[0], "care", draw(MONEY), draw(MONEY), draw(NAME), "hardship", "a", "b", "2026-09-01"),
        ),
        sources=(SourceFile("marks.csv", draw(NAME), draw(DAY), "cd" * 32),),
        **draw(needs(made)),
        bases=tuple(
            Basis(
                Frame("regio", name),
                draw(MONEY),
                draw(st.fractions(0, 10**6, max_denominator=30)),
                draw(MONEY),
                draw(st.none() | MONEY),
                draw(MONEY),
                draw(MONEY),
                draw(st.sampled_from([(), ("pgb",), ("extramuraal", "pgb")])),
                draw(TEXT),
            )
            for name in ("regular", "extra")
            if draw(st.booleans())
        ),
    )
    return in_order(dossier)


@settings(max_examples=30, deadline=None)
@given(dossiers())
def test_what_is_written_is_read_back(dossier: Dossier) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / dossier.name
        assert write_dossier(dossier, folder) == ()
        read, findings = read_dossier(folder)
    assert [str(item) for item in findings if item.severity is Severity.ERROR] == []
    assert read == dossier


def test_a_read_dossier_written_again_is_the_same_bytes(scratch: Scratch, tmp_path: Path) -> None:
    dossier, _ = read_dossier(scratch.root)
    assert dossier is not None
    first = dossier_files(dossier)
    assert write_dossier(dossier, tmp_path / "b", {"submissions/06010001/evidence/letter.pdf": b"een brief"}) == ()
    again, findings = read_dossier(tmp_path / "b")
    assert findings == ()
    assert again is not None
    assert dossier_files(again) == first


@pytest.mark.parametrize(
    ("minutes", "text"), [(150, "2.5"), (1, "0:01"), (100, "1:40"), (-100, "-1:40"), (135, "2.25")]
)
def test_minutes_that_make_no_decimal_are_written_as_a_clock(minutes: int, text: str) -> None:
    assert quantity_text(Quantity(minutes, Unit.HOUR)) == text


def test_a_folder_that_holds_something_is_not_written_over(scratch: Scratch, tmp_path: Path) -> None:
    dossier, _ = read_dossier(scratch.root)
    assert dossier is not None
    before = {path: path.read_bytes() for path in scratch.root.rglob("*") if path.is_file()}
    (finding,) = write_dossier(dossier, scratch.root)
    assert finding.code.id == "DOS-104"
    assert {path: path.read_bytes() for path in scratch.root.rglob("*") if path.is_file()} == before
    (tmp_path / "leeg").mkdir()
    assert write_dossier(dossier, tmp_path / "leeg") == ()


@pytest.mark.parametrize(("regime", "year"), [("wlz", 2027), ("awbz-2008", 2008)])
def test_a_new_dossier_reads_and_explains_itself(tmp_path: Path, regime: str, year: int) -> None:
    folder = tmp_path / "nieuw"
    assert new_dossier(folder, regime) == ()
    dossier, findings = read_dossier(folder)
    assert dossier is not None
    assert (dossier.policy.regime, dossier.policy.year) == (regime, year)
    assert dossier.policy.calendar.milestones
    assert dossier.policy.calendar.windows
    assert [item.code.id for item in findings] == ["DOS-038", "DOS-038"]
    for table in TABLES:
        remark, header = (folder / table.file).read_text(encoding="utf-8").splitlines()
        assert remark.startswith(f"# {table.meaning}")
        assert next(csv.reader(io.StringIO(header), delimiter=";")) == list(table.names)
    assert "VUL IN" in (folder / "policy.yaml").read_text(encoding="utf-8")
    assert (folder / "policy.schema.json").is_file()


@pytest.mark.parametrize(("regime", "year"), [("wmo-2099", None), ("awbz-2008", 2027)])
def test_a_regime_that_is_not_known_for_the_year_is_a_finding(tmp_path: Path, regime: str, year: int | None) -> None:
    (finding,) = new_dossier(tmp_path / "nieuw", regime, year)
    assert finding.code.id == "DOS-111"
    assert "wlz" in finding.wanted
    assert not (tmp_path / "nieuw").exists()


def test_points_that_make_no_decimal_survive(scratch: Scratch, tmp_path: Path) -> None:
    scratch.swap("marks.csv", "7.5", "22/3")
    dossier, _ = read_dossier(scratch.root)
    assert dossier is not None
    assert dossier.marks[0].points == Fraction(22, 3)
    assert b";22/3;" in dossier_files(dossier)["marks.csv"]
