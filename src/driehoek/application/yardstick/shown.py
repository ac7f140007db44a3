"""The yardstick in words, Dutch and English, for page and screen alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from driehoek.application.explain import RULES as RULE_WORDS
from driehoek.application.outcome import RoundOutcome
from driehoek.application.phrases import subframe_in_words
from driehoek.domain.catalogue import Badge
from driehoek.engines.allocation.yardstick import Aim
from driehoek.engines.allocation.yardstick.model import Limit, LimitKind
from driehoek.engines.allocation.yardstick.result import CLASH, Cause, CauseKind, LimitPrice, Part, Yardstick
from driehoek.kernel import Finding, Language, Money, dutch


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in two languages."""

    nl: str
    en: str

    def among(self, language: Language) -> str:
        """The one in ``language``."""
        return self.nl if language is Language.NL else self.en


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its worth."""

    words: Words
    worth: Money


@dataclass(frozen=True, slots=True)
class PriceLine:
    """What one euro or unit more of a binding limit is worth.

    Attributes:
        words: the limit.
        worth: in euros.
        per: one of what.
        turns: whether the solver's own price differs, because the optimum turns at this very point.
    """

    words: Words
    worth: Fraction
    per: Words
    turns: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """One pool, or several that are divided together.

    Attributes:
        name: of the pool.
        best: the worth of the yardstick.
        decided: the worth of the decision.
        difference: how much more the yardstick is worth.
        causes: where that comes from.
        prices: what binding limits cost.
        without: how much more the yardstick would be worth without a rule.
        left: per frame what the decision leaves and what the yardstick leaves.
        missed: promises that cannot be kept.
        clash: the limits that cannot hold together.
        clashes: the finding about them; None when all can hold.
    """

    name: str
    best: Money
    decided: Money
    difference: Money
    causes: tuple[Line, ...]
    prices: tuple[PriceLine, ...]
    without: tuple[Line, ...]
    left: tuple[tuple[str, Money, Money], ...]
    missed: tuple[Words, ...]
    clash: tuple[Words, ...]
    clashes: Finding | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The yardstick of a round in words.

    Attributes:
        title: of the policy.
        aim: what is made as large as can be.
        caveat: that it is no ground for a decision.
        pools: the pools.
        notes: what the yardstick does not know.
        limits: how many limits were proven.
        synthetic: whether tariffs or products are made up.
    """

    title: str
    aim: Words
    caveat: Words
    pools: tuple[Pool, ...]
    notes: tuple[Words, ...]
    limits: int
    synthetic: bool


CAVEAT = Words(
    "Deze maatstaf is geen voorstel en geen grond voor een besluit. Geen reden en geen brief verwijst ernaar; het "
    "besluit volgt alleen uit de bekendgemaakte stappen.",
    "This yardstick is no proposal and no ground for a decision. No reason and no letter refers to it; the decision "
    "follows from the published steps alone.",
)
AIMS: Mapping[Aim, Words] = {
    Aim.SCORE: Words(
        "Elke euro zorg telt naar de score van de aanbieder: bij de helft van de punten een halve euro. Waar niet is "
        "gescoord, telt een euro heel.",
        "Every euro of care counts by the provider's score: half the points, half a euro. Where nothing was scored a "
        "euro counts whole.",
    ),
    Aim.NEED: Words(
        "Elke eenheid zorg telt voor haar maximumtarief, wat er ook voor wordt betaald.",
        "Every unit of care counts its maximum tariff, whatever is paid for it.",
    ),
}
RULES: Mapping[LimitKind, Words] = {
    LimitKind.SPACE: Words("de ruimte", "the space"),
    LimitKind.GUARANTEE: Words("de toezeggingen vooraf", "the promises beforehand"),
    LimitKind.MOVE_UP: Words("de grens aan groei", "the limit on growth"),
    LimitKind.MOVE_DOWN: Words("de grens aan daling", "the limit on losses"),
    LimitKind.SHARE: Words("het grootste aandeel per aanbieder", "the largest share per provider"),
    LimitKind.SHARE_IN_MUNICIPALITY: Words(
        "het grootste aandeel per aanbieder in een gemeente", "the largest share per provider in a municipality"
    ),
    LimitKind.PRODUCT_SHARE: Words("de verhouding van prestaties", "the mix of products"),
    LimitKind.NEED: Words("de behoefte per gemeente", "the need per municipality"),
    LimitKind.NEED_CAP: Words("niet meer zorg dan nodig", "no more care than is needed"),
}
_FLOORS = (LimitKind.GUARANTEE, LimitKind.MOVE_DOWN, LimitKind.NEED)


