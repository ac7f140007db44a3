"""The transfer sheet as PDF, from the same content as the workbook."""

from __future__ import annotations

from collections.abc import Sequence

from driehoek.adapters.office.council_pdf import document_pdf
from driehoek.application.agreement.filed import FiledDifference
from driehoek.application.agreement.transfer import TransferSheet
from driehoek.application.agreement.transfer_document import transfer_sections


def transfer_pdf(
    sheet: TransferSheet,
    filed: Sequence[FiledDifference] | None = None,
    decided: Sequence[FiledDifference] | None = None,
) -> bytes:
    """Typeset the sheet, dated on the day of the decision it follows."""
    form = sheet.form
    author = f"Contract {form.contract}: dit is niet de indiening"
    sections = transfer_sections(sheet, filed, decided)
    return document_pdf(sheet.title, author, sections, form.decided_on, synthetic=form.synthetic)
