"""The form that a provider fills, made from the policy: what its group is asked for its lots, and nothing else.

Only content, no layout: the same form becomes a folder of plain files or a workbook. What a filled form holds is
described here as well (`FilledForm`), so that both ways of filling lead to the same submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from driehoek.domain.catalogue import Badge, Product, TariffTable
from driehoek.domain.policy import EntryWindow, Lot, Milestone, Policy, ProviderGroup, Question, QuestionType
from driehoek.domain.policy.entry import GROUP_WORDS, NO_WINDOW, windows_for
from driehoek.domain.tender.complete import NO_LOTS, is_asked_of
from driehoek.domain.tender.intake import UNKNOWN_LOT
from driehoek.domain.tender.requirements.prepared import Prepared, prepare, questions_of
from driehoek.domain.tender.scoring import leaf_weights
from driehoek.domain.tender.sentences import full_stop, submission_word
from driehoek.domain.tender.submission import Evidence, Subcontractor
from driehoek.kernel import Agb, Finding, Money, Rate, dutch

_NO_TARIFFS = TariffTable({})


@dataclass(frozen=True, slots=True)
class Use:
    """What an answer counts for.

    Attributes:
        label: the requirement or criterion as the letter calls it: ``eis 3``, ``criterium 'Samenwerking'``; or the
            tariff or the division.
        text: what is asked there, in plain Dutch.
        weight: for a criterion, its weight in the whole of its lot; None for anything else.
    """

    label: str
    text: str
    weight: Fraction | None = None

    @property
    def sentence(self) -> str:
        """The use in one line of plain Dutch."""
        if self.weight is None:
            return f"{self.label}: {full_stop(self.text)}"
        return f"{self.label}, {dutch.percentage(Rate(self.weight))} van de punten {full_stop(self.text)}"


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question of the form.

    Attributes:
        question: as the policy has it.
        uses: what its answer counts for; empty for what is only asked to know.
        evidence: whether a document belongs to the answer.
    """

    question: Question
    uses: tuple[Use, ...]
    evidence: bool


@dataclass(frozen=True, slots=True)
class FormProduct:
    """One product that may be offered in one lot.

    Attributes:
        lot: the lot.
        product: the product.
        maximum: its maximum tariff on the first day of care; None where the tariffs do not know it.
        badge: how real that tariff is.
    """

    lot: str
    product: Product
    maximum: Money | None
    badge: Badge | None

    @property
    def tariff(self) -> str:
        """The maximum tariff in words: ``hoogstens € 238,82 per etmaal (SYNTHETIC)``."""
        if self.maximum is None:
            return f"per {self.product.unit.dutch}; het maximumtarief is nog niet bekend"
        mark = f" ({self.badge.value})" if self.badge is Badge.SYNTHETIC else ""
        return f"hoogstens {dutch.amount(self.maximum)} per {self.product.unit.dutch}{mark}"


