"""Who may bind an organisation: by a mandate of its own, or along a chain of organisations that act for each other.

A regional purchasing office buys for several municipalities on a service agreement, and a municipality joins or leaves
between years (A-004); a concern acts for its foundations (A-020). So an organisation can let another act for it, with
a term, a limit and acts of its own, and say whether that other may pass it on. A chain is as strong as each of its
links on the day: the lowest limit counts, and only acts that every link lets through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.kernel import Code, Finding, Money, Period, dutch

NO_MANDATE = Code(
    "PEO-001",
    nl="U heeft geen mandaat om namens {subject} te handelen op {wanted}.",
    en="You hold no mandate to act for {subject} on {wanted}.",
    mend_nl="Vraag de beheerder van de organisatie om een mandaat, of laat iemand met een mandaat dit doen.",
    mend_en="Ask the administrator of the organisation for a mandate, or let somebody with a mandate do this.",
)
NOT_NOW = Code(
    "PEO-002",
    nl="Uw mandaat voor {subject} geldt niet op {wanted}: het loopt {seen}.",
    en="Your mandate for {subject} does not hold on {wanted}: it runs {seen}.",
    mend_nl="Vraag de beheerder van de organisatie om een mandaat dat nu geldt.",
    mend_en="Ask the administrator of the organisation for a mandate that holds now.",
)
NOT_THIS_ACT = Code(
    "PEO-003",
    nl="Uw mandaat voor {subject} geldt niet voor: {wanted}. Het geldt voor: {seen}.",
    en="Your mandate for {subject} does not cover: {wanted}. It covers: {seen}.",
    mend_nl="Vraag de beheerder om uw mandaat uit te breiden, of laat iemand anders dit doen.",
    mend_en="Ask the administrator to extend your mandate, or let somebody else do this.",
)
TOO_MUCH = Code(
    "PEO-004",
    nl="Het gaat om {wanted}; uw mandaat voor {subject} gaat tot en met {seen}.",
    en="This is about {wanted}; your mandate for {subject} goes up to {seen}.",
    mend_nl="Laat iemand met een hoger mandaat dit doen.",
    mend_en="Let somebody with a higher mandate do this.",
)
LEFT = Code(
    "PEO-005",
    nl="U heeft op {wanted} geen rol meer bij de organisatie waarvan u het mandaat voor {subject} kreeg.",
    en="On {wanted} you have no role any more at the organisation that gave you the mandate for {subject}.",
    mend_nl="Vraag de beheerder van die organisatie om een rol.",
    mend_en="Ask the administrator of that organisation for a role.",
)
FINDINGS = (NO_MANDATE, NOT_NOW, NOT_THIS_ACT, TOO_MUCH, LEFT)


class BindingAct(Enum):
    """The acts that bind an organisation; the value is the word in the store."""

    HAND_IN = "hand-in"
    WITHDRAW = "withdraw"
    ADOPT = "adopt"
    FINALISE = "finalise"
    APPROVE_DEVIATION = "approve-deviation"
    SIGN = "sign"
    PUBLISH = "publish"

    @property
    def dutch(self) -> str:
        """As people read it."""
        return _DUTCH[self]


_DUTCH = {
    BindingAct.HAND_IN: "een inschrijving indienen",
    BindingAct.WITHDRAW: "een inschrijving intrekken",
    BindingAct.ADOPT: "een uitslag voorlopig vaststellen",
    BindingAct.FINALISE: "een uitslag definitief maken",
    BindingAct.APPROVE_DEVIATION: "een afwijking goedkeuren",
    BindingAct.SIGN: "een overeenkomst tekenen",
    BindingAct.PUBLISH: "het beleid of een nota publiceren",
}
EVERY_ACT: frozenset[BindingAct] = frozenset()
"""No act named: all of them."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """What one person may do for one organisation.

    Attributes:
        id: its name, for the trail.
        person: who holds it.
        organisation: for whom.
        valid: the days on which it holds.
        most: up to and including which amount; None for no limit.
        acts: for which acts; none named means all.
    """

    id: str
    person: str
    organisation: str
    valid: Period
    most: Money | None = None
    acts: frozenset[BindingAct] = EVERY_ACT


@dataclass(frozen=True, slots=True)
class Delegation:
    """An organisation lets another act for it.

    Attributes:
        id: its name, for the trail.
        principal: who is bound.
        delegate: who acts.
        valid: the days on which it holds.
        most: up to and including which amount; None for no limit.
        acts: for which acts; none named means all.
        passes_on: whether the delegate may let yet another act.
    """

    id: str
    principal: str
    delegate: str
    valid: Period
    most: Money | None = None
    acts: frozenset[BindingAct] = EVERY_ACT
    passes_on: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """An act to be judged.

    Attributes:
        organisation: who would be bound.
        person: who acts.
        act: what it is.
        amount: how much money it is about; zero for an act without.
        day: the day on which the request arrived, in the Netherlands.
        name: how the organisation is called in words.
    """

    organisation: str
    person: str
    act: BindingAct
    amount: Money
    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The mandate on which an act rests.

    Attributes:
        mandate: of the person.
        chain: the delegations from who is bound to who gave the mandate; empty when that is one and the same.
    """

    mandate: Mandate
    chain: tuple[Delegation, ...] = ()


