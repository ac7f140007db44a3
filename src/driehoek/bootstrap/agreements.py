"""What the commands about agreements make: pages of contract forms, what ceilings mean, and the transfer sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from driehoek.adapters.dossier.files import NOT_WRITTEN
from driehoek.adapters.office.filed_table import NEEDED, read_filed
from driehoek.adapters.office.transfer_pdf import transfer_pdf
from driehoek.adapters.office.transfer_xlsx import transfer_xlsx
from driehoek.adapters.report.ceilings_text import ceilings_text
from driehoek.adapters.report.contract_forms_html import contract_forms_html, contract_forms_text
from driehoek.application.agreement.ceilings import ceilings
from driehoek.application.agreement.filed import FiledDifference, FiledTable, against_decision, against_portal
from driehoek.application.agreement.forms_shown import ShownForm, show_all, show_contract
from driehoek.application.agreement.terms import held_agreement
from driehoek.application.agreement.transfer import TransferSheet, due_of, transfer_sheet
from driehoek.application.forms import form_for
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.agreement import RoundKind
from driehoek.domain.policy import Policy
from driehoek.kernel import Finding, Language, Quantity, Unit

__all__ = [
    "Read",
    "ceiling_lines",
    "delivered",
    "forms_lines",
    "forms_of",
    "forms_page",
    "open_folder",
    "read_back",
    "transfer",
    "transfer_files",
]


def forms_of(policy: Policy | None) -> tuple[ShownForm, ...]:
    """The contract form of a policy, or all; nothing when the policy names none that can be shown."""
    if policy is None:
        return show_all()
    shown = show_contract(policy.contract)
    return (shown,) if shown else ()


def forms_lines(forms: tuple[ShownForm, ...], language: Language) -> tuple[str, ...]:
    """The forms as lines for the terminal."""
    return contract_forms_text(forms, language)


def forms_page(forms: tuple[ShownForm, ...]) -> str:
    """The forms as one HTML page."""
    return contract_forms_html(forms)


def ceiling_lines(outcome: RoundOutcome, contract: str, language: Language) -> tuple[str, ...]:
    """What the agreement of a contract means for last year's clients; nothing when its contract form is not known."""
    held = held_agreement(outcome, contract)
    return () if held is None else ceilings_text(ceilings([held]), language)


def transfer(
    outcome: RoundOutcome,
    contract: str,
    kind: RoundKind,
    before: RoundOutcome | None = None,
    given: Mapping[str, Quantity] | None = None,
) -> TransferSheet:
    """The transfer sheet of a contract.

    Args:
        outcome: the round as decided.
        contract: whose.
        kind: for which round of the NZa.
        before: the version before it, for a herschikking.
        given: what was delivered per product, at settlement.
    """
    earlier = None if before is None else form_for(before, contract)
    due = due_of(outcome.dossier.policy.calendar, kind)
    return transfer_sheet(form_for(outcome, contract), kind, earlier, given, due)


def delivered(outcome: RoundOutcome, contract: str, file: Path) -> Mapping[str, Quantity] | tuple[Finding, ...]:
    """What a contract delivered per product, by a table of codes and quantities; findings when it cannot be read."""
    table, findings = read_filed(file.read_bytes(), file.name, _units(outcome), NEEDED[:2])
    if table is None:
        return findings
    found: dict[str, Quantity] = {}
    for row in table.rows:
        if row.quantity is not None and row.contract in ("", contract):
            found[row.product] = found[row.product] + row.quantity if row.product in found else row.quantity
    return found


def _units(outcome: RoundOutcome) -> dict[str, Unit]:
    return {product.code: product.unit for product in outcome.dossier.products}


@dataclass(frozen=True, slots=True)
class Read:
    """A file of the NZa, held against the sheet.

    Attributes:
        differences: every figure that differs; None when the file could not be read.
        findings: what was wrong with the file.
    """

    differences: tuple[FiledDifference, ...] | None
    findings: tuple[Finding, ...] = ()


def read_back(outcome: RoundOutcome, sheet: TransferSheet, file: Path, *, decided: bool) -> Read:
    """Hold the export of the portal, or the decision, against the sheet."""
    table, findings = read_filed(file.read_bytes(), file.name, _units(outcome))
    return Read(None, findings) if table is None else Read(_against(sheet, table, decided=decided), findings)


def _against(sheet: TransferSheet, table: FiledTable, *, decided: bool) -> tuple[FiledDifference, ...]:
    return against_decision(sheet, table) if decided else against_portal(sheet, table)


def transfer_files(
    sheet: TransferSheet,
    filed: Sequence[FiledDifference] | None = None,
    decided: Sequence[FiledDifference] | None = None,
) -> tuple[tuple[str, bytes], ...]:
    """The sheet as PDF and as workbook, by file name."""
    name = f"overnamestaat-{sheet.round.value}-{sheet.form.year}-{sheet.form.contract}"
    pdf, xlsx = transfer_pdf(sheet, filed, decided), transfer_xlsx(sheet, filed, decided)
    return (f"{name}.pdf", pdf), (f"{name}.xlsx", xlsx)


def open_folder(folder: Path) -> tuple[Finding, ...]:
    """Make the folder for the sheets where it is not there yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return (Finding(NOT_WRITTEN, str(folder), seen=error.strerror or str(error)),)
    return ()
