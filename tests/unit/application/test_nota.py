"""A change of a published policy: what it names follows from what changed, and the lock judges it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from driehoek.adapters.dossier import decode_policy
from driehoek.application.nota import NOTHING_NEW, OTHER_ROUND, Nota, amend, changed_for, first
from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import Policy
from driehoek.domain.policy.calendar import ProviderGroup
from driehoek.domain.policy.diff import diff
from driehoek.domain.policy.lock import TERM
from driehoek.domain.policy.policy import Step
from driehoek.domain.tender.submission import Provider
from driehoek.kernel import Agb

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027" / "policy.yaml"
DAY = datetime(2026, 7, 16, 10)  # noqa: DTZ001 - Dutch civil time, as a policy has it
NOTA = Nota("Het was niet duidelijk.", date(2026, 7, 16), date(2026, 7, 22), date(2026, 7, 29))


@pytest.fixture(scope="module")
def policy() -> Policy:
    found = decode_policy(EXAMPLE.read_bytes()).value
    assert found is not None
    return found


def asked_anew(policy: Policy, number: int) -> Policy:
    anew = [replace(q, text=f"Anders: {q.id}") if q is policy.questions[number] else q for q in policy.questions]
    return replace(policy, questions=tuple(anew))


def told_anew(policy: Policy, *ids: str) -> Policy:
    def anew(step: Step) -> Step:
        return replace(step, text=f"Anders: {step.id}") if step.id in ids else step

    return replace(policy, division=replace(policy.division, tariff=tuple(map(anew, policy.division.tariff))))


def test_a_nota_names_what_changed_and_makes_the_next_version_whatever_the_draft_says(policy: Policy) -> None:
    draft = replace(asked_anew(policy, 0), version=7, changes=())
    made = amend(policy, draft, NOTA, DAY)
    assert made.may_publish, made.findings
    assert made.policy.version == 2
    assert made.policy.changes[0].parts == (f"questions.{policy.questions[0].id}.text",)
    assert made.policy.changes[0].touches == made.changes[0].touches
    again = amend(made.policy, asked_anew(made.policy, 1), NOTA, DAY)
    assert again.policy.version == 3
    assert again.policy.changes[:1] == made.policy.changes


def test_a_term_in_the_past_and_a_draft_without_a_change_are_refused(policy: Policy) -> None:
    draft = asked_anew(policy, 0)
    late = amend(policy, draft, replace(NOTA, adapt_until=date(2026, 7, 16)), DAY)
    assert not late.may_publish
    assert TERM in {item.code for item in late.findings}
    assert [item.code for item in amend(policy, policy, NOTA, DAY).findings] == [NOTHING_NEW]
    other = amend(policy, replace(draft, year=2028), NOTA, DAY)
    assert OTHER_ROUND in {item.code for item in other.findings}


def test_before_publication_everything_may_change_and_becomes_version_one(policy: Policy) -> None:
    made = first(replace(asked_anew(policy, 0), version=4), policy, date(2026, 5, 1))
    assert (made.policy.version, made.policy.published_on, made.policy.changes) == (1, date(2026, 5, 1), ())
    assert len(made.changes) == 1


def test_a_provider_reads_what_touches_its_group_sector_and_lots(policy: Policy) -> None:
    changes = diff(policy, told_anew(policy, "base-vv", "base-ggz"))
    party = Provider(
        Agb("99000001"), Agb("99000001"), "Voorbeeld", Sector.VV, "0344", "5509", "5509", ProviderGroup.EXISTING
    )
    assert [item.path for item in changed_for(changes, party, ())] == ["division.tariff.base-vv.text"]
    innovation = next(lot for lot in policy.lots if lot.id == "innovatie")
    other = replace(
        policy, lots=tuple(replace(lot, name="Anders") if lot is innovation else lot for lot in policy.lots)
    )
    of_lot = diff(policy, other)
    assert changed_for(of_lot, party, ("innovatie",)) == of_lot == changed_for(of_lot, party, ())
    assert changed_for(of_lot, party, ("regulier",)) == ()
    for_new = diff(policy, asked_anew(policy, [item.id for item in policy.questions].index("ubo-extract")))
    assert changed_for(for_new, party, ()) == ()
    assert changed_for(for_new, replace(party, group=ProviderGroup.NEW), ()) == for_new
