"""The use of the space during the year: what was agreed, delivered and expected, and whether it can be paid."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from driehoek.application.outcome import RoundOutcome
from driehoek.application.report.division import frames
from driehoek.application.space_use import Meaning, MonthOfUse, UseOfSpace, use_of_space
from driehoek.bootstrap import rounds
from driehoek.cli import app
from driehoek.domain.need import RealisedThrough
from driehoek.kernel import ZERO, Money, Rate, Rounding

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
HEADER = "pool;frame;through;realised;forecast;source\n"


@cache
def outcome() -> RoundOutcome:
    dossier = rounds.load(EXAMPLE).dossier
    assert dossier is not None
    made = rounds.decide(dossier)
    assert isinstance(made, RoundOutcome)
    return made


def agreed() -> Money:
    return next(use.agreed for use in frames(outcome()) if use.frame.name == "regular")


def room() -> Money:
    """What the space of the regular frame still holds beside agreements and what is set apart."""
    use = next(use for use in frames(outcome()) if use.frame.name == "regular")
    return use.space - use.reserved - use.agreed


def month(realised: Money, forecast: Money | None = None, day: date = date(2027, 6, 30)) -> RealisedThrough:
    return RealisedThrough("regio", "regular", day, realised, forecast, "SYNTHETIC")


def one(row: RealisedThrough) -> MonthOfUse:
    (item,) = use_of_space(outcome(), [row]).months
    return item


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def codes(use: UseOfSpace) -> list[str]:
    return [item.code.id for item in use.findings]


@pytest.mark.requirement("E-007")
def test_a_provider_sees_whether_its_production_can_be_paid() -> None:
    assert Money(0) < room()
    half = agreed().times(Rate.percent(50), Rounding.DOWN)
    fits = one(month(half, agreed() - Money.euros(1_000)))
    assert (fits.agreed, fits.realised, fits.left, fits.short) == (agreed(), half, Money.euros(1_000), ZERO)
    assert plain(fits.sentence) == (
        "Naar verwachting past alle productie in de afspraken; daarvan blijft € 1.000,00 over."
    )
    more = one(month(half, agreed() + Money(100)))
    assert more.meaning is Meaning.NEEDS_AGREEMENT
    assert plain(more.sentence).startswith("Naar verwachting wordt € 1,00 meer geleverd dan is afgesproken; de ruimte")
    much = one(month(half, agreed() + room() + Money(250)))
    assert (much.meaning, much.short) == (Meaning.TOO_MUCH, Money(250))
    assert "daarvan kan € 2,50 niet worden betaald, tenzij er ruimte bijkomt of vrijkomt uit" in plain(much.sentence)
    assert plain(replace(much, reserved=ZERO).sentence).endswith("niet worden betaald, tenzij er ruimte bijkomt.")


def test_the_bounds_between_what_fits_and_what_does_not_are_exact() -> None:
    assert one(month(ZERO, agreed())).meaning is Meaning.FITS
    assert one(month(ZERO, agreed() + Money(1))).meaning is Meaning.NEEDS_AGREEMENT
    assert one(month(ZERO, agreed() + room())).meaning is Meaning.NEEDS_AGREEMENT
    assert one(month(ZERO, agreed() + room() + Money(1))).meaning is Meaning.TOO_MUCH


def test_without_a_forecast_the_year_goes_on_as_it_went_by_days_and_rounds_up() -> None:
    # 181 of 365 days of 2027 are past on the last of June: 100.00 x 365 / 181 = 201.6574...
    item = one(month(Money(10_000)))
    assert (item.expected, item.forecast) == (Money(20_166), False)
    assert item.sentence.startswith("Als het zo doorgaat, past")
    assert one(month(Money(10_000), day=date(2027, 12, 31))).expected == Money(10_000)
    assert one(month(Money(100), day=date(2027, 1, 1))).expected == Money(36_500)


def test_the_year_of_an_agreement_that_starts_later_counts_from_that_day() -> None:
    policy = outcome().dossier.policy
    late = replace(policy, contract=replace(policy.contract, starts_on=date(2027, 7, 1)))
    made = replace(outcome(), dossier=replace(outcome().dossier, policy=late))
    (item,) = use_of_space(made, [month(Money(9_200), day=date(2027, 9, 30))]).months  # 92 of 184 days
    assert item.expected == Money(18_400)
    assert codes(use_of_space(made, [month(Money(1))])) == ["RND-041"]


def test_months_stand_in_order_and_the_last_counts_as_now() -> None:
    rows = [month(Money(300), day=date(2027, 3, 31)), month(Money(100), day=date(2027, 1, 31))]
    use = use_of_space(outcome(), rows)
    assert [item.through.month for item in use.months] == [1, 3]
    assert [item.realised for item in use.latest] == [Money(300)]
    assert codes(use) == []


def test_figures_that_cannot_be_are_told() -> None:
    falls = use_of_space(
        outcome(), [month(Money(200), day=date(2027, 1, 31)), month(Money(100), day=date(2027, 2, 28))]
    )
    assert codes(falls) == ["RND-042"]
    assert len(falls.months) == 2
    other = use_of_space(outcome(), [month(Money(1), day=date(2026, 12, 31)), month(Money(1), day=date(2028, 1, 1))])
    assert (codes(other), other.months) == (["RND-041", "RND-041"], ())
    nowhere = use_of_space(outcome(), [RealisedThrough("regio", "elders", date(2027, 1, 31), Money(1))])
    assert (codes(nowhere), nowhere.months) == (["RND-043"], ())


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "wlz-2027"))


@pytest.mark.requirement("E-007")
def test_the_command_shows_it_and_writes_a_page_and_a_file(dossier: Path) -> None:
    before = rounds.load(dossier).dossier
    rows = "regio;regular;2027-01-31;200000000.00;;SYNTHETIC\nregio;regular;2027-02-28;410000000.00;9000000000.00;\n"
    (dossier / "need/use.csv").write_text(HEADER + rows, encoding="utf-8")
    assert rounds.load(dossier).dossier == before, "what happens during the year is no input of the decision"
    page, file = dossier.parent / "benutting.html", dossier.parent / "benutting.csv"
    said = CliRunner().invoke(app, ["round", "use", str(dossier), "--output", str(page)])
    assert said.exit_code == 0, said.output
    assert "niet worden betaald, tenzij er ruimte" in plain(" ".join(said.output.split()))
    html = page.read_text(encoding="utf-8")
    assert "31 januari 2027" in html
    assert "doorgerekend" in html
    assert "SYNTHETIC" in html
    assert CliRunner().invoke(app, ["-l", "en", "round", "use", str(dossier), "-o", str(file)]).exit_code == 0
    read = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")), delimiter=";"))
    assert [(row["through"], row["forecast"], row["meaning"]) for row in read] == [
        ("2027-01-31", "no", read[0]["meaning"]),
        ("2027-02-28", "yes", "too-much"),
    ]
    assert Money.parse(read[1]["left"]) == agreed() - Money.parse("9000000000.00")


def test_a_dossier_without_figures_says_so(dossier: Path) -> None:
    said = CliRunner().invoke(app, ["round", "use", str(dossier)])
    assert said.exit_code == 1
    assert "need/use.csv" in said.output


def test_a_frame_that_the_policy_has_not_is_told_when_the_dossier_is_read(dossier: Path) -> None:
    (dossier / "need/use.csv").write_text(HEADER + "regio;elders;2027-01-31;1.00;;\n", encoding="utf-8")
    loaded = rounds.load(dossier)
    assert [item.place.file for item in loaded.findings if item.place and item.seen == "elders"] == ["need/use.csv"]
