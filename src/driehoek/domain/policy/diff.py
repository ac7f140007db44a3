"""The changes from one policy to the next, as a list that a provider understands.

Each change is one sentence in Dutch and one in English, with the place, the values before and after, whom it touches
and the theme under which it is published (B-030). The order is that of the policy's parts, so two runs agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from driehoek.domain.policy.changes import phrases
from driehoek.domain.policy.changes.themes import Theme, theme_of
from driehoek.domain.policy.changes.touched import Touched, listed, sectors_in, touched
from driehoek.domain.policy.compare import Act, Difference, differences
from driehoek.domain.policy.policy import Policy, RequirementUse, Step
from driehoek.kernel import Language


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """One change, for people.

    Attributes:
        path: the place, as a published change names it, such as ``division.tariff.base-vv.params.percent``.
        act: what happened to it.
        before: the value before, in Dutch; empty when there was none.
        after: the value after, in Dutch; empty when there is none.
        nl: the change with whom it touches, in plain Dutch.
        en: the same in English.
        touched: whom it touches.
        theme: under which theme it is published.
    """

    path: str
    act: Act
    before: str
    after: str
    nl: str
    en: str
    touched: Touched
    theme: Theme

    @property
    def touches(self) -> tuple[str, ...]:
        """Whom it touches, in the words of a published change."""
        return self.touched.words()


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in a policy: the innermost named part, its owner, and what of it changed."""

    part: object
    owner: object
    rest: tuple[str, ...]


def diff(before: Policy, after: Policy, themes: Mapping[str, Theme] | None = None) -> tuple[PolicyChange, ...]:
    """Every change from ``before`` to ``after``.

    The sentence with which a step explains itself follows its parameters; when both change, the parameters speak.

    Args:
        before: last year's policy, or the version before.
        after: this year's policy, or the version after.
        themes: the purchaser's own theme per part, by dotted path, where it differs from the usual one.
    """
    found = differences(before, after)
    spoken = {item.path[:3] for item in found if item.path[0] == "division" and "params" in item.path}
    return tuple(
        _told(before, after, item, themes or {})
        for item in found
        if not (item.path[:3] in spoken and item.path[3:] in (("text",), ("ground", "explanation")))
    )


def by_theme(changes: tuple[PolicyChange, ...]) -> Mapping[Theme, tuple[PolicyChange, ...]]:
    """The changes under each of the seventeen themes, in their order; a theme without changes is there too."""
    return {theme: tuple(change for change in changes if change.theme is theme) for theme in Theme}


def _told(before: Policy, after: Policy, item: Difference, themes: Mapping[str, Theme]) -> PolicyChange:
    whom = touched((before, after), item.path)
    spot = _spot(before if item.act is Act.REMOVED else after, item.path)
    dutch, english = _sentence(item, spot)
    in_dutch, in_english = (whom.sentence(after, language) for language in (Language.NL, Language.EN))
    return PolicyChange(
        path=item.dotted,
        act=item.act,
        before=_value(item.before, Language.NL),
        after=_value(item.after, Language.NL),
        nl=f"{dutch} Dit raakt: {in_dutch}.",
        en=f"{english} This touches: {in_english}.",
        touched=whom,
        theme=_theme(spot, item.path, themes),
    )


def _theme(spot: _Spot, path: tuple[str, ...], themes: Mapping[str, Theme]) -> Theme:
    chosen = theme_of(path, themes)
    if isinstance(spot.part, RequirementUse) and chosen is Theme.BURDEN and spot.part.beyond_framework:
        return Theme.OWN_POLICY
    return chosen


def _spot(policy: Policy, path: tuple[str, ...]) -> _Spot:
    here: object = policy
    part: object = None
    owner: object = None
    depth = 0
    for number, name in enumerate(path, start=1):
        if isinstance(here, tuple):
            here = next((item for item in here if getattr(item, "id", None) == name), None)
            part, owner, depth = here, part, number
        elif isinstance(here, Mapping):
            break
        else:
            here = getattr(here, name, None)
    return _Spot(part, owner, path[depth:])


