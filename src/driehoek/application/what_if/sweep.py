"""One dial over a range, and every dial by one step: what it costs, whom it touches, in numbers and in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from driehoek.application.what_if.clients import Clients
from driehoek.application.what_if.dials import POINT, TENTH, Dial, Value, dials, size
from driehoek.application.what_if.effects import Totals
from driehoek.application.what_if.trial import Bench, Refused, Tried
from driehoek.kernel import ZERO, Finding, Money, Rate, decimal_text, dutch, total


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a dial and what it does, beside the dossier as it is.

    Attributes:
        value: the value.
        is_now: whether it is the value as it is.
        granted: the difference of all money granted.
        same_care: what the care agreed before costs more or less.
        moved: the gains added up: what goes to another contract or is granted on top.
        gain: how many contracts gain money.
        lose: how many lose money.
        touched: how many contracts' agreements change.
        clients: the clients it touches, an estimate.
        totals: the money of all frames together.
        most: the contract with the largest gain or loss; empty when nobody has one.
        most_amount: that gain or loss.
        binding: the limits that bind otherwise than before, in Dutch.
        right: whether the check accepts the division.
    """

    value: Value
    is_now: bool
    granted: Money
    same_care: Money
    moved: Money
    gain: int
    lose: int
    touched: int
    clients: Clients
    totals: Totals
    most: str
    most_amount: Money
    binding: tuple[str, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Sweep:
    """A dial over a range.

    Attributes:
        dial: the dial.
        points: per value what it does; a value that gives no result is left out.
        step: what one natural step up does; one down where there is no up; None where neither can be.
        steps: how many natural steps that is: 1 or -1.
        refused: the values without a result, and why.
    """

    dial: Dial
    points: tuple[Point, ...]
    step: Point | None
    steps: int
    refused: tuple[tuple[Value, tuple[Finding, ...]], ...]


def sweep(bench: Bench, dial: Dial, values: tuple[Value, ...], advance: Callable[[], None] = lambda: None) -> Sweep:
    """Try a dial at each value; ``advance`` is called after each."""
    points, refused = [], []
    for value in values:
        made = try_at(bench, dial, value)
        if isinstance(made, Point):
            points.append(made)
        else:
            refused.append((value, made))
        advance()
    step, steps = _one_step(bench, dial)
    return Sweep(dial, tuple(points), step, steps, tuple(refused))


def _one_step(bench: Bench, dial: Dial) -> tuple[Point | None, int]:
    for steps in (1, -1):
        value = dial.moved(steps)
        made = try_at(bench, dial, value) if value is not None else ()
        if isinstance(made, Point):
            return made, steps
    return None, 0


def try_at(bench: Bench, dial: Dial, value: Value) -> Point | tuple[Finding, ...]:
    """Try one value of a dial."""
    tried = bench.try_out(dial.at(value))
    if isinstance(tried, Refused):
        return tried.findings
    return point(tried, value, is_now=size(value) == size(dial.as_is))


def point(tried: Tried, value: Value, *, is_now: bool) -> Point:
    """What a scenario does, in the figures of a sweep."""
    comparison, done = tried.comparison, tried.effects
    largest = max(comparison.providers, key=lambda item: (abs(item.difference.cents), item.contract), default=None)
    return Point(
        value=value,
        is_now=is_now,
        granted=comparison.difference,
        same_care=done.same_care,
        moved=total(item.difference for item in comparison.winners),
        gain=len(comparison.winners),
        lose=len(comparison.losers),
        touched=sum(1 for item in done.each if item.touched),
        clients=done.clients,
        totals=done.totals[-1][1],
        most=largest.contract if largest and largest.difference else "",
        most_amount=largest.difference if largest else ZERO,
        binding=tuple(f"{item.nl}: {item.after}" for item in tried.binding if item.changed),
        right=not tried.outcome.verification,
    )


@dataclass(frozen=True, slots=True)
class Bar:
    """One dial by one natural step.

    Attributes:
        dial: the dial.
        down: what one step down does; None where that cannot be.
        up: what one step up does.
    """

    dial: Dial
    down: Point | None
    up: Point | None

    @property
    def weight(self) -> int:
        """How much it matters: the most money it moves, in cents, at the same care or between contracts."""
        sides = [side for side in (self.down, self.up) if side]
        return max((money_moved(side) for side in sides), default=0)


def money_moved(side: Point) -> int:
    """How much money one value of a dial touches, in cents: at the same care, or between contracts."""
    lost = side.moved.cents - side.granted.cents
    return max(abs(side.same_care.cents), side.moved.cents, lost)


def tornado(bench: Bench, advance: Callable[[], None] = lambda: None) -> tuple[Bar, ...]:
    """Every dial of the dossier by one natural step down and up, the one that matters most first."""
    bars = []
    for item in dials(bench.dossier):
        bars.append(Bar(item, *_both(bench, item)))
        advance()
    return tuple(sorted(bars, key=lambda bar: (-bar.weight, bar.dial.id)))


def _both(bench: Bench, dial: Dial) -> Iterator[Point | None]:
    for steps in (-1, 1):
        value = dial.moved(steps)
        made = try_at(bench, dial, value) if value is not None else ()
        yield made if isinstance(made, Point) else None


def sentence(dial: Dial, step: Point, steps: int) -> tuple[str, str]:
    """What one natural step of a dial costs and whom it touches, in plain Dutch and in English."""
    nl, en = _step_words(dial.step, steps)
    if not step.touched:
        return (
            f"{nl} op {dial.words.nl} verandert aan geen enkele afspraak iets.",
            f"{en} on {dial.words.en} changes no agreement at all.",
        )
    money_nl, money_en = _money_words(step)
    clients = about(step.clients.touched)
    people_nl = f" en ongeveer {_counted(clients, 'cliënt', 'cliënten')}" if clients else ""
    people_en = f" and about {_counted_en(clients, 'client', 'clients')}" if clients else ""
    care_nl, care_en = _care_words(step.clients)
    touched = _counted(step.touched, "aanbieder", "aanbieders"), _counted_en(step.touched, "provider", "providers")
    in_dutch = f"{nl} op {dial.words.nl} {money_nl} en raakt {touched[0]}{people_nl}.{care_nl}"
    return in_dutch, f"{en} on {dial.words.en} {money_en} and touches {touched[1]}{people_en}.{care_en}"


def _counted(number: int, one: str, more: str) -> str:
    return f"{dutch.grouped(number)} {one if number == 1 else more}"


def _counted_en(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _step_words(step: Value, steps: int) -> tuple[str, str]:
    more_nl, more_en = ("erbij", "more") if steps > 0 else ("eraf", "less")
    if isinstance(step, Rate):
        points = dutch.number(step.points()), decimal_text(step.points())
        nl, en = _STEPS.get(step, (f"{points[0]} punten", f"{points[1]} points"))
    elif isinstance(step, Money):
        nl, en = dutch.whole_euros(step), english(step)
    else:
        nl, en = f"{'Eén' if step == 1 else step}", f"{'One' if step == 1 else step}"
    return f"{nl} {more_nl}", f"{en} {more_en}"


_STEPS = {TENTH: ("Een tiende punt", "A tenth of a point"), POINT: ("Een punt", "A point")}


def _money_words(step: Point) -> tuple[str, str]:
    """What it costs: the same care at other prices, and else the money that is granted or moves."""
    if step.same_care:
        size_nl, size_en = dutch.whole_euros(_size(step.same_care)), english(_size(step.same_care))
        up = step.same_care > ZERO
        nl = f"{'kost' if up else 'scheelt'} {size_nl} voor dezelfde zorg"
        en = f"{'costs' if up else 'saves'} {size_en} for the same care"
        return nl, en
    if step.granted:
        size_nl, size_en = dutch.whole_euros(_size(step.granted)), english(_size(step.granted))
        up = step.granted > ZERO
        nl = f"brengt {size_nl} {'meer' if up else 'minder'} in afspraken"
        return nl, f"brings {size_en} {'more' if up else 'less'} into agreements"
    if step.moved:
        return f"verschuift {dutch.whole_euros(step.moved)}", f"moves {english(step.moved)}"
    return "verandert de afgesproken zorg, niet het geld,", "changes the care agreed, not the money,"


def _care_words(clients: Clients) -> tuple[str, str]:
    """What happens to the care that is agreed, where that shows in clients."""
    net = clients.more - clients.fewer
    if not net:
        return "", ""
    count = about(abs(net))
    people = _counted(count, "cliënt", "cliënten")
    less_nl, less_en = ("minder", "less") if net < 0 else ("meer", "more")
    return (
        f" Er wordt {less_nl} zorg afgesproken, ongeveer die van {people} in een jaar.",
        f" {less_en.capitalize()} care is agreed, about that of {_counted_en(count, 'client', 'clients')} in a year.",
    )


def about(count: int) -> int:
    """An estimated count, no more exact than it is: to tens from a hundred on, to hundreds from a thousand on.

    >>> [about(number) for number in (7, 94, 938, 15588)]
    [7, 94, 940, 15600]
    """
    for least, unit in ((1_000, 100), (100, 10)):
        if count >= least:
            return (count + unit // 2) // unit * unit
    return count


def english(money: Money) -> str:
    """An amount in whole euros as it stands in an English sentence."""
    return f"EUR {(abs(money.cents) + 50) // 100:,}"


def _size(money: Money) -> Money:
    return Money(abs(money.cents))
