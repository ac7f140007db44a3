"""The procurement policy as data: everything a purchaser decides beforehand, each part with its ground.

One `Policy` drives the form that a provider fills, the tests, the score, the division, the letter and the printed
policy. It holds no outcome. Rules are named by what they `use`; the rooms ``tender`` and ``engines.allocation``
define the rules and declare their parameters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from driehoek.domain.catalogue.products import CareKind, Product, Sector
from driehoek.domain.policy.calendar import EVERYONE, Calendar, ProviderGroup
from driehoek.domain.policy.maximum import MaximumRationale
from driehoek.domain.policy.params import Raw
from driehoek.domain.policy.rationale import TariffRationale
from driehoek.kernel import UNSTATED, Ground, Rate


class Procedure(Enum):
    """How parties enter; the value is the word in files."""

    ADMISSION = "admission"
    """All who qualify get an agreement (toelating)."""
    OPEN = "open"
    """Every candidate that meets the suitability requirements may offer (B-047)."""
    NEGOTIATED = "negotiated"
    """Preselection after prior publication, then negotiation on announced subjects (B-048)."""


@dataclass(frozen=True, slots=True)
class Purchaser:
    """Who purchases.

    Attributes:
        name: as it signs.
        uzovi: its four-digit code, where it has one.
        contact: where questions go.
        address: the lines of the postal address, for letters.
    """

    name: str
    uzovi: str = ""
    contact: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pool:
    """A part of the contracting space that is divided as one: a region, or several of one executor.

    Attributes:
        id: its name in ``space.csv``.
        name: in Dutch.
        regions: the COD001 codes it covers.
        frames: the sub-frames (deelkaders) into which its space is cut; at least one.
        since: the first day on which these regions are one pool; None when they always were.
        until: the last day on which they are; None while no end is known.
    """

    id: str
    name: str
    regions: tuple[str, ...]
    frames: tuple[str, ...] = ("regular",)
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the regions are one pool on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Due(Enum):
    """When a requirement must be met; the value is the word in files."""

    SUBMISSION = "submission"
    START_OF_CARE = "start-of-care"
    WITHIN_TERM = "within-term"


class RequirementSubject(Enum):
    """What a requirement is about (B-029); the value is the word in files."""

    CARE = "care"
    """The care itself: its quality, safety and timeliness."""
    INFORMATION = "information"
    """The data that purchaser and client need."""
    OPERATIONS = "operations"
    """How the provider runs its business."""
    GOVERNANCE = "governance"
    """How the provider is governed."""


class RequirementKind(Enum):
    """What failing means; the value is the word in files."""

    SUITABILITY = "suitability"
    """Geschiktheidseis: no agreement without it."""
    EXCLUSION = "exclusion"
    """Uitsluitingsgrond: excludes the candidate."""
    CONDITION = "condition"
    """Gunningsvoorwaarde: becomes part of the agreement."""


@dataclass(frozen=True, slots=True)
class RequirementUse:
    """One requirement of this policy.

    Attributes:
        id: its name in this policy, such as ``complaints-procedure``.
        kind: what failing means.
        use: the rule that tests it (``declared`` for a statement with evidence, else a rule with logic of its own).
        text: what is asked, in plain Dutch.
        question: the question of the form whose answer it tests.
        params: parameters of the rule.
        groups: the provider groups it applies to.
        lots: the lots it applies to; empty means all.
        due: when it must be met.
        term_days: with `Due.WITHIN_TERM`, how many days after the start of the agreement.
        label: the letter under which a framework prints it, such as ``b2``.
        beyond_framework: whether it comes on top of the national framework (B-028).
        ground: its legal ground and explanation.
        subject: what it is about; own requirements should keep to the care (B-029).
        categories: only for providers with one of these marks; empty means all.
        except_categories: not for providers with one of these marks, so that what is asked can fit a small
            provider (M-277).
    """

    id: str
    kind: RequirementKind
    use: str
    text: str
    question: str = ""
    params: Mapping[str, Raw] = field(default_factory=dict)
    groups: tuple[ProviderGroup, ...] = EVERYONE
    lots: tuple[str, ...] = ()
    due: Due = Due.SUBMISSION
    term_days: int = 0
    label: str = ""
    beyond_framework: bool = False
    ground: Ground = UNSTATED
    subject: RequirementSubject = RequirementSubject.CARE
    categories: tuple[str, ...] = ()
    except_categories: tuple[str, ...] = ()


class QuestionType(Enum):
    """The type of an answer; the value is the word in files."""

    YES_NO = "yes-no"
    CHOICE = "choice"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    AMOUNT = "amount"
    DATE = "date"
    TEXT = "text"
    DOCUMENT = "document"
    NEED_LINES = "need-lines"
    """One or more lines of the picture of need, such as the white spots that an offer answers (C-010)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the form that a provider fills.

    Attributes:
        id: the key in ``answers.yaml``.
        text: the question in plain Dutch.
        type: the type of the answer.
        options: the answers of a choice, by their key, with their words; of lines of the picture of need, by their id.
        required: whether leaving it empty makes the submission incomplete.
        repairable: whether it may be completed in the repair window, when the policy opens one.
        help: a hint for the one who fills the form.
        groups: for whom the question is.
        lots: for which lots; empty means all.
        every_year: whether it is asked again in later years of an agreement of several years (B-027).
    """

    id: str
    text: str
    type: QuestionType
    options: Mapping[str, str] = field(default_factory=dict)
    required: bool = True
    repairable: bool = False
    help: str = ""
    groups: tuple[ProviderGroup, ...] = EVERYONE
    lots: tuple[str, ...] = ()
    every_year: bool = True


@dataclass(frozen=True, slots=True)
class Criterion:
    """A node of the criteria tree: either it has parts, or a method that scores an answer.

    Attributes:
        id: its name.
        name: in plain Dutch.
        weight: its share of its parent; the weights of one parent's parts add up to 100 %.
        parts: the criteria below it.
        method: how an answer becomes points (a leaf).
        question: the question whose answer is scored (a leaf).
        params: parameters of the method.
        minimum: below this share of the points the submission is knocked out; None for no knock-out.
        ground: why it is asked, for people.
    """

    id: str
    name: str
    weight: Rate
    parts: tuple[Criterion, ...] = ()
    method: str = ""
    question: str = ""
    params: Mapping[str, Raw] = field(default_factory=dict)
    minimum: Rate | None = None
    ground: Ground = UNSTATED

    def leaves(self) -> Iterator[Criterion]:
        """The criteria below this one that are scored themselves (itself when it has no parts)."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Lot:
    """A client group or market that is purchased in its own way (perceel; B-011).

    Attributes:
        id: its name.
        name: in plain Dutch.
        pool: the pool whose space it uses.
        frame: the sub-frame of that pool.
        procedure: how parties enter.
        products: the codes that may be offered; empty means all.
        sectors: the sectors it is for; empty means all.
        criteria: the criteria tree; empty where nothing is ranked.
        scale: the points that a perfect score makes (10 for marks out of ten).
        max_winners: the most that can be awarded; 0 for no limit.
        ground: why it is a lot of its own.
        negotiable: under `Procedure.NEGOTIATED`, the criteria that talks may be about, announced beforehand (B-048).
        care: the one kind of care it purchases (base, centre or network); empty for all kinds in one total (E-058).
        need_lines: the lines of the picture of need that it answers: white spots, gaps, qualities (C-004, C-009).
        sealed: why what is handed in stays sealed until two officials open it after the deadline; None where it is
            not. Only where parties compete, never where all who qualify are admitted.
    """

    id: str
    name: str
    pool: str
    frame: str = "regular"
    procedure: Procedure = Procedure.ADMISSION
    products: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    scale: int = 10
    max_winners: int = 0
    ground: Ground = UNSTATED
    negotiable: tuple[str, ...] = ()
    need_lines: tuple[str, ...] = ()
    care: CareKind | None = None
    sealed: Ground | None = None

    def takes(self, product: Product) -> bool:
        """Whether the product can be offered here: it is named, of a sector and of the kind of care of the lot."""
        named = not self.products or product.code in self.products
        in_sector = not self.sectors or product.sector in self.sectors
        return named and in_sector and self.care in (None, product.care)

    def leaves(self) -> Iterator[Criterion]:
        """All criteria of this lot that are scored themselves."""
        for criterion in self.criteria:
            yield from criterion.leaves()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the division: a rule, where it works, and its parameters.

    Attributes:
        id: its name in this policy; reasons and letters refer to it.
        use: the rule, one of those that ``engines.allocation.definitions`` lists.
        lots: the lots it works on; empty means all.
        params: parameters of the rule.
        text: what it does, in plain Dutch, for the printed policy and the letters.
        ground: its ground.
    """

    id: str
    use: str
    lots: tuple[str, ...] = ()
    params: Mapping[str, Raw] = field(default_factory=dict)
    text: str = ""
    ground: Ground = UNSTATED


@dataclass(frozen=True, slots=True)
class Division:
    """The steps of the division in order.

    Attributes:
        tie_key: the published text that settles ties (see `driehoek.kernel.TieKey`).
        space: what happens to the space first: hold-back, earmarking.
        tariff: how the percentage of the maximum tariff is built up.
        models: how the space of each lot is divided.
        after: what is adjusted afterwards.
        price_bound: the highest share of the maximum tariff that may be agreed; above 100 % only where the regime
            allows it (max-max tariff, E-053).
        yardstick: parameters of the best division that is shown beside the decision; it decides nothing.
    """

    tie_key: str
    space: tuple[Step, ...] = ()
    tariff: tuple[Step, ...] = ()
    models: tuple[Step, ...] = ()
    after: tuple[Step, ...] = ()
    price_bound: Rate = Rate(Fraction(1))  # noqa: RUF009 - a frozen value
    yardstick: Mapping[str, Raw] = field(default_factory=dict)

    def steps(self) -> Iterator[Step]:
        """All steps, in the order in which they work."""
        yield from self.space
        yield from self.tariff
        yield from self.models
        yield from self.after


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm that the division must respect.

    Attributes:
        id: its name.
        use: the kind of norm, one of those that ``allocation.norms`` lists.
        lots: where it holds; empty means everywhere.
        params: its parameters.
        ground: its ground.
    """

    id: str
    use: str
    lots: tuple[str, ...] = ()
    params: Mapping[str, Raw] = field(default_factory=dict)
    ground: Ground = UNSTATED