def shown(outcome: RoundOutcome, found: Yardstick) -> Shown:
    """Put the yardstick of a round in words."""
    names = _Names(outcome)
    lines = [line for offer in outcome.problem.offers for line in offer.lines]
    return Shown(
        outcome.dossier.policy.title,
        AIMS[found.options.aim],
        CAVEAT,
        tuple(_pool(names, part) for part in found.parts),
        tuple(_notes(names, found)),
        found.limits,
        any(line.product.synthetic or line.maximum.badge is Badge.SYNTHETIC for line in lines),
    )


def _notes(names: _Names, found: Yardstick) -> Iterator[Words]:
    if not found.needs:
        yield Words(
            "Het dossier telt de behoefte per gemeente niet (need/picture.csv of need/indications.csv); "
            "daarom telt zij niet mee.",
            "The dossier does not count the need per municipality (need/picture.csv or need/indications.csv), "
            "so it plays no part.",
        )
    for lot in found.winners:
        yield Words(
            f"De grens aan het aantal winnaars in perceel {lot} telt niet mee: de maatstaf is daar ruimer.",
            f"The limit on winners in lot {lot} plays no part: the yardstick is wider there.",
        )
    for norm in found.left_out:
        yield Words(
            f"Norm {norm} is geen lineaire grens en telt niet mee: de maatstaf is daar ruimer.",
            f"Norm {norm} is no linear limit and plays no part: the yardstick is wider there.",
        )
    for step in found.steps_left_out:
        yield Words(
            f"De grenzen van stap {step} ({names.rule(step)}) tellen niet mee: de maatstaf is daar ruimer.",
            f"The limits of step {step} ({names.rule(step)}) play no part: the yardstick is wider there.",
        )


class _Names:
    """Names for contracts, lots, pools and steps."""

    def __init__(self, outcome: RoundOutcome) -> None:
        policy = outcome.dossier.policy
        self._providers = {item.contract.code: item.name for item in outcome.dossier.providers}
        self._lots = {lot.id: lot.name for lot in policy.lots}
        self._pools = {pool.id: pool.name for pool in policy.pools}
        self._steps = {step.id: RULE_WORDS.get(step.use, step.use) for step in policy.division.steps()}

    def provider(self, contract: str) -> str:
        return f"{self._providers.get(contract, '')} ({contract})".strip()

    def rule(self, step: str) -> str:
        """What the step does, in a word or two of Dutch."""
        return self._steps.get(step, step)

    def lot(self, lot: str) -> str:
        return self._lots.get(lot, lot)

    def pool(self, pool: str) -> str:
        return self._pools.get(pool, pool)

    def step(self, step: str) -> str:
        words = self._steps.get(step, RULE_WORDS["by-hand"])
        return f"'{step}' ({words})" if step in self._steps else words


def _pool(names: _Names, part: Part) -> Pool:
    name = ", ".join(names.pool(pool) for pool in part.pools)
    return Pool(
        name,
        part.best,
        part.decided,
        part.difference,
        tuple(Line(_cause(names, cause), cause.worth) for cause in part.causes),
        tuple(_price(names, price) for price in part.prices),
        tuple(Line(RULES[kind], worth) for kind, worth in sorted(part.without.items(), key=_dearest)),
        tuple(
            (f"{names.pool(frame.pool)}, {subframe_in_words(frame.name)}", part.left[frame], rest)
            for frame, rest in sorted(part.unspent.items())
        ),
        tuple(_missed(names, limit, over) for limit, over in part.missed),
        tuple(_limit(names, limit) for limit in part.clash),
        Finding(CLASH, name, seen=str(len(part.clash))) if part.clash else None,
    )


def _dearest(item: tuple[LimitKind, Money]) -> tuple[int, str]:
    return -item[1].cents, item[0].value


