"""Criteria that a category of provider can never meet are found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import ProviderGroup
from driehoek.domain.tender.reachability import (
    FULL_OUT_OF_REACH,
    MINIMUM_OUT_OF_REACH,
    NEVER_ASKED,
    NEVER_MET,
    unreachable,
    unreachable_by_rule,
)
from driehoek.kernel import Language
from driehoek.testing.tenders import FORM, handed_in, leaf, lot_of, policy_of, provider, ten

A, B, C = "00000001", "00000002", "00000003"


@pytest.mark.requirement("M-274", "D-036")
def test_a_category_that_never_gets_points_is_named() -> None:
    lot = lot_of(leaf("quality", 50, "linear", {"from": "5", "to": "10"}), ten("service", 50))
    providers = {
        A: provider(A),
        B: provider(B, categories=("national-specialised",)),
        C: provider(C, categories=("national-specialised",)),
    }
    given = handed_in(
        {
            A: {"quality": "9", "service": "5"},
            B: {"quality": "4", "service": "9"},
            C: {"quality": "5", "service": "0"},
        }
    )
    found = unreachable(policy_of(lot), lot, providers, given)
    assert [(finding.code, finding.subject, finding.seen) for finding in found] == [
        (NEVER_MET, "quality", "national-specialised")
    ]
    assert found[0].sentence() == (
        "Niemand van deze soort haalde genoeg punten bij quality: national-specialised (nodig: > 0%). "
        "Anderen haalden dat wel."
    )


def test_a_minimum_that_a_sector_never_reached_is_named() -> None:
    lot = lot_of(ten("quality", 100, minimum="60%"))
    providers = {A: provider(A), B: provider(B, sector=Sector.GZ)}
    found = unreachable(policy_of(lot), lot, providers, handed_in({A: {"quality": "6"}, B: {"quality": "5"}}))
    assert [(finding.code, finding.seen, finding.wanted) for finding in found] == [(NEVER_MET, "sector GZ", "60%")]
    # what fills a sentence is in no language, so that the English one holds no Dutch
    assert found[0].sentence(Language.EN) == (
        "Of the kind sector GZ nobody got enough points for quality (needed: 60%), while others did."
    )


def test_when_nobody_met_it_no_category_is_blamed() -> None:
    lot = lot_of(ten("quality", 100))
    found = unreachable(policy_of(lot), lot, {A: provider(A)}, handed_in({A: {"quality": "0"}}))
    assert found == ()


@pytest.mark.requirement("M-274")
def test_a_group_that_is_never_asked_is_named_before_publication() -> None:
    lot = lot_of(ten("quality", 100))
    form = tuple(replace(q, groups=(ProviderGroup.EXISTING, ProviderGroup.NEW_TO_OFFICE)) for q in FORM)
    found = unreachable_by_rule(policy_of(lot, questions=form), lot)
    assert [(finding.code, finding.seen) for finding in found] == [(NEVER_ASKED, "nieuwe aanbieders / new providers")]
    elsewhere = tuple(replace(q, lots=("other",)) for q in FORM)
    found = unreachable_by_rule(policy_of(lot, questions=elsewhere), lot)
    assert [(finding.code, finding.seen) for finding in found] == [(NEVER_ASKED, "perceel / lot Thuiszorg")]


def test_points_that_no_answer_gives_are_seen() -> None:
    low = {"answers": ("yes", "no"), "points": ("8", "0")}
    lot = lot_of(leaf("certified", 100, "points-per-answer", low))
    assert [(f.code, f.seen) for f in unreachable_by_rule(policy_of(lot), lot)] == [(FULL_OUT_OF_REACH, "80%")]
    lot = lot_of(leaf("certified", 100, "points-per-answer", low, minimum="90%"))
    assert [f.code for f in unreachable_by_rule(policy_of(lot), lot)] == [MINIMUM_OUT_OF_REACH]
    lot = lot_of(leaf("share", 100, "linear", {"from": "90%", "to": "110%"}))
    assert [(f.code, f.seen) for f in unreachable_by_rule(policy_of(lot), lot)] == [(FULL_OUT_OF_REACH, "50%")]
    lot = lot_of(leaf("share", 100, "steps", {"from": ("90%", "120%"), "points": ("5", "10")}))
    assert [(f.code, f.seen) for f in unreachable_by_rule(policy_of(lot), lot)] == [(FULL_OUT_OF_REACH, "50%")]