@dataclass(frozen=True, slots=True)
class Surcharge:
    """A surcharge (opslag) on the tariff that a result can earn later in the year.

    Attributes:
        id: its name.
        name: in plain Dutch.
        points: the most it can add, in percentage points of the maximum tariff.
        condition: what must be shown for it.
        ground: its ground.
    """

    id: str
    name: str
    points: Rate
    condition: str
    ground: Ground = UNSTATED


@dataclass(frozen=True, slots=True)
class AboveAgreement:
    """What the agreement pays for care above it: a lower tariff (E-039).

    Attributes:
        share: the share of the agreed price that is paid; 0 % for nothing.
        most: for how much more than the agreed quantity at most, as a share of it; empty for no limit.
        ground: its ground.
    """

    share: Rate
    most: Rate | None = None
    ground: Ground = UNSTATED


@dataclass(frozen=True, slots=True)
class Contract:
    """The agreement that follows.

    Attributes:
        form: the contract form, such as ``price-times-quantity``.
        years: its duration; at most five under the Wlz (Wlz art. 4.2.2).
        yearly_update: whether volumes and prices are set anew each year.
        starts_on: the first day of care.
        conditions: general conditions in plain Dutch.
        ground: its ground.
        extension_years: by how many years it may be extended after that (F-021).
        above_agreement: what is paid for care above the agreement; empty where the agreement does not say.
        params: parameters of the contract form.
    """

    form: str
    years: int
    starts_on: date
    yearly_update: bool = True
    conditions: tuple[str, ...] = ()
    ground: Ground = UNSTATED
    extension_years: int = 0
    above_agreement: AboveAgreement | None = None
    params: Mapping[str, Raw] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """What a party can do that disagrees.

    Attributes:
        id: its name, such as ``question``, ``complaint``, ``civil-court``.
        name: in plain Dutch.
        text: what to do, in plain Dutch.
        days: the term in calendar days after the decision; 0 for no term.
        warning: what is lost when the term passes, where something is.
        ground: its ground.
        moves_to_workday: whether a term that ends on a weekend day or public holiday ends on the next working day
            (as Algemene termijnenwet art. 1 says for terms set by law; a purchaser's own term only when it says so).
        until_milestone: the milestone of the calendar after whose last day this route is closed; empty where it is
            tied to no day of the calendar.
    """

    id: str
    name: str
    text: str
    days: int = 0
    warning: str = ""
    ground: Ground = UNSTATED
    moves_to_workday: bool = False
    until_milestone: str = ""


