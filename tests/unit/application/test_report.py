"""The rows of the report: exact to the cent, and closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from driehoek.application.outcome import RoundOutcome
from driehoek.application.report import Report, concentration, report
from driehoek.application.report.control import STARTS_FULL, starts_full
from driehoek.application.report.division import realised_by_place
from driehoek.application.report.entry import smallest
from driehoek.application.report.sensitivity import trials
from driehoek.domain.allocation import Allocation, Problem, Reason, ReasonKind, verify
from driehoek.domain.allocation.verify import OVER_SPACE
from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import Division, ProviderGroup, Step
from driehoek.domain.policy.checks.dates import PROVISIONAL
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.submission import Realised
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import ZERO, Finding, Money, Quantity, Rate, Rounding, Unit, total
from driehoek.testing.region import INNOVATION, REGULAR, region_outcome, without_verification

OUTCOME = region_outcome()
EARLIER = region_outcome(follow=40_000)
REPORT = report(OUTCOME, EARLIER)


def test_the_space_of_each_frame_closes_to_the_cent() -> None:
    innovation, regular = REPORT.frames
    assert (innovation.frame, regular.frame) == (INNOVATION, REGULAR)
    for use in REPORT.frames:
        assert use.space == use.granted + use.reserved + use.unallocated
        assert use.granted == total(item.amount for item in use.steps)
        assert use.agreed + use.rounded_off == use.granted
    assert regular.space == Money.euros("161035955.68")
    assert regular.granted == Money.euros("151920712.90")
    assert regular.reserved == Money.euros("3245719.12")
    assert regular.unallocated == Money.euros("5869523.66")
    assert regular.exposure == Money.euros("41234.56")


def test_each_step_says_what_it_granted_and_what_it_set_apart() -> None:
    regular = REPORT.frames[1]
    assert [(item.step, item.label, item.amount) for item in regular.steps] == [
        ("eerste-volume", "Eerste volume", Money.euros("150110712.90")),
        ("geld-volgt", "Geld volgt de cliënt", Money.euros("1800000")),
        ("by-hand", "Met de hand", Money.euros("10000")),
    ]
    assert [(item.step, item.amount) for item in regular.reserves] == [
        ("geld-volgt", Money.euros("25000")),
        ("reserve", Money.euros("3220719.12")),
    ]


def test_who_gets_what_against_last_year() -> None:
    row = next(row for row in REPORT.providers if row.contract == "06010002")
    assert (row.realised, row.granted) == (Money.euros("7603737"), Money.euros("6913363.30"))
    assert row.difference == Money.euros("-690373.70")
    assert row.of_realised == Rate(Fraction(691336330, 760373700))
    assert row.by_hand == Money.euros("10000")
    assert row.previous == Money.euros("6893363.30")
    new = next(row for row in REPORT.providers if row.group is ProviderGroup.NEW and row.granted)
    assert (new.realised, new.of_realised) == (ZERO, None)


def test_totals_per_sector_lot_and_group_all_make_the_same_whole() -> None:
    whole = REPORT.total
    for rows in (REPORT.sectors, REPORT.lots, REPORT.groups):
        assert total(row.granted for row in rows) == whole.granted
        assert total(row.realised for row in rows) == whole.realised
        assert total(row.agreed for row in rows) == whole.agreed
    assert whole.granted == total(use.granted for use in REPORT.frames) == Money.euros("152820712.90")
    assert whole.contracts == 28


def test_production_counts_once_also_without_a_lot_or_an_offer() -> None:
    offering, refused = "06010001", "06010006"
    loose = Realised(offering, "SYN-V1", Quantity(1, Unit.ETMAAL), Money.euros(5), "")
    alone = Realised(refused, "SYN-V1", Quantity(1, Unit.ETMAAL), Money.euros(7), "")
    dossier = replace(OUTCOME.dossier, realised=(*OUTCOME.dossier.realised, loose, alone))
    found = realised_by_place(replace(OUTCOME, dossier=dossier))
    assert total(amount for (contract, _), amount in found.items() if contract == offering) == Money.euros(300_000)
    assert found[refused, ""] == Money.euros(7)


@pytest.mark.requirement("C-025")
def test_concentration_is_the_sum_of_squared_shares() -> None:
    assert concentration({"a": Money(50), "b": Money(30), "c": Money(20)}) == 3800
    assert concentration({"a": Money(1)}) == 10_000
    assert concentration({f"{number}": Money(1) for number in range(100)}) == 100
    assert concentration({}) is None


@pytest.mark.requirement("C-025")
def test_market_shares_per_sector_and_lot_with_the_largest_ones() -> None:
    assert [item.id for item in REPORT.markets] == ["all", "VV", "GZ", "GGZ", "vv", "gz", "ggz", "innovatie"]
    innovation = REPORT.markets[-1]
    assert (innovation.contracts, innovation.granted) == (3, Money.euros("900000"))
    assert (innovation.largest, innovation.three_largest) == (Rate(Fraction(1, 3)), Rate(Fraction(1)))
    assert innovation.hhi == Fraction(10_000, 3)
    everyone = REPORT.markets[0]
    assert everyone.contracts == 28
    assert total(row.granted for row in everyone.shares) < everyone.granted
    assert everyone.shares[0].contract == "06010026"
    assert all(above.share >= below.share for above, below in zip(everyone.shares, everyone.shares[1:], strict=False))


@pytest.mark.requirement("M-225", "C-025")
def test_concentration_is_followed_against_last_year_and_the_round_before() -> None:
    everyone = REPORT.markets[0]
    assert everyone.hhi_realised is not None
    assert everyone.hhi_previous == report(EARLIER).markets[0].hhi
    assert everyone.hhi_previous != everyone.hhi
    assert everyone.hhi_concerns > everyone.hhi, "two contracts belong to one concern"
    assert report(OUTCOME).markets[0].hhi_previous is None


def test_prices_show_the_spread_of_each_product() -> None:
    row = next(row for row in REPORT.prices if row.product == "SYN-V1")
    assert (row.lowest, row.median, row.highest) == (Rate.percent("94.5"), Rate.percent("94.5"), Rate.percent("94.75"))
    assert (row.maximum, row.lowest_price, row.highest_price) == (Money(24317), Money(22980), Money(23040))
    assert row.contracts == 12
    assert total(row.amount for row in REPORT.prices) == REPORT.total.agreed
    assert total(band.amount for band in REPORT.bands) == REPORT.total.agreed
    assert [band.share for band in REPORT.bands if band.sector is Sector.GZ] == [
        Rate.percent(94),
        Rate.percent("94.25"),
    ]


@pytest.mark.requirement("D-047")
def test_refusals_are_counted_per_requirement_for_small_ones_and_entrants() -> None:
    (effect,) = REPORT.requirements
    assert (effect.everyone.tested, effect.everyone.failed) == (31, 3)
    assert {group: (count.failed, count.tested) for group, count in effect.groups.items()} == {
        ProviderGroup.EXISTING: (2, 25),
        ProviderGroup.NEW_TO_OFFICE: (0, 3),
        ProviderGroup.NEW: (1, 3),
    }
    assert (effect.smallest.failed, effect.smallest.tested) == (1, 7)
    assert effect.only_this == 3


@pytest.mark.requirement("D-047")
def test_the_smallest_are_the_quarter_with_the_least_production() -> None:
    rows = tuple(row for row in REPORT.providers if row.group is ProviderGroup.EXISTING)
    small = smallest(REPORT.providers)
    assert len(small) == -(-len(rows) // 4)
    most = max(row.realised for row in rows if row.contract in small)
    assert most <= min(row.realised for row in rows if row.contract not in small)


def test_who_gets_no_agreement_stands_with_sentence_requirement_and_last_years_care() -> None:
    assert [(row.contract, row.standing) for row in REPORT.refused] == [
        ("06010006", Standing.REFUSED),
        ("06010010", Standing.LATE),
        ("06010018", Standing.REFUSED),
        ("06010022", Standing.LATE),
        ("06010030", Standing.REFUSED),
        ("06010034", Standing.LATE),
    ]
    first = REPORT.refused[0]
    assert first.realised == Money.euros("986585")
    assert [test.requirement for test in first.failed] == ["klachtenregeling"]
    assert first.sentence.startswith("U krijgt geen overeenkomst")


def test_every_deviation_by_hand_stands_in_euros_with_who() -> None:
    (row,) = REPORT.adjustments
    assert (row.contract, row.item.applied) == ("06010002", Money.euros("10000"))
    assert (row.item.proposer, row.item.approver) == ("inkoper", "manager")


def test_all_clauses_are_held_again_and_a_recorded_fault_stays_told() -> None:
    assert all(row.holds for row in (*REPORT.clauses, *REPORT.norms))
    assert REPORT.head.verified
    recorded = Finding(OVER_SPACE, "elders", seen="2.00", wanted="1.00")
    told = report(without_verification(OUTCOME, recorded))
    assert not told.head.verified
    assert [row.id for row in told.clauses if not row.holds] == ["recorded"]
    broken = replace(OUTCOME, problem=replace(OUTCOME.problem, spaces=()), verification=(recorded,))
    assert "within-space" in {row.id for row in report(broken).clauses if not row.holds}


def test_guarantees_are_held_against_what_was_granted_without_deviations() -> None:
    (row,) = REPORT.guarantees
    assert (row.contracts, row.promised, row.broken) == (26, Money.euros("150110712.90"), ())
    grants = tuple(
        replace(grant, money=ZERO, lines=()) if grant.contract == "06010003" else grant
        for grant in OUTCOME.allocation.grants
    )
    broken = replace(OUTCOME, allocation=replace(OUTCOME.allocation, grants=grants))
    broken = replace(broken, verification=verify(broken.problem, broken.allocation))
    assert report(broken).guarantees[0].broken == ("06010003",)


@pytest.mark.requirement("E-042")
def test_a_division_that_starts_from_all_of_last_year_is_told() -> None:
    assert starts_full("vv", Money(99), Money(100)) == ()
    (finding,) = starts_full("vv", Money(100), Money(100))
    assert (finding.code, finding.seen) == (STARTS_FULL, "100%")
    assert finding.code.id == "RND-301"
    assert starts_full("vv", ZERO, ZERO) == ()


@pytest.mark.requirement("E-042")
def test_what_is_free_for_rearrangement_is_last_year_less_the_promise() -> None:
    regular = REPORT.frames[1]
    assert regular.realised == Money.euros("166789681")
    assert regular.realised - regular.guaranteed == Money.euros("16678968.10")
    full = tuple(
        replace(item, amount=item.amount.times(Fraction(10, 9), Rounding.UP)) for item in OUTCOME.allocation.guarantees
    )
    outcome = replace(OUTCOME, allocation=replace(OUTCOME.allocation, guarantees=full))
    codes = [row.code for row in report(replace(outcome, verification=(Finding(OVER_SPACE, "x"),))).warnings]
    assert "RND-301" in codes
    assert "RND-301" not in [row.code for row in REPORT.warnings]


def test_what_may_still_change_is_listed() -> None:
    assert [row.title for row in REPORT.provisional] == [
        "Definitieve ruimte van de NZa",
        "De ruimte is voorlopig.",
    ]
    assert REPORT.provisional[0].expected_on == date(2026, 10, 15)


def test_the_head_names_fingerprints_and_what_is_made_up() -> None:
    head = REPORT.head
    assert head.decision_fingerprint == OUTCOME.decision_fingerprint
    assert head.previous_fingerprint == EARLIER.decision_fingerprint
    assert head.synthetic == ("SYN-G1", "SYN-G2", "SYN-P1", "SYN-P2", "SYN-V1", "SYN-V2")
    assert [row.supplier for row in REPORT.sources] == ["SYNTHETIC"]


def test_details_are_told_for_the_largest_and_the_rest_is_counted() -> None:
    short = report(OUTCOME, details=3)
    assert [item.contract for item in short.explanations] == ["06010026", "06010015", "06010004"]
    assert short.unexplained == 31
    assert REPORT.unexplained == 0


def test_the_order_of_the_dossier_plays_no_part() -> None:
    def turned(outcome: RoundOutcome) -> RoundOutcome:
        dossier = replace(outcome.dossier, providers=outcome.dossier.providers[::-1])
        problem = replace(outcome.problem, offers=outcome.problem.offers[::-1])
        return replace(outcome, dossier=dossier, problem=problem, lines=outcome.lines[::-1])

    assert report(turned(OUTCOME), turned(EARLIER)) == REPORT


def _solved() -> RoundOutcome:
    """A round whose innovation lot is divided by the real steps, so that it can be run again."""
    offers = tuple(offer for offer in OUTCOME.problem.offers if offer.lot == "innovatie")
    given = {"guarantee": "0%", "selective": "100%", "rule": "best-first"}
    division = Division(
        "voorbeeld",
        tariff=(Step("basis", "base-percentage", params={"percent": "94%"}),),
        models=(Step("rangorde", "ranked-q", ("innovatie",), given),),
    )
    many = tuple(
        replace(
            offer, lines=tuple(replace(line, quantity=Quantity(600_000, line.product.unit)) for line in offer.lines)
        )
        for offer in offers
    )
    problem = Problem(2027, OUTCOME.problem.spaces, many, division)
    dossier = replace(OUTCOME.dossier, adjustments=())
    allocation = solve(problem)
    return replace(OUTCOME, problem=problem, allocation=allocation, dossier=dossier, lines=())


def test_other_weights_are_tried_up_and_down_for_each_criterion() -> None:
    rows, note = trials(OUTCOME)
    assert [(row.criterion, row.weight, row.tried) for row in rows] == [
        ("Plan voor vernieuwing", Rate.percent(60), Rate.percent(50)),
        ("Plan voor vernieuwing", Rate.percent(60), Rate.percent(70)),
        ("Prijs", Rate.percent(40), Rate.percent(30)),
        ("Prijs", Rate.percent(40), Rate.percent(50)),
    ]
    assert all(row.moved is None for row in rows)
    assert "niet met de stappen van dit beleid gemaakt" in note


def test_a_weight_that_turns_the_ranking_moves_euros() -> None:
    solved = _solved()
    first, second, *rest = solved.rankings["innovatie"]
    plan, price = second.scores
    better = (
        replace(plan, share=Fraction(64, 100), points=Fraction("6.4")),
        replace(price, share=Fraction(1), points=Fraction(10)),
    )
    total_of_second = Fraction("7.84")
    ranking = (first, replace(second, scores=better, total=total_of_second), *rest)
    offers = tuple(
        replace(offer, score=next(item.total for item in ranking if item.contract == offer.contract))
        for offer in solved.problem.offers
    )
    problem = replace(solved.problem, offers=offers)
    outcome = replace(solved, problem=problem, allocation=solve(problem), rankings={"innovatie": ranking})
    rows, note = trials(outcome)
    assert note == ""
    heavier = next(row for row in rows if row.criterion == "Prijs" and row.tried == Rate.percent(50))
    lighter = next(row for row in rows if row.criterion == "Prijs" and row.tried == Rate.percent(30))
    assert (heavier.first, heavier.first_changes, heavier.places_changed) == (second.contract, True, 2)
    assert heavier.moved == Money.euros(900_000)
    assert (lighter.first_changes, lighter.places_changed, lighter.moved) == (False, 0, ZERO)


def test_without_a_ranking_there_is_nothing_to_try() -> None:
    assert trials(replace(OUTCOME, rankings={})) == (
        (),
        "Er is geen perceel met een rangorde van twee of meer aanbieders.",
    )


def test_an_empty_round_has_a_report() -> None:
    empty = replace(OUTCOME, allocation=Allocation(()), assessments=(), rankings={}, lines=())
    empty = replace(
        empty,
        problem=replace(empty.problem, offers=(), spaces=()),
        dossier=replace(empty.dossier, providers=(), realised=(), adjustments=()),
    )
    made: Report = report(empty)
    assert (made.frames, made.providers, made.markets, made.total.granted) == ((), (), (), ZERO)


def test_a_note_on_the_day_of_publication_is_no_matter_of_the_decision() -> None:
    note = Finding(PROVISIONAL, "ruimte", seen="Definitieve ruimte van de NZa", wanted="2026-09-30")
    other = Finding(OVER_SPACE, "zeeland/regular", seen="1", wanted="2")
    made = report(replace(OUTCOME, findings=(note, other)))
    assert "CAL-011" not in [row.code for row in made.warnings]
    told = next(row for row in made.warnings if row.code == OVER_SPACE.id)
    assert "zeeland/regular" not in told.sentence
    assert "regulier deel" in told.sentence


def test_the_report_says_what_came_out_of_the_hold_back_and_why_money_is_left() -> None:
    frame = REPORT.frames[1].frame
    out = Reason("reserve", "hold-back", ReasonKind.SPACE, frame=frame, amount=Money.euros(25_000))
    reasons = (*OUTCOME.allocation.reasons, out)
    made = report(replace(OUTCOME, allocation=replace(OUTCOME.allocation, reasons=reasons)))
    assert made.frames[1].released == Money.euros(25_000)
    assert "regulier deel" in made.frames[1].name
    policy = OUTCOME.dossier.policy
    few = tuple(replace(lot, max_winners=2) if lot.criteria else lot for lot in policy.lots)
    limited = report(replace(OUTCOME, dossier=replace(OUTCOME.dossier, policy=replace(policy, lots=few))))
    assert "kunnen hooguit 2 van de 6 inschrijvingen winnen" in limited.frames[0].left_because