def reach(organisation: str, delegations: Iterable[Delegation]) -> Iterator[tuple[Delegation, ...]]:
    """Every chain from an organisation to who may act for it, the shortest first; the first is empty.

    Whether a link holds on a day is not asked here; that a link may be passed on is. No organisation comes twice.
    """
    known = tuple(delegations)
    chains: list[tuple[Delegation, ...]] = [()]
    while chains:
        yield from chains
        longer = []
        for chain in chains:
            last = chain[-1].delegate if chain else organisation
            been = {organisation, *(link.delegate for link in chain)}
            if not chain or chain[-1].passes_on:
                longer += [(*chain, link) for link in known if link.principal == last and link.delegate not in been]
        chains = longer


def judge(
    asked: Bound, mandates: Sequence[Mandate], delegations: Sequence[Delegation], member_of: frozenset[str]
) -> Held | Finding:
    """The mandate on which an act rests, or why there is none.

    Args:
        asked: the act.
        mandates: those of the person, of any time.
        delegations: those from which a chain can be made, of any time.
        member_of: the organisations in which the person has a role on the day.

    Returns:
        The mandate with the shortest chain; else the finding that comes nearest to a mandate.
    """
    nearest: tuple[int, Finding] | None = None
    for chain in reach(asked.organisation, delegations):
        giver = chain[-1].delegate if chain else asked.organisation
        for mandate in sorted(mandates, key=lambda item: item.id):
            if (mandate.person, mandate.organisation) != (asked.person, giver):
                continue
            refused = _refused(asked, mandate, chain, member_of)
            if refused is None:
                return Held(mandate, chain)
            if nearest is None or refused[0] > nearest[0]:
                nearest = refused
    return nearest[1] if nearest else Finding(NO_MANDATE, _name(asked), wanted=dutch.day(asked.day))


def _refused(
    asked: Bound, mandate: Mandate, chain: tuple[Delegation, ...], member_of: frozenset[str]
) -> tuple[int, Finding] | None:
    """Why this mandate does not carry the act, with how near it came."""
    name, day = _name(asked), dutch.day(asked.day)
    links: tuple[Mandate | Delegation, ...] = (mandate, *chain)
    for link in links:
        if asked.day not in link.valid:
            return 1, Finding(NOT_NOW, name, seen=_term(link.valid), wanted=day)
    if mandate.organisation not in member_of:
        return 2, Finding(LEFT, name, wanted=day)
    for link in links:
        if link.acts and asked.act not in link.acts:
            words = ", ".join(sorted(act.dutch for act in link.acts))
            return 3, Finding(NOT_THIS_ACT, name, seen=words, wanted=asked.act.dutch)
    limits = [link.most for link in links if link.most is not None]
    if limits and asked.amount > min(limits):
        seen, wanted = dutch.amount(min(limits)), dutch.amount(asked.amount)
        return 4, Finding(TOO_MUCH, name, seen=seen, wanted=wanted)
    return None


def _name(asked: Bound) -> str:
    return asked.name or asked.organisation


def _term(valid: Period) -> str:
    last = valid.last
    return f"vanaf {dutch.day(valid.start)}" + (f" tot en met {dutch.day(last)}" if last else "")