@dataclass(frozen=True, slots=True)
class EntryForm:
    """An empty form for one contract.

    Attributes:
        policy: the policy that asks.
        contract: the AGB of the contract.
        group: the group of the provider, which decides what is asked.
        lots: the lots it enters, in the order of the policy.
        questions: what is asked, in the order of the policy.
        products: what may be offered, in order of lot and product; empty where no dossier says which products exist.
        windows: when it may come in, each for the lots it speaks to, by opening.
        steps: what happens after the last window has closed, by day.
    """

    policy: Policy
    contract: Agb
    group: ProviderGroup
    lots: tuple[Lot, ...]
    questions: tuple[FormQuestion, ...]
    products: tuple[FormProduct, ...]
    windows: tuple[EntryWindow, ...]
    steps: tuple[Milestone, ...]

    @property
    def word(self) -> str:
        """The word for a submission under the regime."""
        return submission_word(self.policy)

    def lot_names(self, lots: Iterable[str]) -> str:
        """The names of lots, joined; all lots of the form when none is named."""
        wanted = tuple(lots)
        return ", ".join(lot.name for lot in self.lots if not wanted or lot.id in wanted)

    def deadlines(self) -> tuple[str, ...]:
        """When it may come in, a sentence per window, in Dutch civil time."""
        return tuple(self._deadline(window) for window in self.windows)

    def _deadline(self, window: EntryWindow) -> str:
        opens, lots = f"vanaf {dutch.moment(window.opens)}", self.lot_names(window.lots)
        if window.closes is None:
            return f"{lots}: {opens}; er is geen laatste dag."
        word = "tot en met" if window.closes_inclusive else "tot (dat moment zelf is te laat)"
        closes = f"{dutch.weekday(window.closes.date())}, {window.closes:%H.%M} uur Nederlandse tijd"
        return f"{lots}: {opens} {word} {closes}."

    def next_steps(self) -> tuple[str, ...]:
        """What happens after submission, a sentence per day in the calendar."""
        return tuple(
            f"{dutch.day(step.day if step.first_day is None else step.first_day)}"
            f"{f' tot en met {dutch.day(step.last_day)}' if step.first_day else ''}: {full_stop(step.name)}"
            for step in self.steps
        )

    def repairable(self) -> str:
        """What may be completed after submission, in plain Dutch."""
        repair = self.policy.repair
        texts = [item.question.text for item in self.questions if repair and item.question.id in repair.questions]
        if repair is None or not texts:
            return "Na het indienen kunt u niets meer aanvullen. Controleer dus vooraf of alles erin staat."
        listed = "; ".join(f"'{text}'" for text in texts)
        return f"Alleen dit mag u binnen {repair.days} dagen aanvullen als het ontbreekt: {listed}"


