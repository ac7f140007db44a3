"""Small whole dossiers, drawn at random: a policy of one or two lots with everything that is handed in under it.

Everything is made up. The policy is lawful by `check_policy`; what the providers hand in is whatever comes up, with
equal providers, nobody, a space of zero and demand above the space among it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.application.round import run_round
from driehoek.domain.allocation import Adjustment, Frame, Space, SpaceStatus
from driehoek.domain.catalogue import (
    Badge,
    Category,
    DeliveryForm,
    MaximumTariff,
    Product,
    Sector,
    TariffTable,
)
from driehoek.domain.policy import (
    Calendar,
    Contract,
    Criterion,
    Division,
    EntryWindow,
    Lot,
    Milestone,
    Policy,
    Pool,
    Procedure,
    ProviderGroup,
    Purchaser,
    Question,
    QuestionType,
    RequirementKind,
    RequirementUse,
    Route,
    Step,
)
from driehoek.domain.tender.submission import Choice, Mark, OfferLine, Provider, Realised, Submission
from driehoek.kernel import Agb, Dated, Entry, Ground, Money, Period, Quantity, Rate, Unit

CARE, BETTER = "care", "better"
"""The lot without ranking and the ranked one."""

DAY = Product("SYN01", "Verblijf", Sector.VV, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.ZZP)
HOUR = Product("SYN02", "Verzorging", Sector.VV, DeliveryForm.MODULAR_PACKAGE_HOME, Unit.HOUR, Category.MPT_CARE)
PRODUCTS = (DAY, HOUR)
_GROUND = Ground("Verzonnen", "Voor een proef.")
_RECEIVED = datetime.fromisoformat("2026-07-03T10:00")
_DAYS = {
    "policy-published": "2026-06-01",
    "questions-until": "2026-06-19",
    "answers-published": "2026-06-26",
    "entry-closes": "2026-07-31",
    "preliminary-result": "2026-09-18",
    "award": "2026-10-09",
    "budget-form": "2026-11-13",
}
_CALENDAR = Calendar(
    tuple(Milestone(name, name, date.fromisoformat(day), ground=_GROUND) for name, day in _DAYS.items()),
    (
        EntryWindow(
            "window",
            datetime.fromisoformat("2026-07-01T09:00"),
            datetime.fromisoformat("2026-07-31T17:00"),
            ground=_GROUND,
        ),
    ),
)
_QUESTIONS = (
    Question("honest", "Klopt alles wat u opgeeft?", QuestionType.YES_NO),
    Question("grade", "Welk deel van uw cliënten beveelt u aan (0 tot 10)?", QuestionType.NUMBER, lots=(BETTER,)),
    Question("plan", "Wat is uw plan?", QuestionType.TEXT, lots=(BETTER,)),
    Question("sober", "Werkt u met een eigen team?", QuestionType.YES_NO),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What of the policy is drawn.

    Attributes:
        care: the models of the lot without ranking; none means that the policy has only the ranked lot.
        better: the model of the ranked lot.
        frames: the frame of each lot: one shared, or two.
        held: the share held back.
        percent: the base percentage.
        extra: the points for working with a team of one's own.
        winners: the limit on winners of the ranked lot.
    """

    care: tuple[Step, ...]
    better: Step
    frames: tuple[str, str]
    held: str
    percent: str
    extra: str
    winners: int = 0


def policy_of(shape: Shape) -> Policy:
    """The lawful policy of a shape."""
    better = _better(shape)
    care = Lot(CARE, "Zorg", "regio", shape.frames[0], ground=_GROUND)
    return Policy(
        title="Proef (SYNTHETIC)",
        year=2027,
        regime="wlz",
        purchaser=Purchaser("Zorgkantoor Voorbeeld"),
        pools=(Pool("regio", "Regio", ("5527",), tuple(sorted(set(shape.frames)))),),
        calendar=_CALENDAR,
        lots=(care, better) if shape.care else (better,),
        division=Division(
            "proef-2027",
            (Step("held", "hold-back", params={"share": shape.held}, ground=_GROUND),),
            _tariff(shape),
            (*shape.care, replace(shape.better, lots=(BETTER,))),
        ),
        contract=Contract("price-times-quantity", 1, date(2027, 1, 1), ground=_GROUND),
        published_on=date(2026, 6, 1),
        questions=_QUESTIONS if shape.care else tuple(replace(one, lots=()) for one in _QUESTIONS),
        requirements=(
            RequirementUse(
                "honest", RequirementKind.SUITABILITY, "declared", "U geeft alles eerlijk op.", "honest", ground=_GROUND
            ),
        ),
        objection=(Route("question", "Vraag", "Stel uw vraag aan de inkoper.", ground=_GROUND),),
        ground=_GROUND,
    )


