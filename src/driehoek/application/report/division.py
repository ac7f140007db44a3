"""Space and its use, and who gets what against last year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from driehoek.application.explain import RULES
from driehoek.application.outcome import RoundOutcome
from driehoek.application.phrases import frame_in_words
from driehoek.application.report.rows import (
    FrameUse,
    ProviderRow,
    RequestRow,
    SpaceLine,
    StepAmount,
    TotalRow,
)
from driehoek.domain.allocation import STATE, Frame, Grant, Guarantee, Offer, Reason, ReasonKind
from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import EVERYONE, Policy, ProviderGroup
from driehoek.domain.tender.submission import Provider
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import space_steps_that
from driehoek.kernel import ZERO, Money, total

BY_HAND = "by-hand"
"""The step under which the report adds up deviations by hand."""


def realised_by_place(outcome: RoundOutcome) -> dict[tuple[str, str], Money]:
    """Last year's production per contract and lot: what the division looked at, and for the others the dossier's.

    Production without a lot of this year counts only for contracts that offer nothing; the division has given the
    others' production its lot.
    """
    made = {(offer.contract, offer.lot): offer.realised for offer in outcome.problem.offers}
    bundled = {bundle.satellite for bundle in outcome.problem.bundles}  # counts with the contract that bundles
    offering = {contract for contract, _ in made}
    rest: defaultdict[tuple[str, str], Money] = defaultdict(lambda: ZERO)
    for item in outcome.dossier.realised:
        place = (item.contract, item.lot)
        if item.contract in bundled:
            continue
        if place not in made and (item.lot or item.contract not in offering):
            rest[place] += item.amount
    return made | rest


def step_title(policy: Policy, step_id: str) -> str:
    """What a step does, in the policy's own words; its name where the policy gives none."""
    return next((step.text for step in policy.division.steps() if step.id == step_id and step.text), step_id)


def step_label(policy: Policy, step_id: str) -> str:
    """A step in two or three words: its rule's, with the step's name where the policy uses the rule twice."""
    uses = {step.id: step.use for step in policy.division.steps()}
    rule = uses.get(step_id, step_id)
    label = RULES.get(rule, step_id).capitalize()
    return label if list(uses.values()).count(rule) <= 1 else f"{label} ({step_id})"


def frames(outcome: RoundOutcome) -> tuple[FrameUse, ...]:
    """The space of each frame and its use."""
    allocation = outcome.allocation
    known = {space.frame for space in outcome.problem.spaces}
    used = {grant.frame for grant in allocation.grants} | set(allocation.reserved) | set(allocation.exposure)
    parts = _by_frame(outcome)
    every = (known | used | set(allocation.moved)) - {STATE}
    return tuple(_frame(parts.get(frame, outcome), frame) for frame in sorted(every))


def _by_frame(outcome: RoundOutcome) -> dict[Frame, RoundOutcome]:
    """Per frame the part of the round that is about it, so that nothing is looked through once a frame."""
    problem, allocation = outcome.problem, outcome.allocation
    grants: defaultdict[Frame, list[Grant]] = defaultdict(list)
    for grant in allocation.grants:
        grants[grant.frame].append(grant)
    offers: defaultdict[Frame, list[Offer]] = defaultdict(list)
    for offer in problem.offers:
        offers[offer.frame].append(offer)
    frame_of = {(grant.contract, grant.lot): grant.frame for grant in allocation.grants}
    reasons: defaultdict[Frame | None, list[Reason]] = defaultdict(list)
    for reason in allocation.reasons:
        reasons[frame_of.get((reason.contract, reason.lot), reason.frame)].append(reason)
    promises: defaultdict[Frame | None, list[Guarantee]] = defaultdict(list)
    for promise in allocation.guarantees:
        promises[frame_of.get((promise.contract, promise.lot))].append(promise)
    return {
        frame: replace(
            outcome,
            problem=replace(problem, offers=tuple(offers[frame])),
            allocation=replace(
                allocation,
                grants=tuple(grants[frame]),
                reasons=tuple(reasons[frame]),
                guarantees=tuple(promises[frame]),
            ),
        )
        for frame in {*grants, *offers, *allocation.reserved}
    }