def _sentence(item: Difference, spot: _Spot) -> phrases.Pair:
    subject = _subject(item, spot)
    if item.act is Act.MOVED:
        return (
            f"De volgorde van {phrases.section(item.path[-1])[0]} verandert: {_value(item.after, Language.NL)}.",
            f"The order of {phrases.section(item.path[-1])[1]} changes: {_value(item.after, Language.EN)}.",
        )
    whole = not spot.rest or spot.rest == item.path
    if item.act is Act.ADDED and whole:
        return f"Nieuw: {subject[0]}.", f"New: {subject[1]}."
    if item.act is Act.REMOVED and whole:
        return f"Vervalt: {subject[0]}.", f"No longer there: {subject[1]}."
    if isinstance(item.before, tuple) and isinstance(item.after, tuple):
        return _list_changed(subject, item.before, item.after)
    old, new = _value(item.before, Language.NL), _value(item.after, Language.NL)
    was, now = _value(item.before, Language.EN), _value(item.after, Language.EN)
    return (
        _capital(f"{subject[0]} gaat van {old or 'geen'} naar {new or 'geen'}."),
        _capital(f"{subject[1]} goes from {was or 'none'} to {now or 'none'}."),
    )


def _list_changed(subject: phrases.Pair, before: tuple[object, ...], after: tuple[object, ...]) -> phrases.Pair:
    gone = tuple(item for item in before if item not in after)
    new = tuple(item for item in after if item not in before)
    told: list[phrases.Pair] = []
    for items, words in ((new, ("komt erbij", "comes in")), (gone, ("vervalt", "goes out"))):
        if items:
            dutch, english = phrases.say(items, Language.NL), phrases.say(items, Language.EN)
            told.append((f"{words[0]}: {dutch}", f"{words[1]}: {english}"))
    if not told:
        told.append((f"de volgorde wordt: {phrases.say(after, Language.NL)}", "the order changes"))
    nl, en = "; ".join(pair[0] for pair in told), "; ".join(pair[1] for pair in told)
    return f"Bij {subject[0]} {nl.rstrip('.')}.", f"In {subject[1]} {en.rstrip('.')}."


def _subject(item: Difference, spot: _Spot) -> phrases.Pair:
    """What the sentence is about: a part, or a field of it."""
    if spot.part is None:
        names = [name for name in item.path if name not in ("ground", "params")]
        if len(names) == 1 and phrases.is_section(names[0]):
            return phrases.section(names[0])
        words = phrases.field(names[-1])
        whole = phrases.section(names[0]) if len(names) > 1 else phrases.section("")
        return f"{words[0]} van {whole[0]}", f"{words[1]} of {whole[1]}"
    whole = phrases.part(spot.part)
    if spot.owner is not None:  # a criterion is known by its lot too
        owner = phrases.part(spot.owner)
        whole = f"{whole[0]} in {owner[0]}", f"{whole[1]} in {owner[1]}"
    if not spot.rest:
        return whole
    if spot.rest[0] == "params":
        return _param(spot.part, spot.rest[1], whole)
    names = [name for name in spot.rest if name not in ("ground", "params")]
    deep = [] if spot.rest[0] == "options" else [phrases.field(name) for name in reversed(names[1:])]
    spoken = [*deep, phrases.field(names[0]), whole]
    return " van ".join(pair[0] for pair in spoken), " of ".join(pair[1] for pair in spoken)


def _param(part: object, name: str, whole: phrases.Pair) -> phrases.Pair:
    use = part.use if isinstance(part, Step) else ""
    words, enough = phrases.param(use, name)
    if not (isinstance(part, Step) and enough):
        return f"{words[0]} van {whole[0]}", f"{words[1]} of {whole[1]}"
    if use != "base-percentage":
        return words
    # a base percentage is known by its sectors; its own sentence repeats the number that changes
    where = sectors_in(part.params.get("sectors"))
    if not where:
        return f"{words[0]} van alle sectoren", f"{words[1]} of all sectors"
    named = listed(where, Language.NL), listed(where, Language.EN)
    return f"{words[0]} voor {named[0]}", f"{words[1]} for {named[1]}"


def _value(value: object, language: Language) -> str:
    if isinstance(value, (str, tuple, type(None))) or not hasattr(value, "id"):
        return phrases.say(value, language)
    return phrases.part(value)[0 if language is Language.NL else 1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
