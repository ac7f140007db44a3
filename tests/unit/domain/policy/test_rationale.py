"""The reasons of base percentages: they add up, start at real cost, and can be contested every year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import (
    AboveAgreement,
    Change,
    EntryWindow,
    Indexation,
    ObjectionWindow,
    Policy,
    RationaleKind,
    RationalePart,
    TariffRationale,
)
from driehoek.domain.policy.check import check
from driehoek.domain.policy.checks.rationale import FINDINGS, start_of
from driehoek.domain.policy.diff import diff
from driehoek.domain.policy.lock import changes_locked
from driehoek.domain.policy.policy import Step
from driehoek.kernel import Finding, Ground, Rate, Severity

OURS = {code.id for code in FINDINGS}
Edit = Callable[[TariffRationale], TariffRationale]


def found(policy: Policy) -> list[Finding]:
    return [item for item in check(policy) if item.code.id in OURS]


def edited(policy: Policy, edit: Edit) -> Policy:
    """The policy with another reason for nursing and care."""
    vv, *rest = policy.tariff_rationale
    return replace(policy, tariff_rationale=(edit(vv), *rest))


def part(rationale: TariffRationale, index: int, **fields: object) -> TariffRationale:
    parts = list(rationale.parts)
    parts[index] = replace(parts[index], **fields)  # type: ignore[arg-type]  # a test names real fields
    return replace(rationale, parts=tuple(parts))


def window(rationale: TariffRationale, opens: date, closes: date) -> TariffRationale:
    assert rationale.objection is not None
    return replace(rationale, objection=replace(rationale.objection, opens=opens, closes=closes))


def test_reasons_that_add_up_and_can_be_contested_are_sound(sound: Policy) -> None:
    assert found(sound) == []
    assert [(item.sector, item.percent) for item in sound.tariff_rationale] == [
        (Sector.VV, Rate.percent("96.4")),
        (Sector.GZ, Rate.percent(95)),
        (Sector.GGZ, Rate.percent(95)),
    ]


WRONG: tuple[tuple[str, Edit, Severity], ...] = (
    ("POL-111", lambda it: replace(it, objection=None), Severity.WARNING),
    ("POL-112", lambda it: part(it, 2, points=Rate.percent("0.9")), Severity.WARNING),
    ("POL-113", lambda it: part(it, 0, kind=RationaleKind.LAST_YEAR), Severity.ERROR),
    ("POL-114", lambda it: replace(it, sector=Sector.GZ), Severity.ERROR),
    ("POL-114", lambda it: replace(it, year=2026), Severity.ERROR),
    ("POL-115", lambda it: replace(it, accounts_year=2023), Severity.WARNING),
    ("POL-115", lambda it: replace(it, accounts_year=2026), Severity.WARNING),
    ("POL-116", lambda it: replace(it, indexation=Indexation(Rate.percent(9), Rate.percent(5))), Severity.ERROR),
    ("POL-116", lambda it: replace(it, indexation=None), Severity.ERROR),
    ("POL-117", lambda it: window(it, date(2026, 5, 1), date(2026, 7, 1)), Severity.ERROR),
    ("POL-117", lambda it: window(it, date(2026, 7, 2), date(2026, 7, 1)), Severity.ERROR),
    ("POL-117", lambda it: window(it, date(2026, 6, 1), date(2027, 1, 1)), Severity.ERROR),
    ("POL-118", lambda it: part(it, 2, source=" "), Severity.WARNING),
)


@pytest.mark.parametrize(("code", "edit", "severity"), WRONG)
def test_each_fault_of_the_reasons_has_its_own_finding(
    sound: Policy, code: str, edit: Edit, severity: Severity
) -> None:
    assert (code, severity) in [(item.code.id, item.code.severity) for item in found(edited(sound, edit))]


def test_a_sector_without_reasons_is_told_and_one_at_the_maximum_needs_none(sound: Policy) -> None:
    bare = replace(sound, tariff_rationale=())
    told = [(item.code.id, item.subject, item.wanted) for item in found(bare)]
    assert told == [
        ("POL-110", "verpleging en verzorging", "96.4%"),
        ("POL-110", "gehandicaptenzorg", "95%"),
        ("POL-110", "geestelijke gezondheidszorg", "95%"),
    ]
    full = tuple(
        replace(step, params={**step.params, "percent": "100%"}) if step.use == "base-percentage" else step
        for step in bare.division.tariff
    )
    assert found(replace(bare, division=replace(bare.division, tariff=full))) == []


def test_a_rationale_of_a_step_that_is_not_there_is_told(sound: Policy) -> None:
    told = check(edited(sound, lambda it: replace(it, step="base-v")))
    assert ("POL-011", "base-v") in [(item.code.id, item.seen) for item in told]


def test_other_regimes_ask_for_no_reasons(sound: Policy) -> None:
    assert found(replace(sound, regime="awbz-2008", tariff_rationale=())) == []


@pytest.mark.parametrize(
    ("params", "start"),
    [
        ({"percent": "96.4%"}, Rate.percent("96.4")),
        ({"start": "94%", "most": "97%"}, Rate.percent(94)),
        ({"discount": "3.6%"}, Rate.percent("96.4")),
        ({"points": "1%"}, None),
        ({"percent": "veel"}, None),
    ],
)
def test_the_start_of_a_step_in_each_style(params: dict[str, str], start: Rate | None) -> None:
    assert start_of(Step("s", "any", params=params)) == start


def hundredths(value: int) -> Rate:
    """Hundredths of a percentage point."""
    return Rate(Fraction(value, 10_000))


@given(
    points=st.lists(st.integers(-500, 500), max_size=6),
    costs=st.integers(0, 3000),
    tariffs=st.integers(0, 3000),
    cost=st.integers(8000, 10000),
)
def test_the_parts_add_up_whatever_their_order(points: list[int], costs: int, tariffs: int, cost: int) -> None:
    index = Indexation(hundredths(costs), hundredths(tariffs))
    start = hundredths(cost)
    parts = tuple(
        RationalePart(str(number), RationaleKind.OTHER, "deel", hundredths(value))
        for number, value in enumerate(points)
    )
    made = TariffRationale("vv", Sector.VV, 2027, "base", 2024, "rekeningen", parts)
    assert made.percent.value * 10_000 == sum(points)
    assert replace(made, parts=parts[::-1]).percent == made.percent
    assert (index.points(start).value > 0) == (costs > tariffs)
    assert index.points(start) + start == Rate(start.value * (1 + index.costs.value) / (1 + index.tariffs.value))


def test_the_history_of_2024_in_nursing_and_care(sound: Policy) -> None:
    """95.5 % on the accounts of 2021 became 96.4 % on those of 2022 by a published change in September 2023.

    The two percentages and years stand in the standards report, 4.2; the split into parts and the days are SYNTHETIC.
    """
    before = _year_2024(sound, "95.5%", 2021, date(2023, 6, 1), date(2023, 7, 10))
    assert found(before) == []
    changed = date(2023, 9, 15)
    after = _year_2024(before, "96.4%", 2022, date(2023, 9, 18), date(2023, 10, 6))
    note = Change(
        version=2,
        published_on=changed,
        reason="De jaarrekeningen over 2022 laten hogere kosten zien.",
        touches=("VV",),
        parts=("division.tariff.base-vv", "tariff_rationale.vv"),
        questions_until=date(2023, 9, 22),
        adapt_until=date(2023, 9, 29),
    )
    on = datetime(2023, 9, 16, 12)  # noqa: DTZ001 - Dutch civil time
    assert [item.code.id for item in changes_locked(before, replace(after, version=1), on)] != []
    after = replace(after, version=2, changes=(note,))
    assert changes_locked(before, after, on) == ()
    assert found(after) == []
    told = {item.path: item.nl for item in diff(before, after)}
    assert "gaat van 2021 naar 2022" in told["tariff_rationale.vv.accounts_year"]
    assert "gaat van 95,5% naar 96,4%" in told["division.tariff.base-vv.params.percent"]
    assert told["tariff_rationale.vv.accounts_year"].endswith("alle aanbieders in verpleging en verzorging.")
    assert told["tariff_rationale.vv.objection.closes"].startswith("Het sluiten van de termijn om op te komen van de")
    # the first days to object do not serve the percentage of the change
    stale = edited(after, lambda it: window(it, date(2023, 6, 1), date(2023, 7, 10)))
    assert [item.code.id for item in found(stale)] == ["POL-117"]
    # and the percentage of before is no base for the new one
    lowered = edited(after, lambda it: part(it, 0, kind=RationaleKind.LAST_YEAR, name="95,5% van eerder"))
    (refused,) = [item for item in found(lowered) if item.code.id == "POL-113"]
    assert (refused.code.severity, refused.seen) == (Severity.ERROR, "'95,5% van eerder'")


def test_reasons_that_come_or_go_are_told_in_the_difference(sound: Policy) -> None:
    vv, *rest = sound.tariff_rationale
    bare = replace(vv, objection=None, indexation=None, parts=vv.parts[:1])
    term = AboveAgreement(Rate.percent(60))
    after = replace(sound, tariff_rationale=(vv,), contract=replace(sound.contract, above_agreement=term))
    told = {item.path: item.nl for item in diff(replace(sound, tariff_rationale=(bare, *rest)), after)}
    assert "gaat van geen naar 2026-06-01 .. 2026-07-10" in told["tariff_rationale.vv.objection"]
    assert "De indexatie van" in told["tariff_rationale.vv.indexation"]
    assert "Nieuw: het onderdeel ‘Onderdeel margin’" in told["tariff_rationale.vv.parts.margin"]
    assert "Vervalt: de onderbouwing van het tarief ‘gehandicaptenzorg 2027’" in told["tariff_rationale.gz"]
    assert "boven de afspraak" in told["contract.above_agreement"]


def _year_2024(policy: Policy, percent: str, accounts: int, opens: date, closes: date) -> Policy:
    """The policy as that of 2024, with nursing and care alone."""
    rest = Rate(Rate.parse(percent).value - Rate.percent(95).value)
    reason = TariffRationale(
        "vv",
        Sector.VV,
        2024,
        "base-vv",
        accounts,
        f"jaarrekeningen over {accounts} (SYNTHETIC)",
        (
            RationalePart("cost", RationaleKind.COST, "Kosten", Rate.percent(95), "SYNTHETIC"),
            RationalePart("margin", RationaleKind.MARGIN, "Marge", rest, "SYNTHETIC"),
        ),
        None,
        ObjectionWindow(opens, closes, "Schrijf ons.", Ground("RBDHA:2023:16336")),
        Ground("RBDHA:2023:16336"),
    )
    base = next(step for step in policy.division.tariff if step.id == "base-vv")
    tariff = (replace(base, params={**base.params, "percent": percent}),)
    return replace(
        policy,
        year=2024,
        published_on=date(2023, 5, 26),
        calendar=replace(policy.calendar, windows=tuple(_earlier(item) for item in policy.calendar.windows)),
        contract=replace(policy.contract, starts_on=date(2024, 1, 1)),
        division=replace(policy.division, tariff=tariff),
        tariff_rationale=(reason,),
    )


def _earlier(item: EntryWindow) -> EntryWindow:
    return replace(
        item, opens=item.opens.replace(year=2023), closes=item.closes.replace(year=2023) if item.closes else None
    )
