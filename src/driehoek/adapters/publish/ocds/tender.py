"""The section ``tender``: lots, what is asked, how is judged and by which published rules the space is divided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from driehoek.adapters.publish.ocds.ids import buyer, release_id
from driehoek.adapters.publish.ocds.values import Exact, Json, filled, moment, period
from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import (
    Change,
    Criterion,
    Lot,
    Policy,
    Procedure,
    Question,
    QuestionType,
    RequirementKind,
    RequirementUse,
)
from driehoek.kernel import Rate, dutch

CPV = {
    Sector.VV: ("85144100", "Residential nursing care services"),
    Sector.GZ: ("85311200", "Welfare services for the handicapped"),
    Sector.GGZ: ("85121270", "Psychiatrist or psychologist services"),
}
"""The Common Procurement Vocabulary of 2008, by sector."""
ANY_CARE = ("85000000", "Health and social work services")
_METHOD = {Procedure.ADMISSION: "open", Procedure.OPEN: "open", Procedure.NEGOTIATED: "selective"}
_DETAILS = {
    Procedure.ADMISSION: "Toelating: iedereen die aan de eisen voldoet krijgt een overeenkomst.",
    Procedure.OPEN: "Open procedure met rangorde.",
    Procedure.NEGOTIATED: "Voorselectie na aankondiging, daarna onderhandeling over genoemde onderwerpen.",
}
_DATA_TYPES = {
    QuestionType.YES_NO: "boolean",
    QuestionType.NUMBER: "number",
    QuestionType.PERCENTAGE: "number",
    QuestionType.AMOUNT: "number",
    QuestionType.DATE: "date-time",
}
_SELECTION = {RequirementKind.SUITABILITY: "suitability", RequirementKind.CONDITION: "other"}
_PLACES = 6
_WHOLE = Rate.percent(100)


def tender(policy: Policy, status: str) -> dict[str, Json]:
    """The tender as the policy publishes it.

    Args:
        policy: the policy.
        status: a code of ``tenderStatus``.
    """
    contract, calendar = policy.contract, policy.calendar
    questions = calendar.milestone("questions-until")
    award = calendar.milestone("award")
    procedures = {lot.procedure for lot in policy.lots}
    end = contract.starts_on.replace(year=contract.starts_on.year + contract.years) - timedelta(days=1)
    opens, closes = (
        calendar.first_opening(),
        max((item.closes for item in calendar.windows if item.closes), default=None),
    )
    return filled(
        id=f"inkoop-{policy.year}",
        title=policy.title,
        description=policy.summary,
        status=status,
        procuringEntity=buyer(policy),
        procurementMethod="selective" if procedures == {Procedure.NEGOTIATED} else "open",
        procurementMethodDetails=" ".join(_DETAILS[item] for item in Procedure if item in procedures),
        procurementMethodRationale=f"{policy.ground.basis}. {policy.ground.explanation}".strip(". "),
        mainProcurementCategory="services",
        awardCriteria="ratedCriteria",
        submissionMethod=["electronicSubmission"],
        tenderPeriod=period(opens, closes),
        enquiryPeriod=period(policy.published_on, questions.last_day) if questions else {},
        awardPeriod=period(award.day, award.day) if award else {},
        contractPeriod=period(contract.starts_on, end),
        lots=[_lot(policy, lot) for lot in policy.lots],
        items=[item for lot in policy.lots for item in _items(lot)],
        criteria=[_criterion(policy, use) for use in policy.requirements],
        selectionCriteria=_selection(policy.requirements),
        techniques=_techniques(procedures),
        allocationRules=_rules(policy),
        amendments=[_amendment(policy, change) for change in policy.changes],
    )


def _lot(policy: Policy, lot: Lot) -> dict[str, Json]:
    pool = next(item for item in policy.pools if item.id == lot.pool)
    return filled(
        id=lot.id,
        title=lot.name,
        description=f"{pool.name}. {lot.ground.explanation}".strip(),
        status="active",
        techniques=_techniques({lot.procedure}),
    )


def _techniques(procedures: Iterable[Procedure]) -> dict[str, Json]:
    """Open admission is how a dynamic purchasing system works: whoever qualifies may enter all the time."""
    if Procedure.ADMISSION not in procedures:
        return {}
    return {"hasDynamicPurchasingSystem": True, "dynamicPurchasingSystem": {"type": "open", "status": "active"}}


def _items(lot: Lot) -> Iterator[dict[str, Json]]:
    kinds = [(sector.value, sector.dutch, CPV[sector]) for sector in lot.sectors] or [("zorg", "zorg", ANY_CARE)]
    for name, words, (code, description) in kinds:
        yield filled(
            id=f"{lot.id}-{name}",
            description=f"{lot.name}: {words}",
            classification={"scheme": "CPV", "id": code, "description": description},
            relatedLot=lot.id,
        )


def _criterion(policy: Policy, use: RequirementUse) -> dict[str, Json]:
    question = policy.question(use.question)
    requirement = filled(
        id=f"{use.id}-answer",
        title=question.text if question else use.text,
        dataType=_data_type(question),
        expectedValue=_expected(use, question),
    )
    return filled(
        id=use.id,
        title=use.text,
        description=f"{use.ground.basis}. {use.ground.explanation}".strip(". "),
        relatesToTenderer=True,
        relatedLots=list(use.lots),
        requirementGroups=[{"id": f"{use.id}-group", "requirements": [requirement]}],
    )


def _data_type(question: Question | None) -> str:
    return _DATA_TYPES.get(question.type, "string") if question else "string"


def _expected(use: RequirementUse, question: Question | None) -> bool | None:
    """What a statement must say; a requirement with a rule of its own has no single right answer."""
    if question is None or question.type is not QuestionType.YES_NO or use.use == "subcontracting-reported":
        return None
    return use.kind is not RequirementKind.EXCLUSION


def _selection(uses: Iterable[RequirementUse]) -> dict[str, Json]:
    found = [
        filled(type=_SELECTION[use.kind], description=use.text, appliesTo=["supplier"])
        for use in uses
        if use.kind in _SELECTION
    ]
    return {"criteria": found} if found else {}


def _rules(policy: Policy) -> dict[str, Json]:
    division = policy.division
    phases = (
        ("space", division.space),
        ("tariff", division.tariff),
        ("model", division.models),
        ("after", division.after),
    )
    return filled(
        tieKey=division.tie_key,
        weights=[weight for lot in policy.lots for criterion in lot.criteria for weight in _weights(lot, criterion)],
        steps=[
            filled(
                id=step.id,
                phase=phase,
                rule=step.use,
                description=step.text,
                ground=step.ground.basis,
                relatedLots=list(step.lots),
            )
            for phase, steps in phases
            for step in steps
        ],
    )


def _weights(lot: Lot, criterion: Criterion, above: Rate = _WHOLE) -> Iterator[dict[str, Json]]:
    weight = Rate(above.of(criterion.weight.value))
    if criterion.parts:
        for part in criterion.parts:
            yield from _weights(lot, part, weight)
        return
    yield filled(
        id=criterion.id,
        title=criterion.name,
        weight=_share(weight),
        method=criterion.method,
        minimumShare=_share(criterion.minimum) if criterion.minimum else None,
        relatedLot=lot.id,
    )


def _share(rate: Rate) -> Exact:
    """A share of one to six decimals; a third is cut, not rounded up past the whole."""
    whole, rest = divmod(rate.value.numerator * 10**_PLACES // rate.value.denominator, 10**_PLACES)
    return Exact(f"{whole}.{rest:0{_PLACES}d}".rstrip("0").rstrip("."))


def _amendment(policy: Policy, change: Change) -> dict[str, Json]:
    first = release_id(policy, policy.published_on, ("planning",))
    return filled(
        id=f"wijziging-{change.version}",
        date=moment(change.published_on),
        rationale=change.reason,
        description=f"Raakt: {', '.join(change.touches)}. Delen: {', '.join(change.parts)}. "
        f"Vragen tot {dutch.day(change.questions_until)}.",
        amendsReleaseID=first,
        releaseID=release_id(policy, change.published_on, ("tenderAmendment",)),
    )
