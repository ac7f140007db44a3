"""Two results side by side: who gains, who loses, and by which rule.

Promises: every difference is the exact difference. Per contract the differences by rule add up to its gain or loss,
and the gains and losses add up to the difference of every total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from driehoek.application.explain import RULES
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import Grant, Reason, ReasonKind
from driehoek.domain.catalogue import Badge, Sector
from driehoek.domain.policy import Policy, Step
from driehoek.domain.policy.diff import diff
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.submission import Provider
from driehoek.kernel import ZERO, Money, Rate, total

BY_HAND = "by-hand"
"""The rule under which deviations by hand are compared."""
UNEXPLAINED = "unexplained"
"""The rule under which money without a reason is compared; never there between verified rounds."""

Key = tuple[str, str, str]
"""Lot, step and rule."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two results.

    Attributes:
        title: of the policy.
        year: the contract year.
        policy_version: the version of the policy.
        decided_on: the day of decision.
        input_fingerprint: of all inputs.
        decision_fingerprint: of the decision.
        granted: all money granted.
        synthetic: whether made-up tariffs or products play a part.
    """

    title: str
    year: int
    policy_version: int
    decided_on: date
    input_fingerprint: str
    decision_fingerprint: str
    granted: Money
    synthetic: bool


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What one rule granted before and after to one contract in one lot.

    Attributes:
        lot: the lot.
        step: the step of the policy.
        rule: the rule it uses.
        title: the rule in two or three Dutch words.
        before: granted before.
        after: granted after.
    """

    lot: str
    step: str
    rule: str
    title: str
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """The place in one ranking before and after; 0 where not ranked."""

    lot: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ProviderChange:
    """What changes for one contract.

    Attributes:
        contract: the AGB of the contract.
        name: the provider.
        sector: its sector.
        before: granted before.
        after: granted after.
        rules: per lot and rule what was granted, where it changed.
        places: its places in rankings, where they changed.
        share_before: the agreed percentage of the maximum tariff, over all its care; None without agreement.
        share_after: the same after.
        standing_before: where its submission stood; None without one.
        standing_after: where it stands.
    """

    contract: str
    name: str
    sector: Sector
    before: Money
    after: Money
    rules: tuple[RuleChange, ...]
    places: tuple[PlaceChange, ...]
    share_before: Rate | None
    share_after: Rate | None
    standing_before: Standing | None
    standing_after: Standing | None

    @property
    def difference(self) -> Money:
        """The gain (positive) or loss."""
        return self.after - self.before

    @property
    def comes_in(self) -> bool:
        """Gets money after and got none before."""
        return bool(self.after) and not self.before

    @property
    def drops_out(self) -> bool:
        """Got money before and gets none after."""
        return bool(self.before) and not self.after


@dataclass(frozen=True, slots=True)
class TotalChange:
    """A total before and after.

    Attributes:
        kind: ``frame``, ``sector``, ``lot`` or ``rule``.
        id: which.
        title: in plain Dutch.
        before: granted before.
        after: granted after.
    """

    kind: str
    id: str
    title: str
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One change of the policy: where, what and whom it touches, in plain Dutch and in English."""

    part: str
    text: str
    english: str
    touches: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results side by side.

    Attributes:
        before: the one.
        after: the other.
        same_inputs: whether the input fingerprints are equal.
        same_decision: whether the decision fingerprints are equal.
        providers: who gains or loses, the largest gain first, the largest loss last; unchanged ones are left out.
        unchanged: how many contracts get exactly the same.
        totals: per frame, sector, lot and rule.
        policy: what changed in the policy.
    """

    before: Side
    after: Side
    same_inputs: bool
    same_decision: bool
    providers: tuple[ProviderChange, ...]
    unchanged: int
    totals: tuple[TotalChange, ...]
    policy: tuple[PolicyLine, ...]

    @property
    def difference(self) -> Money:
        """All money granted, after less before."""
        return self.after.granted - self.before.granted

    @property
    def winners(self) -> tuple[ProviderChange, ...]:
        """Who gains, most first."""
        return tuple(item for item in self.providers if item.difference > ZERO)

    @property
    def losers(self) -> tuple[ProviderChange, ...]:
        """Who loses, most first."""
        return tuple(item for item in reversed(self.providers) if item.difference < ZERO)

    def kind(self, kind: str) -> tuple[TotalChange, ...]:
        """The totals of one kind."""
        return tuple(item for item in self.totals if item.kind == kind)


