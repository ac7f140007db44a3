"""The budget form: agreement lines in the page structure of the NZa form, with control totals and two signatures.

Pages and blocks follow the published form (front, intramural, modular, vpt, other, capacity, capital, over- and
underproduction, questionnaire, recapitulation); each line carries the data dictionary of a price-times-quantity line.
A page for which this round has no data says so and why; it is never left out in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.application.outcome import RoundOutcome
from driehoek.application.phrases import grounded
from driehoek.domain.agreement.lines import AgreementLine, RoundKind, TariffPart
from driehoek.domain.allocation.problem import Offer
from driehoek.domain.catalogue import Badge, Category, DeliveryForm, Sector, Treatment
from driehoek.kernel import UNSTATED, Money, NotApplicable, Quantity, total


class Page(Enum):
    """The pages of the form; the value is the number that the NZa form prints."""

    FRONT = 1
    INTRAMURAL = 2
    MODULAR = 3
    VPT = 4
    OTHER = 5
    CAPACITY = 6
    CAPITAL = 7
    PRODUCTION = 8
    QUESTIONNAIRE = 9
    RECAP = 10

    @property
    def title(self) -> str:
        """The heading, in Dutch."""
        return _TITLES[self]


_TITLES = {
    Page.FRONT: "Voorblad",
    Page.INTRAMURAL: "Zorg met verblijf",
    Page.MODULAR: "Modulaire zorg thuis (mpt)",
    Page.VPT: "Volledig pakket thuis (vpt)",
    Page.OTHER: "Overige afspraken",
    Page.CAPACITY: "Capaciteit",
    Page.CAPITAL: "Kapitaallasten",
    Page.PRODUCTION: "Over- en onderproductie",
    Page.QUESTIONNAIRE: "Vragenlijst",
    Page.RECAP: "Samenvatting en ondertekening",
}

MONEY_PAGES = (Page.INTRAMURAL, Page.MODULAR, Page.VPT, Page.OTHER)
"""The pages whose totals make the recapitulation."""

_MODULAR = frozenset({Category.MPT_CARE, Category.MPT_GUIDANCE, Category.MPT_TREATMENT})
_AT_HOME = frozenset(
    {
        Category.DAY_ACTIVITY,
        Category.TRANSPORT,
        Category.SUPPLEMENT,
        Category.EXTRA_CARE,
        Category.GROUP_EXTRA_CARE,
    }
)
_CATEGORY_NAMES = {
    Category.ZZP: "Zorgprofielen (zzp)",
    Category.OTHER_BASE: "Overige basisprestaties",
    Category.DAY_ACTIVITY: "Dagbesteding",
    Category.TRANSPORT: "Vervoer",
    Category.SUPPLEMENT: "Toeslagen",
    Category.EXTRA_CARE: "Meerzorg",
    Category.GROUP_EXTRA_CARE: "Groepsmeerzorg",
    Category.MPT_CARE: "Persoonlijke verzorging en verpleging",
    Category.MPT_GUIDANCE: "Begeleiding",
    Category.MPT_TREATMENT: "Behandeling",
    Category.VPT: "Volledig pakket thuis",
    Category.RESPITE: "Logeren",
}
_TREATMENT_NAMES = {
    Treatment.WITH: "inclusief behandeling",
    Treatment.WITHOUT: "exclusief behandeling",
    Treatment.NOT_APPLICABLE: "",
}
_ABSENT = {
    Page.CAPITAL: NotApplicable(
        "Kapitaallasten zitten in de tarieven; deze ronde heeft er geen aparte gegevens over.",
        "Capital costs are part of the tariffs; this round has no data of its own on them.",
    ),
    Page.PRODUCTION: NotApplicable(
        "Over- en onderproductie staat pas vast na afloop van het jaar, bij de nacalculatie.",
        "Over- and underproduction is known only after the year, at settlement.",
    ),
    Page.QUESTIONNAIRE: NotApplicable(
        "De vragenlijst hoort bij de nacalculatie.", "The questionnaire belongs to the settlement."
    ),
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a percentage, with why.

    Attributes:
        name: the step that made it, in Dutch where the policy has words for it.
        part: its share of the maximum tariff, as the line holds it.
        reason: why, with the ground.
    """

    name: str
    part: TariffPart
    reason: str


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line of the form.

    Attributes:
        line: the agreement line with its data dictionary.
        limit: the most that may be agreed: offered, or the capacity when that is less; None when not known.
        parts: the percentage in its parts, with reasons.
        lot: the name of the lot, in Dutch.
        category: the name of the category, in Dutch, as in the control totals.
    """

    line: AgreementLine
    limit: Quantity | None
    parts: tuple[PartLine, ...]
    lot: str
    category: str


@dataclass(frozen=True, slots=True)
class FormBlock:
    """Lines of one category, sector and treatment on one page.

    Attributes:
        title: the heading, in Dutch.
        lines: the lines, in order of lot and product.
    """

    title: str
    lines: tuple[FormLine, ...]

    @property
    def amount(self) -> Money:
        """The sum of the lines."""
        return total(item.line.amount for item in self.lines)


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page.

    Attributes:
        page: which.
        blocks: its blocks; empty on pages without lines.
        absent: why the page has nothing, where it has nothing.
    """

    page: Page
    blocks: tuple[FormBlock, ...] = ()
    absent: NotApplicable | None = None

    @property
    def amount(self) -> Money:
        """The sum of the blocks."""
        return total(block.amount for block in self.blocks)


