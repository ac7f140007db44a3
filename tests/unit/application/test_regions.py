"""Several regions in one dossier: bundled agreements, pools over regions, and the sums that stay apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from driehoek.adapters.catalogue import load_regions
from driehoek.adapters.dossier import read_dossier
from driehoek.adapters.report.html import report_html
from driehoek.application.dossier import Dossier
from driehoek.application.pools import check_executors
from driehoek.application.problem import build_problem
from driehoek.application.regional import regional_sums
from driehoek.application.report import report
from driehoek.domain.allocation import Frame, Problem, SpaceStatus, verify
from driehoek.domain.policy import Division, Policy, Pool, Step
from driehoek.domain.policy.checks.names import check_names
from driehoek.domain.tender.submission import Realised
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Agb, Money, Quantity, Unit, total
from driehoek.testing.dossiers import Scratch
from driehoek.testing.policies import small_policy
from driehoek.testing.region import REGULAR, region_outcome

HERE, THERE = Frame("regio", "regular"), Frame("elders", "regular")
DAY = date(2026, 10, 1)
BUNDLING = Step("bundel", "bundled-agreement")


def dossier(tmp_path: Path, *space: Step, marks: str = "national-specialised", second: str = "") -> Dossier:
    """One organisation with a contract here that offers, and one elsewhere that delivered last year."""
    made, findings = read_dossier(Scratch(tmp_path).root)
    assert made is not None, findings
    policy = made.policy
    elsewhere = replace(policy.lots[0], id="elders", pool="elders", criteria=())
    policy = replace(
        policy,
        pools=(*policy.pools, Pool("elders", "Elders", ("5502",))),
        lots=(*policy.lots, elsewhere),
        division=Division(
            "seed",
            space,
            (Step("basis", "base-percentage", params={"percent": "100%"}),),
            (Step("eerste", "first-volume", params={"share": "90%"}),),
        ),
    )
    main, satellite = made.providers
    main = replace(main, categories=(marks,))
    satellite = replace(
        satellite, provider=main.provider, region="5502", categories=tuple(filter(None, (marks, second)))
    )
    delivered = Realised(satellite.contract.code, "SYN-D", Quantity(100, Unit.ETMAAL), Money.euros(10_000), "elders")
    spaces = (*made.spaces, replace(made.spaces[0], frame=THERE, amount=Money.euros(50_000)))
    return replace(
        made,
        policy=policy,
        providers=(main, satellite),
        submissions=made.submissions[:1],
        realised=(*made.realised, delivered),
        spaces=spaces,
    )


def built(made: Dossier) -> Problem:
    submission = made.submissions[0]
    return build_problem(made, {"06010001": submission}, {"06010001": ("care",)}, {}, DAY)[0]


@pytest.mark.requirement("E-045")
def test_one_bundled_agreement_takes_over_production_and_space_of_all_regions(tmp_path: Path) -> None:
    made = built(dossier(tmp_path, BUNDLING))
    (offer,) = made.offers
    assert offer.realised == Money.euros(40_000)
    assert {line.product.code: line.realised for line in offer.lines}["SYN-D"] == Quantity(400, Unit.ETMAAL)
    (bundle,) = made.bundles
    assert (bundle.away, bundle.to, bundle.amount) == (THERE, HERE, Money.euros(10_000))
    result = solve(made)
    assert verify(made, result) == ()
    assert (result.moved_to(HERE), result.moved_to(THERE)) == (Money.euros(10_000), Money.euros(-10_000))
    assert result.grants[0].money == Money.euros(36_000)
    half = solve(replace(made, division=replace(made.division, space=(replace(BUNDLING, params={"share": "50%"}),))))
    assert half.moved_to(HERE) == Money.euros(5_000)


def test_without_the_step_nothing_is_bundled(tmp_path: Path) -> None:
    made = built(dossier(tmp_path))
    assert (made.offers[0].realised, made.bundles) == (Money.euros(30_000), ())


@pytest.mark.requirement("E-045")
def test_a_separate_admission_keeps_its_own_production(tmp_path: Path) -> None:
    assert built(dossier(tmp_path, BUNDLING, second="separate-admission")).bundles == ()
    assert built(dossier(tmp_path, BUNDLING, marks="adjoining-regions")).bundles == ()


def test_two_offers_of_one_organisation_are_not_bundled(tmp_path: Path) -> None:
    made = dossier(tmp_path, BUNDLING)
    other = replace(made.submissions[0], contract=Agb("06010002"))
    assert built(replace(made, submissions=(*made.submissions, other))).bundles == ()


def test_production_of_a_product_that_is_not_offered_stays_where_it_was(tmp_path: Path) -> None:
    made = dossier(tmp_path, BUNDLING)
    only_hours = replace(made.submissions[0], lines=made.submissions[0].lines[1:])
    assert only_hours.lines[0].product == "SYN-H"
    assert built(replace(made, submissions=(only_hours,))).bundles == ()


def test_no_more_space_follows_a_bundle_than_is_open(tmp_path: Path) -> None:
    made = built(dossier(tmp_path, BUNDLING))
    bundles = (replace(made.bundles[0], amount=Money.euros(45_000)), replace(made.bundles[0], satellite="06010003"))
    result = solve(replace(made, bundles=bundles))
    assert result.moved_to(THERE) == Money.euros(-50_000)
    assert [(item.code.id, item.seen, item.wanted) for item in result.findings][:1] == [
        ("ALL-226", "5000.00", "10000.00")
    ]


@pytest.mark.requirement("E-049")
@pytest.mark.parametrize(("moderate", "moved"), [("33%", 5_000), ("34%", 0)])
def test_moderate_growth_is_absorbed_in_the_own_space(tmp_path: Path, moderate: str, moved: int) -> None:
    params = {"from": str(THERE), "to": str(HERE), "amount": "5000", "contract": "06010001", "moderate": moderate}
    made = built(dossier(tmp_path, Step("overheveling", "transfer", params=params)))
    lines = made.offers[0].lines[:1]  # 365 days offered, 300 delivered: 21.67 %; with 400 it is a third more
    lines = (replace(lines[0], quantity=Quantity(400, Unit.ETMAAL)),)
    result = solve(replace(made, offers=(replace(made.offers[0], lines=lines),)))
    assert result.moved_to(HERE) == Money.euros(moved)
    assert [item.code.id for item in result.findings] == ([] if moved else ["ALL-230"])


def test_regional_sums_add_up_to_all_that_is_granted(tmp_path: Path) -> None:
    outcome = region_outcome()
    policy = outcome.dossier.policy
    wide = replace(policy, pools=tuple(replace(pool, regions=(*pool.regions, "5599")) for pool in policy.pools))
    moved = tuple(
        replace(item, region="5599") if place % 3 == 0 else item for place, item in enumerate(outcome.dossier.providers)
    )
    outcome = replace(outcome, dossier=replace(outcome.dossier, policy=wide, providers=moved))
    rows = regional_sums(outcome)
    assert len(rows) == 2 * len(policy.pools)
    assert {row.region for row in rows} == {*policy.pools[0].regions, "5599"}
    assert total(row.granted for row in rows) == total(grant.money for grant in outcome.allocation.grants)
    assert total(row.agreed for row in rows) == total(grant.agreed for grant in outcome.allocation.grants)
    assert total(row.realised for row in rows) == total(offer.realised for offer in outcome.problem.offers)
    assert all(row.granted for row in rows)
    assert report(outcome, details=0).regional == rows
    assert "Per regio: ook waar regio's samen" in report_html(report(outcome, details=0))


@pytest.mark.requirement("E-006")
def test_the_report_shows_what_late_space_added_against_what_was_left() -> None:
    outcome = region_outcome()
    space = next(item for item in outcome.problem.spaces if item.frame == REGULAR)
    first = replace(space, amount=space.amount - Money.euros(250), status=SpaceStatus.PROVISIONAL)
    later = replace(space, known_on=date(2026, 11, 1))
    series = (first, later)
    made = report(replace(outcome, problem=replace(outcome.problem, series=series)), details=0)
    assert [(str(line.change), line.status) for line in made.series] == [
        ("None", SpaceStatus.PROVISIONAL),
        ("250.00", later.status),
    ]
    assert "Late extra ruimte kan meer uitmaken" in report_html(made)
    assert "Late extra ruimte" not in report_html(report(outcome, details=0))


def test_moved_space_closes_in_the_report() -> None:
    outcome = region_outcome()
    growth = Money.euros(1_000)
    moved = {REGULAR: {"groei": growth}, Frame("", ""): {"groei": -growth}}
    allocation = replace(outcome.allocation, moved=moved)
    made = report(replace(outcome, allocation=allocation), details=0)
    use = next(item for item in made.frames if item.frame == REGULAR)
    before = next(item for item in report(outcome, details=0).frames if item.frame == REGULAR)
    assert use.whole == use.granted + use.reserved + use.unallocated
    assert use.unallocated - before.unallocated == growth
    assert [item.frame for item in made.frames] == [item.frame for item in report(outcome, details=0).frames]
    assert "verschoven hierheen" in report_html(made)


def pooled(*pools: Pool) -> Policy:
    made = small_policy()
    return replace(made, pools=pools, lots=tuple(replace(lot, pool=pools[0].id) for lot in made.lots))


FRAMES = ("regular", "innovation")


def test_a_pool_of_several_regions_is_dated() -> None:
    old = Pool("zeeland", "Zeeland", ("5527",), FRAMES, until=date(2026, 12, 31))
    new = Pool("zuid", "Zuid", ("5527", "5528"), FRAMES, since=date(2027, 1, 1))
    assert [item.code.id for item in check_names(pooled(new, old))] == []
    assert {item.code.id for item in check_names(pooled(old, new))} == {"POL-013"}
    both = (replace(new, since=None), replace(old, until=None))
    assert [(item.code.id, item.seen) for item in check_names(pooled(*both))] == [("POL-010", "5527")]


def test_a_pool_is_of_one_executor() -> None:
    regions = load_regions()
    day = small_policy().contract.starts_on
    executors = regions.executors(day)
    own = [region.code.code for region in regions.held_by(executors[0], day)]
    other = regions.held_by(executors[1], day)[0].code.code
    assert check_executors(pooled(Pool("a", "A", tuple(own), FRAMES)), regions) == ()
    (finding,) = check_executors(pooled(Pool("a", "A", (*own, other), FRAMES)), regions)
    assert (finding.code.id, finding.seen) == ("RND-021", ", ".join(sorted(executors[:2])))
