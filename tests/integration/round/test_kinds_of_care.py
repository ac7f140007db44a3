"""Base care, centre care and network care, each contracted and divided on its own, beside all of it in one total."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from driehoek.adapters.dossier.check import cross_check
from driehoek.adapters.dossier.write import dossier_files
from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.application.printing import printed
from driehoek.application.what_if.lots import change_merge, change_split
from driehoek.application.what_if.options import OPTIONS
from driehoek.application.what_if.scenario import LotPart, MergeChange, SplitChange
from driehoek.bootstrap import rounds
from driehoek.domain.allocation import Frame
from driehoek.domain.catalogue import CareKind, Sector
from driehoek.domain.policy.diff import diff
from driehoek.kernel import Money, Rate, total

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
LOT = "regulier"
SPLIT = SplitChange(
    LOT,
    (
        LotPart("basis", care=CareKind.BASE, space=Rate.percent(60)),
        LotPart("centrum", care=CareKind.CENTRE, space=Rate.percent(25)),
        LotPart("netwerk", care=CareKind.NETWORK, space=Rate.percent(15)),
    ),
)
KIND = {part.id: part.care for part in SPLIT.parts}


@cache
def one_total() -> Dossier:
    """The example with its products marked in turn as base, centre and network care (SYNTHETIC), in one lot."""
    dossier = rounds.load(EXAMPLE).dossier
    assert dossier is not None
    kinds = {item.code: tuple(CareKind)[number % 3] for number, item in enumerate(dossier.products)}
    products = tuple(replace(item, care=kinds[item.code]) for item in dossier.products)
    return replace(dossier, adjustments=(), products=products)


@cache
def apart() -> Dossier:
    made = change_split(one_total(), SPLIT, "split")
    assert made.dossier is not None
    return made.dossier


@cache
def decided(which: str) -> RoundOutcome:
    outcome = rounds.decide(apart() if which == "apart" else one_total())
    assert isinstance(outcome, RoundOutcome), [item.sentence() for item in outcome]
    assert outcome.verification == ()
    return outcome


def codes(dossier: Dossier) -> list[tuple[str, str]]:
    return [(item.code.id, item.subject) for item in cross_check(dossier) if item.code.id in ("DOS-124", "DOS-125")]


def lot_of(dossier: Dossier, lot: str, **fields: object) -> Dossier:
    lots = tuple(
        replace(item, **fields) if item.id == lot else item  # type: ignore[arg-type]  # a test names real fields
        for item in dossier.policy.lots
    )
    return replace(dossier, policy=replace(dossier.policy, lots=lots))


@pytest.mark.requirement("E-058")
def test_each_kind_of_care_is_divided_in_a_lot_and_a_frame_of_its_own() -> None:
    outcome = decided("apart")
    care = {product.code: product.care for product in apart().products}
    for grant in outcome.allocation.grants:
        if grant.lot in KIND:
            assert {care[line.product] for line in grant.lines} <= {KIND[grant.lot]}
    whole = next(item.amount for item in decided("one").problem.spaces if item.frame == Frame("regio", "regular"))
    spaces = {item.frame.name: item.amount for item in outcome.problem.spaces}
    for part in SPLIT.parts:
        assert part.space is not None
        assert spaces[f"regular-{part.id}"].cents == whole.cents * part.space.value.numerator // (
            part.space.value.denominator
        )
        spent = total(grant.money for grant in outcome.allocation.grants if grant.lot == part.id)
        assert Money(0) < spent <= spaces[f"regular-{part.id}"]


@pytest.mark.requirement("E-058")
def test_in_one_total_the_kinds_share_the_space_and_it_is_said() -> None:
    (grant, *_) = [item for item in decided("one").allocation.grants if item.lot == LOT and len(item.lines) > 2]
    care = {product.code: product.care for product in one_total().products}
    assert len({care[line.product] for line in grant.lines}) > 1
    assert ("DOS-125", LOT) in codes(one_total())
    assert codes(apart()) == [("DOS-125", "innovatie")]
    merged = change_merge(apart(), MergeChange(tuple(KIND), "samen"), "merge")
    assert merged.dossier is not None
    assert merged.dossier.policy.lot("samen").care is None
    assert ("DOS-125", "samen") in codes(merged.dossier)


def test_an_offer_of_another_kind_does_not_count_in_the_lot() -> None:
    outcome = rounds.decide(lot_of(one_total(), LOT, care=CareKind.CENTRE))
    assert isinstance(outcome, RoundOutcome)
    care = {product.code: product.care for product in one_total().products}
    offered = [line.product for offer in outcome.problem.offers if offer.lot == LOT for line in offer.lines]
    assert {product.care for product in offered} == {CareKind.CENTRE}
    dropped = {item.seen for item in outcome.findings if item.code.id == "RND-002" and item.wanted == LOT}
    assert {care[code] for code in dropped} == {CareKind.BASE, CareKind.NETWORK}


def test_a_lot_of_one_kind_that_names_another_is_refused() -> None:
    base, other = (
        next(item.code for item in one_total().products if item.care is kind)
        for kind in (CareKind.BASE, CareKind.NETWORK)
    )
    wrong = lot_of(one_total(), LOT, care=CareKind.BASE, products=(base, other))
    assert ("DOS-124", LOT) in codes(wrong)
    assert ("DOS-124", LOT) not in codes(lot_of(wrong, LOT, products=(base,)))


def test_the_kind_is_written_read_printed_and_told() -> None:
    files = dossier_files(apart())
    assert b";care\n" in files["products.csv"].replace(b"\r\n", b"\n")
    plain = replace(one_total(), products=tuple(replace(item, care=None) for item in one_total().products))
    assert b";care" not in dossier_files(plain)["products.csv"]
    changed = lot_of(one_total(), LOT, care=CareKind.NETWORK)
    (told,) = diff(one_total().policy, changed.policy)
    assert "de soort zorg" in told.nl.lower()
    assert "netwerkzorg" in told.nl
    text = str(printed(changed.policy).sections)
    assert "Alleen netwerkzorg; andere soorten zorg kopen wij apart in." in text


def test_a_split_by_kind_can_be_written_as_an_option() -> None:
    read = OPTIONS["--split"].read("regulier=basis:base@60%;centrum:centre@25%;netwerk:network@15%")
    assert read == SPLIT
    with pytest.raises(ValueError, match="two"):
        OPTIONS["--split"].read("regulier=two:base,centre")


def test_a_part_that_takes_a_kind_and_more_is_no_lot_of_one_kind() -> None:
    parts = (
        LotPart("mixed", care=CareKind.BASE, sectors=(Sector.VV,)),
        LotPart("rest", care=CareKind.CENTRE, sectors=(Sector.GZ, Sector.GGZ)),
    )
    made = change_split(one_total(), SplitChange(LOT, parts), "split")
    assert made.dossier is not None
    assert [(lot.care, lot.sectors) for lot in made.dossier.policy.lots if lot.id in ("mixed", "rest")] == [
        (None, ())
    ] * 2
