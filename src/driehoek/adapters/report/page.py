"""One HTML page in one file: the template environment with Dutch forms, styles and script packaged beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from driehoek.application.explain import RULES
from driehoek.application.explain.inputs import KINDS, NAMES, given_in_words, in_words
from driehoek.application.phrases import exact_quantity, subframe_in_words
from driehoek.kernel import Money, Quantity, Rate, dutch

PACKAGE = "driehoek.adapters.report"
MILLION = 100_000_000
"""A million euros in cents: from there on a summary counts in millions."""


def render(template: str, context: Mapping[str, object]) -> str:
    """Fill a packaged template; everything in ``context`` is escaped unless it is our own markup."""
    return _environment().get_template(template).render(**context)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(PACKAGE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "euro": dutch.amount,
        "euro0": dutch.whole_euros,
        "short": short,
        "signed": signed,
        "signed_short": signed_short,
        "pct": percentage,
        "number": number,
        "date": day,
        "quantity": quantity,
        "grouped": dutch.grouped,
        "part": subframe_in_words,
        "words": in_words,
        "given": lambda item: given_in_words(item.name, item.value),
        "words_of_kind": lambda kind: KINDS.get(kind, kind),
    }
    environment.globals |= {
        "style": packaged("style.css"),
        "script": packaged("script.js"),
        "rules": RULES,
        "input_names": NAMES,
    }
    return environment


def packaged(name: str) -> Markup:
    """Our own style or script, as it stands in the package."""
    return Markup(files(PACKAGE).joinpath("templates", name).read_text(encoding="utf-8"))  # noqa: S704 (our own file)


def short(money: Money) -> str:
    """Write an amount for a summary: millions with one decimal, else whole euros."""
    if abs(money.cents) >= MILLION:
        return f"€{dutch.NBSP}{dutch.number(Fraction(money.cents, MILLION), 1)} mln"
    return dutch.whole_euros(money)


def signed(money: Money) -> str:
    """Write a difference with its sign: ``+€ 10,00``, ``-€ 3,50``."""
    if not money:
        return dutch.amount(money)
    return f"{'-' if money.cents < 0 else '+'}{dutch.amount(Money(abs(money.cents)))}"


def signed_short(money: Money) -> str:
    """Write a difference for a summary, with its sign."""
    if not money:
        return short(money)
    return f"{'-' if money.cents < 0 else '+'}{short(Money(abs(money.cents)))}"


def percentage(rate: Rate | None, places: int = 1) -> str:
    """Write a rate in percent, or a dash where there is none."""
    return "–" if rate is None else dutch.percentage(rate, places)


def number(value: Fraction | int | None, places: int = 2) -> str:
    """Write a number, or a dash where there is none."""
    return "–" if value is None else dutch.number(Fraction(value), places)


def day(value: date | None) -> str:
    """Write a date, or a dash where there is none."""
    return "–" if value is None else dutch.day(value)


def quantity(value: Quantity | None) -> str:
    """Write a quantity, or a dash where there is none."""
    return "–" if value is None else exact_quantity(value)


WIDTH = 34
"""How many characters a name gets."""


def fitted(name: str, width: int = WIDTH) -> str:
    """The name, cut at a word when it is too long.

    >>> fitted("Zorgorganisatie 02 GZ (SYNTHETIC)"), fitted("Zorg in de wijk", 12)
    ('Zorgorganisatie 02 GZ (SYNTHETIC)', 'Zorg in de …')
    """
    if len(name) <= width:
        return name
    kept = name[: width - 1].rpartition(" ")[0] or name[: width - 2]
    return f"{kept} …"
