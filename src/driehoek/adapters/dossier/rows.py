"""From one row of a table to the object it stands for; a row with a fault gives a stand-in that is not used."""

from __future__ import annotations

from datetime import date

from driehoek.adapters.dossier import codes
from driehoek.adapters.dossier.cells import Row
from driehoek.adapters.dossier.known import Known
from driehoek.application.dossier import SourceFile
from driehoek.domain.allocation.problem import Basis, Frame, Space, SpaceStatus, Waiting
from driehoek.domain.allocation.result import Adjustment
from driehoek.domain.catalogue import (
    Badge,
    CareKind,
    Category,
    DeliveryForm,
    MaximumTariff,
    Product,
    Sector,
    TariffLine,
    Treatment,
    tariff_table,
)
from driehoek.domain.need import (
    AgreedFigure,
    AreaNeed,
    Arrangement,
    ClassNeed,
    ContractFigure,
    Figure,
    Line,
    NewClients,
    Origin,
    RealisedThrough,
)
from driehoek.domain.need import Basis as FigureBasis
from driehoek.domain.need.lines import LineId
from driehoek.domain.policy import ProviderGroup
from driehoek.domain.quality import About, Answer, Body, Followed, Input, Way
from driehoek.domain.tender.submission import Choice, Mark, Provider, Realised, ReasonedDecision
from driehoek.kernel import Entry, Period, Unit


def space(row: Row, known: Known) -> Space:
    """A row of ``space.csv``."""
    pool, frame = known.frame(row)
    status = row.word("status", SpaceStatus)
    return Space(Frame(pool, frame), row.money("amount"), status, row.day("known_on"), row.text("source"))


def basis(row: Row, known: Known) -> Basis:
    """A row of ``space-basis.csv``."""
    pool, frame = known.frame(row)
    return Basis(
        Frame(pool, frame),
        historical=row.money("historical"),
        population=row.decimal("population"),
        pgb_last=row.money("pgb_last"),
        pgb_now=row.money("pgb_now") if row.text("pgb_now") else None,
        growth=row.money("growth"),
        other_act=row.money("other_act"),
        growth_for=row.words("growth_for"),
        source=row.text("source"),
    )


def product(row: Row, _known: Known) -> Product:
    """A row of ``products.csv``."""
    return Product(
        code=row.text("code"),
        name=row.text("name"),
        sector=row.word("sector", Sector),
        form=row.word("form", DeliveryForm),
        unit=row.word("unit", Unit),
        category=row.word("category", Category),
        treatment=row.word("treatment", Treatment, Treatment.NOT_APPLICABLE),
        zzp=row.text("zzp") or None,
        function=row.text("function") or None,
        care=row.word("care", CareKind) if row.text("care") else None,
    )


def tariff(row: Row, known: Known) -> tuple[str, Entry[MaximumTariff] | None]:
    """A row of ``tariffs.csv``: the product and the tariff with its period."""
    code, _ = known.product(row)
    start, last = row.day("from"), row.day_or_none("through")
    if last == date.max:  # 9999-12-31: how many systems write that no end is known
        last = None
    value = MaximumTariff(row.money("maximum"), row.word("badge", Badge))
    source, confirmed = row.text("source"), row.day_or_none("confirmed_on")
    if row.good and not value.amount.cents:  # below zero has been said of the cell itself
        row.fault(codes.TARIFF_ZERO, "maximum", seen=str(value.amount), subject=code)
    if row.good and last is not None and last < start:
        row.fault(codes.PERIOD_REVERSED, "through", seen=str(last), wanted=str(start), subject=code)
    if not row.good:
        return code, None
    period = Period.through(start, last)
    for refused in tariff_table((TariffLine(code, value.amount, period, value.badge, source),))[1]:
        row.fault(refused.code, "badge", seen=refused.seen, wanted=refused.wanted, subject=code)
    return code, Entry(period, value, source, confirmed)


