"""Which submission counts, and what of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import (
    Calendar,
    Change,
    Criterion,
    EntryWindow,
    Milestone,
    Policy,
    ProviderGroup,
    Question,
    QuestionType,
    RepairWindow,
)
from driehoek.domain.tender.intake import Taken, repair_until, take_in
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.submission import Evidence, OfferLine, Submission
from driehoek.kernel import Quantity, Rate, Unit
from driehoek.testing.requirements import CONTRACT, policy_of, provider_of, submission_of, yes_no

FORM = (
    yes_no("q", "Heeft u een klachtenregeling?"),
    Question("n", "Hoeveel bedden?", QuestionType.NUMBER, required=False),
    Question("uittreksel", "Uittreksel", QuestionType.DOCUMENT, required=False),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def on(text: str, **changes: object) -> Submission:
    return submission_of({"q": "yes"}, **{"received": at(text), **changes})


def policy(*questions: Question, lots: tuple[str, ...] = ("vv",)) -> Policy:
    return policy_of((), questions or FORM, lots)


def taken(found_policy: Policy, *submissions: Submission) -> Taken:
    (found,) = take_in(found_policy, [provider_of()], submissions)
    return found


def codes(found: Taken) -> list[str]:
    return [finding.code.id for finding in found.findings]


def passed(found: Taken) -> list[tuple[int, Standing, str]]:
    return [(item.submission.received.day, item.standing, item.reason.code.id) for item in found.passed_over]


def test_the_last_version_in_time_counts_and_the_others_are_named() -> None:
    found = taken(policy(), on("2026-07-10"), on("2026-07-20"), on("2026-07-15"))
    assert found.standing is Standing.ADMITTED
    assert found.submission is not None
    assert found.submission.received == at("2026-07-20")
    assert passed(found) == [(10, Standing.REPLACED, "SUB-011"), (15, Standing.REPLACED, "SUB-011")]
    assert "20 juli 2026" in found.passed_over[0].reason.sentence()


def test_a_late_version_does_not_replace_one_in_time() -> None:
    found = taken(policy(), on("2026-08-01"), on("2026-07-10"))
    assert found.submission is not None
    assert found.submission.received == at("2026-07-10")
    assert passed(found) == [(1, Standing.LATE, "SUB-001")]


def test_only_late_versions_leave_nothing() -> None:
    found = taken(policy(), on("2026-08-01"), on("2026-08-02"))
    assert (found.standing, found.submission, codes(found)) == (Standing.LATE, None, ["SUB-001"])
    assert len(found.passed_over) == 2
    early = taken(policy(), on("2026-05-31"))
    assert (early.standing, codes(early)) == (Standing.LATE, ["SUB-002"])


def test_who_withdraws_what_counts_has_withdrawn() -> None:
    gone = on("2026-07-20", withdrawn_on=at("2026-07-21"))
    found = taken(policy(), on("2026-07-10"), gone)
    assert (found.standing, found.submission, codes(found)) == (Standing.WITHDRAWN, None, ["SUB-014"])
    assert passed(found) == [(10, Standing.REPLACED, "SUB-011"), (20, Standing.WITHDRAWN, "SUB-014")]


def test_after_withdrawing_a_new_submission_counts_and_a_late_withdrawn_one_does_no_harm() -> None:
    again = taken(policy(), on("2026-07-10", withdrawn_on=at("2026-07-11")), on("2026-07-12"))
    assert again.standing is Standing.ADMITTED
    assert passed(again) == [(10, Standing.WITHDRAWN, "SUB-014")]
    late = on("2026-08-05", withdrawn_on=at("2026-08-06"))
    found = taken(policy(), on("2026-07-10"), late)
    assert found.standing is Standing.ADMITTED


def test_the_same_submission_twice_counts_once() -> None:
    found = taken(policy(), on("2026-07-10"), on("2026-07-10"))
    assert found.standing is Standing.ADMITTED
    assert passed(found) == [(10, Standing.REPLACED, "SUB-012")]


def test_two_different_versions_of_one_moment_ask_for_a_person_whatever_their_order() -> None:
    one, other = on("2026-07-10"), replace(on("2026-07-10"), answers={"q": "no"})
    found = taken(policy(), one, other)
    assert codes(found) == ["SUB-013"]
    assert found == taken(policy(), other, one)


def test_a_contract_that_is_no_provider_is_named() -> None:
    (found,) = take_in(policy(), [provider_of("06010002")], [on("2026-07-10")])
    assert (found.contract, found.standing, codes(found)) == (CONTRACT, Standing.INCOMPLETE, ["SUB-010"])
    assert [item.standing for item in found.passed_over] == [Standing.INCOMPLETE]


def test_an_unanswered_required_question_makes_it_incomplete() -> None:
    found = taken(policy(), replace(on("2026-07-10"), answers={"n": "12"}))
    assert (found.standing, codes(found)) == (Standing.INCOMPLETE, ["SUB-020"])
    assert found.findings[0].mend() == "Beantwoord de vraag: ja of nee."


@pytest.mark.requirement("B-014")
def test_the_upload_list_asks_board_statement_and_signature_of_the_client_council() -> None:
    form = tuple(Question(name, name, QuestionType.DOCUMENT) for name in ("bestuursverklaring", "clientenraad"))
    papers = tuple(Evidence(question.id, f"{question.id}.pdf", date(2026, 7, 1)) for question in form)
    whole = on("2026-07-10", answers={}, evidence=papers)
    assert taken(policy(*form), whole).standing is Standing.ADMITTED
    found = taken(policy(*form), replace(whole, evidence=papers[:1]))
    assert (found.standing, codes(found)) == (Standing.INCOMPLETE, ["SUB-021"])
    assert found.findings[0].subject == "clientenraad"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (QuestionType.YES_NO, "no", "12"),
        (QuestionType.NUMBER, "12.5", "yes"),
        (QuestionType.PERCENTAGE, "94.5%", "veel"),
        (QuestionType.AMOUNT, "1234.50", "1.234.5"),
        (QuestionType.DATE, "2026-05-01", "1 mei"),
        (QuestionType.CHOICE, "a", "c"),
    ],
)
def test_an_answer_of_another_type_is_no_answer(kind: QuestionType, good: str, bad: str) -> None:
    question = Question("q", "De vraag", kind, {"a": "A", "b": "B"} if kind is QuestionType.CHOICE else {})
    assert taken(policy(question), on("2026-07-10", answers={"q": good})).standing is Standing.ADMITTED
    wrong = taken(policy(question), on("2026-07-10", answers={"q": bad}))
    assert (wrong.standing, codes(wrong)) == (Standing.INCOMPLETE, ["SUB-022"])
    assert wrong.submission is not None
    assert wrong.submission.answers == {}
    assert wrong.findings[0].seen == bad
    optional = taken(policy(replace(question, required=False)), on("2026-07-10", answers={"q": bad}))
    assert (optional.standing, codes(optional)) == (Standing.ADMITTED, ["SUB-023"])


def test_answers_to_no_question_lots_that_do_not_exist_and_no_lots_are_named() -> None:
    found = taken(policy(), on("2026-07-10", answers={"q": "yes", "qq": "no"}, lots=("vv", "xx")))
    assert (found.standing, codes(found)) == (Standing.ADMITTED, ["SUB-017", "SUB-024"])
    assert found.closed_lots == ("xx",)
    nowhere = taken(policy(), on("2026-07-10", lots=("xx",)))
    assert (nowhere.standing, codes(nowhere)) == (Standing.INCOMPLETE, ["SUB-017"])
    none = taken(policy(), on("2026-07-10", lots=()))
    assert (none.standing, codes(none)) == (Standing.INCOMPLETE, ["SUB-025"])


def test_questions_are_for_groups_and_lots() -> None:
    form = (
        yes_no("q"),
        replace(yes_no("new"), groups=(ProviderGroup.NEW,)),
        replace(yes_no("plan"), lots=("innovatie",)),
    )
    asked = policy(*form, lots=("vv", "innovatie"))
    assert taken(asked, on("2026-07-10")).standing is Standing.ADMITTED
    both = taken(asked, on("2026-07-10", lots=("vv", "innovatie")))
    assert both.standing is Standing.ADMITTED
    assert both.closed_lots == ("innovatie",), "what is missing for one lot costs that lot only"
    assert both.submission is not None
    assert both.submission.lots == ("vv",)
    alone = taken(asked, on("2026-07-10", lots=("innovatie",)))
    assert (alone.standing, codes(alone)) == (Standing.INCOMPLETE, ["SUB-020"])
    (newcomer,) = take_in(asked, [provider_of(group=ProviderGroup.NEW)], [on("2026-07-10")])
    assert newcomer.standing is Standing.INCOMPLETE


def _repairable(days: int = 5, *, reported: date | None = date(2026, 8, 10)) -> Policy:
    milestones = (Milestone("faults-reported", "Gemeld", reported),) if reported else ()
    base = policy()
    return replace(base, calendar=replace(base.calendar, milestones=milestones), repair=RepairWindow(days, ("q",)))


@pytest.mark.parametrize(
    ("completed", "standing"),
    [
        ("2026-08-11T09:00", Standing.ADMITTED),
        ("2026-08-15T23:59", Standing.ADMITTED),
        ("2026-08-16T00:00", Standing.INCOMPLETE),
    ],
)
def test_a_named_field_may_be_completed_within_the_term(completed: str, standing: Standing) -> None:
    found = taken(_repairable(), on("2026-07-10", completed={"q": at(completed)}))
    assert found.standing is standing
    assert ("SUB-016" in codes(found)) is (standing is Standing.INCOMPLETE)


@pytest.mark.requirement("B-049")
def test_a_field_that_is_not_named_may_not_be_completed_by_anyone() -> None:
    late = {"n": at("2026-08-11")}
    for contract in (CONTRACT, "06010002"):
        submission = submission_of({"q": "yes", "n": "12"}, contract, received=at("2026-07-10"), completed=late)
        (found,) = take_in(_repairable(), [provider_of(contract)], [submission])
        assert found.submission is not None
        assert found.submission.answers == {"q": "yes"}
        assert codes(found) == ["SUB-016"]
    closed = taken(policy(), on("2026-07-10", completed={"q": at("2026-07-11")}))
    assert closed.standing is Standing.INCOMPLETE, "a policy without repair window takes nothing afterwards"


def test_without_a_report_the_repair_term_runs_from_the_end_of_the_window() -> None:
    assert repair_until(_repairable(), provider_of(), on("2026-07-10")) == date(2026, 8, 15)
    assert repair_until(_repairable(reported=None), provider_of(), on("2026-07-10")) == date(2026, 8, 5)
    rolling = Calendar(windows=(EntryWindow("r", at("2026-06-01")),))
    open_ended = replace(_repairable(reported=None), calendar=rolling)
    assert repair_until(open_ended, provider_of(), on("2026-07-10")) == date(2026, 7, 15)
    assert repair_until(policy(), provider_of(), on("2026-07-10")) is None


def test_the_day_of_the_report_is_that_of_the_own_group() -> None:
    base = _repairable()
    new = Milestone("faults-reported", "Gemeld", date(2026, 8, 1), groups=(ProviderGroup.NEW,))
    milestones = (new, *base.calendar.milestones)
    shared = replace(base, calendar=replace(base.calendar, milestones=milestones))
    assert repair_until(shared, provider_of(), on("2026-07-10")) == date(2026, 8, 15)
    assert repair_until(shared, provider_of(group=ProviderGroup.NEW), on("2026-07-10")) == date(2026, 8, 6)


def test_a_document_that_came_too_late_does_not_count() -> None:
    form = (Question("q", "Verklaring", QuestionType.DOCUMENT),)
    paper = Evidence("q", "q.pdf", date(2026, 7, 1))
    asked = replace(policy(*form), repair=_repairable().repair, calendar=_repairable().calendar)
    for completed, standing in (("2026-08-15T12:00", Standing.ADMITTED), ("2026-08-16T12:00", Standing.INCOMPLETE)):
        submission = on("2026-07-10", answers={}, evidence=(paper,), completed={"q": at(completed)})
        assert taken(asked, submission).standing is standing


def _two_windows() -> Policy:
    lots = ("vv", "innovatie")
    base = policy(yes_no("q"), replace(yes_no("plan"), lots=("innovatie",)), yes_no("scored"), lots=lots)
    windows = (
        EntryWindow("hoofd", at("2026-06-01"), at("2026-07-31"), lots=("vv",)),
        EntryWindow("innovatie", at("2026-09-01"), at("2026-10-01"), lots=("innovatie",)),
    )
    scored = Criterion("c", "C", Rate.percent(100), method="points-per-answer", question="scored")
    return replace(
        base, calendar=Calendar(windows=windows), lots=(replace(base.lots[0], criteria=(scored,)), base.lots[1])
    )


def test_submissions_in_windows_of_different_lots_count_side_by_side() -> None:
    line = OfferLine("vv", "SYN1", Quantity(10, Unit.PIECE))
    first = submission_of({"q": "yes", "scored": "no"}, received=at("2026-07-01"), lines=(line,))
    second = submission_of(
        {"q": "no", "plan": "yes", "scored": "yes"},
        received=at("2026-09-15"),
        lots=("innovatie",),
        lines=(replace(line, lot="innovatie"), line),
    )
    found = taken(_two_windows(), second, first)
    assert found.standing is Standing.ADMITTED
    assert codes(found) == ["SUB-015"]
    assert found.submission is not None
    assert found.submission.lots == ("vv", "innovatie")
    assert [(item.lot, item.quantity.steps) for item in found.submission.lines] == [("vv", 10), ("innovatie", 10)]
    # the later answer counts, but not for what was scored in a lot that had closed
    assert found.submission.answers == {"q": "no", "plan": "yes", "scored": "no"}
    assert found.passed_over == ()


def test_of_documents_side_by_side_the_later_one_counts() -> None:
    first = on("2026-07-01", evidence=(Evidence("q", "oud.pdf", date(2026, 1, 1)),))
    later = {
        "received": at("2026-09-15"),
        "lots": ("innovatie",),
        "answers": {"plan": "yes", "q": "yes", "scored": "no"},
    }
    second = replace(first, **later, evidence=(Evidence("q", "nieuw.pdf", date(2026, 9, 1)),))  # type: ignore[arg-type] # fields
    found = taken(_two_windows(), replace(first, answers={**first.answers, "scored": "no"}), second)
    assert found.submission is not None
    assert [item.file for item in found.submission.evidence] == ["nieuw.pdf"]


def test_of_one_lot_in_two_windows_the_later_version_counts_in_whatever_order_the_windows_stand() -> None:
    spring, autumn = (
        EntryWindow("voorjaar", at("2026-03-01"), at("2026-04-01")),
        EntryWindow("najaar", at("2026-09-01"), at("2026-10-01")),
    )
    for windows in ((spring, autumn), (autumn, spring)):
        twice = replace(policy(), calendar=Calendar(windows=windows))
        found = taken(twice, on("2026-03-15"), on("2026-09-15"))
        assert found.submission is not None
        assert found.submission.received == at("2026-09-15")
        assert passed(found) == [(15, Standing.REPLACED, "SUB-011")]


def test_a_lot_for_which_a_version_came_too_late_is_closed_and_the_rest_counts() -> None:
    found = taken(
        _two_windows(),
        submission_of({"q": "yes", "plan": "yes", "scored": "no"}, received=at("2026-09-15"), lots=("vv", "innovatie")),
    )
    assert found.standing is Standing.ADMITTED
    assert found.closed_lots == ("vv",)
    assert codes(found) == ["SUB-001"]


def test_a_published_change_lets_those_it_touches_adapt() -> None:
    change = Change(2, date(2026, 8, 20), "Tarief", ("GZ",), ("division",), date(2026, 8, 27), date(2026, 9, 3))
    changed = replace(policy(), changes=(change,))
    first, adapted = on("2026-07-10"), on("2026-09-03T23:00")
    touched = provider_of(sector=Sector.GZ)
    (found,) = take_in(changed, [touched], [first, adapted])
    assert found.submission is not None
    assert found.submission.received == adapted.received
    assert taken(changed, first, adapted).passed_over[0].standing is Standing.LATE, "VV is not touched"
    (late,) = take_in(changed, [touched], [first, on("2026-09-04")])
    assert late.passed_over[0].standing is Standing.LATE
    (stranger,) = take_in(changed, [touched], [adapted])
    assert stranger.standing is Standing.LATE, "adapting asks a submission in time"