def _frame(outcome: RoundOutcome, frame: Frame) -> FrameUse:
    policy, allocation = outcome.dossier.policy, outcome.allocation
    space = next((item for item in outcome.problem.spaces if item.frame == frame), None)
    grants = [grant for grant in allocation.grants if grant.frame == frame]
    places = {(grant.contract, grant.lot) for grant in grants}
    offers = [offer for offer in outcome.problem.offers if offer.frame == frame]
    reserves, moves = _amounts(policy, allocation.reserved, frame), _amounts(policy, allocation.moved, frame)
    pots = {step.id for step in space_steps_that(Ability.MAKES_POT, policy.division)}
    return FrameUse(
        frame=frame,
        lots=tuple(lot.name for lot in policy.lots if Frame(lot.pool, lot.frame) == frame),
        space=space.amount if space else ZERO,
        status=space.status if space else None,
        known_on=space.known_on if space else None,
        source=space.source if space else "",
        steps=_steps(outcome, places),
        reserves=reserves,
        granted=total(grant.money for grant in grants),
        agreed=total(grant.agreed for grant in grants),
        reserved=total(item.amount for item in reserves),
        exposure=allocation.exposure.get(frame, ZERO),
        realised=total(offer.realised for offer in offers),
        guaranteed=total(item.amount for item in allocation.guarantees if (item.contract, item.lot) in places),
        name=frame_in_words(policy, frame),
        released=total(
            item.amount
            for item in allocation.reasons
            if item.kind is ReasonKind.SPACE
            and item.frame == frame
            and item.amount > ZERO
            and not (item.step in pots and item.inputs)  # what a model granted from its pot is no deviation by hand
        ),
        moves=moves,
        left_because=_left_because(outcome, frame),
        claims=allocation.claims.get(frame),
    )


def requests(outcome: RoundOutcome) -> tuple[RequestRow, ...]:
    """The requests for more space that the round gives rise to."""
    policy = outcome.dossier.policy
    names = {item.contract.code: item.name for item in outcome.dossier.providers}
    return tuple(
        RequestRow(
            frame=frame_in_words(policy, item.frame),
            lot=policy.lot(item.lot).name,
            amount=item.amount,
            not_asked=item.not_asked,
            parts=tuple(
                (contract, names[contract], money)
                for contract, money in sorted(item.providers.items(), key=lambda one: (-one[1].cents, one[0]))
            ),
            reason=item.reason,
        )
        for item in outcome.allocation.requests
    )


def series(outcome: RoundOutcome) -> tuple[SpaceLine, ...]:
    """How the space of each frame came to be what it is; only of frames of which more than one line is known."""
    policy, lines = outcome.dossier.policy, []
    for frame in sorted({item.frame for item in outcome.problem.series}):
        known = [item for item in outcome.problem.series if item.frame == frame]
        if len(known) > 1:
            changes = [None, *(later.amount - earlier.amount for earlier, later in pairwise(known))]
            lines += [
                SpaceLine(frame_in_words(policy, frame), item.known_on, item.status, item.amount, change, item.source)
                for item, change in zip(known, changes, strict=True)
            ]
    return tuple(lines)


def _amounts(policy: Policy, by_frame: Mapping[Frame, Mapping[str, Money]], frame: Frame) -> tuple[StepAmount, ...]:
    """What each step set apart in a frame, or moved to it."""
    return tuple(
        StepAmount(step, _rule(policy, step), step_label(policy, step), step_title(policy, step), amount)
        for step, amount in sorted(by_frame.get(frame, {}).items())
    )


def _left_because(outcome: RoundOutcome, frame: Frame) -> str:
    """Why money is left in a frame whose lots limit the number of winners, in Dutch; empty where none does."""
    said: list[str] = []
    for lot in outcome.dossier.policy.lots:
        ranked = len(outcome.rankings.get(lot.id, ()))
        if Frame(lot.pool, lot.frame) == frame and 0 < lot.max_winners < ranked:
            said.append(
                f"In {lot.name} kunnen hooguit {lot.max_winners} van de {ranked} inschrijvingen winnen, ieder tot wat "
                "er gevraagd is. Daarom blijft er geld over."
            )
    return " ".join(said)


def _rule(policy: Policy, step_id: str) -> str:
    return next((step.use for step in policy.division.steps() if step.id == step_id), "")


def _steps(outcome: RoundOutcome, places: set[tuple[str, str]]) -> tuple[StepAmount, ...]:
    """What each step granted, in the policy's order, with deviations by hand last."""
    policy = outcome.dossier.policy
    sums: dict[tuple[str, str], Money] = {}
    for reason in outcome.allocation.reasons:
        if (reason.contract, reason.lot) not in places:
            continue
        if reason.kind is ReasonKind.GRANT:
            key = (reason.step, reason.rule)
        elif reason.kind is ReasonKind.ADJUSTMENT:
            key = (BY_HAND, BY_HAND)
        else:
            continue
        sums[key] = sums.get(key, ZERO) + reason.amount
    order = {step.id: index for index, step in enumerate(policy.division.steps())}
    last = len(order)
    ordered = sorted(sums, key=lambda key: (key[0] == BY_HAND, order.get(key[0], last), key))
    titles = {BY_HAND: "Afwijkingen van de stappen, elk met een besluit."}
    return tuple(
        StepAmount(
            step,
            rule,
            step_label(policy, step),
            titles.get(step) or step_title(policy, step),
            sums[step, rule],
        )
        for step, rule in ordered
    )


