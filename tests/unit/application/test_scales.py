from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from driehoek.application.round import check_policy
from driehoek.bootstrap import policies

EXAMPLE = Path(__file__).parents[3] / "examples" / "awbz-2008"


def test_a_step_on_another_scale_than_its_lot_is_found() -> None:
    policy = policies.load_policy(EXAMPLE).policy
    assert policy is not None
    assert "RND-013" not in {finding.code.id for finding in check_policy(policy)}
    hundred = replace(policy, lots=tuple(replace(lot, scale=100) for lot in policy.lots))
    found = [finding for finding in check_policy(hundred) if finding.code.id == "RND-013"]
    assert {(finding.seen, finding.wanted) for finding in found} == {("10", "100")}
    assert {finding.subject for finding in found} == {
        "division.tariff.performance-price.params.scale",
        "division.models.ranked-volume.params.scale",
    }