def provider(row: Row, known: Known) -> Provider:
    """A row of ``providers.csv``."""
    return Provider(
        contract=row.agb("contract"),
        provider=row.agb("provider"),
        name=row.text("name"),
        sector=row.word("sector", Sector),
        municipality=row.text("municipality"),
        region=known.region(row),
        seat_region=known.seat(row),
        group=row.word("group", ProviderGroup),
        concern=row.text("concern"),
        categories=row.words("categories"),
    )


def realised(row: Row, known: Known) -> Realised:
    """A row of ``need/realised.csv``."""
    contract = known.contract(row)
    code, unit = known.product(row)
    return Realised(contract, code, row.quantity("quantity", unit), row.money("amount"), known.lot(row), row.line)


def choice(row: Row, known: Known) -> Choice:
    """A row of ``need/choices.csv``."""
    contract, lot = known.contract(row), known.lot(row)
    code, unit = known.product(row)
    quantity, day = row.quantity("quantity", unit), row.day("chosen_on")
    arrangement = row.word("arrangement", Arrangement, Arrangement.PACKAGE)
    return Choice(contract, lot, code, quantity, day, row.integer("clients", 1), row.line, arrangement)


def class_need(row: Row, known: Known) -> ClassNeed:
    """A row of ``need/classes.csv``."""
    contract, lot = known.contract(row), known.lot(row)
    code, unit = known.product(row)
    low, high = row.quantity("low", unit), row.quantity("high", unit)
    if row.good and high < low:
        row.fault(codes.BANDWIDTH_REVERSED, "high", seen=str(high), wanted=str(low), subject=contract)
    used = row.quantity_or_none("used", unit)
    clients, weeks = row.integer("clients"), row.integer("weeks", 52)
    return ClassNeed(contract, lot, code, row.text("class"), clients, low, high, weeks, used)


def new_clients(row: Row, known: Known) -> NewClients:
    """A row of ``need/new-clients.csv``."""
    lot = known.lot(row)
    code, unit = known.product(row)
    return NewClients(lot, code, row.quantity("quantity", unit), row.integer("clients", 1))


def area(row: Row, known: Known) -> AreaNeed:
    """A row of ``need/areas.csv``."""
    return AreaNeed(known.lot(row), row.text("area"), row.integer("weight"), row.text("source"))


def figured(row: Row, known: Known) -> AgreedFigure:
    """A row of ``need/figures.csv``."""
    contract, lot = known.contract(row), known.lot(row)
    figure, value = row.word("figure", ContractFigure), row.decimal("value")
    if row.good and figure.in_euros and (value < 0 or (value * 100).denominator != 1):
        row.fault(codes.VALUE_UNREADABLE, "value", seen=row.text("value"), wanted="1234.50", subject=contract)
    return AgreedFigure(contract, lot, figure, value, row.text("ground"))


def waiting(row: Row, known: Known) -> Waiting:
    """A row of ``need/waiting.csv``."""
    contract = known.contract(row) if row.text("contract") else ""
    item = Waiting(
        count=row.integer("count", 0),
        day=row.day_or_none("day"),
        municipality=row.text("municipality"),
        profile=row.text("profile"),
        status=known.listed(row, "status", "COD167"),
        classification=known.listed(row, "classification", "COD168"),
        contract=contract,
        lot=known.lot(row),
        source=row.text("source"),
    )
    if not (item.municipality or row.text("contract")):
        row.fault(codes.WAITING_NOWHERE, "")
    return item


def used(row: Row, known: Known) -> RealisedThrough:
    """A row of ``need/use.csv``: tested here, used beside the division alone."""
    pool, frame = known.frame(row)
    forecast = row.money("forecast") if row.text("forecast") else None
    return RealisedThrough(pool, frame, row.day("through"), row.money("realised"), forecast, row.text("source"))


def counted(row: Row, _known: Known) -> tuple[str, ...]:
    """A row of ``need/indications.csv``: tested by its form, not used in the division."""
    row.text("municipality")
    row.text("profile")
    row.integer("count")
    row.day_or_none("day")
    return tuple(row.cells.values())