@dataclass(frozen=True, slots=True)
class CapacityLine:
    """What was offered, what can be delivered at most, and what is agreed, of one product in one lot.

    Attributes:
        lot: the lot.
        lot_name: its name, in Dutch.
        product: the product code.
        name: its name in Dutch.
        offered: offered for the year.
        capacity: the most that can be delivered; None when no limit was named.
        agreed: agreed; nothing when the product was not granted.
        source: where the offer was read.
    """

    lot: str
    lot_name: str
    product: str
    name: str
    offered: Quantity
    capacity: Quantity | None
    agreed: Quantity
    source: str


@dataclass(frozen=True, slots=True)
class Control:
    """A control total.

    Attributes:
        over: what is counted: ``categorie``, ``sector`` or ``perceel``.
        name: which one, in Dutch.
        lines: how many lines.
        amount: their sum.
    """

    over: str
    name: str
    lines: int
    amount: Money


@dataclass(frozen=True, slots=True)
class BudgetForm:
    """The budget form of one contract.

    Attributes:
        year: the contract year.
        round: budget, herschikking or nacalculatie.
        purchaser: who purchases.
        uzovi: its code.
        region: the COD001 code of the region.
        provider: the provider's name.
        agb: the AGB of the provider.
        contract: the AGB of the contract.
        sector: the provider's main sector.
        policy: title and version of the policy.
        decided_on: the day of decision, which the files carry as their date.
        decision_fingerprint: of the decision this form renders.
        engine_version: the version that decided.
        pages: all pages in order.
        capacity: the lines of the capacity page.
        controls: control totals per category, sector and lot.
        synthetic: whether a tariff or product in it is made up.
        signatures: who signs; two parties.
    """

    year: int
    round: RoundKind
    purchaser: str
    uzovi: str
    region: str
    provider: str
    agb: str
    contract: str
    sector: Sector
    policy: str
    decided_on: date
    decision_fingerprint: str
    engine_version: str
    pages: tuple[FormPage, ...]
    capacity: tuple[CapacityLine, ...]
    controls: tuple[Control, ...]
    synthetic: bool
    signatures: tuple[str, str]

    @property
    def amount(self) -> Money:
        """The recapitulation: the sum of the pages."""
        return total(page.amount for page in self.pages)

    def lines(self) -> tuple[FormLine, ...]:
        """All lines in order of page, block, lot and product."""
        return tuple(line for page in self.pages for block in page.blocks for line in block.lines)


def form_for(outcome: RoundOutcome, contract: str) -> BudgetForm:
    """Lay the agreement lines of one contract out as a budget form.

    A contract without lines gets a form whose pages are empty: zero is a figure too.

    Raises:
        StopIteration: when the dossier has no such contract, a fault of ours.
    """
    provider, policy = outcome.provider(contract), outcome.dossier.policy
    lines = tuple(line for line in outcome.lines if line.contract.code == contract)
    offers = tuple(offer for offer in outcome.problem.offers if offer.contract == contract)
    return BudgetForm(
        year=policy.year,
        round=lines[0].round if lines else RoundKind.BUDGET,
        purchaser=policy.purchaser.name,
        uzovi=policy.purchaser.uzovi,
        region=provider.region,
        provider=provider.name,
        agb=provider.provider.code,
        contract=contract,
        sector=provider.sector,
        policy=f"{policy.title}, versie {policy.version}",
        decided_on=outcome.decided_on,
        decision_fingerprint=outcome.decision_fingerprint,
        engine_version=outcome.engine_version,
        pages=tuple(_page(outcome, page, lines, offers) for page in Page),
        capacity=_capacity(outcome, offers, lines),
        controls=_controls(outcome, lines),
        synthetic=any(line.badge is Badge.SYNTHETIC or line.product.startswith("SYN") for line in lines)
        or "SYNTHETIC" in f"{policy.title} {policy.purchaser.name} {provider.name}",
        signatures=(provider.name, policy.purchaser.name),
    )