def _cause(names: _Names, cause: Cause) -> Words:
    match cause.kind:
        case CauseKind.ROOM if cause.name == LimitKind.SPACE.value:
            return Words("De stappen laten ruimte onverdeeld", "The steps leave space undivided")
        case CauseKind.ROOM:
            rule = RULES[LimitKind(cause.name)]
            verb = ("gaat verder dan nodig is voor", "goes beyond what is asked by")
            if LimitKind(cause.name) not in _FLOORS:
                verb = ("blijft binnen wat mag van", "stays within what is allowed by")
            return Words(f"Het besluit {verb[0]}: {rule.nl}", f"The decision {verb[1]}: {rule.en}")
        case CauseKind.GRANTED:
            return Words(
                f"Stap {names.step(cause.name)} kent zorg toe waar hetzelfde geld minder waard is",
                f"Step {cause.name} grants care where the same money is worth less",
            )
        case CauseKind.NOT_GRANTED:
            return Words(
                f"In perceel '{names.lot(cause.name)}' is zorg niet toegekend die meer waard is",
                f"In lot '{cause.name}' care that is worth more is not granted",
            )
        case CauseKind.SHORT:
            return Words("Het besluit laat meer behoefte open", "The decision leaves more need unmet")
        case CauseKind.WHOLE_UNITS:
            return Words("Hele eenheden en centen in de maatstaf zelf", "Whole units and cents in the yardstick itself")


def _limit(names: _Names, limit: Limit) -> Words:
    amount = dutch.amount(Money(limit.amount)) if limit.money else f"{dutch.grouped(limit.amount)} dagen"
    english = amount if limit.money else f"{dutch.grouped(limit.amount)} days"
    where, en_where = _where(names, limit)
    bound = {True: ("ten minste", "at least"), False: ("ten hoogste", "at most")}[limit.kind in _FLOORS]
    nl, en = _ONE[limit.kind]
    if limit.amount:
        return Words(f"{nl} {where}: {bound[0]} {amount}", f"{en} {en_where}: {bound[1]} {english}")
    return Words(f"{nl} {where} (norm {limit.source})", f"{en} {en_where} (norm {limit.source})")


_ONE: Mapping[LimitKind, tuple[str, str]] = {
    LimitKind.SPACE: ("de ruimte van", "the space of"),
    LimitKind.GUARANTEE: ("de toezegging aan", "the promise to"),
    LimitKind.MOVE_UP: ("de grens aan groei van", "the limit on growth of"),
    LimitKind.MOVE_DOWN: ("de grens aan daling van", "the limit on losses of"),
    LimitKind.SHARE: ("het grootste aandeel voor", "the largest share for"),
    LimitKind.SHARE_IN_MUNICIPALITY: ("het grootste aandeel voor", "the largest share for"),
    LimitKind.PRODUCT_SHARE: ("de verhouding van prestaties van", "the mix of products of"),
    LimitKind.NEED: ("de behoefte in", "the need in"),
    LimitKind.NEED_CAP: ("niet meer zorg dan nodig in", "no more care than is needed in"),
}


def _where(names: _Names, limit: Limit) -> tuple[str, str]:
    """Whose or where a limit is, in both languages."""
    if limit.frame is not None:
        place = f"{names.pool(limit.frame.pool)}, {subframe_in_words(limit.frame.name)}"
        return place, place
    who = names.provider(limit.contract) if limit.contract else ""
    sector = limit.sector.value if limit.sector else ""
    local = ", ".join(part for part in (limit.municipality, sector) if part)
    if limit.lot:
        return f"{who} in perceel '{names.lot(limit.lot)}'", f"{who} in lot '{limit.lot}'"
    both = " in ".join(part for part in (who, local) if part)
    return both, both


def _missed(names: _Names, limit: Limit, over: int) -> Words:
    words = _limit(names, limit)
    if limit.money:
        lacking = dutch.amount(Money(over))
        return Words(f"{words.nl}; er ontbreekt {lacking}", f"{words.en}; {lacking} is lacking")
    return Words(
        f"{words.nl}; er ontbreken {dutch.grouped(over)} dagen", f"{words.en}; {dutch.grouped(over)} days are lacking"
    )


def _price(names: _Names, price: LimitPrice) -> PriceLine:
    words = _limit(names, price.limit)
    if price.alike > 1:
        words = Words(f"{words.nl}, en {price.alike - 1} gelijke", f"{words.en}, and {price.alike - 1} alike")
    euro = ("euro", "euro") if price.limit.money else ("eenheid", "unit")
    more = ("minder", "less") if price.limit.kind in _FLOORS else ("meer", "more")
    per = Words(f"per {euro[0]} {more[0]}", f"per {euro[1]} {more[1]}")
    return PriceLine(words, price.asked, per, turns=not price.agrees)