def providers(outcome: RoundOutcome, previous: RoundOutcome | None) -> tuple[ProviderRow, ...]:
    """One row per contract in the dossier."""
    grants = _by_contract(outcome.allocation.grants)
    earlier = _by_contract(previous.allocation.grants) if previous else {}
    realised: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for (contract, _), amount in realised_by_place(outcome).items():
        realised[contract] += amount
    by_hand: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for reason in outcome.allocation.reasons:
        if reason.kind is ReasonKind.ADJUSTMENT:
            by_hand[reason.contract] += reason.amount
    standings = {assessment.contract: assessment.standing for assessment in outcome.assessments}
    everything = total(grant.money for grant in outcome.allocation.grants)

    def row(provider: Provider) -> ProviderRow:
        contract = provider.contract.code
        mine = grants.get(contract, [])
        money = total(grant.money for grant in mine)
        before = total(grant.money for grant in earlier.get(contract, [])) if previous else None
        return ProviderRow(
            contract=contract,
            name=provider.name,
            municipality=provider.municipality,
            sector=provider.sector,
            group=provider.group,
            standing=standings.get(contract),
            lots=tuple(grant.lot for grant in mine),
            realised=realised[contract],
            granted=money,
            agreed=total(grant.agreed for grant in mine),
            previous=before,
            by_hand=by_hand[contract],
            market=money.share_of(everything) if everything else None,
        )

    return tuple(row(item) for item in sorted(outcome.dossier.providers, key=lambda item: item.contract))


def _by_contract(grants: Iterable[Grant]) -> dict[str, list[Grant]]:
    found: defaultdict[str, list[Grant]] = defaultdict(list)
    for grant in grants:
        found[grant.contract].append(grant)
    return dict(found)


def totals(rows: tuple[ProviderRow, ...]) -> TotalRow:
    """Everyone together."""
    return _total("all", "Alles samen", rows)


def by_sector(rows: tuple[ProviderRow, ...]) -> tuple[TotalRow, ...]:
    """Per sector of the provider; sectors without providers are left out."""
    return _grouped(rows, [(sector.value, sector.dutch, _in_sector(sector)) for sector in Sector])


def by_group(rows: tuple[ProviderRow, ...], titles: dict[str, str]) -> tuple[TotalRow, ...]:
    """Per group of providers: existing, new to this office, new."""
    return _grouped(rows, [(group.value, titles[group.value], _in_group(group)) for group in EVERYONE])


def by_lot(outcome: RoundOutcome) -> tuple[TotalRow, ...]:
    """Per lot of the policy."""
    realised = realised_by_place(outcome)
    return tuple(
        TotalRow(
            id=lot.id,
            title=lot.name,
            contracts=sum(1 for grant in outcome.allocation.grants if grant.lot == lot.id and grant.money),
            realised=total(amount for (_, name), amount in realised.items() if name == lot.id),
            granted=total(grant.money for grant in outcome.allocation.grants if grant.lot == lot.id),
            agreed=total(grant.agreed for grant in outcome.allocation.grants if grant.lot == lot.id),
        )
        for lot in outcome.dossier.policy.lots
    )


def _in_sector(sector: Sector) -> Callable[[ProviderRow], bool]:
    return lambda row: row.sector is sector


def _in_group(group: ProviderGroup) -> Callable[[ProviderRow], bool]:
    return lambda row: row.group is group


def _grouped(
    rows: tuple[ProviderRow, ...], cuts: list[tuple[str, str, Callable[[ProviderRow], bool]]]
) -> tuple[TotalRow, ...]:
    parts = [(name, title, tuple(row for row in rows if belongs(row))) for name, title, belongs in cuts]
    return tuple(_total(name, title, part) for name, title, part in parts if part)


def _total(name: str, title: str, rows: tuple[ProviderRow, ...]) -> TotalRow:
    return TotalRow(
        id=name,
        title=title,
        contracts=sum(1 for row in rows if row.granted),
        realised=total(row.realised for row in rows),
        granted=total(row.granted for row in rows),
        agreed=total(row.agreed for row in rows),
    )
