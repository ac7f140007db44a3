"""Rounds by other models than the example's: what they need comes from the dossier, and what they say is published."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from driehoek.adapters.dossier import result_files
from driehoek.adapters.report import report_html, report_text
from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.application.report import report
from driehoek.application.round import check_policy, check_round
from driehoek.bootstrap import rounds
from driehoek.domain.allocation import Frame
from driehoek.domain.need import AgreedFigure, AreaNeed, Arrangement, ClassNeed, ContractFigure, NewClients
from driehoek.domain.policy import Policy, Raw, Step
from driehoek.domain.regimes import regime
from driehoek.kernel import Finding, Money, Quantity

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
LOT = "regulier"
FRAME = Frame("5515", "regular")


@cache
def dossier() -> Dossier:
    loaded = rounds.load(EXAMPLE)
    assert loaded.dossier is not None
    return replace(loaded.dossier, adjustments=())


def divided_by(use: str, of: Dossier | None = None, /, **params: Raw) -> Dossier:
    """The example with one other model in its regular lot."""
    source = of or dossier()
    others = tuple(step for step in source.policy.division.models if LOT not in step.lots)
    model = Step(use, use, (LOT,), params, text="Proef.")
    division = replace(source.policy.division, models=(model, *others))
    return replace(source, policy=replace(source.policy, division=division))


def decided(of: Dossier) -> RoundOutcome:
    outcome = rounds.decide(of)
    assert isinstance(outcome, RoundOutcome), [item.sentence() for item in outcome]
    assert outcome.verification == ()
    return outcome


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {item.code.id for item in findings}


def rows(outcome: RoundOutcome, file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result_files(outcome)[file].decode(), newline=""), delimiter=";"))


def scarce(of: Dossier, euros: int) -> Dossier:
    return replace(of, spaces=tuple(replace(item, amount=Money.euros(euros)) for item in of.spaces))


@pytest.mark.requirement("E-020")
def test_a_request_for_more_space_stands_in_the_report_and_in_a_file_of_its_own() -> None:
    outcome = decided(scarce(divided_by("differential-p"), 1_000_000))
    (request,) = outcome.allocation.requests
    whole, *parts = rows(outcome, "requests.csv")
    assert whole["amount"] == str(request.amount)
    assert "meer zorg dan de ruimte toelaat" in whole["reason"]
    assert sum(Money.parse(row["amount"]).cents for row in parts) == request.amount.cents
    page = report_html(report(outcome))
    assert "Verzoek om meer ruimte" in page
    assert "requests.csv" in page
    assert "verzoek om meer ruimte" in "\n".join(report_text(report(outcome)))
    assert "Verzoek om meer ruimte" not in report_html(report(decided(dossier())))


@pytest.mark.requirement("E-023")
def test_the_use_of_the_space_is_published_so_that_a_cut_can_be_seen_coming() -> None:
    roomy = decided(divided_by("person-following", new_initiatives="alike"))
    (claims,) = roomy.allocation.claims.values()
    assert claims.cuts
    (use,) = [item for item in report(roomy).frames if item.claims]
    assert use.claims is not None
    assert use.claims.left > Money(0)
    assert "Er kan nog" in use.pressure
    assert use.pressure in report_html(report(roomy)).replace("&#39;", "'")
    tight = decided(scarce(divided_by("person-following", new_initiatives="alike"), 1_000_000))
    (row,) = [item for item in rows(tight, "frames.csv") if item["claims"]]
    asked, room = Money.parse(row["claims"]), Money.parse(row["claims_room"])
    assert asked > room
    assert abs(Fraction(row["claims_use"]) - asked.share_of(room).points()) <= Fraction(1, 200)
    (use,) = [item for item in report(tight).frames if item.claims]
    assert "daarom gaan de tarieven omlaag" in use.pressure


@pytest.mark.requirement("E-023")
def test_who_grows_fast_is_watched() -> None:
    first = dossier().choices[0]
    many = replace(first, quantity=Quantity(first.quantity.steps * 10_000, first.quantity.unit))
    made = replace(divided_by("person-following", new_initiatives="alike"), choices=(many,))
    assert "ALL-250" in codes(decided(made).findings)
    calm = replace(made, choices=(first,))
    assert "ALL-250" not in codes(decided(calm).findings)


def with_params(**params: str) -> Policy:
    return divided_by("money-follows-client", None, **params).policy


@pytest.mark.requirement("E-027")
def test_a_policy_must_say_beforehand_what_happens_to_new_initiatives() -> None:
    (found,) = [item for item in check_policy(with_params()) if item.code.id == "POL-057"]
    assert "money-follows-client" in found.subject
    assert "POL-057" not in codes(check_policy(with_params(new_initiatives="last")))
    assert "POL-057" not in codes(check_policy(divided_by("first-volume").policy))
    assert "POL-057" not in codes(check_policy(dossier().policy))


@pytest.mark.requirement("E-024")
def test_the_experiment_of_two_regions_is_told_apart_from_full_person_following_funding() -> None:
    wlz = regime("wlz")
    assert [item.source for item in wlz.experiments_in("5521", date(2018, 12, 31))] == [
        "Doelmatige Wlz-zorg 2016, par. 3.3.2 (2017-2018)"
    ]
    for region, day in (("5521", date(2019, 1, 1)), ("5521", date(2016, 12, 31)), ("5515", date(2017, 6, 1))):
        assert wlz.experiments_in(region, day) == ()
    assert wlz.experiments_in("5531", date(2017, 1, 1))
    policy = divided_by("person-following", new_initiatives="alike").policy
    there = tuple(replace(pool, regions=("5521",)) for pool in policy.pools)
    then = replace(policy, pools=there, contract=replace(policy.contract, starts_on=date(2017, 1, 1)))
    assert "POL-058" in codes(check_policy(then))
    assert "POL-058" not in codes(check_policy(replace(then, pools=policy.pools)))
    assert "POL-058" not in codes(check_policy(replace(policy, pools=there)))


def test_what_no_step_looks_at_is_told() -> None:
    contract, product = dossier().choices[0].contract, dossier().choices[0].product
    unit = dossier().choices[0].quantity.unit
    one, two = Quantity(1, unit), Quantity(2, unit)
    more = replace(
        dossier(),
        classes=(ClassNeed(contract, LOT, product, "2", 1, one, two),),
        new_clients=(NewClients(LOT, product, one),),
        areas=(AreaNeed(LOT, "Ergens", 1),),
        figures=(AgreedFigure(contract, LOT, ContractFigure.GROWTH, Fraction(1, 20)),),
        choices=(replace(dossier().choices[0], arrangement=Arrangement.PGB), *dossier().choices[1:]),
    )

    def untouched(of: Dossier) -> list[str]:
        return [item.wanted for item in check_round(of) if item.code.id == "RND-013"]

    names = ["classes.csv", "new-clients.csv", "areas.csv", "figures.csv", "choices.csv (pgb)"]
    assert untouched(more) == [f"need/{name}" for name in names]
    looking = {
        "differential-p": names[0],
        "soft-steering": names[1],
        "collective-budget": names[2],
        "budget-growth": names[3],
        "three-arrangements": names[4],
    }
    for use, file in looking.items():
        made = divided_by(use, more, pgb="80%") if use == "three-arrangements" else divided_by(use, more)
        assert f"need/{file}" not in untouched(made)
    assert untouched(dossier()) == []


def test_classes_and_figures_of_the_dossier_reach_the_division() -> None:
    choice = dossier().choices[0]
    one, two = Quantity(1, choice.quantity.unit), Quantity(2, choice.quantity.unit)
    made = replace(
        divided_by("differential-p", norm="100%"),
        choices=(),
        classes=(ClassNeed(choice.contract, LOT, choice.product, "2", 3, one, two, 10),),
        figures=(AgreedFigure(choice.contract, LOT, ContractFigure.GROWTH, Fraction(1, 20)),),
    )
    outcome = decided(made)
    grant = outcome.allocation.grant(choice.contract, LOT)
    assert grant is not None
    assert [(line.product, line.quantity.steps) for line in grant.lines] == [(choice.product, 60)]
    (offer,) = [item for item in outcome.problem.offers if (item.contract, item.lot) == (choice.contract, LOT)]
    assert offer.figure(ContractFigure.GROWTH) == Fraction(1, 20)
    place = dossier().providers[0].municipality
    areas = replace(dossier(), areas=(AreaNeed(LOT, place, 1, "SYNTHETIC"),))
    inside = {item.area for item in decided(divided_by("collective-budget", areas)).problem.offers}
    assert place in inside


@pytest.mark.requirement("E-029")
def test_a_pgb_needs_no_contract_with_the_provider() -> None:
    outcome = decided(divided_by("three-arrangements", pgb="80%"))
    inside = {offer.contract for offer in outcome.problem.offers if offer.lot == LOT}
    outside = next(item.contract.code for item in dossier().providers if item.contract.code not in inside)
    choice = replace(dossier().choices[0], contract=outside, arrangement=Arrangement.PGB)
    made = replace(divided_by("three-arrangements", pgb="80%"), choices=(choice,))
    reserved = [steps.get("three-arrangements", Money(0)) for steps in decided(made).allocation.reserved.values()]
    assert max(reserved) > Money(0)
    assert all(not grant.money for grant in decided(made).allocation.grants if grant.lot == LOT)