def _better(shape: Shape) -> Lot:
    vision = Criterion("plan", "Plan", Rate.percent(40), method="marks", question="plan", ground=_GROUND)
    grade = Criterion(
        "grade", "Cijfer", Rate.percent(60), (), "linear", "grade", {"from": "0", "to": "10"}, ground=_GROUND
    )
    return Lot(
        BETTER,
        "Vernieuwing",
        "regio",
        shape.frames[1],
        Procedure.OPEN,
        criteria=(grade, vision),
        max_winners=shape.winners,
        ground=_GROUND,
    )


def _tariff(shape: Shape) -> tuple[Step, ...]:
    return (
        Step("base", "base-percentage", params={"percent": shape.percent}, ground=_GROUND),
        Step(
            "team",
            "itemised-part",
            params={"points": shape.extra, "because": "een eigen team", "question": "sober", "equals": "yes"},
        ),
    )


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    """Any shape of the policy."""
    first = Step("start", "first-volume", (CARE,), {"share": draw(_percent(0, 400))}, ground=_GROUND)
    follows = Step("follows", "money-follows-client", (CARE,), {"reserve": draw(_percent(0, 400))}, ground=_GROUND)
    frames = draw(st.sampled_from([("regular", "regular"), ("regular", "new")]))
    # in one frame with the ranked lot a step that sets all apart for choices leaves the other nothing: lawful too
    care = draw(st.sampled_from([(), (first,), (first, follows), (follows,)]))
    return Shape(
        care,
        draw(_ranked()),
        frames if care else ("regular", "regular"),
        draw(_percent(0, 200)),
        draw(_percent(300, 380)),
        draw(_percent(0, 20)),
        draw(st.sampled_from([0, 0, 1, 2])),
    )


@st.composite
def _ranked(draw: st.DrawFn) -> Step:
    params = {
        "rule": draw(st.sampled_from(["proportional", "best-first", "classes"])),
        "guarantee": draw(_percent(0, 400)),
        "selective": draw(_percent(0, 400)),
    }
    return Step("rank", "ranked-q", params=params, ground=_GROUND)


def _percent(least: int, most: int) -> st.SearchStrategy[str]:
    """A percentage in quarters of a point."""
    return st.integers(least, most).map(lambda quarters: f"{quarters / 4:.2f}%")


def code(number: int) -> str:
    """The contract of the provider with this number."""
    return f"{6_000_001 + number:08}"


@st.composite
def dossiers(draw: st.DrawFn, shape: Shape | None = None) -> Dossier:
    """A dossier of up to five providers; no deviations by hand, for those start from an outcome."""
    policy = policy_of(shape or draw(shapes()))
    count = draw(st.integers(0, 5))
    submissions = [draw(_submissions(policy, number)) for number in range(count)]
    realised = [draw(_realised(policy, number)) for number in range(count)]
    points = [draw(st.tuples(st.integers(0, 20), st.integers(0, 20))) for _ in range(count)]
    groups = [draw(st.sampled_from(ProviderGroup)) for _ in range(count)]
    if count > 1 and draw(st.booleans()):  # two that are equal in everything
        submissions[1] = replace(submissions[0], contract=Agb(code(1)))
        realised[1] = [replace(item, contract=code(1)) for item in realised[0]]
        points[1], groups[1] = points[0], groups[0]
    known = {item.lot for items in realised for item in items if item.amount}
    # without any production of last year in a lot the round would rightly stop; this one is of who did not come back
    gone = [
        Realised(code(9), DAY.code, Quantity(1, DAY.unit), Money(100), lot.id)
        for lot in policy.lots
        if lot.id not in known
    ]
    return Dossier(
        name="drawn",
        policy=policy,
        spaces=tuple(
            Space(
                Frame("regio", frame), Money(draw(st.integers(0, 40_000_000))), SpaceStatus.DEFINITIVE, _RECEIVED.date()
            )
            for frame in policy.pools[0].frames
        ),
        products=PRODUCTS,
        tariffs=TariffTable({one.code: _maximum(draw(st.integers(1, 30_000))) for one in PRODUCTS}),
        providers=tuple(_provider(number, group) for number, group in enumerate(groups)),
        submissions=tuple(submissions),
        realised=(*(item for items in realised for item in items), *gone),
        choices=tuple(draw(st.lists(_choices(policy, count), max_size=6))) if count else (),
        marks=tuple(
            Mark(code(number), "plan", name, Fraction(halves, 2), "Helder plan.")
            for number, pair in enumerate(points)
            for name, halves in zip(("A", "B"), pair, strict=True)
        ),
    )