def picture_line(row: Row, _known: Known) -> Line:
    """A row of ``need/picture.csv``."""
    line, text = row.text("id"), row.text("text")
    if line and LineId.parse(line) is None:
        row.fault(codes.CELL_UNREADABLE, "id", seen=line, wanted="5510/VV/0014/gap")
    value, low, high = (row.signed_or_none(name) for name in ("figure", "low", "high"))
    basis, confidence = row.word("basis", FigureBasis, FigureBasis.COUNTED), row.integer("confidence")
    wrong = _wrong(value, low, high, with_basis=bool(row.text("basis")))
    if row.good and wrong:
        row.fault(codes.FIGURE_HALF, "figure", seen=wrong, wanted="12;8;15", subject=line)
    if value is None or not row.good:
        return Line(line, text, None)
    return Line(line, text, Figure(value, Origin(basis, row.text("source"), row.text("how")), low, high, confidence))


def _wrong(value: int | None, low: int | None, high: int | None, *, with_basis: bool) -> str:
    """What is wrong with a figure and its interval, in a few words; empty when nothing is."""
    if value is None:
        return "" if low is None and high is None else f"figure=, low={low}, high={high}"
    if not with_basis:
        return f"figure={value}, basis="
    ends = (low is None) == (high is None) and (low is None or high is None or low <= value <= high)
    return "" if ends else f"figure={value}, low={low}, high={high}".replace("None", "")


def mark(row: Row, known: Known) -> Mark:
    """A row of ``marks.csv``."""
    contract, criterion = known.contract(row), known.criterion(row)
    return Mark(contract, criterion, row.text("assessor"), row.decimal("points"), row.text("motivation"))


def decision(row: Row, known: Known) -> ReasonedDecision:
    """A row of ``decisions.csv``."""
    contract, requirement = known.contract(row), known.requirement(row)
    excluded, ground = row.flag("excluded"), row.text("ground")
    return ReasonedDecision(contract, requirement, excluded, ground, row.day("decided_on"), row.text("decided_by"))


def adjustment(row: Row, known: Known) -> Adjustment:
    """A row of ``adjustments.csv``."""
    proposer, approver = row.text("proposer"), row.text("approver")
    item = Adjustment(
        contract=known.contract(row),
        lot=known.lot(row),
        amount_from=row.money("amount_from"),
        amount_to=row.money("amount_to"),
        ground=row.text("ground"),
        kind=row.text("kind"),
        proposer=proposer,
        approver=approver,
        decided_on=row.day("decided_on").isoformat(),
        row=row.line,
    )
    if proposer and proposer.casefold() == approver.casefold():
        row.fault(codes.SAME_PERSON, "approver", seen=approver, subject=item.contract)
    return item


def client_input(row: Row, known: Known) -> Input:
    """A row of ``client-input.csv``; an answer is whole or is not there."""
    answer = None
    cells = [row.text(name) for name in ("followed", "answer", "answered_on")]
    if any(cells) and not all(cells):
        row.fault(codes.ANSWER_HALF, "followed", seen=";".join(cells), subject=row.text("name"))
    elif all(cells):
        followed = row.word("followed", Followed, Followed.FOLLOWED)
        answer = Answer(followed, cells[1], row.day("answered_on"))
    return Input(
        body=row.word("body", Body),
        name=row.text("name"),
        about=row.word("about", About),
        way=row.word("way", Way),
        given_on=row.day("given_on"),
        contract=known.contract(row) if row.text("contract") else "",
        location=row.text("location"),
        matter=row.text("matter"),
        text=row.text("text"),
        supporter=row.text("supporter"),
        on_paper=bool(row.text("on_paper")) and row.flag("on_paper"),
        shared=bool(row.text("shared")) and row.flag("shared"),
        answer=answer,
    )


def source_file(row: Row, _known: Known) -> SourceFile:
    """A row of ``sources.csv``."""
    return SourceFile(row.text("file"), row.text("supplier"), row.day("received_on"), row.hash("sha256"))
