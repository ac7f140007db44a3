"""An agreement laid out as the form to file: its lines in the pages of the official form, whoever made them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from driehoek import __version__
from driehoek.application.forms import (
    BudgetForm,
    FormLine,
    Page,
    PartLine,
    category_name,
    controls_of,
    page_with,
)
from driehoek.domain.agreement.lines import AgreementLine, RoundKind
from driehoek.domain.catalogue import Badge, DeliveryForm, Sector
from driehoek.kernel import ZERO, Money


@dataclass(frozen=True, slots=True)
class FilingHead:
    """What the front of the form says.

    Attributes:
        year: the contract year.
        purchaser: who purchases.
        uzovi: its code.
        provider: its name.
        agb: the AGB of the provider.
        contract: the AGB of the contract.
        region: the COD001 code of the region.
        version: in words, such as ``Overeenkomst, versie 2``.
        dated: the day of the version, which the files carry as their date.
        fingerprint: of the version.
    """

    year: int
    purchaser: str
    uzovi: str
    provider: str
    agb: str
    contract: str
    region: str
    version: str
    dated: date
    fingerprint: str


def filing_form(head: FilingHead, lines: tuple[AgreementLine, ...], forms: Mapping[str, DeliveryForm]) -> BudgetForm:
    """Lay the lines of an agreement out as the form to file.

    Args:
        head: the front.
        lines: what is agreed; a line without a quantity is not.
        forms: per product its form of delivery, which says on which page it stands.
    """
    mine = tuple(line for line in lines if line.quantity.steps)
    lots = {line.lot: line.lot for line in mine}
    return BudgetForm(
        year=head.year,
        round=RoundKind.BUDGET,
        purchaser=head.purchaser,
        uzovi=head.uzovi,
        region=head.region,
        provider=head.provider,
        agb=head.agb,
        contract=head.contract,
        sector=_sector(mine),
        policy=head.version,
        decided_on=head.dated,
        decision_fingerprint=head.fingerprint,
        engine_version=__version__,
        pages=tuple(page_with(page, mine, forms, _line) for page in Page),
        capacity=(),
        controls=controls_of(mine, lots),
        synthetic=any(line.badge is Badge.SYNTHETIC or line.product.startswith("SYN") for line in mine)
        or "SYNTHETIC" in f"{head.purchaser} {head.provider}",
        signatures=(head.provider, head.purchaser),
    )


def _line(line: AgreementLine) -> FormLine:
    parts = tuple(PartLine(part.name, part, part.text) for part in line.parts)
    return FormLine(line, None, parts, line.lot, category_name(line.category))


def _sector(lines: tuple[AgreementLine, ...]) -> Sector:
    """The sector with most money; of two alike the first by code."""
    sums: dict[Sector, Money] = {}
    for line in lines:
        sums[line.sector] = sums.get(line.sector, ZERO) + line.amount
    return min(sums, key=lambda sector: (-sums[sector].cents, sector.value), default=Sector.VV)
