"""What-if on the example: each kind of change with its figures, and every fault with its place and mend."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.application.round import run_round
from driehoek.application.what_if.apply import apply
from driehoek.application.what_if.beside import Beside, beside
from driehoek.application.what_if.binding import open_in
from driehoek.application.what_if.clients import Estimator
from driehoek.application.what_if.dials import Dial, dial, dials, values_of
from driehoek.application.what_if.effects import _total
from driehoek.application.what_if.scenario import (
    BaseChange,
    LotPart,
    MergeChange,
    NewcomerChange,
    Of,
    ParameterChange,
    Scenario,
    SpaceChange,
    SplitChange,
    VolumeChange,
    WeightChange,
    WinnersChange,
    WithdrawChange,
)
from driehoek.application.what_if.sweep import about, sentence, sweep, tornado, try_at
from driehoek.application.what_if.trial import Bench, Refused, Tried, open_bench
from driehoek.bootstrap.rounds import load
from driehoek.domain.allocation import Frame, GrantedLine
from driehoek.domain.catalogue import Sector
from driehoek.domain.need.clients import AreaNeed, NewClients
from driehoek.domain.need.contract_figures import AgreedFigure, ContractFigure
from driehoek.domain.policy import Step
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import ZERO, Money, Quantity, Rate, Unit, total

LOADED = load(Path(__file__).parents[3] / "examples/wlz-2027").dossier
assert LOADED is not None
DOSSIER: Dossier = LOADED


@pytest.fixture(scope="module")
def bench() -> Bench:
    made = open_bench(DOSSIER, "0.0.0")
    assert isinstance(made, Bench)
    return made


def tried(bench: Bench, **changes: object) -> Tried:
    made = bench.try_out(Scenario("proef", **changes))  # type: ignore[arg-type]  # each kind holds what it should
    assert isinstance(made, Tried), made.findings
    return made


def codes(bench: Bench, **changes: object) -> list[str]:
    """The codes of what a scenario is refused for, or told about, without the note on deviations by hand."""
    made = bench.try_out(Scenario("proef", **changes))  # type: ignore[arg-type]  # as above
    return [item.code.id for item in made.findings if item.code.id != "WIF-031"]


def test_the_dossier_as_it_is_stands_without_deviations_by_hand(bench: Bench) -> None:
    assert bench.base == run_round(replace(DOSSIER, adjustments=()), "0.0.0")
    note = tried(bench, space=(SpaceChange("regio", by="1%"),)).findings[0]
    assert note.code.id == "WIF-031"
    assert "€\u00a025.000,00" in note.sentence()
    without = open_bench(replace(DOSSIER, adjustments=()), "0.0.0")
    assert isinstance(without, Bench)
    assert without.notes == ()


def test_a_tenth_of_a_point_in_disability_care_by_hand(bench: Bench) -> None:
    made = tried(bench, base=(BaseChange(Sector.GZ, by="0.1%"),))
    prices: dict[tuple[str, str, str], list[GrantedLine]] = {}
    for outcome in (bench.base, made.outcome):
        for grant in outcome.allocation.grants:
            for line in grant.lines:
                prices.setdefault((grant.contract, grant.lot, line.product), []).append(line)
    care = [(pair[0], pair[1]) for pair in prices.values() if pair[0].price != pair[1].price]
    assert {new.price.share - old.price.share for old, new in care} == {Rate.percent("0.1")}
    wanted = total(old.quantity.at(new.price.amount) - old.amount for old, new in care)
    assert made.effects.same_care == wanted == Money.parse("1074371.57")
    touched = {contract for (contract, _, _), pair in prices.items() if pair[0] != pair[1]}
    assert made.effects.touched == len(touched) == 13
    assert all([move.step for move in item.tariff] == ["base-gz"] for item in made.effects.each)
    first = made.effects.each[0]
    assert first.change.contract == "99000005"
    assert (first.change.difference, first.share) == (
        Money.parse("305.90"),
        Money.parse("305.90").share_of(first.change.before),
    )
    assert [(rule.step, rule.difference) for rule in first.change.rules] == [
        ("money-follows-client", Money.parse("305.90"))
    ]


def test_less_space_shows_where_it_binds_and_what_is_asked_beyond(bench: Bench) -> None:
    made = tried(bench, space=(SpaceChange("regio", by="-20%"),))
    frame = next(item for item in made.binding if item.kind == "frame")
    assert (frame.id, frame.before, frame.after) == ("regio/regular", 0, 1)
    assert frame.amount_after == made.effects.totals[-1][1].exposure == Money.parse("40596601.24")
    guarantee = next(item for item in made.binding if item.kind == "guarantee")
    assert (guarantee.before, guarantee.after) == (0, 25)
    assert made.comparison.winners == ()
    losses = [item.change.difference for item in made.effects.each]
    assert losses == sorted(losses, reverse=True)
    assert made.outcome.verification == ()


def test_weights_keep_adding_up_and_siblings_keep_their_proportion() -> None:
    changed = apply(DOSSIER, Scenario("proef", weights=(WeightChange("client-value", to="60%"),))).dossier
    assert changed is not None
    weights = [node.weight for node in changed.policy.lot("innovatie").criteria]
    assert weights == [Rate.percent(60), Rate.percent(24), Rate.percent(16)]
    all_of_it = apply(DOSSIER, Scenario("proef", weights=(WeightChange("client-value", by="50%"),))).dossier
    assert all_of_it is not None
    assert [node.weight for node in all_of_it.policy.lot("innovatie").criteria][1:] == [Rate.percent(0)] * 2


def test_a_base_for_all_sectors_is_split_off_for_one() -> None:
    tariff = DOSSIER.policy.division.tariff
    whole = tuple(replace(step, params={"percent": "95%"}) if step.id == "base-gz" else step for step in tariff)
    kept = tuple(step for step in whole if step.id not in {"base-vv", "base-ggz", "base-innovation"})
    policy = replace(DOSSIER.policy, division=replace(DOSSIER.policy.division, tariff=kept))
    changed = apply(replace(DOSSIER, policy=policy), Scenario("proef", base=(BaseChange(Sector.VV, by="-1%"),))).dossier
    assert changed is not None
    made = {step.id: dict(step.params) for step in changed.policy.division.tariff if step.use == "base-percentage"}
    assert made == {
        "base-gz": {"percent": "95%", "sectors": ("GZ", "GGZ")},
        "base-gz-vv": {"percent": "94%", "sectors": ("VV",)},
    }


def test_fewer_winners_take_the_last_out(bench: Bench) -> None:
    made = tried(bench, winners=(WinnersChange("innovatie", 2),))
    got = [grant.contract for grant in made.outcome.allocation.grants if grant.lot == "innovatie" and grant.money]
    assert set(got) == {item.contract for item in bench.base.rankings["innovatie"] if item.place <= 2}
    assert made.comparison.difference == Money.parse("-1168000.00")


def test_who_withdraws_gets_nothing_and_stands_as_withdrawn(bench: Bench) -> None:
    made = tried(bench, withdraw=(WithdrawChange("99000001"),))
    judged = made.outcome.assessment("99000001")
    assert judged is not None
    assert judged.standing is Standing.WITHDRAWN
    row = next(item for item in made.effects.each if item.change.contract == "99000001")
    assert row.change.drops_out
    assert row.share == Rate.percent(-100)
    part = tried(bench, withdraw=(WithdrawChange("99000001", ("innovatie",)),))
    assert part.outcome.allocation.grant("99000001", "innovatie") is None
    assert part.outcome.allocation.grant("99000001", "regulier") == bench.base.allocation.grant("99000001", "regulier")


def test_a_volume_changes_by_a_share_in_whole_steps(bench: Bench) -> None:
    changed = apply(DOSSIER, Scenario("proef", volumes=(VolumeChange("99000001", "regulier", by="-10%"),))).dossier
    assert changed is not None
    pairs = zip(_lines(DOSSIER), _lines(changed), strict=True)
    for old, new in pairs:
        wanted = old.quantity.steps * 9 // 10 if old.lot == "regulier" else old.quantity.steps
        assert new.quantity.steps == wanted
    one = tried(bench, volumes=(VolumeChange("99000001", "regulier", "SYNGB4RB", to="10"),))
    grant = one.outcome.allocation.grant("99000001", "regulier")
    assert grant is not None
    assert next(line.quantity.value for line in grant.lines if line.product == "SYNGB4RB") <= Fraction(10)


def _lines(dossier: Dossier):  # type: ignore[no-untyped-def]  # noqa: ANN202 - lines of offers
    return [line for item in dossier.submissions if item.contract.code == "99000001" for line in item.lines]


def test_a_newcomer_says_synthetic_and_takes_the_latest_choices(bench: Bench) -> None:
    change = NewcomerChange("99000002", Rate.percent(50), Rate.percent(50))
    made = tried(bench, newcomers=(change,))
    newcomer = made.outcome.provider("99900001")
    assert newcomer.name == "Nieuwkomer 1 (SYNTHETIC)"
    own = sorted((item for item in DOSSIER.choices if item.contract == "99000002"), key=lambda item: item.chosen_on)
    moved = [item for item in made.outcome.dossier.choices if item.contract == "99900001"]
    assert {item.chosen_on for item in moved} == {item.chosen_on for item in own[len(own) - len(own) // 2 :]}
    assert made.effects.each[0].change.contract == "99900001"
    assert made.effects.each[0].share is None


def test_a_split_lot_alone_moves_no_money_and_a_share_of_the_space_makes_a_frame(bench: Bench) -> None:
    parts = (
        LotPart("vv", sectors=(Sector.VV,)),
        LotPart("rest", sectors=(Sector.GZ, Sector.GGZ), space=Rate.percent(40)),
    )
    made = tried(bench, split=(SplitChange("regulier", parts),))
    assert made.effects.touched == 0
    spaces = {str(item.frame): item.amount for item in made.outcome.problem.spaces}
    assert spaces["regio/regular-rest"] == Money.parse("1135656800.00")
    assert total(spaces.values()) == total(item.amount for item in bench.base.problem.spaces)
    assert codes(bench, split=(SplitChange("regulier", parts),)) == ["WIF-034"]


def test_a_ranked_lot_is_split_with_its_criteria_and_marks(bench: Bench) -> None:
    parts = (LotPart("a", sectors=(Sector.VV,)), LotPart("b", sectors=(Sector.GZ, Sector.GGZ)))
    made = tried(bench, split=(SplitChange("innovatie", parts),))
    policy = made.outcome.dossier.policy
    assert [node.id for node in policy.lot("b").criteria] == [
        "client-value-b",
        "labour-saving-b",
        "shared-with-others-b",
    ]
    ranked = {item.contract for item in bench.base.rankings["innovatie"]}
    parted = {part: {item.contract for item in made.outcome.rankings[part]} for part in ("a", "b")}
    assert parted["a"] | parted["b"] == ranked
    assert [item.total for item in made.outcome.rankings["b"]] == [
        item.total for item in bench.base.rankings["innovatie"] if item.contract in parted["b"]
    ]


def test_merged_lots_go_by_the_rules_of_the_first_and_what_leaves_is_told(bench: Bench) -> None:
    made = tried(bench, merge=(MergeChange(("regulier", "innovatie"), "samen"),))
    assert [lot.id for lot in made.outcome.dossier.policy.lots] == ["samen"]
    assert [item.seen for item in made.findings if item.code.id == "WIF-014"] == [
        "base-innovation",
        "innovation-ranking",
    ]
    space = total(item.amount for item in bench.base.problem.spaces)
    assert made.effects.totals[-1][1].space == space


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, ["WIF-030"]),
        ({"base": (BaseChange(Sector.GZ, to="95%", by="1%"),)}, ["WIF-003"]),
        ({"base": (BaseChange(Sector.GZ, to="veel"),)}, ["WIF-002"]),
        ({"base": (BaseChange(Sector.GZ, by="10%"),)}, ["WIF-004"]),
        ({"base": (BaseChange(Sector.GZ, by="1%"), BaseChange(Sector.GZ, by="2%"))}, ["WIF-006"]),
        ({"base": (BaseChange(Sector.GZ, to="95.5%"),)}, ["WIF-005", "WIF-034"]),
        ({"space": (SpaceChange("regio", "anders", by="1%"),)}, ["WIF-001"]),
        ({"parameters": (ParameterChange("first-volume", "deel", "85%"),)}, ["WIF-001"]),
        ({"parameters": (ParameterChange("eerste", "share", "85%"),)}, ["WIF-001"]),
        ({"weights": (WeightChange("waarde", to="10%"),)}, ["WIF-001"]),
        ({"winners": (WinnersChange("ergens", 3),)}, ["WIF-001"]),
        ({"winners": (WinnersChange("innovatie", -1),)}, ["WIF-002"]),
        ({"withdraw": (WithdrawChange("12345678"),)}, ["WIF-001"]),
        ({"withdraw": (WithdrawChange("99000001", ("anders",)),)}, ["WIF-001"]),
        ({"volumes": (VolumeChange("99000001", product="SYN0", by="1%"),)}, ["WIF-001"]),
        ({"volumes": (VolumeChange("99000001", by="-200%"),)}, ["WIF-004"]),
        ({"newcomers": (NewcomerChange("12345678"),)}, ["WIF-001"]),
        ({"newcomers": (NewcomerChange("99000002", contract="99000003"),)}, ["WIF-021"]),
        ({"newcomers": (NewcomerChange("99000002", contract="06010001"),)}, ["WIF-021"]),
        ({"newcomers": (NewcomerChange("99000002", takes=Rate.percent(1)),)}, ["WIF-022", "WIF-034"]),
        ({"merge": (MergeChange(("regulier", "anders")),)}, ["WIF-001"]),
        ({"split": (SplitChange("regulier", (LotPart("a"), LotPart("b", sectors=tuple(Sector)))),)}, ["WIF-010"]),
        (
            {"split": (SplitChange("innovatie", (LotPart("a", sectors=tuple(Sector), space=Rate.percent(120)),)),)},
            ["WIF-013"],
        ),
    ],
)
def test_every_fault_is_told(bench: Bench, changes: dict[str, object], wanted: list[str]) -> None:
    assert codes(bench, **changes) == wanted


def test_products_of_a_split_that_no_part_or_two_parts_take(bench: Bench) -> None:
    parts = (LotPart("a", sectors=(Sector.VV,)), LotPart("b", sectors=(Sector.VV, Sector.GZ)))
    found = set(codes(bench, split=(SplitChange("regulier", parts),)))
    assert found == {"WIF-011", "WIF-012"}


def test_a_frame_without_space_cannot_change(bench: Bench) -> None:
    bare = replace(DOSSIER, spaces=tuple(item for item in DOSSIER.spaces if item.frame.name != "innovatie"))
    found = apply(bare, Scenario("proef", space=(SpaceChange("regio", "innovatie", by="1%"),))).findings
    assert [item.code.id for item in found] == ["WIF-020"]


def test_a_newcomer_that_is_not_admitted_is_told_with_why(bench: Bench) -> None:
    change = NewcomerChange("99000002", answers={"complaints-procedure": "no"})
    found = [item for item in tried(bench, newcomers=(change,)).findings if item.code.id == "WIF-032"]
    assert [item.subject for item in found] == ["99900001"]
    assert found[0].seen


def test_parameters_of_requirements_and_criteria_change_as_well(bench: Bench) -> None:
    bad = ParameterChange("serious-error", "onbekend", "x", of=Of.REQUIREMENT)
    assert codes(bench, parameters=(bad,)) == ["WIF-001"]
    months = ParameterChange("chamber-of-commerce-extract", "months", "1", of=Of.REQUIREMENT)
    made = tried(bench, parameters=(months,))
    assert made.outcome.dossier.policy.requirements[1].params["months"] == "1"
    admitted = [sum(item.admitted for item in outcome.assessments) for outcome in (bench.base, made.outcome)]
    assert admitted[1] < admitted[0]
    criterion = ParameterChange("labour-saving", "to", "40", of=Of.CRITERION)
    assert tried(bench, parameters=(criterion,)).comparison.same_inputs is False


def test_a_round_that_is_refused_names_the_scenario_first(bench: Bench) -> None:
    gone = tuple(WithdrawChange(item) for item in sorted({item.contract.code for item in DOSSIER.submissions}))
    nobody = bench.try_out(Scenario("niemand", withdraw=gone))
    assert isinstance(nobody, Tried)
    assert nobody.effects.totals[-1][1].granted == Money(0)
    early = replace(DOSSIER, realised=(), adjustments=())
    assert not isinstance(open_bench(early, "0.0.0"), Bench)
    refused = bench.try_out(Scenario("kapot", parameters=(ParameterChange("base-gz", "sectors", "ZZ"),)))
    assert isinstance(refused, Refused)
    assert refused.findings[0].code.id == "WIF-033"
    assert len(refused.findings) > 1


def test_clients_are_estimated_from_choices_and_last_years_production() -> None:
    estimator = Estimator(DOSSIER)
    assert estimator.of_one("SYNGB4RB") == 365
    place = ("99000001", "SYNGB4RB")
    realised = next(item.quantity.steps for item in DOSSIER.realised if (item.contract, item.product) == place)
    chose = sum(item.clients for item in DOSSIER.choices if (item.contract, item.product) == place)
    made = estimator.clients({place: 730}, [place])
    assert realised == 42403
    assert made.touched == round(realised / 365 + chose)
    assert (made.more, made.fewer, made.unknown) == (2, 0, 0)
    assert estimator.clients({}, [("99000001", "SYNGGINN")]).unknown == 1


def test_the_hours_of_a_client_are_what_a_choice_brings_on_average() -> None:
    older = load(Path(__file__).parents[3] / "examples/awbz-2008").dossier
    assert older is not None
    hours = {item.code for item in older.products if item.unit is Unit.HOUR}
    product = next(item.product for item in older.choices if item.product in hours)
    chosen = [item for item in older.choices if item.product == product]
    average = Fraction(sum(item.quantity.steps for item in chosen), sum(item.clients for item in chosen))
    assert Estimator(older).of_one(product) == average


def test_the_sentence_of_a_step_in_both_languages(bench: Bench) -> None:
    turned = dial(bench.dossier, "base:GZ")
    assert isinstance(turned, Dial)
    made = sweep(bench, turned, (Rate.percent("95.4"), Rate.percent("95.5")))
    assert [point.is_now for point in made.points] == [False, True]
    assert made.points[1].touched == 0
    assert made.step is not None
    nl, en = sentence(turned, made.step, made.steps)
    assert nl.startswith(
        "Een tiende punt erbij op het basispercentage in de gehandicaptenzorg kost €\u00a01.074.372 voor dezelfde "
        "zorg en raakt 13 aanbieders en ongeveer 15.600 cliënten."
    )
    assert en.startswith(
        "A tenth of a point more on the base percentage in disability care costs EUR 1,074,372 for the same care and "
        "touches 13 providers and about 15,600 clients."
    )
    still = dial(bench.dossier, "weight:client-value")
    assert isinstance(still, Dial)
    quiet = sweep(bench, still, (Rate.percent(50), Rate.percent(55)))
    assert quiet.step is not None
    assert sentence(still, quiet.step, 1)[1] == (
        "5 points more on the weight of 'client-value' changes no agreement at all."
    )


def test_other_sentences_name_the_money_that_comes_or_moves(bench: Bench) -> None:
    share = dial(bench.dossier, "first-volume.share")
    assert isinstance(share, Dial)
    up = try_at(bench, share, Rate.percent(91))
    assert not isinstance(up, tuple)
    assert "brings EUR 25,569,341 more into agreements and touches 25 providers" in sentence(share, up, 1)[1]
    winners = dial(bench.dossier, "winners:innovatie")
    assert isinstance(winners, Dial)
    one = try_at(bench, winners, 6)
    assert not isinstance(one, tuple)
    assert sentence(winners, one, 1)[0].startswith("Eén erbij op het aantal winnaars in Vernieuwende zorg brengt")
    assert sentence(winners, one, 1)[1].endswith("touches 1 provider.")


def test_a_dial_keeps_within_its_bounds(bench: Bench) -> None:
    full = dial(bench.dossier, "base-innovation.percent")
    assert isinstance(full, Dial)
    assert full.moved(1) is None
    values = values_of(full, "", "", "")
    assert isinstance(values, tuple)
    assert values[-1] == Rate.percent(100)
    assert len(values) == 6
    for first, last, step in (
        ("95%", "90%", ""),
        ("95%", "101%", ""),
        ("0%", "100%", "0.1%"),
        ("x", "", ""),
        ("", "", "0%"),
    ):
        found = values_of(full, first, last, step)
        assert not isinstance(found, tuple)
        assert found.code.id == "WIF-051"


def test_what_is_no_number_is_no_dial(bench: Bench) -> None:
    found = dial(bench.dossier, "innovation-ranking.rule")
    assert not isinstance(found, Dial)
    assert found.code.id == "WIF-050"
    for name in ("base:XX", "space:nergens", "weight:x", "winners:x", "x.y"):
        wrong = dial(bench.dossier, name)
        assert not isinstance(wrong, Dial)
        assert wrong.code.id == "WIF-001"


def test_the_tornado_turns_every_dial_and_puts_first_what_matters_most(bench: Bench) -> None:
    bars = tornado(bench)
    assert {bar.dial.id for bar in bars} == {item.id for item in dials(bench.dossier)}
    assert [bar.dial.id for bar in bars[:4]] == [
        "first-volume.share",
        "strategic-plan.points",
        "base-vv.percent",
        "base-gz.percent",
    ]
    assert [bar.weight for bar in bars] == sorted((bar.weight for bar in bars), reverse=True)


def test_up_to_four_scenarios_stand_side_by_side(bench: Bench) -> None:
    one = tried(bench, space=(SpaceChange("regio", by="-20%"),))
    two = tried(bench, base=(BaseChange(Sector.GZ, by="0.1%"),))
    made = beside(bench.base, [one, two])
    assert isinstance(made, Beside)
    assert total(row.differences[0] for row in made.rows) == one.comparison.difference
    assert total(row.differences[1] for row in made.rows) == two.comparison.difference
    assert made.same + len(made.rows) == len(DOSSIER.providers)
    found = beside(bench.base, [one] * 5)
    assert not isinstance(found, Beside)
    assert found.code.id == "WIF-060"


def test_an_estimate_is_never_more_exact_than_it_is() -> None:
    assert [about(number) for number in (0, 7, 94, 99, 938, 15_588)] == [0, 7, 94, 99, 940, 15_600]


def test_figures_areas_and_classes_follow_their_lot() -> None:
    figure = AgreedFigure("99000001", "regulier", next(iter(ContractFigure)), Fraction(100))
    other = replace(figure, lot="innovatie")
    areas = (AreaNeed("regulier", "Baarn", 3), AreaNeed("innovatie", "Baarn", 4))
    clients = (NewClients("regulier", "SYNGB4RB", Quantity(10, Unit.ETMAAL)),)
    given = replace(DOSSIER, figures=(figure, other), areas=areas, new_clients=clients)
    merged = apply(given, Scenario("samen", merge=(MergeChange(("regulier", "innovatie"), "samen"),)))
    assert merged.dossier is not None
    assert merged.dossier.figures == (replace(figure, lot="samen"),)
    assert merged.dossier.areas == (replace(areas[0], lot="samen"),)
    assert merged.dossier.new_clients[0].lot == "samen"
    assert {item.seen.split(":")[0] for item in merged.findings if ":" in item.seen} == {"areas", "figures"}
    parts = (LotPart("vv", sectors=(Sector.VV,)), LotPart("rest", sectors=(Sector.GZ, Sector.GGZ)))
    split = apply(given, Scenario("los", split=(SplitChange("regulier", parts),)))
    assert split.dossier is not None
    assert [item.code.id for item in split.findings] == ["WIF-015"]
    assert [item.lot for item in split.dossier.figures] == ["vv", "innovatie"]
    assert [item.lot for item in split.dossier.areas] == ["vv", "rest", "innovatie"]
    assert [item.lot for item in split.dossier.new_clients] == ["rest"]


def test_what_moved_between_frames_is_counted_where_it_went() -> None:
    giving, taking = Frame("regio", "regular"), Frame("regio", "innovatie")
    wanted = {"from": str(giving), "to": str(taking), "amount": "1000.00"}
    move = Step("verplaatsen", "transfer", params=wanted, text="Verplaatst.")
    policy = replace(DOSSIER.policy, division=replace(DOSSIER.policy.division, space=(move,)))
    moved = run_round(replace(DOSSIER, policy=policy, adjustments=()), "0.0.0")
    assert isinstance(moved, RoundOutcome)
    for frame, sign in ((giving, -1), (taking, 1)):
        found = _total(moved, frame)
        assert found.space == moved.problem.space(frame) + Money.euros(1000 * sign)
        assert found.open == open_in(moved, frame) == found.space - found.granted - found.held_back
        assert found.open >= ZERO