def compare(before: RoundOutcome, after: RoundOutcome) -> Comparison:
    """Put two results side by side; of the same round or of two years, under the same policy or another."""
    old, new = _Result(before), _Result(after)
    everyone = sorted(set(old.providers) | set(new.providers))
    changes = [_provider(old, new, contract) for contract in everyone]
    moved = [item for item in changes if item.difference or item.rules or item.places]
    comparison = Comparison(
        before=_side(before),
        after=_side(after),
        same_inputs=before.input_fingerprint == after.input_fingerprint,
        same_decision=before.decision_fingerprint == after.decision_fingerprint,
        providers=tuple(sorted(moved, key=lambda item: (-item.difference.cents, item.contract))),
        unchanged=len(changes) - len(moved),
        totals=_totals(old, new),
        policy=_policy(before.dossier.policy, after.dossier.policy),
    )
    assert total(item.difference for item in changes) == comparison.difference, "gains and losses do not add up"
    return comparison


class _Result:
    """One result, indexed."""

    def __init__(self, outcome: RoundOutcome) -> None:
        self.outcome = outcome
        policy = outcome.dossier.policy
        self.titles = {step.id: _label(policy, step) for step in policy.division.steps()}
        self.lots = {lot.id: lot.name for lot in policy.lots}
        self.providers: dict[str, Provider] = {item.contract.code: item for item in outcome.dossier.providers}
        self.standings = {item.contract: item.standing for item in outcome.assessments}
        self.places: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for lot, ranking in outcome.rankings.items():
            for item in ranking:
                self.places[item.contract][lot] = item.place
        self.grants: defaultdict[str, list[Grant]] = defaultdict(list)
        for grant in outcome.allocation.grants:
            self.grants[grant.contract].append(grant)
        self.rules = self._by_rule()

    def _by_rule(self) -> defaultdict[str, dict[Key, Money]]:
        """Per contract what each rule granted in each lot; what has no reason stands as such."""
        found: defaultdict[str, dict[Key, Money]] = defaultdict(dict)
        for reason in self.outcome.allocation.reasons:
            key = _key(reason)
            if key:
                mine = found[reason.contract]
                mine[key] = mine.get(key, ZERO) + reason.amount
        for contract, grants in self.grants.items():
            for grant in grants:
                explained = total(amount for key, amount in found[contract].items() if key[0] == grant.lot)
                if explained != grant.money:
                    found[contract][grant.lot, UNEXPLAINED, UNEXPLAINED] = grant.money - explained
        return found

    def money(self, contract: str) -> Money:
        return total(grant.money for grant in self.grants.get(contract, ()))

    def share(self, contract: str) -> Rate | None:
        lines = [line for grant in self.grants.get(contract, ()) for line in grant.lines]
        full = [line.quantity.value * line.price.maximum.cents for line in lines]
        if not any(full):
            return None
        parts = (line.price.share.of(amount) for line, amount in zip(lines, full, strict=True))
        return Rate(sum(parts, start=Fraction(0)) / sum(full, start=Fraction(0)))


def _label(policy: Policy, step: Step) -> str:
    """A step in two or three words, with its name where the policy uses the rule twice."""
    label = RULES.get(step.use, step.id).capitalize()
    return (
        label if sum(1 for other in policy.division.steps() if other.use == step.use) == 1 else f"{label} ({step.id})"
    )


def _key(reason: Reason) -> Key | None:
    if reason.kind is ReasonKind.GRANT:
        return reason.lot, reason.step, reason.rule
    return (reason.lot, BY_HAND, BY_HAND) if reason.kind is ReasonKind.ADJUSTMENT else None


