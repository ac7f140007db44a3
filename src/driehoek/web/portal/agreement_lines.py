"""One line of an agreement with its log and what both sides say of it, and two moments beside each other."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import agreement_sheets
from driehoek.adapters.store.models import (
    Agreement,
    AgreementCell,
    AgreementChange,
    AgreementLine,
    AgreementRemark,
    AgreementVersion,
    ColumnChoice,
    Person,
    RemarkKind,
)
from driehoek.bootstrap.stored_agreement_form import parsed, written
from driehoek.domain.agreement.sheet import Column, Place, at_number, differences
from driehoek.kernel import Finding, Money, Quantity, Rate, Unit, total
from driehoek.kernel import dutch as forms
from driehoek.web.access import WRITING_SIDES
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.agreement_form import shown
from driehoek.web.portal.agreements import own_agreement, side_of
from driehoek.web.templatetags.dutch import told

LONGEST = 4000
SHOWN = 100


def page(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Everything about one line; the first where none is named."""
    agreement = own_agreement(request, agreement_id)
    rows, asked = AgreementLine.objects.filter(agreement=agreement).order_by("lot", "product"), request.GET
    if "product" in asked:
        rows = rows.filter(lot=asked.get("lot", ""), product=asked["product"])
    line = get_object_or_404(rows[:1])
    own = {"agreement": agreement, "lot": line.lot, "product": line.product}
    cells = {row.column: row.value for row in AgreementCell.objects.filter(**own)}
    log = AgreementChange.objects.filter(**own).select_related("person").order_by("-number")[:SHOWN]
    remarks = AgreementRemark.objects.filter(**own).select_related("person", "answer").order_by("pk")
    mine = side_of(request).value
    context = {
        "agreement": agreement,
        "line": line,
        "writes": request.who in WRITING_SIDES,
        "made": _made(agreement, line, cells),
        "log": [
            {"row": row, "before": shown(line, row.column, row.before), "after": shown(line, row.column, row.after)}
            for row in log
        ],
        "said": [
            {
                "row": row,
                "proposed": shown(line, row.column, row.proposed),
                "open": row.kind == RemarkKind.PROPOSAL and not hasattr(row, "answer") and row.side != mine,
            }
            for row in remarks
        ],
    }
    part = "portal/agreement_line_part.html" if request.headers.get("HX-Request") else "portal/agreement_line.html"
    return render(request, part, context)


@require_POST
def say(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Say something at a line, propose a figure with the reason, or answer what the other side proposed."""
    agreement, actor, at = own_agreement(request, agreement_id), actor_of(request), request.arrived
    posted = request.POST
    lot, product = posted.get("lot", ""), posted.get("product", "")
    text = posted.get("text", "").strip()[:LONGEST]
    if posted.get("answers", "").isdecimal():
        accepts = posted.get("take") == "yes"
        made = agreement_sheets.answer(actor, agreement, int(posted["answers"]), text, at, accepts=accepts)
        wrong = [told(item) for item in ((made,) if isinstance(made, Finding) else made.findings)]
    elif posted.get("column") in ColumnChoice.values:
        wrong = _proposed(request, agreement, Place(lot, product, Column(posted["column"])), text)
    else:
        found = agreement_sheets.remark(actor, agreement, Place(lot, product), text, at)
        wrong = [told(found)] if found else []
    for words in wrong:
        messages.error(request, words)
    if not wrong:
        messages.success(request, _("Het staat erbij; de andere kant ziet het meteen."))
    query = urlencode({"lot": lot, "product": product})
    return redirect(f"{reverse('agreement-line', args=[agreement_id])}?{query}")


def _proposed(request: PortalRequest, agreement: Agreement, place: Place, text: str) -> list[str]:
    line = get_object_or_404(AgreementLine, agreement=agreement, lot=place.lot, product=place.product)
    try:
        value = parsed(place.column, request.POST.get("value", ""), Unit(line.unit))
    except ValueError:
        value = None
    if value is None:
        return [_("Vul in welk aantal of welke prijs u voorstelt, zoals 1.250 of 12,34.")]
    found = agreement_sheets.propose(actor_of(request), agreement, place, value, text, request.arrived)
    return [told(found)] if found else []


def _made(agreement: Agreement, line: AgreementLine, cells: dict[str, int | None]) -> dict[str, Any]:
    unit = Unit(line.unit)
    quantity, price = cells.get(Column.QUANTITY.value) or 0, cells.get(Column.PRICE.value) or 0
    before = agreement.before.get(f"{line.lot}|{line.product}")
    return {
        "price": written(Column.PRICE, int(line.content["price"]), unit),
        "share": forms.percentage(Rate.parse(line.content["share"])),
        "quantity": shown(line, Column.QUANTITY.value, cells.get(Column.QUANTITY.value)),
        "standing_price": shown(line, Column.PRICE.value, cells.get(Column.PRICE.value)),
        "amount": Quantity(quantity, unit).at(Money(price)),
        "granted": forms.quantity(Quantity(line.granted, unit)),
        "before": forms.quantity(Quantity(before[1], Unit(before[2]))) if before else "",
    }


def beside(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Two moments beside each other: versions, what one saw last, the beginning, and now."""
    agreement = own_agreement(request, agreement_id)
    sheet = agreement_sheets.sheet_of(agreement)
    moments = _moments(request, agreement, sheet.number)
    numbers = {number for number, _name in moments}
    first, second = (_asked(request, name, numbers, default) for name, default in (("van", 0), ("tot", sheet.number)))
    lines = {(line.lot, line.product): line for line in AgreementLine.objects.filter(agreement=agreement)}
    found = differences(sheet, first, second)
    people = dict(
        Person.objects.filter(pk__in={item.last.author.person for item in found if item.last}).values_list("pk", "name")
    )
    names = dict(ColumnChoice.choices)
    rows = [
        {
            "lot": item.place.lot,
            "product": item.place.product,
            "name": lines[item.place.lot, item.place.product].content["name"],
            "column": names[item.place.column.value],
            "before": shown(lines[item.place.lot, item.place.product], item.place.column.value, item.before),
            "after": shown(lines[item.place.lot, item.place.product], item.place.column.value, item.after),
            "who": next((name for pk, name in people.items() if item.last and str(pk) == item.last.author.person), ""),
            "at": item.last.at if item.last else None,
        }
        for item in found
    ]
    whole = [_whole(lines, at_number(sheet, number)) for number in (first, second)]
    context = {
        "agreement": agreement,
        "moments": moments,
        "first": first,
        "second": second,
        "rows": rows,
        "whole": whole,
    }
    return render(request, "portal/agreement_differences.html", context)


def _moments(request: PortalRequest, agreement: Agreement, last: int) -> list[tuple[int, str]]:
    """What can be laid beside each other, oldest first; of two names for one moment the later is kept."""
    found = {0: _("het begin")}
    seen = agreement_sheets.looked(actor_of(request), agreement)
    if seen:
        found[seen] = _("wat u het laatst zag")
    for row in AgreementVersion.objects.filter(agreement=agreement).defer("content").order_by("pk"):
        found[row.change] = _("versie %(number)s") % {"number": row.number}
    if last not in found:
        found[last] = _("nu")
    return sorted(found.items())


def _asked(request: PortalRequest, name: str, known: set[int], default: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and int(text) in known else default


def _whole(lines: dict[tuple[str, str], AgreementLine], values: Any) -> Money:
    return total(
        Quantity(values.get(Place(lot, product)) or 0, Unit(line.unit)).at(
            Money(values.get(Place(lot, product, Column.PRICE)) or 0)
        )
        for (lot, product), line in lines.items()
    )
