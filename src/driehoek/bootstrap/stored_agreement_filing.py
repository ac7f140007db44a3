"""What an agreement of the store is filed with: the sheet to copy from, and what was filed or decided beside it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

from driehoek.adapters.office.filed_table import read_filed
from driehoek.adapters.store import agreement_sheets, agreement_versions
from driehoek.adapters.store.models import Agreement, AgreementLine, AgreementVersion
from driehoek.adapters.store.round_files import files_at
from driehoek.application.agreement.filed import FiledDifference, against_decision, against_portal
from driehoek.application.agreement.filing import FilingHead, filing_form
from driehoek.application.agreement.transfer import TransferSheet, due_of, transfer_sheet
from driehoek.application.forms import BudgetForm
from driehoek.bootstrap.stored_publications import policy_at
from driehoek.domain.agreement import AgreementLine as Line
from driehoek.domain.agreement import RoundKind, TariffPart
from driehoek.domain.agreement.agreed import Stage
from driehoek.domain.agreement.sheet import Column, Place, at_number
from driehoek.domain.catalogue import Badge, Category, DeliveryForm, Sector, Treatment
from driehoek.domain.policy import Milestone
from driehoek.kernel import Agb, Finding, Money, Quantity, Rate, Unit

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PRODUCTS = "products.csv"
Values = Mapping[Place, int | None]


def sheet_of(agreement: Agreement, kind: RoundKind, at: datetime) -> TransferSheet:
    """The sheet to copy from: of the newest version that both agreed to, else of what lies there as a draft.

    A product of which the round does not say how it is delivered stands on the page that its category says.

    Args:
        agreement: which.
        kind: for which round of the NZa; a herschikking shows the version before beside.
        at: now.
    """
    now = agreement_versions.standing(agreement)
    due = due_of_round(agreement, kind, at)
    settled = [item.number for item in now.versions.versions if item.stage is not Stage.DRAFT]
    if not settled:
        sheet = agreement_sheets.sheet_of(agreement)
        values = {place: cell.value for place, cell in sheet.cells.items()}
        words = f"Overeenkomst, versie {now.versions.last.number}, concept"
        head = _head(agreement, words, now.content.fingerprint, at)
        return replace(transfer_sheet(_form(agreement, head, values, at), kind, due=due), is_draft=True)
    forms = [_of_version(agreement, number, at) for number in settled[-2:]]
    before = forms[0] if len(forms) > 1 and kind is RoundKind.REALLOCATION else None
    return transfer_sheet(forms[-1], kind, before, due=due)


def due_of_round(agreement: Agreement, kind: RoundKind, at: datetime) -> Milestone | None:
    """The milestone of filing in the policy of the round; None where it has no policy of the year of the agreement."""
    policy = policy_at(agreement.round_id, at)
    return due_of(policy.calendar, kind) if policy is not None and policy.year == agreement.year else None


def _of_version(agreement: Agreement, number: int, at: datetime) -> BudgetForm:
    """The form of a version that was kept: its lines, with what stood in their cells then."""
    row = AgreementVersion.objects.filter(agreement=agreement, number=number).latest("pk")
    there = {(line["lot"], line["product"]) for line in row.content["lines"]}
    values = at_number(agreement_sheets.sheet_of(agreement), row.change)
    mine = {place: value for place, value in values.items() if (place.lot, place.product) in there}
    head = _head(agreement, f"Overeenkomst, versie {number}", row.fingerprint, row.made_at)
    return _form(agreement, head, mine, at)


def _head(agreement: Agreement, version: str, fingerprint: str, made: datetime) -> FilingHead:
    return FilingHead(
        year=agreement.year,
        purchaser=agreement.purchaser.name,
        uzovi=agreement.purchaser.code,
        provider=agreement.provider.name,
        agb=agreement.provider.code,
        contract=agreement.contract,
        region=agreement.region,
        version=version,
        dated=made.astimezone(AMSTERDAM).date(),
        fingerprint=fingerprint,
    )


def _form(agreement: Agreement, head: FilingHead, values: Values, at: datetime) -> BudgetForm:
    rows = AgreementLine.objects.filter(agreement=agreement).order_by("lot", "product")
    lines = tuple(_line(head, row, values) for row in rows if Place(row.lot, row.product) in values)
    known = _delivery(agreement, at)
    forms = {line.product: known.get(line.product, DeliveryForm.RESIDENCE) for line in lines}
    return filing_form(head, lines, forms)


def _line(head: FilingHead, row: AgreementLine, values: Values) -> Line:
    content = row.content
    quantity = Quantity(values[Place(row.lot, row.product)] or 0, Unit(row.unit))
    price = Money(values.get(Place(row.lot, row.product, Column.PRICE)) or 0)
    return Line(
        year=head.year,
        round=RoundKind.BUDGET,
        region=head.region,
        provider=Agb(head.agb),
        contract=Agb(head.contract),
        lot=row.lot,
        sector=Sector(content["sector"]),
        category=Category(content["category"]),
        treatment=Treatment(content["treatment"]),
        product=row.product,
        name=content["name"],
        quantity=quantity,
        maximum=Money(row.maximum),
        parts=tuple(TariffPart(item["name"], Rate.parse(item["points"]), item["text"]) for item in content["parts"]),
        share=Rate.parse(content["share"]),
        price=price,
        amount=quantity.at(price),
        badge=Badge(content["badge"]),
    )


def _delivery(agreement: Agreement, at: datetime) -> dict[str, DeliveryForm]:
    """Per product of the round its form of delivery, as far as the round says."""
    text = files_at(agreement.round_id, at, [PRODUCTS]).get(PRODUCTS, "")
    rows = csv.DictReader(StringIO(text), delimiter=";")
    forms = {form.value: form for form in DeliveryForm}
    return {row["code"]: forms[row["form"]] for row in rows if row.get("form") in forms and row.get("code")}


def read_back(
    agreement: Agreement, sheet: TransferSheet, data: bytes, file: str, *, decided: bool
) -> tuple[tuple[FiledDifference, ...], tuple[Finding, ...]]:
    """Every difference of a table of the portal or of a decision with the sheet; or why it cannot be read."""
    rows = AgreementLine.objects.filter(agreement=agreement).values_list("product", "unit")
    table, findings = read_filed(data, file, {product: Unit(unit) for product, unit in rows})
    if table is None:
        return (), findings
    return (against_decision if decided else against_portal)(sheet, table), findings
