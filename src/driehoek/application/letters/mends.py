"""What someone can still do about a fault on the day of the letter: mend it now, or know it for the next time."""

from __future__ import annotations

from datetime import date

from driehoek.application.document import Block, Bullets, Fact, paragraph
from driehoek.application.letters.case import Case
from driehoek.domain.policy import Question
from driehoek.domain.regimes import Term
from driehoek.domain.tender.intake import repair_until
from driehoek.domain.tender.outcome import Tested
from driehoek.kernel import Finding
from driehoek.kernel.dutch import day


def mend_in_letter(case: Case, fault: Finding, question: str) -> str:
    """What can be done about ``fault`` in the answer to ``question``, now that a decision has been taken.

    1. Where the repair term of the policy names the question and still runs, the mend with its last day.
    2. Where that term has passed, until when it could be mended; and the mend, for a next submission.
    3. Otherwise the mend for a next submission; the entry window does not open again for this one.
    """
    mend, last = fault.mend(), last_day_to_repair(case)
    if not mend:
        return ""
    next_time = f"Voor een volgende {case.word(Term.SUBMISSION)}: {mend[:1].lower()}{mend[1:]}"
    if last is None or question not in {item.id for item in repairable(case)}:  # 3
        return next_time
    if case.outcome.decided_on <= last:  # 1
        return f"{mend} Ons beleid laat toe dat u dit aanvult tot en met {day(last)}."
    return f"Ons beleid liet toe dat u dit aanvulde tot en met {day(last)}. Die dag is voorbij. {next_time}"  # 2


def question_of(case: Case, fault: Finding, tested: Tested | None = None) -> str:
    """The question of the form that ``fault`` is about; a fault of completeness names it by its text."""
    if tested is not None and tested.question:
        return tested.question
    use = case.requirement(tested.requirement) if tested is not None else None
    if use is not None:
        return use.question
    return next((item.id for item in case.policy.questions if fault.subject in {item.id, item.text}), "")


def last_day_to_repair(case: Case) -> date | None:
    """The last day on which named answers of this submission could be completed; None without such a term."""
    return repair_until(case.policy, case.provider, case.submission) if case.submission is not None else None


def repairable(case: Case) -> tuple[Question, ...]:
    """The questions of this provider that the repair term names."""
    named = [case.policy.question(name) for name in case.policy.repair.questions] if case.policy.repair else []
    return tuple(item for item in named if item is not None and case.provider.group in item.groups)


def repair_term(case: Case, missing: tuple[Finding, ...]) -> tuple[Block, ...]:
    """Which answers the policy let this provider complete and until when, and whether what is missing is among them."""
    repair, questions, last = case.policy.repair, repairable(case), last_day_to_repair(case)
    if repair is None or last is None or not questions:
        return (paragraph("Ons beleid kent geen termijn om een antwoord later aan te vullen."),)
    runs = case.outcome.decided_on <= last
    intro = paragraph(
        "Ons beleid laat toe dat u binnen " if runs else "Ons beleid liet toe dat u binnen ",
        Fact("repair.days", f"{repair.days} dagen"),
        " een fout herstelt, tot en met " if runs else " een fout herstelde, tot en met ",
        Fact("repair.until", day(last)),
        ". Dat geldt alleen voor:" if runs else ". Dat gold alleen voor:",
    )
    items = Bullets(tuple((Fact(f"repair.{item.id}", item.text),) for item in questions))
    if {question_of(case, fault) for fault in missing} & {item.id for item in questions}:
        return (intro, items)
    return (intro, items, paragraph("Wat bij u ontbreekt, hoort daar niet bij."))