def _maximum(cents: int) -> Dated[MaximumTariff]:
    entry = Entry(Period.year(2027), MaximumTariff(Money(cents), Badge.SYNTHETIC), "SYNTHETIC")
    return Dated.of((entry,))


def _provider(number: int, group: ProviderGroup) -> Provider:
    contract = Agb(code(number))
    return Provider(contract, contract, f"Aanbieder {number}", Sector.VV, "Middelburg", "5527", "5527", group)


@st.composite
def _submissions(draw: st.DrawFn, policy: Policy, number: int) -> Submission:
    lots = draw(st.lists(st.sampled_from([lot.id for lot in policy.lots]), min_size=1, max_size=2, unique=True))
    answers = {
        "honest": draw(st.sampled_from(["yes", "yes", "yes", "no"])),
        "grade": str(draw(st.integers(0, 10))),
        "plan": "Een plan.",
        "sober": draw(st.sampled_from(["yes", "no"])),
    }
    lines = []
    for lot in lots:
        for product in draw(st.sampled_from([(DAY,), (HOUR,), (DAY, HOUR)])):
            limit = draw(st.none() | st.integers(0, 3_000))
            capacity = None if limit is None else Quantity(limit, product.unit)
            lines.append(OfferLine(lot, product.code, Quantity(draw(st.integers(0, 3_000)), product.unit), capacity))
    return Submission(Agb(code(number)), _RECEIVED + timedelta(days=number), tuple(lots), answers, tuple(lines))


@st.composite
def _realised(draw: st.DrawFn, policy: Policy, number: int) -> list[Realised]:
    lots = draw(st.lists(st.sampled_from([lot.id for lot in policy.lots]), max_size=2, unique=True))
    return [
        Realised(
            code(number),
            DAY.code,
            Quantity(draw(st.integers(0, 3_000)), DAY.unit),
            Money(draw(st.integers(0, 20_000_000))),
            lot,
        )
        for lot in lots
    ]


@st.composite
def _choices(draw: st.DrawFn, policy: Policy, count: int) -> Choice:
    product = draw(st.sampled_from(PRODUCTS))
    return Choice(
        code(draw(st.integers(0, count - 1))),
        draw(st.sampled_from([lot.id for lot in policy.lots])),
        product.code,
        Quantity(draw(st.integers(1, 800)), product.unit),
        date(2026, 6, 1) + timedelta(days=draw(st.integers(0, 2))),
    )


def decided(dossier: Dossier) -> RoundOutcome:
    """The outcome of a dossier that has one; anything else is our bug here."""
    outcome = run_round(dossier, "0.0.0")
    assert isinstance(outcome, RoundOutcome), [str(item) for item in outcome]
    return outcome


@st.composite
def shuffled(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """The same dossier with the rows of everything in another order."""
    names = ("spaces", "products", "providers", "submissions", "realised", "choices", "marks", "adjustments")
    mixed: Mapping[str, Any] = {name: tuple(draw(st.permutations(getattr(dossier, name)))) for name in names}
    submissions = tuple(
        replace(one, lots=one.lots[::-1], lines=tuple(draw(st.permutations(one.lines))), answers=_backwards(one))
        for one in mixed["submissions"]
    )
    return replace(dossier, **{**mixed, "submissions": submissions})


def _backwards(submission: Submission) -> dict[str, str]:
    return dict(reversed(list(submission.answers.items())))


@st.composite
def adjustments(draw: st.DrawFn, outcome: RoundOutcome) -> tuple[Adjustment, ...]:
    """Deviations by hand that fit: some down, some up by at most what is left or held back in the frame."""
    made: list[Adjustment] = []
    allocation = outcome.allocation
    left = {
        item.frame: item.amount + allocation.moved_to(item.frame) - allocation.used(item.frame)
        for item in outcome.problem.spaces
    }
    # what a model set apart for choices is not there for a deviation; what a space step held back is
    spaced = {step.id for step in outcome.dossier.policy.division.space}
    for frame, steps in outcome.allocation.reserved.items():
        for name, money in steps.items():
            if name not in spaced:
                left[frame] -= money
    for grant in outcome.allocation.grants:
        if draw(st.booleans()):
            to = Money(draw(st.integers(0, grant.money.cents + left[grant.frame].cents)))
            left[grant.frame] -= max(to - grant.money, Money(0))
            made.append(
                Adjustment(
                    grant.contract,
                    grant.lot,
                    grant.money,
                    to,
                    "Een schrijnend geval.",
                    "hardship",
                    "inkoper",
                    "manager",
                    f"2026-09-{len(made) + 1:02}",
                )
            )
    return tuple(made)