@dataclass(frozen=True, slots=True)
class RepairWindow:
    """A term in which named fields of an incomplete submission may be completed.

    Attributes:
        days: calendar days after the purchaser reported the fault.
        questions: the only questions that may be completed.
        ground: its ground.
    """

    days: int
    questions: tuple[str, ...]
    ground: Ground = UNSTATED


@dataclass(frozen=True, slots=True)
class Change:
    """A published change of a locked policy (nota van wijziging).

    Attributes:
        version: the version it makes.
        published_on: the day of publication.
        reason: why, in plain Dutch.
        touches: who is touched: group words, sectors, lots or contracts.
        parts: the policy parts it changes, by path.
        questions_until: the last day for questions on it.
        adapt_until: the last day to adapt or withdraw a submission.
    """

    version: int
    published_on: date
    reason: str
    touches: tuple[str, ...]
    parts: tuple[str, ...]
    questions_until: date
    adapt_until: date


@dataclass(frozen=True, slots=True)
class NeedLine:
    """What a line of the picture of need said when the policy was published, so that a change since can be told.

    Attributes:
        line: the id of the line, such as ``5510/VV/0014/white-spot``.
        figure: its figure then; None for a line without one.
        text: its words then; empty where only the figure is held to the picture.
    """

    line: str
    figure: int | None = None
    text: str = ""

    @property
    def id(self) -> str:
        """Its name among the others, so that a published change can name this line alone."""
        return self.line


