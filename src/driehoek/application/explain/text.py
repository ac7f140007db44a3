"""An explanation as plain text for the terminal, in Dutch or English; amounts stay in Dutch form."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.application.explain.explanation import (
    AmountPart,
    ByHand,
    Cause,
    ExplainedLine,
    ExplainedLot,
    ExplainedScore,
    Explanation,
    PricePart,
)
from driehoek.application.explain.inputs import KINDS, NAMES, given_in_words, in_words
from driehoek.application.explain.quantities import Quantities
from driehoek.application.explain.words import RULES, STANDING, WORDS, index
from driehoek.application.phrases import exact_points, exact_quantity
from driehoek.kernel import Language, Money, Rate, Rounding, dutch

_WIDTH = 18


def lines(explanation: Explanation, language: Language = Language.NL) -> tuple[str, ...]:
    """Write an explanation as lines of text.

    Args:
        explanation: what is written.
        language: of the fixed words; sentences from the policy and the rules are in Dutch.
    """
    return tuple(_Writer(language).write(explanation))


class _Writer:
    """Writes in one language."""

    def __init__(self, language: Language) -> None:
        self._index = index(language)

    def _(self, word: str) -> str:
        return WORDS[word][self._index]

    def write(self, explanation: Explanation) -> Iterator[str]:
        yield f"{explanation.name} ({explanation.contract}), {explanation.year}"
        if explanation.synthetic:
            yield self._("synthetic")
        yield ""
        standing = STANDING[explanation.standing][self._index] if explanation.standing else self._("not submitted")
        yield f"{self._('tests')}: {standing}. {explanation.conclusion}".rstrip()
        for test in explanation.tests:
            mark = {"holds": "+", "fails": "-"}.get(test.outcome, "o")
            yield f"  {mark} {self._(test.outcome)}: {test.sentence or test.text or test.requirement}"
            if test.mend:
                yield f"      {test.mend}"
        for lot in explanation.lots:
            yield ""
            yield from self._lot(lot)
        yield ""
        yield (
            f"{self._('total')}: {_amount(explanation.money)} {self._('granted')}, "
            f"{_amount(explanation.agreed)} {self._('agreed')}"
        )
        yield f"{self._('fingerprint')} {explanation.decision_fingerprint}"

    def _lot(self, lot: ExplainedLot) -> Iterator[str]:
        title = lot.name if lot.name.startswith(self._("lot")) else f"{self._('lot')} {lot.name}"
        yield f"{title}, {lot.place_name or lot.frame}"
        yield f"  {self._('realised')}: {_amount(lot.realised)}{_source(lot.realised_source)}"
        if lot.total is not None:
            yield (
                f"  {self._('score')}: {dutch.number(lot.total)} {self._('of')} {lot.scale}, "
                f"{self._('place')} {lot.place} {self._('of')} {lot.ranked}"
            )
        for score in lot.scores:
            yield from self._score(score)
        yield from self._money(lot)
        if lot.quantities is not None:
            yield from self._quantities(lot.quantities)
        if lot.lines:
            yield f"  {self._('volume')}"
        for line in lot.lines:
            yield from self._line(line)
        if lot.lines:
            yield f"  {self._('percentage')}"
            yield from self._tariff(lot.lines)

    def _quantities(self, told: Quantities) -> Iterator[str]:
        yield f"  {self._('quantities')}"
        for text in told.sentences():
            yield f"    {text}"
        if told.agreed < told.asked:
            yield from (f"      - {text}" for text in told.kept)
        for item in told.products:
            yield (
                f"      {item.product}: {self._('asked')} {exact_quantity(item.asked)}, "
                f"{self._('chosen')} {exact_quantity(item.chosen)}, {self._('granted')} "
                f"{exact_quantity(item.granted)} = {dutch.percentage(item.share)}"
            )

    def _money(self, lot: ExplainedLot) -> Iterator[str]:
        yield f"  {self._('amount')}"
        for part in lot.parts:
            yield from self._part(part)
        for item in lot.by_hand:
            yield from self._by_hand(item)
        if lot.unexplained:
            yield _sum("?", lot.unexplained, self._("unexplained"))
        yield _sum("=", lot.money, self._("granted"))
        if lot.rounded_off:
            yield _sum("-", lot.rounded_off, self._("rounded"))
            yield _sum("=", lot.agreed, self._("agreed"))
        if lot.not_granted:
            yield f"  {self._('not granted')}"
            for part in lot.not_granted:
                yield from self._part(part, sign="o")

    def _score(self, score: ExplainedScore) -> Iterator[str]:
        yield (
            f"    {score.name}: {dutch.number(score.points)} {self._('of')} {score.scale}, "
            f"{self._('weight')} {dutch.number(score.weight * 100)}%"
        )
        said = ((self._("answer"), score.answer), (self._("norm"), score.norm), (self._("why"), score.motivation))
        yield from (f"      {label}: {text}" for label, text in said if text)

    def _part(self, part: AmountPart, sign: str = "") -> Iterator[str]:
        amount = part.amount
        yield _sum(sign or ("-" if amount.cents < 0 else "+"), Money(abs(amount.cents)), part.cause.title)
        yield from self._cause(part.cause, " " * 8)

    def _cause(self, cause: Cause, indent: str) -> Iterator[str]:
        if cause.text:
            yield f"{indent}{cause.text}"
        rule = RULES.get(cause.rule, cause.rule) if self._index == 0 else cause.rule
        told = [f"{self._('rule')} {rule} [policy.yaml: {cause.step}]"]
        told += [setting[:1].lower() + setting[1:] for setting in cause.settings]
        told += [f"{self._('ground')} {cause.ground}"] if cause.ground else []
        yield indent + "; ".join(told)
        yield from (f"{indent}{sentence}" for sentence in cause.rationale)
        for given in cause.inputs:
            if not given.source.startswith("policy.yaml"):  # a setting of the policy, told above
                name = NAMES[given.name][self._index] if given.name in NAMES else given.name
                value = given_in_words(given.name, given.value)
                yield f"{indent}{self._('input')}: {name} {value}{_source(given.source)}"

    def _by_hand(self, item: ByHand) -> Iterator[str]:
        applied = "-" if item.applied.cents < 0 else "+"
        yield _sum(applied, Money(abs(item.applied.cents)), f"{self._('by hand')}: {KINDS.get(item.kind, item.kind)}")
        indent = " " * 8
        yield f"{indent}{item.ground}"
        yield (
            f"{indent}{self._('from')} {_amount(item.amount_from)} {self._('to')} {_amount(item.amount_to)}; "
            f"{self._('proposed')} {item.proposer}, {self._('approved')} {item.approver}, "
            f"{in_words(item.decided_on)}{_source(item.source)}"
        )
        if item.applied != item.difference:
            yield f"{indent}{self._('not applied')}: {_amount(item.difference - item.applied)}"

    def _line(self, line: ExplainedLine) -> Iterator[str]:
        yield f"    {line.product} {line.name}"
        yield f"      {exact_quantity(line.quantity)} x {_amount(line.price)} = {_amount(line.amount)}"
        if line.offered is not None:
            yield f"      {self._('offered')} {exact_quantity(line.offered)}{_source(line.offered_source)}"
        badge = f" ({line.badge.value})" if line.badge else ""
        down = f", {self._('rounded price')}" if line.rounding is Rounding.DOWN else ""
        most = f", {self._('at most')}" if line.share.value > 1 else ""
        yield (
            f"      {self._('maximum')} {_amount(line.maximum)}{badge} x {exact_points(line.share)} = "
            f"{_amount(line.price)}{down}{most}"
        )

    def _tariff(self, lines_: tuple[ExplainedLine, ...]) -> Iterator[str]:
        """The percentage in its parts, once for all products that share them."""
        groups: dict[tuple[PricePart, ...], list[ExplainedLine]] = {}
        for line in lines_:
            groups.setdefault(line.parts, []).append(line)
        for parts, group in groups.items():
            yield f"    {', '.join(line.product for line in group)}: {exact_points(group[0].share)}"
            for part in parts:
                sign = "-" if part.points.value < 0 else "+"
                yield f"      {sign} {exact_points(Rate(abs(part.points.value)))} {part.cause.title}"
                yield from self._cause(part.cause, " " * 10)


def _amount(money: Money) -> str:
    return dutch.amount(money)


def _source(source: str) -> str:
    return f" [{source}]" if source else ""


def _sum(sign: str, money: Money, text: str) -> str:
    return f"    {sign} {_amount(money):>{_WIDTH}}  {text}"
