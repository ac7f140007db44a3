"""The form of an agreement between store and file: out with the versions of its cells, back in as differences."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from driehoek.adapters.office.agreement_read import read_agreement_form
from driehoek.adapters.office.agreement_xlsx import agreement_xlsx
from driehoek.adapters.store import agreement_sheets, agreement_versions, booking
from driehoek.adapters.store.models import Agreement, AgreementLine
from driehoek.application.agreement.form import AgreementForm, Compared, FormRow, Room, compare
from driehoek.application.phrases import subframe_in_words
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.catalogue import Badge
from driehoek.domain.ledger import Account, AccountKind, Balance, SpaceFrame
from driehoek.kernel import Money, Rate, Unit, dutch, total

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def form_of(agreement: Agreement, side: Side, at: datetime) -> AgreementForm:
    """The form of an agreement as it stands, for one side.

    Args:
        agreement: which.
        side: who fills the file in.
        at: the moment of export.
    """
    number, conditions = agreement_versions.conditions_of(agreement)
    del number
    content = agreement_versions.content_of(agreement, conditions)
    lines = list(AgreementLine.objects.filter(agreement=agreement).order_by("lot", "product"))
    frames = sorted({SpaceFrame(agreement.year, line.pool, line.frame) for line in lines})
    return AgreementForm(
        agreement=str(agreement.pk),
        contract=agreement.contract,
        provider=agreement.provider.name,
        purchaser=agreement.purchaser.name,
        year=agreement.year,
        side=side,
        version=agreement_versions.standing(agreement).versions.last.number,
        fingerprint=content.fingerprint,
        exported_at=at.astimezone(AMSTERDAM),
        rows=tuple(_row(line, frames) for line in lines),
        rooms=_rooms(agreement, frames),
        sheet=agreement_sheets.sheet_of(agreement),
        synthetic=any(line.content.get("badge") == Badge.SYNTHETIC.value for line in lines),
    )


def _row(line: AgreementLine, frames: list[SpaceFrame]) -> FormRow:
    content = line.content
    frame = next(item for item in frames if (item.pool, item.name) == (line.pool, line.frame))
    share, maximum = dutch.percentage(Rate.parse(content["share"])), dutch.amount(Money(line.maximum))
    texts = " ".join(part["text"] for part in content["parts"])
    made = f"{share} van het hoogste tarief van {maximum}. {texts}".strip()
    return FormRow(
        line.lot, line.lot, line.product, content["name"], Unit(line.unit), None, _room_name(frame, frames), made
    )


def _room_name(frame: SpaceFrame, frames: list[SpaceFrame]) -> str:
    """The sub-frame in words, with its pool where there are more."""
    words = subframe_in_words(frame.name)
    return words if len({item.pool for item in frames}) == 1 else f"{words} ({frame.pool})"


def _rooms(agreement: Agreement, frames: list[SpaceFrame]) -> tuple[Room, ...]:
    """What is set apart and agreed for this contract; for the purchaser, who sees it, with what is free."""
    held = booking.balances(agreement.purchaser_id, agreement.year)
    return tuple(Room(_room_name(frame, frames), _most(held, frame, agreement.contract)) for frame in frames)


def _most(held: dict[Account, Balance], frame: SpaceFrame, contract: str) -> Money:
    own = (Account(frame, kind, contract) for kind in (AccountKind.RESERVED, AccountKind.COMMITTED))
    accounts = (*own, Account(frame, AccountKind.SPACE))
    return total(held[account].available for account in accounts if account in held)


def exported(agreement: Agreement, side: Side, at: datetime) -> bytes:
    """The form as a workbook."""
    return agreement_xlsx(form_of(agreement, side, at))


def read_back(agreement: Agreement, side: Side, data: bytes, file: str, at: datetime) -> Compared:
    """What a workbook that came back would change, to take over one by one; nothing is changed here."""
    read, findings = read_agreement_form(data, file)
    if read is None:
        return Compared(findings=findings)
    compared = compare(form_of(agreement, side, at), read)
    return Compared(compared.proposed, (*findings, *compared.findings))
