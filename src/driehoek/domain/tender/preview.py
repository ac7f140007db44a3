"""The preview: what the purchaser would say of a draft, said to the provider before it submits.

It runs the very rules of the assessment. Only time is told apart, since a draft has not arrived yet: `in_time` says
whether it would count if it arrived at the moment of the draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from driehoek.domain.policy import Policy
from driehoek.domain.policy.entry import accepts
from driehoek.domain.tender.assess import assess, held_against
from driehoek.domain.tender.intake import Taken, what_counts
from driehoek.domain.tender.outcome import Assessment, Standing, Tested
from driehoek.domain.tender.requirements import prepare
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import Finding, Holds


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be said of a draft.

    Attributes:
        assessment: the assessment as the purchaser's rules make it.
        complete: whether nothing required is missing.
        missing: the required questions without a readable answer, by id, in the order of the form.
        knock_outs: what would refuse or exclude.
        sentences: what would stand in the letter: the conclusion, then each requirement.
        in_time: whether it would count if it arrived now.
    """

    assessment: Assessment
    complete: bool
    missing: tuple[str, ...]
    knock_outs: tuple[Tested, ...]
    sentences: tuple[str, ...]
    in_time: Holds | Finding


def preview(policy: Policy, provider: Provider, submission_draft: Submission, day: date) -> Preview:
    """Say of a draft what the assessment would say.

    Args:
        policy: the policy.
        provider: who drafts; its group decides what is asked.
        submission_draft: the draft, with the present moment as its arrival.
        day: the day of decision to reckon with, such as the milestone ``award``.
    """
    checked, findings = what_counts(policy, provider, submission_draft)
    closed = tuple(lot for lot in dict.fromkeys(submission_draft.lots) if lot not in checked.submission.lots)
    standing = Standing.ADMITTED if checked.complete else Standing.INCOMPLETE
    taken = Taken(provider.contract.code, standing, checked.submission, findings, closed)
    assessment = assess(policy, provider, taken, (), day)
    pairs = zip(prepare(policy), assessment.tested, strict=True)
    return Preview(
        assessment,
        checked.complete,
        checked.missing,
        tuple(said for item, said in pairs if held_against(item, said) in (Standing.REFUSED, Standing.EXCLUDED)),
        (assessment.sentence, *(item.sentence for item in assessment.tested)),
        accepts(policy.calendar, provider.group, submission_draft.lots, submission_draft.received),
    )
