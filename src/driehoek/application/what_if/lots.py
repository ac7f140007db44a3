"""Changes of the lots: one split into several, several merged into one.

Everything that names a lot follows: submissions with their volumes, last year's production, clients' choices, and the
parts of the policy. The merged lot goes by the rules of the first that is named; parts of the policy that hold for the
others alone leave with them, and that is told. A question for the others alone stays, without being required.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from driehoek.application.dossier import Dossier
from driehoek.application.problem import decision_day
from driehoek.application.what_if.scenario import LotPart, MergeChange, SplitChange
from driehoek.application.what_if.values import CHANGES_NOTHING, TWICE, Made, Told, refused, unknown
from driehoek.domain.allocation import Frame, Space
from driehoek.domain.catalogue import Sector
from driehoek.domain.need.clients import AreaNeed
from driehoek.domain.policy import Calendar, Criterion, Lot, Policy, Step
from driehoek.domain.tender.submission import OfferLine, Submission
from driehoek.kernel import ZERO, Code, Finding, Rate, Rounding, Severity, total

T = TypeVar("T")

PART_TAKES_NOTHING = Code(
    "WIF-010",
    nl="{subject} zegt niet welke prestaties deel '{seen}' krijgt.",
    en="{subject} does not say which products part '{seen}' takes.",
    mend_nl="Geef bij dit deel sectors of products.",
    mend_en="Give sectors or products with this part.",
)
IN_TWO_PARTS = Code(
    "WIF-011",
    nl="{subject} geeft prestatie {seen} aan meer dan één deel: {wanted}.",
    en="{subject} gives product {seen} to more than one part: {wanted}.",
    mend_nl="Noem elke prestatie bij één deel.",
    mend_en="Name each product with one part.",
)
IN_NO_PART = Code(
    "WIF-012",
    nl="{subject} geeft prestatie {seen} aan geen enkel deel, maar in perceel {wanted} komt zij voor.",
    en="{subject} gives product {seen} to no part, but lot {wanted} has it.",
    mend_nl="Noem de prestatie, of haar sector, bij een van de delen.",
    mend_en="Name the product, or its sector, with one of the parts.",
)
SPACE_SHARES = Code(
    "WIF-013",
    nl="{subject} verdeelt samen {seen} van de ruimte; {wanted} kan.",
    en="{subject} gives out {seen} of the space together; {wanted} can be.",
    mend_nl="Verlaag de delen van de ruimte.",
    mend_en="Lower the shares of the space.",
)
LEAVES = Code(
    "WIF-014",
    nl="Door {subject} vervalt {seen}: het geldt alleen voor {wanted}.",
    en="By {subject} {seen} leaves: it holds for {wanted} alone.",
    mend_nl="Niets te doen. Wilt u het houden? Noem dat perceel dan als eerste.",
    mend_en="Nothing to do. To keep it, name that lot first.",
    severity=Severity.NOTE,
)
FIGURES_STAY = Code(
    "WIF-015",
    nl="De {seen} cijfers over contracten in heel perceel {wanted} horen door {subject} bij het eerste deel.",
    en="By {subject} the {seen} figures about contracts in the whole of lot {wanted} go with the first part.",
    mend_nl="Kijk of dat klopt; een cijfer over het geheel zegt niet welk deel ervan waar hoort.",
    mend_en="See whether that is right; a figure about the whole does not say which part of it belongs where.",
    severity=Severity.WARNING,
)
FINDINGS = (PART_TAKES_NOTHING, IN_TWO_PARTS, IN_NO_PART, SPACE_SHARES, LEAVES, FIGURES_STAY)

Named = Callable[[tuple[str, ...]], tuple[str, ...] | None]
"""Gives the lots that come in the place of those named; None when what names them leaves."""


def change_merge(dossier: Dossier, change: MergeChange, path: str) -> Made:
    """Several lots as one."""
    lots = {lot.id: lot for lot in dossier.policy.lots}
    strange = [lot for lot in change.lots if lot not in lots]
    if strange:
        return refused(*(unknown(path, lot, tuple(lots)) for lot in strange))
    names = tuple(dict.fromkeys(change.lots))
    if len(names) <= 1:
        return Made(dossier, findings=(Finding(CHANGES_NOTHING, path, seen=", ".join(names), path=path),))
    first, others, into = lots[names[0]], names[1:], change.into or names[0]
    if into in lots and into not in names:
        return refused(Finding(TWICE, path, seen=into, path=path))
    merged = _together([lots[name] for name in names], into, change.name)

    def named(given: tuple[str, ...]) -> tuple[str, ...] | None:
        left = tuple(dict.fromkeys(into if lot == first.id else lot for lot in given if lot not in others))
        return None if given and not left else left

    policy, gone = _renamed(dossier.policy, named, (merged,), names)
    policy = replace(policy, calendar=_windows(dossier.policy, dict.fromkeys(names, (into,))))
    spaces = _space_along(dossier, first, [lots[name] for name in others], names)
    gone += [f"areas: {item.area}" for item in dossier.areas if item.lot in others]
    gone += [f"figures: {item.contract}, {item.figure.value}" for item in dossier.figures if item.lot in others]
    leaving = tuple(Finding(LEAVES, path, seen=item, wanted=", ".join(others), path=path) for item in gone)
    place = dict.fromkeys(names, into)
    made = replace(
        dossier,
        policy=policy,
        spaces=spaces,
        submissions=tuple(_one_lot(item, place) for item in dossier.submissions),
        realised=tuple(replace(item, lot=place.get(item.lot, item.lot)) for item in dossier.realised),
        choices=tuple(replace(item, lot=place.get(item.lot, item.lot)) for item in dossier.choices),
        classes=tuple(replace(item, lot=place.get(item.lot, item.lot)) for item in dossier.classes),
        new_clients=tuple(replace(item, lot=place.get(item.lot, item.lot)) for item in dossier.new_clients),
        areas=tuple(
            replace(item, lot=into) if item.lot == first.id else item
            for item in dossier.areas
            if item.lot not in others
        ),
        figures=tuple(
            replace(item, lot=into) if item.lot == first.id else item
            for item in dossier.figures
            if item.lot not in others
        ),
    )
    joined = ", ".join(lots[name].name for name in names)
    said = Told(
        f"Deze percelen worden samen één: {joined}. De regels van het eerste gelden.",
        f"These lots become one: {', '.join(names)}. The rules of the first hold.",
    )
    return Made(made, (said,), leaving)


def _together(lots: list[Lot], into: str, name: str) -> Lot:
    products = tuple(sorted({code for lot in lots for code in lot.products}))
    sectors = tuple(sorted({sector for lot in lots for sector in lot.sectors}, key=lambda item: item.value))
    return replace(
        lots[0],
        id=into,
        name=name or lots[0].name,
        products=products if all(lot.products for lot in lots) else (),
        sectors=sectors if all(lot.sectors for lot in lots) else (),
        care=lots[0].care if len({lot.care for lot in lots}) == 1 else None,
    )


def _space_along(dossier: Dossier, first: Lot, others: list[Lot], names: tuple[str, ...]) -> tuple[Space, ...]:
    """The space of a frame that no lot uses any more goes to the frame of the first, within its pool."""
    used = {(lot.pool, lot.frame) for lot in dossier.policy.lots if lot.id not in names}
    left = {
        Frame(lot.pool, lot.frame)
        for lot in others
        if lot.pool == first.pool and lot.frame != first.frame and (lot.pool, lot.frame) not in used
    }
    at = {item.frame: item for item in dossier.spaces_on(decision_day(dossier.policy))}
    target = at.get(Frame(first.pool, first.frame))
    moved = total(at[frame].amount for frame in left if frame in at)
    if target is None or not moved:
        return dossier.spaces
    gone = {id(at[frame]) for frame in left if frame in at}
    return tuple(
        replace(item, amount=item.amount + moved)
        if item is target
        else replace(item, amount=ZERO)
        if id(item) in gone
        else item
        for item in dossier.spaces
    )


def _one_lot(item: Submission, place: Mapping[str, str]) -> Submission:
    """The submission with its lots as one; the same product offered in two is offered once, for both together."""
    if not any(lot in place for lot in item.lots) and not any(line.lot in place for line in item.lines):
        return item
    lines: dict[tuple[str, str], OfferLine] = {}
    for line in item.lines:
        moved = replace(line, lot=place.get(line.lot, line.lot))
        held = lines.get((moved.lot, moved.product))
        lines[moved.lot, moved.product] = moved if held is None else _both(held, moved)
    lots = tuple(dict.fromkeys(place.get(lot, lot) for lot in item.lots))
    return replace(item, lots=lots, lines=tuple(lines.values()))


def _both(one: OfferLine, other: OfferLine) -> OfferLine:
    """Two offers of one product; who named no limit on one of them can deliver at least what it offered there."""
    capacity = None
    if one.capacity is not None or other.capacity is not None:
        capacity = (one.capacity or one.quantity) + (other.capacity or other.quantity)
    return replace(one, quantity=one.quantity + other.quantity, capacity=capacity)


def change_split(dossier: Dossier, change: SplitChange, path: str) -> Made:
    """One lot as several."""
    lots = {lot.id: lot for lot in dossier.policy.lots}
    whole = lots.get(change.lot)
    if whole is None:
        return refused(unknown(path, change.lot, tuple(lots)))
    place = _places(dossier, change, path)
    wrong = (*_wrong_parts(change, lots, path), *(place if isinstance(place, tuple) else ()))
    if wrong or isinstance(place, tuple):
        return refused(*wrong)
    if len(change.parts) == 1 and change.parts[0].id == whole.id:
        return Made(dossier, findings=(Finding(CHANGES_NOTHING, path, seen=whole.id, path=path),))
    parts = tuple(part.id for part in change.parts)

    def named(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new for lot in given for new in (parts if lot == whole.id else (lot,)))

    made = tuple(_part_of(whole, part, first=part is change.parts[0]) for part in change.parts)
    policy, _ = _renamed(dossier.policy, named, made, (whole.id,))
    policy = replace(policy, calendar=_windows(dossier.policy, {whole.id: parts}))
    taken = _divided(replace(dossier, policy=policy), whole, place)
    taken = _with_marks(taken, whole, change.parts[1:])
    taken = replace(
        taken,
        areas=tuple(new for item in taken.areas for new in _in_each(item, whole, parts)),
        figures=tuple(replace(item, lot=parts[0]) if item.lot == whole.id else item for item in taken.figures),
    )
    count = sum(1 for item in dossier.figures if item.lot == whole.id)
    stay = (Finding(FIGURES_STAY, path, seen=str(count), wanted=whole.id, path=path),) if count else ()
    said = Told(
        f"Perceel {whole.name} wordt gesplitst in {', '.join(lot.name for lot in made)}.",
        f"Lot {whole.id} is split into {', '.join(parts)}.",
    )
    return Made(_own_frames(taken, whole, change.parts), (said,), stay)


def _in_each(area: AreaNeed, whole: Lot, parts: tuple[str, ...]) -> tuple[AreaNeed, ...]:
    """An area counts in every part of the lot that it counted in, with the same weight."""
    return tuple(replace(area, lot=part) for part in parts) if area.lot == whole.id else (area,)


def _wrong_parts(change: SplitChange, lots: Mapping[str, Lot], path: str) -> list[Finding]:
    wrong = [
        Finding(PART_TAKES_NOTHING, path, seen=part.id, path=path)
        for part in change.parts
        if not part.sectors and not part.products and part.care is None
    ]
    ids = [part.id for part in change.parts]
    taken = {name for name in lots if name != change.lot}
    wrong += [Finding(TWICE, path, seen=name, path=path) for name in ids if name in taken or ids.count(name) > 1]
    shares = Rate(sum((part.space.value for part in change.parts if part.space), Rate.percent(0).value))
    free = any(part.space is None for part in change.parts)
    negative = any(part.space and part.space.value < 0 for part in change.parts)
    if shares.value > 1 or negative or (not free and shares.value != 1):
        wanted = "0% .. 100%" if free else "100%"
        wrong.append(Finding(SPACE_SHARES, path, seen=str(shares), wanted=wanted, path=path))
    return wrong


def _places(dossier: Dossier, change: SplitChange, path: str) -> dict[str, str] | tuple[Finding, ...]:
    """Per product of the lot the part that takes it; or which products no part or more than one takes."""
    sectors = {product.code: product.sector for product in dossier.products}
    kinds = {product.code: product.care for product in dossier.products}
    codes = {line.product for item in dossier.submissions for line in item.lines if line.lot == change.lot}
    codes |= {item.product for item in dossier.realised if item.lot == change.lot}
    codes |= {item.product for item in dossier.choices if item.lot == change.lot}
    codes |= {item.product for item in dossier.classes if item.lot == change.lot}
    codes |= {item.product for item in dossier.new_clients if item.lot == change.lot}
    place: dict[str, str] = {}
    wrong: list[Finding] = []
    for code in sorted(codes):
        takers = [part.id for part in change.parts if code in part.products]
        takers = takers or [part.id for part in change.parts if part.care and kinds.get(code) is part.care]
        takers = takers or [part.id for part in change.parts if sectors.get(code) in part.sectors]
        if len(takers) == 1:
            place[code] = takers[0]
        elif takers:
            wrong.append(Finding(IN_TWO_PARTS, path, seen=code, wanted=", ".join(takers), path=path))
        else:
            wrong.append(Finding(IN_NO_PART, path, seen=code, wanted=change.lot, path=path))
    return tuple(wrong) if wrong else place


def _part_of(whole: Lot, part: LotPart, *, first: bool) -> Lot:
    named = part.sectors or whole.sectors
    mixed = [bool(part.products), bool(part.sectors), part.care is not None].count(True) > 1  # one or the other
    return replace(
        whole,
        id=part.id,
        name=part.name or f"{whole.name}, {part.id}",
        frame=_frame(whole, part),
        products=part.products if not part.sectors and part.care is None else (),
        care=whole.care if mixed else part.care or whole.care,
        sectors=() if mixed else tuple(Sector(item.value) for item in named),
        criteria=whole.criteria if first else _own_names(whole.criteria, part.id),
    )


def _frame(whole: Lot, part: LotPart) -> str:
    return whole.frame if part.space is None else f"{whole.frame}-{part.id}"


def _own_names(criteria: tuple[Criterion, ...], part: str) -> tuple[Criterion, ...]:
    """The criteria under names of their own, for marks name nothing but the criterion."""
    return tuple(replace(node, id=f"{node.id}-{part}", parts=_own_names(node.parts, part)) for node in criteria)


def _with_marks(dossier: Dossier, whole: Lot, others: tuple[LotPart, ...]) -> Dossier:
    names = {leaf.id for leaf in whole.leaves()}
    own = [mark for mark in dossier.marks if mark.criterion in names]
    copied = (replace(mark, criterion=f"{mark.criterion}-{part.id}") for part in others for mark in own)
    return replace(dossier, marks=(*dossier.marks, *copied)) if own else dossier


def _divided(dossier: Dossier, whole: Lot, place: Mapping[str, str]) -> Dossier:
    """Volumes, production and choices in the part that takes their product."""

    def moved(item: Any) -> Any:
        """A line, production or a choice: each has a lot and a product."""
        return replace(item, lot=place[item.product]) if item.lot == whole.id else item

    def entry(item: Submission) -> Submission:
        if whole.id not in item.lots:
            return item
        lines = tuple(moved(line) for line in item.lines)
        offered = dict.fromkeys(place[line.product] for line in item.lines if line.lot == whole.id)
        lots = tuple(new for lot in item.lots for new in (offered if lot == whole.id else (lot,)))
        return replace(item, lots=lots, lines=lines)

    return replace(
        dossier,
        submissions=tuple(entry(item) for item in dossier.submissions),
        realised=tuple(moved(item) for item in dossier.realised),
        choices=tuple(moved(item) for item in dossier.choices),
        classes=tuple(moved(item) for item in dossier.classes),
        new_clients=tuple(moved(item) for item in dossier.new_clients),
    )


def _own_frames(dossier: Dossier, whole: Lot, parts: tuple[LotPart, ...]) -> Dossier:
    """Sub-frames for the parts with a share of the space; what the shares round off stays in the frame of the whole."""
    own = [part for part in parts if part.space is not None]
    if not own:
        return dossier
    policy = dossier.policy
    names = tuple(_frame(whole, part) for part in own)
    at = {item.frame: item for item in dossier.spaces_on(decision_day(policy))}
    old = at.get(Frame(whole.pool, whole.frame))
    pools = tuple(
        replace(pool, frames=(*pool.frames, *names)) if pool.id == whole.pool else pool for pool in policy.pools
    )
    space = tuple(_also_for(step, whole.frame, names) for step in policy.division.space)
    policy = replace(policy, pools=pools, division=replace(policy.division, space=space))
    if old is None:
        return replace(dossier, policy=policy)
    amounts = [old.amount.times(part.space, Rounding.DOWN) for part in own if part.space is not None]
    fresh = (
        replace(old, frame=Frame(whole.pool, name), amount=amount) for name, amount in zip(names, amounts, strict=True)
    )
    kept = (replace(item, amount=old.amount - total(amounts)) if item is old else item for item in dossier.spaces)
    return replace(dossier, policy=policy, spaces=(*kept, *fresh))


def _also_for(step: Step, frame: str, names: tuple[str, ...]) -> Step:
    """A step of the space that names the frame works on what was split off as well."""
    raw = step.params.get("frames", ())
    given = (raw,) if isinstance(raw, str) else raw
    return replace(step, params={**step.params, "frames": (*given, *names)}) if frame in given else step


def _renamed(policy: Policy, named: Named, fresh: tuple[Lot, ...], old: tuple[str, ...]) -> tuple[Policy, list[str]]:
    """The policy with its lots under other names, and the parts that leave because they hold for none of them."""
    gone: list[str] = []

    def kept(items: Iterable[T]) -> tuple[T, ...]:
        made = []
        for item in items:
            one: Any = item
            lots = named(one.lots)
            if lots is None:
                gone.append(one.id)
            else:
                made.append(replace(one, lots=lots))
        return tuple(made)

    division = policy.division
    made = replace(
        policy,
        lots=tuple(
            new for lot in policy.lots for new in (fresh if lot.id == old[0] else () if lot.id in old else (lot,))
        ),
        questions=tuple(
            replace(item, lots=tuple(lot.id for lot in fresh), required=False)
            if named(item.lots) is None
            else replace(item, lots=named(item.lots) or ())
            for item in policy.questions
        ),
        requirements=kept(policy.requirements),
        norms=kept(policy.norms),
        division=replace(
            division, tariff=kept(division.tariff), models=kept(division.models), after=kept(division.after)
        ),
    )
    return made, gone


def _in_place(lot: Lot, fresh: tuple[Lot, ...], old: tuple[str, ...]) -> tuple[Lot, ...]:
    if lot.id == old[0]:
        return fresh
    return () if lot.id in old else (lot,)


def _windows(policy: Policy, place: Mapping[str, tuple[str, ...]]) -> Calendar:
    windows = tuple(
        replace(item, lots=tuple(dict.fromkeys(new for lot in item.lots for new in place.get(lot, (lot,)))))
        for item in policy.calendar.windows
    )
    return replace(policy.calendar, windows=windows)
