"""The transfer sheet (overnamestaat): what to fill in the portal of the NZa, page by page, with totals to tick off.

The portal of the NZa stays the place of filing. The sheet follows the pages of the official form as far as they are
known: those of the settlement form of 2015 (see the standards). The portal knows no lots, so lines of one product at
one price on one page become one line; it multiplies the sum, and where that makes a cent of difference the sheet says
so. Both sides file together; filing by one side alone exists as a form and gets no sheet of ours (F-006, F-007).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from driehoek.application.forms import MONEY_PAGES, BudgetForm, FormLine, FormPage, Page
from driehoek.domain.agreement.lines import RoundKind
from driehoek.domain.policy import Calendar, Milestone
from driehoek.kernel import ZERO, Money, NotApplicable, Quantity, dutch, total

NOT_THE_FILING = (
    "Dit is niet de indiening. U dient in via het portaal van de NZa. Deze staat helpt u bij het overnemen en afvinken."
)
TWO_SIDED = (
    "Aanbieder en inkoper dienen samen in (tweezijdig): beide ondertekenen zelf in het portaal. Onderteken daar "
    "pas als alle totalen zijn afgevinkt; een correctie kost anders een nieuwe handtekening."
)
ONE_SIDED = (
    "Eenzijdig indienen bestaat alleen als vorm, voor wie er samen niet uit komt. De NZa beslist dan over aantallen en "
    "prijzen. Deze staat is daar niet voor."
)
DRAFT = "CONCEPT: beide partijen zijn het nog niet eens over deze versie. Vul nog niets in het portaal in."
SHAPE = (
    "De volgorde volgt het nacalculatieformulier van 2015, het enige officiële formulier dat wij kennen. Staat in het "
    "portaal een bladzijde op een andere plaats, zoek haar dan op haar naam."
)
_FORMS = {
    RoundKind.BUDGET: "budgetformulier",
    RoundKind.REALLOCATION: "herschikkingsformulier",
    RoundKind.SETTLEMENT: "nacalculatieformulier",
}
_MILESTONES = {
    RoundKind.BUDGET: ("budget-form", "agreements-filed"),
    RoundKind.REALLOCATION: ("reallocation-form",),
    RoundKind.SETTLEMENT: ("settlement-form",),
}
"""In which milestone of the calendar of a policy the day of filing stands."""
_LATER = NotApplicable(
    "Over- en onderproductie hoort bij de nacalculatie. Sla deze bladzijde over.",
    "Over- and underproduction belongs to the settlement.",
)
_QUESTIONS = NotApplicable(
    "Driehoek kent de vragen van de NZa niet. Beantwoord ze in het portaal.",
    "The questions of the NZa are not known here.",
)


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One line to fill in.

    Attributes:
        product: its code.
        name: in Dutch.
        quantity: to fill in: agreed, or at settlement delivered.
        price: per unit; None for care without an agreement.
        parts: the sum of our lines in it, each rounded by itself.
        agreed: the quantity agreed, where that is not what is filled in.
        before: the quantity of the agreement before this one; None where that is not shown.
    """

    product: str
    name: str
    quantity: Quantity
    price: Money | None
    parts: Money
    agreed: Quantity
    before: Quantity | None = None

    @property
    def amount(self) -> Money:
        """What the portal makes of it: price times the whole quantity, rounded once."""
        return ZERO if self.price is None else self.quantity.at(self.price)


