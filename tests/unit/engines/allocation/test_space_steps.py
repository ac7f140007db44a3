"""What happens to the space before anything is divided: what it rests on, what moves, what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from driehoek.application.booking import book_round
from driehoek.domain.allocation import STATE, Allocation, Basis, Frame, Problem, ReasonKind, Space, SpaceStatus, verify
from driehoek.domain.ledger import Account, AccountKind, SpaceFrame, national
from driehoek.domain.policy import Step
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money
from driehoek.testing.allocation import DAY, FRAME, division, granted, offer, problem, step

NEIGHBOUR = Frame("second", "regular")


def regions(*space: Step, here: str = "100", there: str = "60", bases: tuple[Basis, ...] = ()) -> Problem:
    """Two regions; one provider in the first that starts at half of last year's 90 euros."""
    made = problem(
        Money.euros(here),
        (offer("06000001", realised=Money.euros(90)),),
        division(step("first-volume", share="50%"), space=space),
    )
    neighbour = Space(NEIGHBOUR, Money.euros(there), SpaceStatus.DEFINITIVE, DAY)
    return replace(made, spaces=(*made.spaces, neighbour), bases=bases)


def divided(made: Problem) -> Allocation:
    """The division, which must be right and fit in the ledger."""
    result = solve(made)
    assert verify(made, result) == ()
    ledger, refused = book_round(made, result, DAY, "besluit")
    assert refused == ()
    for frame in (FRAME, NEIGHBOUR):
        place = SpaceFrame(made.year, frame.pool, frame.name)
        open_space = made.space(frame) + result.moved_to(frame) - result.used(frame)
        assert ledger.free(place) == open_space - sum(result.reserved.get(frame, {}).values(), start=Money(0))
    return result


def codes(result: Allocation) -> list[str]:
    return [finding.code.id for finding in result.findings]


@pytest.mark.requirement("O-024", "E-004")
def test_two_per_cent_a_month_of_pgb_takes_the_space_in_kind_from_90_to_87_32() -> None:
    basis = Basis(FRAME, pgb_last=Money.euros(10))
    made = regions(step("pgb-growth", monthly="2%"), here="90", bases=(basis,))
    result = divided(made)
    grown = result.reserved[FRAME]["pgb-growth"]
    assert str(basis.pgb_last + grown) == "12.68"
    assert str(made.space(FRAME) - grown) == "87.32"
    large = regions(step("pgb-growth", monthly="2%"), here="90", bases=(Basis(FRAME, pgb_last=Money(10**8)),))
    assert solve(large).findings[0].wanted == "268241.79"  # 1.268242 times a million, less the million


@pytest.mark.requirement("E-004")
def test_what_goes_to_pgb_is_booked_as_pgb_and_no_deviation_by_hand_can_have_it() -> None:
    basis = Basis(FRAME, pgb_last=Money.euros(10), pgb_now=Money.euros(15))
    made = regions(step("pgb-growth", monthly="2%"), bases=(basis,))
    result = divided(made)
    ledger, _ = book_round(made, result, DAY, "besluit")
    assert ledger.held(SpaceFrame(2027, "pool", "regular"), AccountKind.PGB) == Money.euros(5)
    assert ledger.held(SpaceFrame(2027, "pool", "regular"), AccountKind.HELD_BACK) == Money(0)


@pytest.mark.requirement("E-004")
def test_a_fall_of_the_pgb_gives_nothing_back_under_the_rule_of_2016() -> None:
    basis = Basis(FRAME, pgb_last=Money.euros(10), pgb_now=Money.euros(7))
    made = regions(step("pgb-growth", monthly="2%"), bases=(basis,))
    in_2016 = replace(made, year=2016)
    assert (divided(in_2016).moved, codes(solve(in_2016))) == ({}, [])
    assert (divided(made).moved, codes(solve(made))) == ({}, ["ALL-228"])


def test_a_policy_may_say_that_a_fall_returns() -> None:
    basis = Basis(FRAME, pgb_last=Money.euros(10), pgb_now=Money.euros(7))
    returning = regions(step("pgb-growth", monthly="2%", when_it_falls="returns"), bases=(basis,))
    assert divided(returning).moved_to(FRAME) == Money.euros(3)
    staying = regions(step("pgb-growth", monthly="2%", when_it_falls="stays"), bases=(basis,))
    assert (divided(staying).moved, codes(solve(staying))) == ({}, [])