def _provider(old: _Result, new: _Result, contract: str) -> ProviderChange:
    provider = new.providers.get(contract) or old.providers[contract]
    before, after = old.rules.get(contract, {}), new.rules.get(contract, {})
    rules = tuple(
        RuleChange(lot, step, rule, _title(old, new, step), before.get(key, ZERO), after.get(key, ZERO))
        for key in sorted(set(before) | set(after))
        if before.get(key, ZERO) != after.get(key, ZERO)
        for lot, step, rule in (key,)
    )
    places = (old.places.get(contract, {}), new.places.get(contract, {}))
    change = ProviderChange(
        contract=contract,
        name=provider.name,
        sector=provider.sector,
        before=old.money(contract),
        after=new.money(contract),
        rules=rules,
        places=tuple(
            PlaceChange(lot, places[0].get(lot, 0), places[1].get(lot, 0))
            for lot in sorted(set(places[0]) | set(places[1]))
            if places[0].get(lot, 0) != places[1].get(lot, 0)
        ),
        share_before=old.share(contract),
        share_after=new.share(contract),
        standing_before=old.standings.get(contract),
        standing_after=new.standings.get(contract),
    )
    assert total(item.difference for item in rules) == change.difference, f"{contract}: rules do not add up"
    return change


def _title(old: _Result, new: _Result, step: str) -> str:
    fixed = {BY_HAND: "Met de hand aangepast", UNEXPLAINED: "Zonder reden"}
    return fixed.get(step) or new.titles.get(step) or old.titles.get(step, step)


def _side(outcome: RoundOutcome) -> Side:
    policy = outcome.dossier.policy
    return Side(
        title=policy.title,
        year=policy.year,
        policy_version=policy.version,
        decided_on=outcome.decided_on,
        input_fingerprint=outcome.input_fingerprint,
        decision_fingerprint=outcome.decision_fingerprint,
        granted=total(grant.money for grant in outcome.allocation.grants),
        synthetic=any(line.badge is Badge.SYNTHETIC or line.product.startswith("SYN") for line in outcome.lines),
    )


def _totals(old: _Result, new: _Result) -> tuple[TotalChange, ...]:
    titles = old.lots | new.lots
    sectors = {sector.value: sector.dutch for sector in Sector}

    def sector(result: _Result) -> Callable[[Grant], str]:
        return lambda grant: result.providers[grant.contract].sector.value

    def lot(_result: _Result) -> Callable[[Grant], str]:
        return lambda grant: grant.lot

    def frame(_result: _Result) -> Callable[[Grant], str]:
        return lambda grant: str(grant.frame)

    made = [
        *_cut("frame", _sums(old, frame(old)), _sums(new, frame(new)), {}),
        *_cut("sector", _sums(old, sector(old)), _sums(new, sector(new)), sectors),
        *_cut("lot", _sums(old, lot(old)), _sums(new, lot(new)), titles),
    ]
    steps = {key[1] for result in (old, new) for rules in result.rules.values() for key in rules}
    named = {step: _title(old, new, step) for step in steps}
    return (*made, *_cut("rule", _rule_sums(old), _rule_sums(new), named))


def _sums(result: _Result, key: Callable[[Grant], str]) -> dict[str, Money]:
    sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for grants in result.grants.values():
        for grant in grants:
            sums[key(grant)] += grant.money
    return dict(sums)


def _rule_sums(result: _Result) -> dict[str, Money]:
    sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for rules in result.rules.values():
        for (_, step, _), amount in rules.items():
            sums[step] += amount
    return dict(sums)


def _cut(
    kind: str, before: Mapping[str, Money], after: Mapping[str, Money], titles: Mapping[str, str]
) -> list[TotalChange]:
    return [
        TotalChange(kind, name, titles.get(name, name), before.get(name, ZERO), after.get(name, ZERO))
        for name in sorted(set(before) | set(after))
    ]


def _policy(before: Policy, after: Policy) -> tuple[PolicyLine, ...]:
    return tuple(PolicyLine(item.path, item.nl, item.en, ", ".join(item.touches)) for item in diff(before, after))