@dataclass(frozen=True, slots=True)
class TransferBlock:
    """Lines under one heading.

    Attributes:
        title: in Dutch.
        lines: in order of product.
    """

    title: str
    lines: tuple[TransferLine, ...]

    @property
    def amount(self) -> Money:
        """The sum to tick off."""
        return total(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class TransferPage:
    """One page of the official form.

    Attributes:
        page: which.
        blocks: what to fill in.
        absent: why nothing is filled in here, where nothing is.
    """

    page: Page
    blocks: tuple[TransferBlock, ...] = ()
    absent: NotApplicable | None = None

    @property
    def title(self) -> str:
        """Number and name, as the form prints them."""
        return f"{self.page.value}. {self.page.title}"

    @property
    def count(self) -> int:
        """How many lines are filled in."""
        return sum(len(block.lines) for block in self.blocks)

    @property
    def amount(self) -> Money:
        """The total to tick off."""
        return total(block.amount for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Production:
    """Over- or underproduction of one product, for the page of that name at settlement.

    Attributes:
        product: its code.
        name: in Dutch.
        agreed: the quantity agreed.
        delivered: the quantity delivered.
        price: per unit; None for care without an agreement or at more than one price.
    """

    product: str
    name: str
    agreed: Quantity
    delivered: Quantity
    price: Money | None

    @property
    def over(self) -> int:
        """Delivered less agreed, in smallest steps; below zero for underproduction."""
        return self.delivered.steps - self.agreed.steps


@dataclass(frozen=True, slots=True)
class TransferSheet:
    """All that is to be filled in for one contract in one round of the NZa.

    Attributes:
        form: our form it follows.
        round: budget, herschikking or nacalculatie.
        pages: every page of the official form, in its order.
        due: the milestone of filing; None where the policy names none.
        is_draft: whether the parties did not agree to this version yet.
        production: over- and underproduction; at settlement alone.
    """

    form: BudgetForm
    round: RoundKind
    pages: tuple[TransferPage, ...]
    due: Milestone | None = None
    is_draft: bool = False
    production: tuple[Production, ...] = ()

    @property
    def title(self) -> str:
        """What the sheet is called."""
        return f"Overnamestaat {_FORMS[self.round]} {self.form.year}"

    @property
    def by(self) -> str:
        """Until when it is filed, in words."""
        if self.due is None:
            return "zie het portaal"
        return f"{'uiterlijk' if self.due.inclusive else 'vóór'} {dutch.day(self.due.day)}"

    @property
    def amount(self) -> Money:
        """The total of all pages, as the portal will make it."""
        return total(page.amount for page in self.pages)

    @property
    def rounding(self) -> Money:
        """What the portal makes more or less than our lines, because it adds quantities before it multiplies."""
        return self.amount - total(line.parts for line in self.lines())

    def lines(self) -> tuple[TransferLine, ...]:
        """All lines in order."""
        return tuple(line for page in self.pages for block in page.blocks for line in block.lines)

    def words(self) -> tuple[str, ...]:
        """What stands above the sheet, in plain Dutch."""
        filed = "De dag van indienen staat in het portaal van de NZa."
        if self.due is not None:
            filed = f"Dien in {self.by}, in het portaal van de NZa ({self.due.name})."
        told = [NOT_THE_FILING, *((DRAFT,) if self.is_draft else ()), filed, TWO_SIDED, ONE_SIDED, SHAPE]
        if self.rounding:
            told.append(
                f"Het portaal telt aantallen van meer percelen op voordat het vermenigvuldigt. Daardoor is het totaal "
                f"{dutch.amount(self.rounding)} anders dan onze regels samen."
            )
        return tuple(told)


def transfer_sheet(
    form: BudgetForm,
    kind: RoundKind = RoundKind.BUDGET,
    before: BudgetForm | None = None,
    delivered: Mapping[str, Quantity] | None = None,
    due: Milestone | None = None,
) -> TransferSheet:
    """Lay a budget form out as a sheet to fill the portal from.

    Args:
        form: our form of the agreement.
        kind: which round of the NZa.
        before: the form of the agreement before this one, for a herschikking; its quantities stand beside.
        delivered: at settlement, per product what was delivered; a product that is not named was not delivered.
        due: the milestone of filing.
    """
    earlier = _quantities(before.lines()) if before is not None else None
    given = delivered if kind is RoundKind.SETTLEMENT else None
    pages = []
    for page in form.pages:
        blocks = tuple(TransferBlock(block.title, tuple(_lines(block.lines, earlier))) for block in page.blocks)
        pages.append(TransferPage(page.page, blocks, _absent(page, kind)))
    sheet = TransferSheet(form, kind, tuple(pages), due)
    return sheet if given is None else _settled(sheet, given)


def due_of(calendar: Calendar, kind: RoundKind) -> Milestone | None:
    """The milestone of filing in the calendar of a policy."""
    found = (calendar.milestone(name) for name in _MILESTONES[kind])
    return next((milestone for milestone in found if milestone is not None), None)


def _absent(page: FormPage, kind: RoundKind) -> NotApplicable | None:
    if page.page is Page.PRODUCTION:
        return None if kind is RoundKind.SETTLEMENT else _LATER
    if page.page is Page.QUESTIONNAIRE:
        return _QUESTIONS
    if page.page in MONEY_PAGES and not page.blocks:
        return NotApplicable("Op deze bladzijde vult u niets in.", "Nothing is filled in on this page.")
    return page.absent


def _lines(lines: Iterable[FormLine], earlier: Mapping[str, Quantity] | None) -> Iterator[TransferLine]:
    """Lines of one product at one price as one, in order of product and price."""
    groups: dict[tuple[str, Money], list[FormLine]] = {}
    for item in lines:
        groups.setdefault((item.line.product, item.line.price), []).append(item)
    for (product, price), items in sorted(groups.items(), key=lambda group: group[0]):
        first = items[0].line
        steps = sum(item.line.quantity.steps for item in items)
        quantity = Quantity(steps, first.quantity.unit)
        parts = total(item.line.amount for item in items)
        was = None if earlier is None else earlier.get(product, Quantity(0, quantity.unit))
        yield TransferLine(product, first.name, quantity, price, parts, quantity, was)


def _quantities(lines: Iterable[FormLine]) -> dict[str, Quantity]:
    found: dict[str, Quantity] = {}
    for item in lines:
        product, quantity = item.line.product, item.line.quantity
        found[product] = found[product] + quantity if product in found else quantity
    return found


def _settled(sheet: TransferSheet, given: Mapping[str, Quantity]) -> TransferSheet:
    """The sheet with what was delivered instead of what was agreed.

    Of a product at more than one price each line takes up to what was agreed there, and the last takes the rest.
    """
    left = dict(given)
    ends = {line.product: line for line in sheet.lines()}
    pages = []
    for page in sheet.pages:
        blocks = []
        for block in page.blocks:
            lines = []
            for line in block.lines:
                rest = left.get(line.product, Quantity(0, line.quantity.unit))
                mine = rest if ends[line.product] is line else min(rest, line.agreed)
                left[line.product] = rest - mine
                worth = ZERO if line.price is None else mine.at(line.price)
                lines.append(replace(line, quantity=mine, parts=worth))
            blocks.append(replace(block, lines=tuple(lines)))
        pages.append(replace(page, blocks=tuple(blocks)))
    return replace(sheet, pages=tuple(pages), production=tuple(_production(sheet, given)))


def _production(sheet: TransferSheet, delivered: Mapping[str, Quantity]) -> Iterator[Production]:
    names = {line.product: line.name for line in sheet.lines()}
    prices: dict[str, set[Money | None]] = {}
    agreed: dict[str, Quantity] = {}
    for line in sheet.lines():
        prices.setdefault(line.product, set()).add(line.price)
        agreed[line.product] = agreed[line.product] + line.agreed if line.product in agreed else line.agreed
    for product in sorted({*agreed, *delivered}):
        unit = (agreed.get(product) or delivered[product]).unit
        none, of = Quantity(0, unit), prices.get(product, set())
        price = next(iter(of)) if len(of) == 1 else None
        yield Production(
            product, names.get(product, "geen afspraak"), agreed.get(product, none), delivered.get(product, none), price
        )