def test_pgb_takes_no_more_than_is_open() -> None:
    basis = Basis(FRAME, pgb_now=Money.euros(150))
    result = divided(regions(step("pgb-growth", monthly="2%"), bases=(basis,)))
    assert result.reserved[FRAME] == {"pgb-growth": Money.euros(100)}
    first = result.findings[0]
    assert (first.code.id, first.seen, first.wanted) == ("ALL-226", "100.00", "150.00")


@pytest.mark.requirement("E-003")
@pytest.mark.parametrize(("weight", "here"), [("0%", "100.00"), ("25%", "95.00"), ("50%", "90.00"), ("100%", "80.00")])
def test_population_and_history_share_the_whole_by_a_weight(weight: str, here: str) -> None:
    bases = (
        Basis(FRAME, historical=Money.euros(1000), population=Fraction(3)),
        Basis(NEIGHBOUR, historical=Money.euros(600), population=Fraction(3)),
    )
    made = regions(step("regional-basis", population=weight), bases=bases)
    result = divided(made)
    after = made.space(FRAME) + result.moved_to(FRAME)
    assert str(after) == here
    assert result.moved_to(FRAME) + result.moved_to(NEIGHBOUR) == Money(0)
    assert STATE not in result.moved


@pytest.mark.requirement("E-003", "A-049")
def test_a_macro_budget_is_divided_over_regions_to_the_cent() -> None:
    bases = (Basis(FRAME, population=Fraction(1)), Basis(NEIGHBOUR, population=Fraction(2)))
    made = regions(step("regional-basis", population="100%"), here="100.00", there="0.00", bases=bases)
    result = solve(made)
    assert [str(made.space(frame) + result.moved_to(frame)) for frame in (FRAME, NEIGHBOUR)] == ["33.33", "66.67"]
    assert sum(reason.amount.cents for reason in result.reasons if reason.kind is ReasonKind.MOVE) == 0


def test_without_history_the_population_counts_alone_and_the_other_way_round() -> None:
    people = (Basis(FRAME, population=Fraction(1)), Basis(NEIGHBOUR, population=Fraction(1)))
    assert str(solve(regions(step("regional-basis", population="0%"), bases=people)).moved_to(FRAME)) == "-20.00"
    money = (Basis(FRAME, historical=Money(1)), Basis(NEIGHBOUR, historical=Money(3)))
    assert str(solve(regions(step("regional-basis", population="100%"), bases=money)).moved_to(FRAME)) == "-60.00"


def test_a_region_without_figures_keeps_its_space_and_is_named() -> None:
    bases = (Basis(FRAME, historical=Money(1)),)
    result = divided(regions(step("regional-basis", population="0%"), bases=bases))
    assert result.moved_to(FRAME) == result.moved_to(NEIGHBOUR) == Money(0)
    assert [(item.code.id, item.wanted) for item in result.findings] == [("ALL-227", str(NEIGHBOUR))]


@pytest.mark.requirement("E-002")
def test_growth_comes_from_the_state_and_care_of_another_act_goes_with_its_space() -> None:
    bases = (
        Basis(FRAME, growth=Money.euros(12), growth_for=("extramuraal", "pgb")),
        Basis(NEIGHBOUR, growth=Money.euros(3), other_act=Money.euros(20)),
    )
    made = regions(step("other-act-and-growth"), bases=bases)
    result = divided(made)
    assert [str(result.moved_to(frame)) for frame in (FRAME, NEIGHBOUR, STATE)] == ["12.00", "-17.00", "5.00"]
    ledger, _ = book_round(made, result, DAY, "besluit")
    assert national(ledger, made.year) == Money.euros(155)
    assert any("extramuraal, pgb" in reason.text for reason in result.reasons)


