"""Lots and their criteria: weights that add up, leaves that can be scored, procedures that fit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from driehoek.domain.policy.policy import Criterion, Lot, Policy, Procedure
from driehoek.kernel import Code, Finding, Rate, Severity

WEIGHTS = Code(
    "POL-020",
    nl="De gewichten onder {subject} zijn samen {seen}, maar moeten samen {wanted} zijn.",
    en="The weights below {subject} add up to {seen} instead of {wanted}.",
    mend_nl="Verander de gewichten zodat ze samen {wanted} zijn.",
    mend_en="Change the weights so that they add up to {wanted}.",
)
WEIGHT_RANGE = Code(
    "POL-021",
    nl="Het gewicht van {subject} is {seen}, maar moet {wanted} zijn.",
    en="The weight of {subject} is {seen} but must be {wanted}.",
    mend_nl="Kies een gewicht boven 0% en ten hoogste 100%, of haal het criterium weg.",
    mend_en="Choose a weight above 0% and at most 100%, or remove the criterion.",
)
NOT_SCORED = Code(
    "POL-022",
    nl="{subject} kan niet worden gescoord: {wanted} ontbreekt.",
    en="{subject} cannot be scored: it lacks {wanted}.",
    mend_nl="Vul {wanted} in, of geef het criterium onderdelen.",
    mend_en="Give {wanted}, or give the criterion parts.",
)
BRANCH_SCORED = Code(
    "POL-023",
    nl="{subject} heeft onderdelen en ook een eigen {seen}; het een of het ander telt.",
    en="{subject} has parts and also a {seen} of its own; only one of them can count.",
    mend_nl="Haal {seen} weg, of haal de onderdelen weg.",
    mend_en="Remove {seen}, or remove the parts.",
)
RANKED_ADMISSION = Code(
    "POL-024",
    nl="Perceel {subject} laat iedereen toe die voldoet, maar heeft ook criteria: {seen}.",
    en="Lot {subject} admits all who qualify, yet has criteria: {seen}.",
    mend_nl="Kies een andere procedure, of haal de criteria weg.",
    mend_en="Choose another procedure, or remove the criteria.",
)
NO_CRITERIA = Code(
    "POL-025",
    nl="Perceel {subject} heeft procedure '{seen}', maar geen criteria om offertes of inschrijvingen te vergelijken.",
    en="Lot {subject} has procedure '{seen}' but no criteria to compare submissions.",
    mend_nl="Geef het perceel criteria, of kies de procedure 'admission'.",
    mend_en="Give the lot criteria, or choose the procedure 'admission'.",
    severity=Severity.WARNING,
)
TALKS_ABOUT_WHAT = Code(
    "POL-026",
    nl="Perceel {subject} kent onderhandeling, maar noemt niet waarover.",
    en="Lot {subject} is negotiated but does not announce on what.",
    mend_nl="Noem onder negotiable de criteria waarover u onderhandelt; over iets anders mag het niet gaan.",
    mend_en="Name under negotiable the criteria that talks are about; they may be about nothing else.",
)
NO_TALKS = Code(
    "POL-027",
    nl="Perceel {subject} heeft procedure '{seen}': daar wordt niet onderhandeld, maar negotiable is ingevuld.",
    en="Lot {subject} has procedure '{seen}', in which nothing is negotiated, yet names negotiable criteria.",
    mend_nl="Haal negotiable weg, of kies de procedure 'negotiated'.",
    mend_en="Remove negotiable, or choose the procedure 'negotiated'.",
)
OUT_OF_RANGE = Code(
    "POL-028",
    nl="{subject} is {seen}, maar moet {wanted} zijn.",
    en="{subject} is {seen} but must be {wanted}.",
    mend_nl="Kies een waarde die {wanted} is.",
    mend_en="Choose a value that is {wanted}.",
)
SEALED_ADMISSION = Code(
    "POL-029",
    nl="Perceel {subject} laat iedereen toe die voldoet; daar valt niets te verzegelen.",
    en="Lot {subject} admits all who qualify; there is nothing to seal.",
    mend_nl="Haal sealed weg, of kies een procedure waarin partijen met elkaar wedijveren.",
    mend_en="Remove sealed, or choose a procedure in which parties compete.",
)
SEALED_UNGROUNDED = Code(
    "POL-039",
    nl="Perceel {subject} is verzegeld, maar zegt niet op welke grond.",
    en="Lot {subject} is sealed but does not say on what ground.",
    mend_nl="Geef onder sealed de grond (basis) en in gewone taal waarom.",
    mend_en="Give the ground (basis) under sealed, and why in plain words.",
)
FINDINGS = (
    WEIGHTS,
    WEIGHT_RANGE,
    NOT_SCORED,
    BRANCH_SCORED,
    RANKED_ADMISSION,
    NO_CRITERIA,
    TALKS_ABOUT_WHAT,
    NO_TALKS,
    OUT_OF_RANGE,
    SEALED_ADMISSION,
    SEALED_UNGROUNDED,
)

_WHOLE = Rate(Fraction(1))
_NOTHING = Rate(Fraction(0))


def check_criteria(policy: Policy) -> Iterator[Finding]:
    """Everything that can be wrong in the lots and their criteria."""
    for lot in policy.lots:
        yield from _procedure(lot)
        yield from _numbers(lot)
        yield from _level(f"lots.{lot.id}", lot.criteria)


def _procedure(lot: Lot) -> Iterator[Finding]:
    if lot.criteria and lot.procedure is Procedure.ADMISSION:
        yield Finding(
            RANKED_ADMISSION, lot.id, seen=", ".join(criterion.id for criterion in lot.criteria), path=f"lots.{lot.id}"
        )
    if not lot.criteria and lot.procedure is not Procedure.ADMISSION:
        yield Finding(NO_CRITERIA, lot.id, seen=lot.procedure.value, path=f"lots.{lot.id}")
    if lot.procedure is Procedure.NEGOTIATED and not lot.negotiable:
        yield Finding(TALKS_ABOUT_WHAT, lot.id, path=f"lots.{lot.id}")
    if lot.procedure is not Procedure.NEGOTIATED and lot.negotiable:
        yield Finding(NO_TALKS, lot.id, seen=lot.procedure.value, path=f"lots.{lot.id}")
    if lot.sealed is not None and lot.procedure is Procedure.ADMISSION:
        yield Finding(SEALED_ADMISSION, lot.id, path=f"lots.{lot.id}.sealed")
    if lot.sealed is not None and not lot.sealed.basis.strip():
        yield Finding(SEALED_UNGROUNDED, lot.id, path=f"lots.{lot.id}.sealed")


def _numbers(lot: Lot) -> Iterator[Finding]:
    if lot.scale <= 0:
        yield Finding(OUT_OF_RANGE, f"lots.{lot.id}.scale", seen=str(lot.scale), wanted="> 0")
    if lot.max_winners < 0:
        yield Finding(OUT_OF_RANGE, f"lots.{lot.id}.max_winners", seen=str(lot.max_winners), wanted=">= 0")


def _level(parent: str, criteria: tuple[Criterion, ...]) -> Iterator[Finding]:
    if not criteria:
        return
    together = sum((criterion.weight for criterion in criteria), start=_NOTHING)
    if together != _WHOLE:
        yield Finding(WEIGHTS, parent, seen=str(together), wanted="100%")
    for criterion in criteria:
        path = f"{parent}.{criterion.id}"
        yield from _node(path, criterion)
        yield from _level(path, criterion.parts)


def _node(path: str, criterion: Criterion) -> Iterator[Finding]:
    if not _NOTHING < criterion.weight <= _WHOLE:
        yield Finding(WEIGHT_RANGE, path, seen=str(criterion.weight), wanted="> 0%, <= 100%")
    if criterion.minimum is not None and not _NOTHING <= criterion.minimum <= _WHOLE:
        yield Finding(OUT_OF_RANGE, f"{path}.minimum", seen=str(criterion.minimum), wanted="0% - 100%")
    for field, value in (("method", criterion.method), ("question", criterion.question)):
        if criterion.parts and value:
            yield Finding(BRANCH_SCORED, path, seen=field)
        if not criterion.parts and not value:
            yield Finding(NOT_SCORED, path, wanted=field)