@dataclass(frozen=True, slots=True)
class FilledLine:
    """One product as a filled form offers it.

    Attributes:
        lot: the lot.
        product: the product code.
        quantity: the number of units, in canonical text; the reader of a dossier knows the unit.
        capacity: the most it can deliver, likewise; empty without a limit of its own.
    """

    lot: str
    product: str
    quantity: str
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What a provider filled in.

    Attributes:
        contract: the AGB of the contract.
        lots: the lots it enters.
        answers: per question the answer in canonical form; unanswered questions are left out.
        evidence: its documents.
        lines: what it offers.
        subcontractors: who else delivers.
    """

    contract: Agb
    lots: tuple[str, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    lines: tuple[FilledLine, ...] = ()
    subcontractors: tuple[Subcontractor, ...] = ()


def entry_form(
    policy: Policy,
    contract: Agb,
    group: ProviderGroup,
    lots: Sequence[str] = (),
    products: Iterable[Product] = (),
    tariffs: TariffTable = _NO_TARIFFS,
) -> EntryForm | tuple[Finding, ...]:
    """Make the empty form of one contract.

    Args:
        policy: the policy that asks.
        contract: the AGB of the contract.
        group: the group of the provider.
        lots: the lots it wants to enter; none means every lot that is open to its group.
        products: the products that exist; a row for each that a lot allows.
        tariffs: their maximum tariffs.

    Returns:
        The form; or every reason why there is none: an unknown lot (SUB-017), a lot without a window for this group
        (SUB-003), no lot at all (SUB-025).
    """
    known = {lot.id: lot for lot in policy.lots}
    open_lots = [lot for lot in known if windows_for(policy.calendar, group, lot)]
    wanted = tuple(dict.fromkeys(lots)) or tuple(open_lots)
    faults = [
        Finding(UNKNOWN_LOT, contract.code, seen=lot, wanted=", ".join(known)) for lot in wanted if lot not in known
    ]
    faults += [
        Finding(NO_WINDOW, f"perceel {lot}", seen=GROUP_WORDS[group])
        for lot in wanted
        if lot in known and lot not in open_lots
    ]
    if not wanted:
        faults.append(Finding(NO_LOTS, contract.code, wanted=", ".join(known)))
    if faults:
        return tuple(faults)
    entered = tuple(lot for lot in policy.lots if lot.id in wanted)
    windows = {item.id: item for lot in entered for item in windows_for(policy.calendar, group, lot.id)}
    return EntryForm(
        policy,
        contract,
        group,
        entered,
        tuple(_questions(policy, group, entered)),
        tuple(_products(policy, entered, products, tariffs)),
        tuple(sorted(windows.values(), key=lambda window: (window.opens, window.id))),
        _steps(policy, group, windows.values()),
    )


def _questions(policy: Policy, group: ProviderGroup, lots: tuple[Lot, ...]) -> Iterator[FormQuestion]:
    entered = tuple(lot.id for lot in lots)
    requirements = [
        item
        for item in prepare(policy)
        if group in item.use.groups and (not item.use.lots or set(item.use.lots) & set(entered))
    ]
    for question in policy.questions:
        if not is_asked_of(question, group, entered):
            continue
        looked_at = [item for item in requirements if item.rule and question.id in _looks_at(item)]
        uses = (
            *(Use(item.name, item.use.text) for item in looked_at),
            *(use for lot in lots for use in _criteria(policy, group, lot, question)),
            *_steps_of(policy, entered, question),
            *_need(question),
        )
        wants = any(_wants_document(item, question) for item in looked_at)
        yield FormQuestion(question, uses, evidence=wants or question.type is QuestionType.DOCUMENT)


def _looks_at(item: Prepared) -> Iterable[str]:
    return questions_of(item.use, item.rule, item.params) if item.rule else ()


def _wants_document(item: Prepared, question: Question) -> bool:
    """Whether a rule looks for a document at this question: at its own, or at one that a parameter names."""
    own = item.params.values.get("evidence") is True and question.id == item.use.question
    return own or item.params.values.get("path_evidence") is True


def _criteria(policy: Policy, group: ProviderGroup, lot: Lot, question: Question) -> Iterator[Use]:
    asked = {item.id: item for item in policy.questions}
    counting = frozenset(
        leaf.id
        for leaf in lot.leaves()
        if leaf.question not in asked or is_asked_of(asked[leaf.question], group, (lot.id,))
    )
    weights = leaf_weights(lot.criteria, counting)
    for leaf in lot.leaves():
        if leaf.question == question.id and leaf.id in counting:
            floor = "" if leaf.minimum is None else f"; u heeft er minstens {dutch.percentage(leaf.minimum)} van nodig"
            yield Use(f"criterium '{leaf.name}'", f"in perceel {lot.name}{floor}", weights[leaf.id])


def _steps_of(policy: Policy, lots: tuple[str, ...], question: Question) -> Iterator[Use]:
    """The steps of the division that look at the answer, such as a part of the tariff."""
    tariff = policy.division.tariff
    for step in policy.division.steps():
        asked = {value for name, value in step.params.items() if name.endswith("question")}
        if question.id in asked and (not step.lots or set(step.lots) & set(lots)):
            yield Use("het tarief" if step in tariff else "de verdeling", step.text or step.id)


def _need(question: Question) -> Iterator[Use]:
    """A question about lines of the picture of need counts for what the region is told of them (C-010)."""
    if question.type is QuestionType.NEED_LINES:
        yield Use("het beeld van de regio", "wij houden bij welk aanbod invult wat ontbreekt")


def _products(
    policy: Policy, lots: tuple[Lot, ...], products: Iterable[Product], tariffs: TariffTable
) -> Iterator[FormProduct]:
    ordered = sorted(products, key=lambda product: product.code)
    for lot in lots:
        for product in ordered:
            if not lot.takes(product):
                continue
            tariff = tariffs.on(product.code, policy.contract.starts_on)
            maximum, badge = (tariff.amount, tariff.badge) if tariff else (None, None)
            yield FormProduct(lot.id, product, maximum, badge)


def _steps(policy: Policy, group: ProviderGroup, windows: Iterable[EntryWindow]) -> tuple[Milestone, ...]:
    """The days in the calendar after the first on which a window of this provider closes."""
    first = min((window.closes.date() for window in windows if window.closes), default=date.min)
    found = (item for item in policy.calendar.milestones if group in item.groups and item.last_day > first)
    return tuple(sorted(found, key=lambda item: (item.first_day or item.day, item.id)))