@dataclass(frozen=True, slots=True)
class Publication:
    """How the outcome is made public as open data; without it regional sums are published under a trial number.

    Attributes:
        ocid_prefix: the prefix that the Open Contracting Partnership gave to the publisher (``ocds-`` and six
            characters).
        per_provider: whether agreements are published per provider; only with a ground.
        uri: where the package will stand, without the name of the file.
        licence: the address of the licence under which it may be used again.
        ground: why it is published this way; for amounts per provider the rule or consent that allows it.
    """

    ocid_prefix: str = "ocds-000000"
    per_provider: bool = False
    uri: str = ""
    licence: str = ""
    ground: Ground = UNSTATED


@dataclass(frozen=True, slots=True)
class Policy:
    """The procurement policy of one purchaser for one year.

    Attributes:
        title: as printed.
        year: the contract year.
        regime: the legal regime, one of those that ``regimes`` lists (``wlz``, ``awbz-2008``).
        version: 1, and one more with each published change.
        published_on: the day of first publication.
        purchaser: who purchases.
        pools: the pools of space.
        calendar: all dates.
        lots: the client groups or markets.
        questions: the form.
        requirements: suitability, exclusion and conditions.
        division: how the space is divided.
        norms: what the division must respect.
        contract: the agreement that follows.
        surcharges: what can be earned later.
        objection: the routes for whoever disagrees.
        repair: the repair window, when there is one.
        changes: published changes, oldest first.
        goals: what the policy is for, in plain Dutch.
        summary: the policy in a few sentences of plain Dutch.
        ground: the law it rests on.
        tariff_rationale: why the base percentage of each sector and year is what it is.
        publication: how the outcome is made public as open data.
        maximum_rationale: why the maximum tariffs that the purchaser sets itself are what they are.
        need_lines: what the lines of the picture of need that it points to said on publication.
    """

    title: str
    year: int
    regime: str
    purchaser: Purchaser
    pools: tuple[Pool, ...]
    calendar: Calendar
    lots: tuple[Lot, ...]
    division: Division
    contract: Contract
    published_on: date
    version: int = 1
    questions: tuple[Question, ...] = ()
    requirements: tuple[RequirementUse, ...] = ()
    norms: tuple[Norm, ...] = ()
    surcharges: tuple[Surcharge, ...] = ()
    objection: tuple[Route, ...] = ()
    repair: RepairWindow | None = None
    changes: tuple[Change, ...] = ()
    goals: tuple[str, ...] = ()
    summary: str = ""
    ground: Ground = UNSTATED
    tariff_rationale: tuple[TariffRationale, ...] = ()
    publication: Publication | None = None
    maximum_rationale: tuple[MaximumRationale, ...] = ()
    need_lines: tuple[NeedLine, ...] = ()

    def lot(self, lot_id: str) -> Lot:
        """The lot named ``lot_id``; asking for another is a fault of ours."""
        return next(lot for lot in self.lots if lot.id == lot_id)

    def question(self, question_id: str) -> Question | None:
        """The question named ``question_id``, if the form has it."""
        return next((question for question in self.questions if question.id == question_id), None)
