"""Inputs without which the steps of the division do nothing, and nobody would see it in the outcome.

A lost file must never look like a decision: a model that starts from last year's production grants nothing to
everyone when ``need/realised.csv`` is gone, and every sum of that still adds up.

1. No realised production at all in a lot that existing providers entered, while a step there starts from it, stops
   the round. Where only new providers entered there is no production to expect.
2. An existing provider in such a lot that has none, while others have, is named.
3. No client choices at all in a lot where a model divides by them is told; a round may begin without choices.
4. Rows of an optional file for a lot in which no step looks at them are told: they play no part.
5. No figures at all on which the space rests, while a step corrects or divides the space by them, stops the round.
6. No waiting list of any contract in a lot where a step looks at them is told: that step does nothing then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from driehoek.application.dossier import Dossier
from driehoek.domain.allocation import Offer, Problem
from driehoek.domain.need import Arrangement
from driehoek.domain.policy import ProviderGroup
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import space_steps_that, steps_that
from driehoek.kernel import Code, Finding, Place, Severity

NOTHING_REALISED = Code(
    "RND-010",
    nl="Van perceel {subject} is geen enkele productie van vorig jaar bekend, maar {seen} gaat daarvan uit. "
    "Iedereen zou daar 0 euro krijgen.",
    en="No realised production of last year is known for lot {subject}, but {seen} starts from it. "
    "Everyone would get 0 euros there.",
    mend_nl="Leg {wanted} in de map, met in de kolom lot '{subject}' en in de kolom amount wat vorig jaar is betaald.",
    mend_en="Put {wanted} in the folder, with '{subject}' in the column lot and what was paid in the column amount.",
)
NOT_REALISED = Code(
    "RND-011",
    nl="Van contract {subject} is in perceel {wanted} geen productie van vorig jaar bekend; {seen} gaat daarvan uit.",
    en="No realised production of last year is known of contract {subject} in lot {wanted}, but {seen} starts from it.",
    mend_nl="Vul need/realised.csv aan voor dit contract. Leverde het vorig jaar niets, dan hoeft er niets.",
    mend_en="Complete need/realised.csv for this contract. If it delivered nothing last year, nothing is needed.",
    severity=Severity.WARNING,
)
NOTHING_CHOSEN = Code(
    "RND-012",
    nl="Van perceel {subject} is geen enkele keuze van een cliënt bekend, maar {seen} verdeelt daarnaar.",
    en="Not one client choice is known for lot {subject}, but {seen} divides by choices.",
    mend_nl="Leg {wanted} in de map. Zijn er nog geen keuzes, dan verdeelt deze stap niets.",
    mend_en="Put {wanted} in the folder. If there are no choices yet, this step divides nothing.",
    severity=Severity.WARNING,
)
NO_PART = Code(
    "RND-013",
    nl="{wanted} heeft voor perceel {subject} {seen} regels, maar geen enkele stap kijkt daar naar.",
    en="{wanted} has {seen} rows for lot {subject}, but no step there looks at them.",
    mend_nl="Voeg aan het perceel een stap toe die ernaar kijkt, of haal de regels weg.",
    mend_en="Add a step to the lot that looks at them, or remove the rows.",
    severity=Severity.WARNING,
)
NO_SPACE_BASIS = Code(
    "RND-020",
    nl="Er is geen enkel cijfer bekend waarop de ruimte rust, maar {subject} gaat daarvan uit.",
    en="Not one figure is known on which the space rests, but {subject} starts from it.",
    mend_nl="Leg {wanted} in de map, met een regel voor elk deelkader.",
    mend_en="Put {wanted} in the folder, with a line for each sub-frame.",
)
NO_WAITING_LIST = Code(
    "RND-030",
    nl="Van perceel {subject} is geen enkele wachtlijst van een aanbieder bekend, maar {seen} kijkt daarnaar.",
    en="No waiting list of a contract is known for lot {subject}, but {seen} looks at them.",
    mend_nl="Leg {wanted} in de map, met in de kolom contract op wie wordt gewacht. Zonder lijst doet deze stap niets.",
    mend_en="Put {wanted} in the folder, with who is waited for in the column contract. Without it the step does "
    "nothing.",
    severity=Severity.WARNING,
)
FINDINGS = (NOTHING_REALISED, NOT_REALISED, NOTHING_CHOSEN, NO_PART, NO_SPACE_BASIS, NO_WAITING_LIST)

_REALISED, _CHOICES, _SPACE_BASIS = "need/realised.csv", "need/choices.csv", "space-basis.csv"
_WAITING = "need/waiting.csv"


def missing_inputs(dossier: Dossier, problem: Problem) -> tuple[Finding, ...]:
    """What the steps of the division start from and the dossier does not have, per lot that someone entered.

    Args:
        dossier: the inputs.
        problem: what was made of them: the offers of those that were admitted.
    """
    lots: defaultdict[str, list[Offer]] = defaultdict(list)
    for offer in problem.offers:
        lots[offer.lot].append(offer)
    realised = {item.lot for item in dossier.realised if item.amount.cents}
    chosen = {item.lot for item in dossier.choices} | {item.lot for item in dossier.classes}
    optional = _optional(dossier)
    about_lots = (
        finding
        for lot in sorted(lots)
        for finding in (
            *_realised(lot in realised, problem, lots[lot]),
            *_chosen(lot in chosen, problem, lot),
            *_unused(optional, problem, lot),
            *_listed(problem, lot),
        )
    )
    return (*_based(dossier), *about_lots)


def _based(dossier: Dossier) -> Iterator[Finding]:
    steps = space_steps_that(Ability.NEEDS_BASIS, dossier.policy.division)
    if steps and not dossier.bases:  # 5
        names = ", ".join(step.id for step in steps)
        yield Finding(NO_SPACE_BASIS, names, wanted=_SPACE_BASIS, place=Place(_SPACE_BASIS))


def _realised(known: bool, problem: Problem, offers: Sequence[Offer]) -> Iterator[Finding]:  # noqa: FBT001 - one file
    lot = offers[0].lot
    steps = steps_that(Ability.NEEDS_REALISED, problem.division, lot)
    without = sorted(
        offer.contract for offer in offers if offer.group is ProviderGroup.EXISTING and not offer.realised.cents
    )
    if not steps or not without:
        return
    names = ", ".join(step.id for step in steps)
    if not known:  # 1
        yield Finding(NOTHING_REALISED, lot, seen=names, wanted=_REALISED, place=Place(_REALISED))
        return
    for contract in without:  # 2
        yield Finding(NOT_REALISED, contract, seen=names, wanted=lot, place=Place(_REALISED))


def _chosen(known: bool, problem: Problem, lot: str) -> Iterator[Finding]:  # noqa: FBT001 - one file
    steps = steps_that(Ability.NEEDS_CHOICES, problem.division, lot)
    if steps and not known:  # 3
        yield Finding(NOTHING_CHOSEN, lot, ", ".join(step.id for step in steps), _CHOICES, Place(_CHOICES))


def _optional(dossier: Dossier) -> tuple[tuple[Ability, str, Counter[str]], ...]:
    """Per optional file what looks at it, its name, and how many rows it has for each lot."""
    pgb = Counter(item.lot for item in dossier.choices if item.arrangement is Arrangement.PGB)
    return (
        (Ability.LOOKS_AT_CLASSES, "need/classes.csv", Counter(item.lot for item in dossier.classes)),
        (Ability.LOOKS_AT_NEW_CLIENTS, "need/new-clients.csv", Counter(item.lot for item in dossier.new_clients)),
        (Ability.LOOKS_AT_AREAS, "need/areas.csv", Counter(item.lot for item in dossier.areas)),
        (Ability.LOOKS_AT_FIGURES, "need/figures.csv", Counter(item.lot for item in dossier.figures)),
        (Ability.LOOKS_AT_PGB, f"{_CHOICES} (pgb)", pgb),
    )


def _unused(optional: tuple[tuple[Ability, str, Counter[str]], ...], problem: Problem, lot: str) -> Iterator[Finding]:
    """Files with rows for a lot in which no step looks at them (4)."""
    for ability, file, rows in optional:
        if rows[lot] and not steps_that(ability, problem.division, lot):
            yield Finding(NO_PART, lot, seen=str(rows[lot]), wanted=file, place=Place(file.split(" ")[0]))


def _listed(problem: Problem, lot: str) -> Iterator[Finding]:
    steps = steps_that(Ability.NEEDS_WAITING, problem.division, lot)
    contracts = {offer.contract for offer in problem.offers if offer.lot == lot}
    if steps and not any(item.contract in contracts and item.lot in ("", lot) for item in problem.waiting):  # 6
        yield Finding(NO_WAITING_LIST, lot, ", ".join(step.id for step in steps), _WAITING, Place(_WAITING))
