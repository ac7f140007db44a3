"""The grid of volumes: hundreds of cells on one page, written in one go instead of node by node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from driehoek.application.entry_form import EntryForm, FormProduct
from driehoek.domain.policy import Lot

register = template.Library()
Cells = Mapping[str, Mapping[str, Sequence[str]]]
"""Per lot and product the text of quantity and capacity, as the draft has them."""


@register.simple_tag
def volume_rows(
    form: EntryForm, lot: Lot, typed: Cells, columns: Sequence[tuple[str, str]], *, is_open: bool
) -> SafeString:
    """The rows of one lot: a product a row, a field a column.

    Args:
        form: what is asked.
        lot: the lot.
        typed: what was typed.
        columns: name and label of quantity and capacity.
        is_open: whether anything can be typed.
    """
    here = typed.get(lot.id) or {}
    lock = "" if is_open else " disabled"
    named = _("%(label)s %(code)s in %(name)s")  # translated once, not in each of hundreds of cells
    rows = (
        f"<tr>{_head(item)}{''.join(_fields(item, lot, here, columns, (named, lock)))}</tr>"
        for item in form.products
        if item.lot == lot.id
    )
    return mark_safe("".join(rows))  # noqa: S308 - every part is escaped below


def _fields(
    item: FormProduct,
    lot: Lot,
    typed: Mapping[str, Sequence[str]],
    columns: Sequence[tuple[str, str]],
    shared: tuple[str, str],
) -> Iterator[str]:
    code, place = escape(item.product.code), escape(lot.id)
    words, lock = shared
    for (column, label), value in zip(columns, typed.get(item.product.code) or ("", ""), strict=True):
        name = f"{place}|{code}|{column}"
        named = words % {"label": label, "code": item.product.code, "name": lot.name}
        yield (
            f'<td class="number"><input type="text" inputmode="decimal" autocomplete="off" name="cell-{name}" '
            f'data-cell="{name}" aria-label="{escape(named)}" value="{escape(str(value))}"{lock}></td>'
        )


@lru_cache(maxsize=8192)
def _head(item: FormProduct) -> str:
    product = item.product
    return (
        f'<th scope="row">{escape(product.code)} {escape(product.name)}<br>'
        f'<span class="muted small">{escape(item.tariff)}</span></th>'
    )
