"""How a submission was judged: scores per criterion with motivation, requirements with the mend, later obligations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from driehoek.application.document import Block, Bullets, Column, Fact, Runs, Section, Table, paragraph
from driehoek.application.letters.case import Case
from driehoek.application.letters.mends import mend_in_letter, question_of
from driehoek.application.phrases import answer_in_words, grounded, marks, tests_in_words
from driehoek.domain.policy import Criterion, Due, Lot, RequirementKind, RequirementUse
from driehoek.domain.tender.criteria.base import Reads
from driehoek.domain.tender.criteria.definitions import METHODS
from driehoek.domain.tender.outcome import Score, Standing, Tested
from driehoek.domain.tender.sentences import OPEN
from driehoek.domain.tender.submission import ReasonedDecision
from driehoek.kernel import UNSTATED, Finding, Holds, NotApplicable, Rate, Severity
from driehoek.kernel.dutch import day, percentage

_ANNEX = "In bijlage 1 staat iedere eis met de uitkomst."


def scores(case: Case) -> tuple[Section, ...]:
    """A section per ranked lot: the total and place, then each criterion with answer, norm, points and motivation."""
    return tuple(
        _lot_scores(case, case.policy.lot(lot), case.assessment.scores[lot])
        for lot in case.lots
        if case.assessment.scores.get(lot)
    )


def _lot_scores(case: Case, lot: Lot, lot_scores: Sequence[Score]) -> Section:
    criteria = {criterion.id: criterion for criterion in lot.leaves()}
    blocks: list[Block] = []
    ranked = case.ranked(lot.id)
    if ranked is not None:
        others = len(case.outcome.rankings[lot.id])
        blocks.append(
            paragraph(
                "U heeft ",
                Fact(f"score.{lot.id}.total", f"{marks(ranked.total)} van de {lot.scale} punten"),
                ". Daarmee staat u op ",
                Fact(f"score.{lot.id}.place", f"plaats {ranked.place} van {others}"),
                ".",
            )
        )
    blocks.append(_score_table(lot, lot_scores, criteria))
    blocks.extend(_criterion(case, lot, score, criteria.get(score.criterion)) for score in lot_scores)
    return Section(f"Uw score: {lot.name}", tuple(blocks))


def _score_table(lot: Lot, lot_scores: Sequence[Score], criteria: dict[str, Criterion]) -> Table:
    rows: list[tuple[Runs, ...]] = []
    for score in lot_scores:
        key = f"score.{lot.id}.{score.criterion}"
        name = criteria[score.criterion].name if score.criterion in criteria else score.criterion
        rows.append(
            (
                (name,),
                (Fact(f"{key}.weight", percentage(Rate(score.weight))),),
                (Fact(f"{key}.points", f"{marks(score.points)} van {lot.scale}"),),
                (Fact(f"{key}.weighted", marks(score.points * score.weight)),),
            )
        )
    columns = (
        Column("Criterium", 5),
        Column("Gewicht", 2, numeric=True),
        Column("Punten", 2, numeric=True),
        Column("Telt mee voor", 2, numeric=True),
    )
    weighed = sum((score.points * score.weight for score in lot_scores), start=lot_scores[0].weight * 0)
    totals = ((("Samen",), ("",), ("",), (Fact(f"score.{lot.id}.sum", marks(weighed)),)),)
    return Table("Punten per criterium", columns, tuple(rows), totals)


def _criterion(case: Case, lot: Lot, score: Score, criterion: Criterion | None) -> Section:
    key = f"score.{lot.id}.{score.criterion}"
    question = criterion.question if criterion else ""
    method = METHODS.get(criterion.method) if criterion else None
    marked = method is not None and method.reads is Reads.MARKS
    given = case.submission.answers.get(question, "") if marked and case.submission else score.answer
    items: list[Runs] = [
        ("Uw antwoord: ", Fact(f"{key}.answer", answer_in_words(case.policy, question, given))),
        *([("Cijfers van de beoordelaars: ", Fact(f"{key}.marks", score.answer))] if marked and score.answer else []),
        ("De norm voor alle punten: ", Fact(f"{key}.norm", score.norm)),
        ("Uw punten: ", Fact(f"{key}.points", f"{marks(score.points)} van {lot.scale}")),
        ("Waarom: ", Fact(f"{key}.motivation", score.motivation)),
    ]
    if criterion and criterion.minimum is not None:
        below = "U blijft daaronder." if score.below_minimum else "U haalt dat."
        least = marks(criterion.minimum.of(lot.scale))
        items.append(("Het minimum: ", Fact(f"{key}.minimum", f"{least} van {lot.scale}. {below}")))
    if criterion and criterion.ground.basis:
        items.append(("Grond: ", Fact(f"{key}.ground", criterion.ground.basis)))
    return Section(criterion.name if criterion else score.criterion, (Bullets(tuple(items)),))


def requirements(case: Case) -> tuple[Section, ...]:
    """What fails, with the mend and the ground; when nothing fails, that is said."""
    failing = [tested for tested in case.assessment.tested if isinstance(tested.outcome, Finding)]
    known = [tested.outcome for tested in failing]
    faults = [item for item in case.assessment.findings if item.severity is Severity.ERROR]
    loose = [finding for finding in faults if finding not in known]
    if loose and case.assessment.standing is Standing.INCOMPLETE:
        failing = []  # nothing was judged: what is missing is said once
    items = [_failing(case, tested) for tested in failing]
    for number, finding in enumerate(loose, start=1):
        items.append((Fact(f"finding.{number}", _with_mend(case, finding.sentence(), finding)),))
    if items:
        return (Section("Wat er niet klopt en wat u kunt doen", (Bullets(tuple(items)),)),)
    if not case.assessment.tested:
        return ()
    counted = paragraph("Wij toetsten ", Fact("requirements", _counted(case)), f". {_ANNEX}")
    return (Section("De eisen", (counted, *_decided(case))),)


def _decided(case: Case) -> tuple[Block, ...]:
    """The reasoned decisions on this provider that stop nothing: what was decided, when, by whom and why."""
    tested = {item.requirement: item for item in case.assessment.tested}
    return tuple(
        paragraph(Fact(f"decision.{item.requirement}", f"{tested[item.requirement].sentence} {_taken(item)}"))
        for item in case.outcome.dossier.decisions
        if item.contract == case.contract and item.requirement in tested
    )


def _taken(item: ReasonedDecision) -> str:
    return f"Ons besluit hierover van {day(item.decided_on)} ({item.decided_by}): {item.ground}"


def _counted(case: Case) -> str:
    tested = case.assessment.tested
    held = sum(isinstance(item.outcome, Holds) and item.kind is not RequirementKind.EXCLUSION for item in tested)
    return tests_in_words(held, len(tested) - held)


def _failing(case: Case, tested: Tested) -> Runs:
    use = case.requirement(tested.requirement)
    said = tested.sentence
    if isinstance(tested.outcome, Finding):
        said = _with_mend(case, said, tested.outcome, tested)
    text = grounded(said, use.ground if use else UNSTATED)
    decision = next(
        (
            item
            for item in case.outcome.dossier.decisions
            if (item.contract, item.requirement) == (case.contract, tested.requirement)
        ),
        None,
    )
    if decision is None:
        return (Fact(f"requirement.{tested.requirement}", text),)
    return (Fact(f"requirement.{tested.requirement}", f"{text} {_taken(decision)}"),)


def _with_mend(case: Case, sentence: str, fault: Finding, tested: Tested | None = None) -> str:
    return f"{sentence} {mend_in_letter(case, fault, question_of(case, fault, tested))}".strip()


def obligations(case: Case) -> tuple[Section, ...]:
    """What must still be met after the award, each with its last date."""
    skipped = {tested.requirement for tested in case.assessment.tested if isinstance(tested.outcome, NotApplicable)}
    later = [
        use
        for use in case.policy.requirements
        if use.due is not Due.SUBMISSION
        and use.id not in skipped
        and case.provider.group in use.groups
        and (not use.lots or set(use.lots) & set(case.lots))
    ]
    if not later:
        return ()
    rows = tuple(
        ((use.text,), (Fact(f"obligation.{use.id}.due", _last_day(case, use)),), (use.ground.basis or "-",))
        for use in later
    )
    columns = (Column("Wat", 6), Column("Uiterlijk", 4), Column("Grond", 3))
    return (Section("Wat u nog moet regelen", (Table("Verplichtingen met hun laatste dag", columns, rows),)),)


def _last_day(case: Case, use: RequirementUse) -> str:
    starts: date = case.policy.contract.starts_on
    if use.due is Due.START_OF_CARE:
        return f"bij de start van de zorg, {day(starts)}"
    return day(starts + timedelta(days=use.term_days))


def all_requirements(case: Case) -> tuple[Section, ...]:
    """Annex: every requirement with its outcome, also those that do not apply and why."""
    if not case.assessment.tested:
        return ()
    rows = tuple(_tested_row(case, place, tested) for place, tested in enumerate(case.assessment.tested, start=1))
    columns = (Column("Nr", 1), Column("Eis", 6), Column("Uitkomst", 3), Column("Toelichting", 6))
    table = Table("Alle eisen met de uitkomst voor u", columns, rows)
    return (Section("alle eisen", (table,)),)


def remarks(case: Case) -> tuple[Section, ...]:
    """Annex: what was seen besides and stops nothing, such as an earlier version that was replaced."""
    seen = [item for item in case.assessment.findings if item.severity is not Severity.ERROR]
    items = tuple((Fact(f"remark.{number}", item.sentence()),) for number, item in enumerate(seen, start=1))
    return (Section("wat wij verder zagen", (Bullets(items),)),) if items else ()


def _tested_row(case: Case, place: int, tested: Tested) -> tuple[Runs, ...]:
    use = case.requirement(tested.requirement)
    text = use.text if use else tested.requirement
    # the sentence repeats the requirement, which stands beside it here
    why = tested.sentence.replace(f": {text}", ".")
    match tested.outcome:
        case Holds():
            outcome = "geldt niet voor u" if tested.kind is RequirementKind.EXCLUSION else "in orde"
        case NotApplicable(reason_nl=reason):
            outcome, why = "geldt niet voor u", f"{reason[:1].upper()}{reason[1:]}".rstrip(".") + "."
        case Finding():
            outcome = "geldt voor u" if tested.kind is RequirementKind.EXCLUSION else "niet in orde"
            if why.startswith(OPEN):
                outcome = "niet beoordeeld"
    key = f"tested.{tested.requirement}"
    label = use.label if use and use.label else str(place)
    return ((label,), (text,), (Fact(f"{key}.outcome", outcome),), (Fact(f"{key}.why", why),))
