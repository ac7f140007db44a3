"""What the ceilings of agreements mean for existing clients, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from driehoek.application.agreement.ceilings import Ceiling
from driehoek.application.phrases import exact_quantity
from driehoek.kernel import Language, dutch


def ceilings_text(ceilings: Sequence[Ceiling], language: Language = Language.NL) -> tuple[str, ...]:
    """Per agreement the amounts, what it means, and per product what falls short."""
    return tuple(line for item in ceilings for line in _lines(item, english=language is Language.EN))


def _lines(item: Ceiling, *, english: bool) -> Iterator[str]:
    yield f"{item.held.contract}, {item.held.purchaser}: {item.held.form.dutch}"
    nothing = "nothing limits it" if english else "niets begrenst het"
    rows = (
        ("at most" if english else "ten hoogste", nothing if item.most is None else dutch.amount(item.most)),
        ("care last year" if english else "zorg vorig jaar", dutch.amount(item.settlement.value)),
        ("paid of it" if english else "daarvan betaald", dutch.amount(item.settlement.paid)),
        ("not paid" if english else "niet betaald", dutch.amount(item.settlement.unpaid)),
        ("for talks" if english else "in overleg", dutch.amount(item.settlement.to_consult)),
    )
    for name, words in rows:
        yield f"    {name:<16} {words:>22}"
    yield f"  {item.words}"
    for line in item.lines:
        yield f"    {line.name}"
        agreed, before = exact_quantity(line.agreed), exact_quantity(line.before)
        if english:
            yield f"      agreed {agreed}, last year {before}"
        else:
            yield f"      afgesproken {agreed}, vorig jaar {before}. {line.words}"