def page_of(category: Category, form: DeliveryForm) -> Page:
    """On which page a line stands: the category decides, and for care in more forms the form of delivery."""
    if category is Category.VPT:
        return Page.VPT
    if category in _MODULAR:
        return Page.MODULAR
    if category in _AT_HOME and form is DeliveryForm.MODULAR_PACKAGE_HOME:
        return Page.MODULAR
    if category in _AT_HOME and form is DeliveryForm.FULL_PACKAGE_HOME:
        return Page.VPT
    if category is Category.RESPITE or form in {DeliveryForm.WRONG_BED, DeliveryForm.PGB}:
        return Page.OTHER
    return Page.INTRAMURAL


def _page(outcome: RoundOutcome, page: Page, lines: tuple[AgreementLine, ...], offers: Sequence[Offer]) -> FormPage:
    forms = {product.code: product.form for product in outcome.dossier.products}
    return page_with(page, lines, forms, lambda line: _line(outcome, offers, line))


def page_with(
    page: Page,
    lines: Iterable[AgreementLine],
    forms: Mapping[str, DeliveryForm],
    laid: Callable[[AgreementLine], FormLine],
) -> FormPage:
    """One page with its lines in blocks of category, sector and treatment.

    Args:
        page: which.
        lines: of the whole agreement.
        forms: per product its form of delivery.
        laid: makes a line of the form.
    """
    if page in _ABSENT:
        return FormPage(page, absent=_ABSENT[page])
    mine = [line for line in lines if page_of(line.category, forms[line.product]) is page]
    categories, treatments = list(Category), list(Treatment)
    groups: dict[tuple[int, str, int], list[AgreementLine]] = {}
    for line in sorted(mine, key=lambda item: (item.lot, item.product)):
        key = (categories.index(line.category), line.sector.value, treatments.index(line.treatment))
        groups.setdefault(key, []).append(line)
    blocks = tuple(
        FormBlock(_block_title(group[0]), tuple(laid(line) for line in group))
        for _, group in sorted(groups.items(), key=lambda item: item[0])
    )
    return FormPage(page, blocks)


def _block_title(line: AgreementLine) -> str:
    words = (_CATEGORY_NAMES[line.category], line.sector.value, _TREATMENT_NAMES[line.treatment])
    return " ".join(word for word in words if word)


def _line(outcome: RoundOutcome, offers: Sequence[Offer], line: AgreementLine) -> FormLine:
    steps = {step.id: step for step in outcome.dossier.policy.division.steps()}
    parts: list[PartLine] = []
    for part in line.parts:
        step = steps.get(part.name)
        name = step.text.rstrip(".") if step and step.text else part.name
        parts.append(PartLine(name, part, grounded(part.text, step.ground if step else UNSTATED)))
    offered = (
        item.limit
        for offer in offers
        if offer.lot == line.lot
        for item in offer.lines
        if item.product.code == line.product
    )
    lot = outcome.dossier.policy.lot(line.lot).name
    return FormLine(line, next(offered, None), tuple(parts), lot, _CATEGORY_NAMES[line.category])


def _capacity(
    outcome: RoundOutcome, offers: Sequence[Offer], lines: Iterable[AgreementLine]
) -> tuple[CapacityLine, ...]:
    agreed = {(line.lot, line.product): line.quantity for line in lines}
    return tuple(
        CapacityLine(
            offer.lot,
            outcome.dossier.policy.lot(offer.lot).name,
            item.product.code,
            item.product.name,
            item.quantity,
            item.capacity,
            agreed.get((offer.lot, item.product.code), Quantity(0, item.product.unit)),
            item.source,
        )
        for offer in sorted(offers, key=lambda offer: offer.lot)
        for item in sorted(offer.lines, key=lambda item: item.product.code)
    )


def _controls(outcome: RoundOutcome, lines: tuple[AgreementLine, ...]) -> tuple[Control, ...]:
    return controls_of(lines, {lot.id: lot.name for lot in outcome.dossier.policy.lots})


def category_name(category: Category) -> str:
    """The name of a category, in Dutch."""
    return _CATEGORY_NAMES[category]


def controls_of(lines: tuple[AgreementLine, ...], lots: Mapping[str, str]) -> tuple[Control, ...]:
    """Control totals per category, sector and lot; the lots by their names, in their order."""
    controls: list[Control] = []
    for category in Category:
        mine = [line for line in lines if line.category is category]
        if mine:
            name = _CATEGORY_NAMES[category]
            controls.append(Control("categorie", name, len(mine), total(line.amount for line in mine)))
    for sector in Sector:
        mine = [line for line in lines if line.sector is sector]
        if mine:
            controls.append(Control("sector", sector.dutch, len(mine), total(line.amount for line in mine)))
    for lot, name in lots.items():
        mine = [line for line in lines if line.lot == lot]
        if mine:
            controls.append(Control("perceel", name, len(mine), total(line.amount for line in mine)))
    return tuple(controls)
