"""Amounts, days and moments in the form of letters and reports.

Amounts and numbers keep their Dutch form on English pages too: it is how they are typed, printed and exported, and two
notations on one form would cost somebody a factor of a thousand. Days and moments follow the language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from driehoek.adapters.report import page
from driehoek.application.document import Block, Bullets, Fact, Runs, Section, Table
from driehoek.domain.policy import Question, QuestionType
from driehoek.domain.policy.deadlines import part_in_words as words_of_part
from driehoek.kernel import Finding, Language, Money, Rate
from driehoek.kernel import dutch as forms

register = template.Library()
ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def is_english() -> bool:
    """Whether the page is shown in English."""
    return (get_language() or "").startswith("en")


@register.filter
def euro(cents: int | Money | None) -> str:
    """An amount in cents with its euro sign; a dash for none."""
    if cents is None:
        return "–"
    return forms.amount(cents if isinstance(cents, Money) else Money(cents))


@register.filter
def plain_amount(money: Money) -> str:
    """An amount as people type it, without its sign."""
    return forms.amount(money).replace("€", "").strip()


@register.filter
def euro_text(text: str | None) -> str:
    """An amount that is kept as text, such as ``1234.50``; a dash for none."""
    return euro(Money.parse(text)) if text else "–"


@register.filter
def signed(amount: Money) -> str:
    """A difference with its sign."""
    return page.signed(amount)


@register.filter
def minus(amount: Money, other: Money) -> Money:
    """What one amount is above another."""
    return amount - other


@register.filter
def percentage(rate: Rate | None) -> str:
    """A rate in percent, signed as it is; a dash for none."""
    return page.percentage(rate, 2)


@register.filter
def percent_of(value: Decimal | None) -> str:
    """A percentage that was kept as a number: ``97,5%``; a dash for none."""
    return "–" if value is None else f"{forms.number(Fraction(value))}%"


@register.filter
def epoch(value: datetime | None) -> str:
    """A moment in seconds, for a clock in the browser; empty for none."""
    return "" if value is None else f"{value.timestamp():.3f}"


@register.filter
def as_json(value: Any) -> str:
    """Data for a script, in an attribute."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@register.filter
def day(value: date | None) -> str:
    """A day: ``3 december 2026``, and in English ``3 December 2026``."""
    return "–" if value is None else _day(value)


def _day(value: date) -> str:
    return f"{value.day} {ENGLISH[value.month - 1]} {value.year}" if is_english() else forms.day(value)


@register.filter
def last_day(end: date) -> date:
    """The last day that counts, of a term that ends just before ``end``."""
    return end - timedelta(days=1)


@register.filter
def unlocalized(number: int) -> str:
    """A whole number as part of a name, without points between thousands."""
    return str(number)


@register.filter
def iso_day(text: str) -> date | None:
    """A day that was kept as text."""
    return date.fromisoformat(text) if text else None


@register.filter
def days_left(last: date | None, today: date) -> int | None:
    """How many days a term still runs after today; below zero once it has passed."""
    return (last - today).days if last is not None else None


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in Dutch time: ``3 december 2026, 17.00 uur``."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return f"{_day(local.date())}, {local:%H:%M}" if is_english() else f"{forms.day(local.date())}, {local:%H.%M} uur"


@register.filter
def number(value: Fraction | Decimal | int | None) -> str:
    """A number with a decimal comma; a dash for none."""
    return "–" if value is None else forms.number(Fraction(value))


@register.filter
def get(held: Mapping[str, Any], key: str) -> Any:
    """The value of a key, or nothing."""
    return held.get(key)


@register.filter
def cell(held: Mapping[str, Any] | None, key: str) -> Any:
    """What a draft holds under a lot or product."""
    return (held or {}).get(key)


@register.filter
def column(cells: list[str] | None, name: str) -> str:
    """Quantity or capacity of a cell pair."""
    return (cells or ["", ""])[1 if name == "capacity" else 0]


@register.filter
def options(question: Question) -> list[tuple[str, str]]:
    """The answers that can be chosen."""
    if question.type is QuestionType.YES_NO:
        return [("yes", _("Ja")), ("no", _("Nee"))]
    return list(question.options.items())


@register.filter
def told(finding: Finding) -> str:
    """A finding with its mend."""
    language = Language.EN if is_english() else Language.NL
    return f"{finding.sentence(language)} {finding.mend(language)}"


@register.simple_tag
def block_html(block: Block, level: int) -> SafeString:
    """A part of a printed policy as HTML; sections nest."""
    if isinstance(block, Section):
        inside = format_html_join("", "{}", ((block_html(item, level + 1),) for item in block.blocks))
        return format_html("<h{0}>{1}</h{0}>{2}", min(level, 6), block.title, inside)
    if isinstance(block, Bullets):
        return format_html(
            "<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_words(item),) for item in block.items))
        )
    if isinstance(block, Table):
        return _table(block)
    return format_html("<p>{}</p>", _words(block.runs))


def _table(block: Table) -> SafeString:
    head = format_html_join("", '<th scope="col">{}</th>', ((item.title,) for item in block.columns))
    rows = format_html_join("", "<tr>{}</tr>", ((_cells(row),) for row in (*block.rows, *block.totals)))
    frame = (
        '<div class="scroll" role="region" aria-label="{0}" tabindex="0"><table><caption>{0}</caption>'
        "<thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>"
    )
    return format_html(frame, block.caption, head, rows)


def _cells(row: tuple[Runs, ...]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((_words(cell_),) for cell_ in row))


def _words(runs: Runs) -> str:
    return "".join(run.text if isinstance(run, Fact) else run for run in runs)


@register.filter
def part_in_words(path: str) -> str:
    """The part of a policy that a path lies in: ``verdeling``."""
    return words_of_part(path)
