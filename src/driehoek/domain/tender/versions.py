"""Which version of a submission counts in which lot: the last that came in time, window by window.

1. In each entry window the last version of a contract that names one of its lots counts, for the lots it names.
2. Of one lot with several windows the latest version in time counts.
3. A version that came outside every window replaces nothing.
4. A published change (nota van wijziging) lets whoever it touches, and who had submitted in time, adapt until the day
   it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from driehoek.domain.policy import EntryWindow, Policy
from driehoek.domain.policy.entry import contains
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import fingerprint

ANY_LOT = ""
"""Stands for the lots of a submission that names none: only windows for all lots take it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The versions of one contract, and which counts where.

    Attributes:
        versions: all of them, by arrival; of one moment by content, so that the order of the input never decides.
        owner: per lot the place of the version that counts, withdrawn or not.
        in_time: per version the lots for which it came in time.
    """

    versions: tuple[Submission, ...]
    owner: Mapping[str, int]
    in_time: tuple[frozenset[str], ...]

    @property
    def live(self) -> tuple[int, ...]:
        """The places of the versions that count and were not withdrawn."""
        return tuple(sorted({at for at in self.owner.values() if self.versions[at].withdrawn_on is None}))

    def lots_of(self, index: int) -> tuple[str, ...]:
        """The lots for which this version counts, in the order it names them."""
        return tuple(lot for lot in asked(self.versions[index]) if self.owner.get(lot) == index)


def asked(submission: Submission) -> tuple[str, ...]:
    """The lots a submission asks for, each once."""
    return tuple(dict.fromkeys(submission.lots)) or (ANY_LOT,)


def choose(policy: Policy, provider: Provider, submissions: Iterable[Submission]) -> Choice:
    """Find per lot the version that counts."""
    versions = _ordered(submissions)
    owner: dict[str, int] = {}
    in_time: list[set[str]] = [set() for _ in versions]
    known = {lot.id for lot in policy.lots} | {ANY_LOT}
    for window in policy.calendar.windows:
        if provider.group not in window.groups:
            continue
        last: tuple[int, list[str]] | None = None
        for index, version in enumerate(versions):
            lots = [lot for lot in asked(version) if lot in known and (not window.lots or lot in window.lots)]
            adapts = last is not None and _may_adapt(policy, provider, window, version)
            if lots and (contains(window, version.received) or adapts):
                in_time[index].update(lots)
                last = (index, lots)
        if last is not None:
            owner.update((lot, max(owner.get(lot, -1), last[0])) for lot in last[1])
    return Choice(versions, owner, tuple(frozenset(lots) for lots in in_time))


def _ordered(submissions: Iterable[Submission]) -> tuple[Submission, ...]:
    items = tuple(submissions)
    if len(items) == 1:
        return items
    return tuple(sorted(items, key=lambda item: (item.received, fingerprint(item))))


def _may_adapt(policy: Policy, provider: Provider, window: EntryWindow, version: Submission) -> bool:
    if version.received < window.opens:
        return False
    day = version.received.date()
    names = {provider.group.value, provider.sector.value, provider.contract.code, *version.lots}
    return any(
        change.published_on <= day <= change.adapt_until and names & set(change.touches) for change in policy.changes
    )


def side_by_side(policy: Policy, parts: Iterable[Submission]) -> Submission:
    """Make one submission of versions that count in different lots.

    The later answer counts, but where an answer is scored in a lot, the version that counts in that lot has given it:
    a version that comes after a lot closed changes nothing there.

    Args:
        policy: for the criteria of the lots.
        parts: the versions by arrival, each with only the lots in which it counts.
    """
    ordered = tuple(parts)
    given: dict[str, Submission] = {}
    for part in ordered:
        given.update(dict.fromkeys(_touched(part), part))
    for part in reversed(ordered):
        given.update((question, part) for question in _scored(policy, part) if question in set(_touched(part)))
    answers = {name: part.answers[name] for name, part in given.items() if name in part.answers}
    last = ordered[-1]
    return replace(
        last,
        lots=tuple(lot for part in ordered for lot in part.lots),
        answers=answers,
        lines=tuple(line for part in ordered for line in part.lines if line.lot in part.lots),
        evidence=tuple(item for part in ordered for item in part.evidence if given[item.question] is part),
        subcontractors=tuple(dict.fromkeys(item for part in reversed(ordered) for item in part.subcontractors)),
    )


def _touched(part: Submission) -> Iterator[str]:
    yield from part.answers
    yield from (item.question for item in part.evidence)


def _scored(policy: Policy, part: Submission) -> Iterator[str]:
    for lot in policy.lots:
        if lot.id in part.lots:
            yield from (leaf.question for leaf in lot.leaves())
