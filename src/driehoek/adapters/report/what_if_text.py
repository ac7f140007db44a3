"""What a scenario does, in a few dozen lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.adapters.report.compare_text import RULES_EN
from driehoek.adapters.report.page import fitted, signed
from driehoek.application.compare import RuleChange
from driehoek.application.what_if.beside import Beside
from driehoek.application.what_if.clients import HOW_EN, HOW_NL
from driehoek.application.what_if.dials import shown
from driehoek.application.what_if.effects import Effect
from driehoek.application.what_if.sweep import Bar, Sweep, about, sentence
from driehoek.application.what_if.trial import Tried
from driehoek.kernel import Language, Rate, dutch

TOP = 10
"""How many of those who gain and of those who lose are listed, the largest differences first."""


def tried_text(tried: Tried, language: Language = Language.NL) -> tuple[str, ...]:
    """The heart of a scenario as lines: what it changes, the totals, who gains and loses, where it binds."""
    return tuple(_Text(english=language is Language.EN).tried(tried))


def beside_text(compared: Beside, language: Language = Language.NL) -> tuple[str, ...]:
    """Scenarios side by side as lines."""
    return tuple(_Text(english=language is Language.EN).beside(compared))


def sweep_text(made: Sweep, language: Language = Language.NL) -> tuple[str, ...]:
    """A dial over a range as lines, its sentence first."""
    return tuple(_Text(english=language is Language.EN).sweep(made))


def tornado_text(bars: tuple[Bar, ...], language: Language = Language.NL) -> tuple[str, ...]:
    """Every dial by one step as lines, the one that matters most first."""
    return tuple(_Text(english=language is Language.EN).tornado(bars))


def per_cent(share: Rate | None, *, english: bool = False) -> str:
    """A gain or loss as a share, with its sign; a dash where there was nothing before."""
    if share is None:
        return "–"
    text = dutch.percentage(share, 2)
    if english:
        text = text.replace(".", "").replace(",", ".")
    return f"+{text}" if share.value > 0 else text


class _Text:
    """Lines in one language; amounts and dates keep their Dutch form."""

    def __init__(self, *, english: bool) -> None:
        self.english = english

    def words(self, nl: str, en: str) -> str:
        return en if self.english else nl

    def tried(self, tried: Tried) -> Iterator[str]:
        if tried.comparison.before.synthetic or tried.comparison.after.synthetic:
            yield self.words(
                "SYNTHETIC: tarieven of prestaties zijn verzonnen.", "SYNTHETIC: made-up tariffs or products."
            )
        yield from (f"- {self.words(item.nl, item.en)}" for item in tried.told)
        yield ""
        yield from self.totals(tried)
        yield ""
        yield from self.who(tried)
        yield from self.binding(tried)
        yield from self.clients(tried)

    def totals(self, tried: Tried) -> Iterator[str]:
        before, after = tried.effects.totals[-1]
        for nl, en, name in (
            ("ruimte", "space", "space"),
            ("toegekend", "granted", "granted"),
            ("achter de hand", "held back", "held_back"),
            ("open, ook voor wie kiest", "open, also for choosers", "open"),
            ("boven de ruimte gevraagd", "asked beyond the space", "exposure"),
        ):
            one, two = getattr(before, name), getattr(after, name)
            yield f"  {self.words(nl, en):<26}{dutch.amount(one):>22}{dutch.amount(two):>22}{signed(two - one):>20}"
        care = tried.effects.same_care
        if care:
            yield self.words(f"  dezelfde zorg kost {signed(care)}", f"  the same care costs {signed(care)}")

    def who(self, tried: Tried) -> Iterator[str]:
        gain = [item for item in tried.effects.each if item.change.difference.cents > 0]
        lose = [item for item in reversed(tried.effects.each) if item.change.difference.cents < 0]
        touched = sum(1 for item in tried.effects.each if item.touched)
        yield self.words(
            f"{touched} aanbieders geraakt: {len(gain)} winnen geld, {len(lose)} verliezen.",
            f"{touched} providers touched: {len(gain)} gain money, {len(lose)} lose.",
        )
        for rows in (gain, lose):
            for item in rows[:TOP]:
                yield from self.one(item)
            if len(rows) > TOP:
                yield self.words(f"  en nog {len(rows) - TOP}", f"  and {len(rows) - TOP} more")

    def one(self, item: Effect) -> Iterator[str]:
        change = item.change
        money = f"{signed(change.difference):>20} {per_cent(item.share, english=self.english):>8}"
        yield f"  {change.contract} {fitted(change.name):<34}{money}"
        if cause := self.cause(item):
            yield f"      {cause}"

    def cause(self, item: Effect) -> str:
        parts = [self.rule(rule) for rule in sorted(item.change.rules, key=lambda rule: -abs(rule.difference.cents))]
        for move in item.tariff:
            points = dutch.number(move.points.points(), 4)
            sign = "+" if move.points.value > 0 else ""
            parts.append(
                self.words(f"tarief '{move.step}' {sign}{points} punt", f"tariff '{move.step}' {sign}{points}")
            )
        return "; ".join(parts)

    def rule(self, rule: RuleChange) -> str:
        english = RULES_EN.get(rule.rule, rule.rule.replace("-", " ")).capitalize()
        return f"{self.words(rule.title, english)} [{rule.step}] {signed(rule.difference)}"

    def binding(self, tried: Tried) -> Iterator[str]:
        changed = [item for item in tried.binding if item.changed]
        if not changed:
            yield self.words("Het knelt nergens anders dan eerst.", "It binds nowhere else than before.")
            return
        yield self.words("Waar het anders knelt (eerst, daarna):", "Where it binds otherwise (before, after):")
        for item in changed:
            amount = f" ({dutch.amount(item.amount_after)})" if item.amount_after else ""
            yield f"  {self.words(item.nl, item.en)}: {item.before} -> {item.after}{amount}"

    def clients(self, tried: Tried) -> Iterator[str]:
        clients = tried.effects.clients
        yield self.words(
            f"Ongeveer {dutch.grouped(about(clients.touched))} cliënten geraakt; zorg voor ongeveer {clients.more} "
            f"cliënten meer en {clients.fewer} minder afgesproken.",
            f"About {about(clients.touched):,} clients touched; care for about {clients.more} more clients and "
            f"{clients.fewer} fewer agreed.",
        )
        yield f"  {self.words(HOW_NL, HOW_EN)}"
        if clients.unknown:
            yield self.words(
                f"  Bij {clients.unknown} prestaties van aanbieders kon niets worden geschat.",
                f"  Of {clients.unknown} products of providers nothing could be estimated.",
            )

    def beside(self, compared: Beside) -> Iterator[str]:
        heads = [fitted(item.scenario.title, 20) for item in compared.tried]
        yield f"{'':<34}{self.words('nu', 'now'):>20}" + "".join(f"{head:>22}" for head in heads)
        for nl, en, name in (
            ("toegekend", "granted", "granted"),
            ("open, ook voor wie kiest", "open, also for choosers", "open"),
            ("boven de ruimte gevraagd", "asked beyond the space", "exposure"),
        ):
            cells = (dutch.amount(getattr(item.effects.totals[-1][1], name)) for item in compared.tried)
            now = dutch.amount(getattr(compared.totals, name))
            yield f"{self.words(nl, en):<34}{now:>20}" + "".join(f"{cell:>22}" for cell in cells)
        for nl, en, count in (
            ("winnen geld", "gain money", [len(item.comparison.winners) for item in compared.tried]),
            ("verliezen geld", "lose money", [len(item.comparison.losers) for item in compared.tried]),
            ("cliënten geraakt (schatting)", "clients touched (estimate)", self.touched(compared)),
        ):
            yield f"{self.words(nl, en):<54}" + "".join(f"{dutch.grouped(number):>22}" for number in count)
        yield ""
        for row in compared.rows[: 2 * TOP]:
            moves = "".join(f"{signed(money):>22}" for money in row.differences)
            yield f"{row.contract} {fitted(row.name, 24):<25}{dutch.amount(row.before):>20}{moves}"
        if len(compared.rows) > 2 * TOP:
            yield self.words(f"en nog {len(compared.rows) - 2 * TOP}", f"and {len(compared.rows) - 2 * TOP} more")
        yield self.words(f"{compared.same} krijgen steeds hetzelfde.", f"{compared.same} get the same throughout.")

    @staticmethod
    def touched(compared: Beside) -> list[int]:
        return [about(item.effects.clients.touched) for item in compared.tried]

    def sweep(self, made: Sweep) -> Iterator[str]:
        if made.step is not None:
            yield self.words(*sentence(made.dial, made.step, made.steps))
            yield ""
        heads = (
            self.words("waarde", "value"),
            self.words("zelfde zorg", "same care"),
            self.words("toegekend", "granted"),
            self.words("open", "open"),
        )
        more = (self.words("winnen", "gain"), self.words("verliezen", "lose"), self.words("cliënten", "clients"))
        yield f"{heads[0]:>22}{heads[1]:>22}{heads[2]:>22}{heads[3]:>22}{more[0]:>8}{more[1]:>10}{more[2]:>10}"
        for point in made.points:
            money = (signed(point.same_care), signed(point.granted), dutch.amount(point.totals.open))
            counts = f"{point.gain:>8}{point.lose:>10}{dutch.grouped(about(point.clients.touched)):>10}"
            mark = self.words("  nu", "  now") if point.is_now else ""
            yield f"{shown(point.value):>22}" + "".join(f"{text:>22}" for text in money) + counts + mark

    def tornado(self, bars: tuple[Bar, ...]) -> Iterator[str]:
        for bar in bars:
            yield f"{bar.dial.id}: {shown(bar.dial.as_is)} ({self.words('stap', 'step')} {shown(bar.dial.step)})"
            steps = ((bar.up, 1), (bar.down, -1))
            shown_side = next(((side, sign) for side, sign in steps if side is not None), None)
            if shown_side is None:
                yield self.words("    kan geen stap op of neer", "    cannot move a step up or down")
            else:
                yield f"    {self.words(*sentence(bar.dial, *shown_side))}"
