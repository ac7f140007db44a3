"""Changes of space and of what was handed in: withdrawn, another volume, a made-up newcomer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import floor

from driehoek.application.dossier import Dossier
from driehoek.application.problem import decision_day
from driehoek.application.what_if.scenario import NewcomerChange, SpaceChange, VolumeChange, WithdrawChange
from driehoek.application.what_if.values import (
    CHANGES_NOTHING,
    OUTSIDE,
    UNREADABLE,
    Made,
    Told,
    money_scale,
    quantity_scale,
    refused,
    unknown,
    wanted_value,
)
from driehoek.domain.allocation import Frame
from driehoek.domain.policy import QuestionType
from driehoek.domain.tender.submission import Choice, Evidence, OfferLine, Provider, Submission
from driehoek.kernel import Agb, Code, Finding, Rounding, Severity, dutch

NO_SPACE = Code(
    "WIF-020",
    nl="{subject} verandert de ruimte van {seen}, maar daarvan is op {wanted} geen ruimte bekend.",
    en="{subject} changes the space of {seen}, of which no space is known on {wanted}.",
    mend_nl="Kies een deelkader dat in space.csv een bedrag heeft op de dag van het besluit.",
    mend_en="Choose a frame that has an amount in space.csv on the day of decision.",
)
CONTRACT_TAKEN = Code(
    "WIF-021",
    nl="{subject} geeft de nieuwkomer contract {seen}; dat kan niet: {wanted}.",
    en="{subject} gives the newcomer contract {seen}, which cannot be: {wanted}.",
    mend_nl="Laat het contract weg; dan krijgt de nieuwkomer een vrije verzonnen code die met 99 begint.",
    mend_en="Leave the contract out; then the newcomer gets a free made-up code that begins with 99.",
)
FEWER_CHOICES = Code(
    "WIF-022",
    nl="{subject} laat geen enkele keuze van een cliënt overgaan: {seen} van de {wanted} keuzes is minder dan één.",
    en="{subject} lets no client choice go over: {seen} of {wanted} choices is less than one.",
    mend_nl="Kies bij takes een groter deel, of haal het weg.",
    mend_en="Choose a larger share for takes, or remove it.",
    severity=Severity.WARNING,
)
FINDINGS = (NO_SPACE, CONTRACT_TAKEN, FEWER_CHOICES)


def change_space(dossier: Dossier, change: SpaceChange, path: str) -> Made:
    """Another amount of space in the line that counts on the day of decision; earlier and later lines stay."""
    day = decision_day(dossier.policy)
    frame = Frame(change.pool, change.frame)
    frames = [Frame(pool.id, name) for pool in dossier.policy.pools for name in pool.frames]
    if frame not in frames:
        return refused(unknown(path, str(frame), [str(item) for item in frames]))
    line = next((item for item in dossier.spaces_on(day) if item.frame == frame), None)
    if line is None:
        return refused(Finding(NO_SPACE, path, seen=str(frame), wanted=day.isoformat(), path=path))
    value = wanted_value(path, money_scale("0"), line.amount, change.to, change.by)
    if isinstance(value, Finding):
        return refused(value)
    if value == line.amount:
        return Made(dossier, findings=(Finding(CHANGES_NOTHING, path, seen=str(value), path=path),))
    spaces = tuple(replace(item, amount=value) if item is line else item for item in dossier.spaces)
    said = Told(
        f"De ruimte van {frame} wordt {dutch.amount(value)} in plaats van {dutch.amount(line.amount)}.",
        f"The space of {frame} becomes {dutch.amount(value)} instead of {dutch.amount(line.amount)}.",
    )
    return Made(replace(dossier, spaces=spaces), (said,))


def change_withdrawal(dossier: Dossier, change: WithdrawChange, path: str) -> Made:
    """A submission taken back: for some lots those leave it, as a whole it stands as withdrawn."""
    own = _own(dossier, change.contract)
    if not own:
        return refused(unknown(path, change.contract, _contracts(dossier)))
    entered = {lot for item in own for lot in item.lots}
    strange = [lot for lot in change.lots if lot not in entered]
    if strange:
        return refused(*(unknown(path, lot, sorted(entered)) for lot in strange))
    if all(item.withdrawn_on is not None for item in own):
        return Made(dossier, findings=(Finding(CHANGES_NOTHING, path, seen="ingetrokken / withdrawn", path=path),))
    gone = set(change.lots) or entered

    def without(item: Submission) -> Submission:
        left = tuple(lot for lot in item.lots if lot not in gone)
        if not left:
            return replace(item, withdrawn_on=item.withdrawn_on or item.received)
        return replace(item, lots=left, lines=tuple(line for line in item.lines if line.lot not in gone))

    name = _name(dossier, change.contract)
    where = f" voor {', '.join(change.lots)}" if change.lots else ""
    in_lots = f" for {', '.join(change.lots)}" if change.lots else ""
    said = Told(
        f"{name} ({change.contract}) trekt de inschrijving in{where}.",
        f"{name} ({change.contract}) takes the submission back{in_lots}.",
    )
    return Made(_with_submissions(dossier, change.contract, without), (said,))


def change_volume(dossier: Dossier, change: VolumeChange, path: str) -> Made:
    """Another offered volume, in every version of the submission alike."""
    own = _own(dossier, change.contract)
    if not own:
        return refused(unknown(path, change.contract, _contracts(dossier)))

    def meant(line: OfferLine) -> bool:
        return change.lot in ("", line.lot) and change.product in ("", line.product)

    lines = [line for item in own for line in item.lines if meant(line)]
    if not lines:
        offered = sorted({f"{line.lot}/{line.product}" for item in own for line in item.lines})
        return refused(unknown(path, f"{change.lot or '*'}/{change.product or '*'}", offered))
    made: dict[int, OfferLine] = {}
    for line in lines:
        value = wanted_value(path, quantity_scale(line.quantity), line.quantity, change.to, change.by)
        if isinstance(value, Finding):
            return refused(value)
        made[id(line)] = replace(line, quantity=value)
    if all(made[id(line)] == line for line in lines):
        return Made(dossier, findings=(Finding(CHANGES_NOTHING, path, seen=str(lines[0].quantity), path=path),))

    def changed(item: Submission) -> Submission:
        return replace(item, lines=tuple(made.get(id(line), line) for line in item.lines))

    name, what = _name(dossier, change.contract), change.product or "alle prestaties"
    to = change.to or change.by
    said = Told(
        f"{name} ({change.contract}) biedt een ander volume aan van {what}: {to}.",
        f"{name} ({change.contract}) offers another volume of {change.product or 'all products'}: {to}.",
    )
    return Made(_with_submissions(dossier, change.contract, changed), (said,))


def add_newcomer(dossier: Dossier, change: NewcomerChange, path: str) -> Made:
    """A made-up provider that looks like one that submitted; what it says of itself bears SYNTHETIC."""
    like = next((item for item in dossier.providers if item.contract.code == change.like), None)
    latest = max(_own(dossier, change.like), key=lambda item: item.received, default=None)
    if like is None or latest is None:
        return refused(unknown(path, change.like, _contracts(dossier)))
    for name, share, most in (("share", change.share, None), ("takes", change.takes, 1)):
        if share.value < 0 or (most and share.value > most):
            wanted = f"0% .. {'100%' if most else ''}".strip()
            return refused(Finding(OUTSIDE, f"{path}.{name}", seen=str(share), wanted=wanted, path=path))
    contract = _contract(dossier, change, path)
    if isinstance(contract, Finding):
        return refused(contract)
    count = sum(1 for item in dossier.providers if item.name.startswith("Nieuwkomer")) + 1
    bare = change.name.removesuffix("(SYNTHETIC)").strip() or f"Nieuwkomer {count}"
    provider = replace(
        like, contract=contract, provider=contract, name=f"{bare} (SYNTHETIC)", group=change.group, concern=""
    )
    entry = _entry(dossier, latest, provider, change)
    marks = tuple(replace(mark, contract=contract.code) for mark in dossier.marks if mark.contract == change.like)
    choices, moved, clients = _moved(dossier, change, contract.code)
    made = replace(
        dossier,
        providers=(*dossier.providers, provider),
        submissions=(*dossier.submissions, entry),
        marks=(*dossier.marks, *marks),
        choices=choices,
    )
    own = sum(1 for item in dossier.choices if item.contract == change.like)
    none_moved = change.takes.value > 0 and not moved
    few = Finding(FEWER_CHOICES, path, seen=str(change.takes), wanted=str(own), path=path)
    said = Told(
        f"{provider.name} komt erbij met contract {contract}: zoals {like.name}, maar met {change.share} van het "
        f"aanbod; {moved} keuzes van {clients} cliënten gaan mee.",
        f"{provider.name} comes in with contract {contract}: like {like.name}, but with {change.share} of what it "
        f"offers; {moved} choices of {clients} clients go along.",
    )
    return Made(made, (said,), (few,) if none_moved else ())


def _contract(dossier: Dossier, change: NewcomerChange, path: str) -> Agb | Finding:
    taken = {item.contract.code for item in dossier.providers} | {item.provider.code for item in dossier.providers}
    if not change.contract:
        return next(Agb(str(code)) for code in range(99_900_001, 100_000_000) if str(code) not in taken)
    contract = Agb.parse(change.contract)
    if contract is None:
        return Finding(UNREADABLE, path, seen=change.contract, wanted="99900001", path=path)
    if contract.code in taken:
        return Finding(CONTRACT_TAKEN, path, seen=contract.code, wanted="al in gebruik / already in use", path=path)
    if not contract.code.startswith("99"):
        return Finding(CONTRACT_TAKEN, path, seen=contract.code, wanted="99...... (SYNTHETIC)", path=path)
    return contract


def _entry(dossier: Dossier, like: Submission, provider: Provider, change: NewcomerChange) -> Submission:
    lines = tuple(
        replace(line, quantity=line.quantity.scaled(change.share.value, Rounding.DOWN), capacity=None)
        for line in like.lines
    )
    given = {item.question for item in like.evidence}
    # a document can be made up like the rest; an answer that the other was not asked cannot be guessed
    lacking = (
        Evidence(question.id, "SYNTHETIC.txt", like.received.date())
        for question in dossier.policy.questions
        if question.type is QuestionType.DOCUMENT and provider.group in question.groups and question.id not in given
    )
    return replace(
        like,
        contract=provider.contract,
        answers={**like.answers, **change.answers},
        lines=lines,
        evidence=(*like.evidence, *lacking),
        withdrawn_on=None,
        subcontractors=(),
    )


def _moved(dossier: Dossier, change: NewcomerChange, contract: str) -> tuple[tuple[Choice, ...], int, int]:
    """The choices with the latest of the one that the newcomer looks like gone over, how many, and how many clients."""
    own = [item for item in dossier.choices if item.contract == change.like]
    ordered = sorted(own, key=lambda item: (item.chosen_on, item.lot, item.product, item.quantity.steps))
    going = ordered[len(ordered) - floor(change.takes.of(len(ordered))) :]
    taken = {id(item) for item in going}
    choices = tuple(replace(item, contract=contract) if id(item) in taken else item for item in dossier.choices)
    return choices, len(going), sum(item.clients for item in going)


def _own(dossier: Dossier, contract: str) -> list[Submission]:
    return [item for item in dossier.submissions if item.contract.code == contract]


def _contracts(dossier: Dossier) -> list[str]:
    return sorted({item.contract.code for item in dossier.submissions})


def _name(dossier: Dossier, contract: str) -> str:
    return next((item.name for item in dossier.providers if item.contract.code == contract), contract)


def _with_submissions(dossier: Dossier, contract: str, change: Callable[[Submission], Submission]) -> Dossier:
    def made() -> Iterator[Submission]:
        for item in dossier.submissions:
            yield change(item) if item.contract.code == contract else item

    return replace(dossier, submissions=tuple(made()))
