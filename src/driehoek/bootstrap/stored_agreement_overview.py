"""Agreements of the store as their overview and their ceilings read them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from driehoek.adapters.store import agreement_versions, booking
from driehoek.adapters.store.agreement_stands import stands
from driehoek.adapters.store.agreement_sums import Sums, conditions_of_each, line_sums
from driehoek.adapters.store.models import Agreement
from driehoek.application.agreement.ceilings import Before, Ceiling, Held, ceilings, key_of, line_of
from driehoek.application.agreement.overview import Followed, Overview, overview
from driehoek.domain.agreement.committing import over_frames
from driehoek.domain.agreement.conditions import Conditions
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS, Line
from driehoek.domain.ledger import SpaceFrame
from driehoek.domain.policy.params import read
from driehoek.kernel import Money, Quantity, Unit, total


def overview_of(purchaser: UUID, year: int) -> Overview:
    """All agreements of a purchaser for a year against its ledger."""
    rows = list(Agreement.objects.filter(purchaser_id=purchaser, year=year).select_related("provider"))
    where, sums, conditions = stands(rows), line_sums(rows), conditions_of_each(rows)
    followed = [
        Followed(
            contract=row.contract,
            provider=row.provider.name,
            region=row.region,
            agreement=where[row.pk].with_draft(total(parts.values())),
            parts=parts,
            touched_by=where[row.pk].touched_by,
            touched_at=where[row.pk].since,
            clashes=where[row.pk].clashes,
        )
        for row in rows
        for parts in [taken(conditions[row.pk], sums[row.pk])]
    ]
    return overview(followed, booking.balances(purchaser, year))


def ceilings_of(agreements: Iterable[Agreement]) -> tuple[Ceiling, ...]:
    """What each agreement means for clients who are there; one that its form cannot work with is left out."""
    found = [_held(row) for row in agreements]
    return ceilings(item for item in found if item is not None)


def taken(conditions: Conditions, sums: Sums) -> dict[SpaceFrame, Money]:
    """What an agreement takes per sub-frame, as `Content.taken` has it: a form looks at what all lines come to."""
    form = CONTRACT_FORMS[conditions.form]
    params, _wrong = read(form.dutch, form.params, conditions.params)
    whole = total(amount for _frame, amount in sums)
    terms = conditions.of_lines((Line("", Quantity(1, Unit.PIECE), whole),))
    most = form.most(terms, params)
    return over_frames(terms.whole if most is None else most, sums)


def _held(row: Agreement) -> Held | None:
    """An agreement beside last year's care."""
    _number, conditions = agreement_versions.conditions_of(row)
    content = agreement_versions.content_of(row, conditions)
    form = CONTRACT_FORMS[conditions.form]
    params, wrong = read(form.dutch, form.params, conditions.params)
    if wrong:
        return None
    lines = tuple(line_of(line.lot, line.product, line.quantity, line.price) for line in content.lines)
    before = {key: Before(Quantity(steps, Unit(unit))) for key, (_name, steps, unit) in row.before.items()}
    names = {key: name for key, (name, _steps, _unit) in row.before.items()}
    told = names | {key_of(line.lot, line.product): line.name for line in content.lines}
    return Held(row.contract, row.purchaser.name, row.year, form, params, conditions.of_lines(lines), before, told)