@pytest.mark.parametrize(("parts", "moved"), [("growth", "12.00"), ("other-act", "-5.00")])
def test_each_correction_can_be_made_apart(parts: str, moved: str) -> None:
    bases = (Basis(FRAME, growth=Money.euros(12), other_act=Money.euros(5)),)
    assert str(divided(regions(step("other-act-and-growth", parts=parts), bases=bases)).moved_to(FRAME)) == moved


def test_no_more_goes_to_another_act_than_there_is() -> None:
    bases = (Basis(NEIGHBOUR, other_act=Money.euros(61)),)
    result = divided(regions(step("other-act-and-growth"), bases=bases))
    assert str(result.moved_to(NEIGHBOUR)) == "-60.00"
    assert [(item.code.id, item.seen, item.wanted) for item in result.findings] == [("ALL-226", "60.00", "61.00")]


def transfer(amount: str, away: str = "second/regular", to: str = "pool/regular") -> Step:
    return replace(
        step("transfer"), params={"from": away, "to": to, "amount": amount}, text="Voor een aanbieder over de grens."
    )


@pytest.mark.requirement("E-048", "E-046")
def test_a_transfer_between_offices_keeps_the_national_total_and_is_booked_with_its_cause() -> None:
    made = regions(transfer("25"))
    result = divided(made)
    assert [str(result.moved_to(frame)) for frame in (FRAME, NEIGHBOUR)] == ["25.00", "-25.00"]
    ledger, _ = book_round(made, result, DAY, "besluit")
    assert national(ledger, made.year) == Money.euros(160)
    places = [Account(SpaceFrame(2027, pool, "regular"), AccountKind.SPACE) for pool in ("second", "pool")]
    (booked,) = [item for item in ledger.transfers if [item.debit, item.credit] == places]
    assert (booked.amount, booked.cause) == (Money.euros(25), "Voor een aanbieder over de grens.")


def test_a_transfer_takes_what_is_open_and_says_what_it_lacks() -> None:
    result = divided(regions(step("hold-back", share="50%"), transfer("61")))
    assert str(result.moved_to(FRAME)) == "30.00"
    assert codes(result) == ["ALL-226"]


def test_a_transfer_from_nowhere_is_refused() -> None:
    result = solve(regions(transfer("25", away="third/regular")))
    assert codes(result) == ["ALL-225"]
    assert result.moved == {}
    assert solve(regions(transfer("25", away="pool/regular"))).moved == {}


def test_moved_space_can_be_divided() -> None:
    made = regions(transfer("25"))
    larger = replace(made, division=replace(made.division, models=(step("first-volume", share="150%"),)))
    assert granted(divided(larger)) == [12_500]


def test_provisional_space_waits_until_it_is_definitive() -> None:
    made = regions(step("provisional-space", share="5%", frames="regular"))
    assert divided(made).reserved == {}
    provisional = replace(made, spaces=(replace(made.spaces[0], status=SpaceStatus.PROVISIONAL), made.spaces[1]))
    assert divided(provisional).reserved == {FRAME: {"provisional-space": Money.euros(5)}}


@pytest.mark.requirement("E-006")
def test_late_extra_space_is_set_apart_and_granted_by_its_own_model() -> None:
    made = regions(step("late-space", since="2026-06-30"))
    first = replace(made.spaces[0], amount=Money.euros(40))
    late = replace(made, series=(first, replace(made.spaces[0], known_on=date(2026, 9, 1))))
    models = (step("first-volume", share="90%"), step("share-of-pot", pot="late-space"))
    late = replace(late, division=replace(late.division, models=models))
    result = divided(late)
    by_step = {reason.step: str(reason.amount) for reason in result.reasons if reason.kind is ReasonKind.GRANT}
    assert by_step == {"first-volume": "40.00", "share-of-pot": "60.00"}
    assert codes(result) == ["ALL-202"]


@pytest.mark.parametrize(("since", "kept"), [("2026-05-31", {}), ("2026-09-01", {})])
def test_space_is_late_only_when_something_was_known_before(since: str, kept: dict[str, Money]) -> None:
    made = regions(step("late-space", since=since, rest="stays"))
    early = replace(made, series=(made.spaces[0], replace(made.spaces[0], known_on=date(2026, 9, 1))))
    assert divided(early).reserved.get(FRAME, {}) == kept
