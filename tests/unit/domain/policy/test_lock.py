"""From the first opening of entry a policy is locked, and a published change is the only way through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from driehoek.domain.policy import Change, NeedLine, Policy
from driehoek.domain.policy.check import check
from driehoek.domain.policy.lock import changes_locked, is_locked
from driehoek.kernel import Finding, Rate, Severity

BEFORE = datetime(2026, 6, 29, 8, 59, 59)  # noqa: DTZ001 - Dutch civil time
OPENS = datetime(2026, 6, 29, 9)  # noqa: DTZ001 - Dutch civil time
JULY = datetime(2026, 7, 10, 12)  # noqa: DTZ001 - Dutch civil time
CHANGE = Change(
    version=2,
    published_on=date(2026, 7, 10),
    reason="De NZa heeft de kosten opnieuw berekend.",
    touches=("VV",),
    parts=("division.tariff.base-vv",),
    questions_until=date(2026, 7, 17),
    adapt_until=date(2026, 7, 24),
)


def cheaper(policy: Policy) -> Policy:
    steps = (
        replace(policy.division.tariff[0], params={"percent": "95.9%", "sectors": "VV"}),
        *policy.division.tariff[1:],
    )
    return replace(policy, division=replace(policy.division, tariff=steps))


def explained(policy: Policy) -> Policy:
    """The reasons for the percentage of `cheaper`, open to objection from the day of the change."""
    vv, *rest = policy.tariff_rationale
    assert vv.objection is not None
    parts = (*vv.parts[:-1], replace(vv.parts[-1], points=Rate.percent("-0.62")))
    window = replace(vv.objection, opens=date(2026, 7, 10), closes=date(2026, 7, 24))
    return replace(policy, tariff_rationale=(replace(vv, parts=parts, objection=window), *rest))


def published(policy: Policy, *changes: Change) -> Policy:
    return replace(policy, changes=(*policy.changes, *changes), version=policy.version + len(changes))


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code.id for finding in findings]


@pytest.mark.requirement("B-008")
def test_before_the_first_opening_everything_may_change(sound: Policy) -> None:
    assert not is_locked(sound, BEFORE)
    assert changes_locked(sound, cheaper(sound), BEFORE) == ()


@pytest.mark.requirement("B-008")
def test_from_the_first_opening_a_changed_tariff_is_stopped(sound: Policy) -> None:
    assert is_locked(sound, OPENS)
    findings = changes_locked(sound, replace(cheaper(sound), version=2), OPENS)
    assert codes(findings) == ["POL-080"]
    assert findings[0].subject == "division.tariff.base-vv.params.percent"


@pytest.mark.requirement("B-008")
def test_a_published_change_for_exactly_this_part_goes_through(sound: Policy) -> None:
    after = published(cheaper(sound), CHANGE)
    assert changes_locked(sound, after, JULY) == ()
    # another percentage asks for other reasons, and new days to object to it
    assert codes(check(after)) == ["POL-112", "POL-117"]
    reasoned = published(explained(cheaper(sound)), replace(CHANGE, parts=(*CHANGE.parts, "tariff_rationale.vv")))
    assert changes_locked(sound, reasoned, JULY) == ()
    assert check(reasoned) == ()


@pytest.mark.requirement("B-008")
def test_criteria_weights_requirements_questions_and_lots_are_locked(sound: Policy) -> None:
    lot = sound.lots[1]
    heavier = replace(lot, criteria=(lot.criteria[0], replace(lot.criteria[1], weight=Rate.percent(41))))
    broken = replace(
        sound,
        version=2,
        lots=(replace(sound.lots[0], products=("SYN1",)), heavier),
        requirements=sound.requirements[:1],
        questions=(*sound.questions[:-1], replace(sound.questions[-1], required=False)),
        norms=(),
        surcharges=(),
    )
    assert {finding.subject for finding in changes_locked(sound, broken, JULY)} == {
        "lots.zorg.products",
        "lots.nieuw.criteria.price.weight",
        "questions.price.required",
        "requirements.extract",
        "norms.spread",
        "surcharges.result",
    }


@pytest.mark.requirement("B-008", "C-009")
def test_what_the_picture_of_need_said_on_publication_is_locked(sound: Policy) -> None:
    spot, gap = NeedLine("5513/VV/0664/white-spot", 12, "Hier ontbreekt zorg."), NeedLine("5513/VG/gap", 40)
    first = replace(sound, need_lines=(spot, gap))
    later = replace(first, need_lines=(replace(spot, figure=0), gap))
    assert changes_locked(first, later, BEFORE) == ()
    (finding,) = changes_locked(first, replace(later, version=2), JULY)
    assert (finding.code.id, finding.subject) == ("POL-080", "need_lines.5513/VV/0664/white-spot.figure")
    named = published(later, replace(CHANGE, parts=("need_lines.5513/VV/0664/white-spot",)))
    assert changes_locked(first, named, JULY) == ()
    assert codes(changes_locked(first, replace(named, need_lines=(named.need_lines[0],)), JULY)) == ["POL-080"]


def test_a_change_names_the_part_or_what_it_belongs_to(sound: Policy) -> None:
    wider = published(cheaper(sound), replace(CHANGE, parts=("division.tariff",)))
    other = published(cheaper(sound), replace(CHANGE, parts=("division.tariff.base-v",)))
    assert changes_locked(sound, wider, JULY) == ()
    assert codes(changes_locked(sound, other, JULY)) == ["POL-080", "POL-086"]


def test_naming_what_did_not_change_is_a_warning(sound: Policy) -> None:
    after = published(cheaper(sound), replace(CHANGE, parts=("division.tariff", "norms")))
    (finding,) = changes_locked(sound, after, JULY)
    assert (finding.code.id, finding.seen, finding.severity) == ("POL-086", "norms", Severity.WARNING)


@pytest.mark.parametrize("version", [1, 3])
def test_the_version_is_one_more(sound: Policy, version: int) -> None:
    after = replace(published(cheaper(sound), CHANGE), version=version)
    assert codes(changes_locked(sound, after, JULY)) == ["POL-081"]


@pytest.mark.requirement("B-008")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "POL-082"),
        ({"touches": ()}, "POL-082"),
        ({"questions_until": date(2026, 7, 10)}, "POL-083"),
        ({"adapt_until": date(2026, 7, 10)}, "POL-083"),
        ({"published_on": date(2026, 7, 11)}, "POL-084"),
    ],
)
def test_a_change_gives_reason_term_and_the_right_to_adapt(
    sound: Policy, changes: dict[str, object], code: str
) -> None:
    change = replace(CHANGE, **changes)  # type: ignore[arg-type]  # the fields are spelled above
    assert codes(changes_locked(sound, published(cheaper(sound), change), JULY)) == [code]


def test_what_was_published_is_not_rewritten(sound: Policy) -> None:
    second = published(cheaper(sound), CHANGE)
    rewritten = replace(second, changes=(replace(CHANGE, reason="Toch om iets anders."),))
    assert codes(changes_locked(second, rewritten, JULY)) == ["POL-085"]
    assert codes(changes_locked(second, replace(second, changes=()), JULY)) == ["POL-085"]


def test_an_explanation_may_be_made_clearer(sound: Policy) -> None:
    lot = replace(sound.lots[0], ground=replace(sound.lots[0].ground, explanation="Nog duidelijker."))
    assert changes_locked(sound, replace(sound, lots=(lot, sound.lots[1]), version=2), JULY) == ()


def test_both_versions_stay_as_they_are(sound: Policy) -> None:
    after = published(cheaper(sound), CHANGE)
    assert sound.version == 1
    assert sound.division.tariff[0].params["percent"] == "96.4%"
    assert (after.version, after.division.tariff[0].params["percent"]) == (2, "95.9%")
