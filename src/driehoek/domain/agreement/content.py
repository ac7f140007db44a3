"""What a version of an agreement says, known by its fingerprint: parties, lines and conditions, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from driehoek.domain.agreement.committing import over_frames
from driehoek.domain.agreement.conditions import Conditions
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS, Line, Terms, faults
from driehoek.domain.ledger import SpaceFrame
from driehoek.domain.policy.params import read
from driehoek.kernel import Finding, Money, Quantity, fingerprint, total


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One line with the figures that stand in its cells.

    Attributes:
        lot: of the policy.
        product: its code.
        name: in Dutch.
        frame: of which sub-frame it takes space.
        quantity: agreed; an empty cell counts as none.
        price: per unit; an empty cell counts as nothing.
    """

    lot: str
    product: str
    name: str
    frame: SpaceFrame
    quantity: Quantity
    price: Money

    @property
    def amount(self) -> Money:
        """Price times quantity (F-001)."""
        return self.quantity.at(self.price)


@dataclass(frozen=True)
class Content:
    """What a version says; what follows from it is worked out once.

    Attributes:
        contract: the AGB of the contract.
        purchaser: its name.
        provider: its name.
        year: the contract year.
        lines: in order of lot and product.
        conditions: all the rest.
    """

    contract: str
    purchaser: str
    provider: str
    year: int
    lines: tuple[ContentLine, ...]
    conditions: Conditions

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over all of it."""
        return fingerprint(self)

    @cached_property
    def terms(self) -> Terms:
        """As a contract form looks at it; a line without a quantity is not agreed.

        A product can stand in more lots, so a form knows each line by both.
        """
        lines = tuple(
            Line(f"{line.lot}|{line.product}", line.quantity, line.price) for line in self.lines if line.quantity.steps
        )
        return self.conditions.of_lines(lines)

    @cached_property
    def faults(self) -> tuple[Finding, ...]:
        """Why nobody can agree to it: parameters or terms that the contract form cannot work with."""
        form = CONTRACT_FORMS[self.conditions.form]
        _params, wrong = read(form.dutch, form.params, self.conditions.params)
        return (*wrong, *faults(form, self.terms))

    @cached_property
    def taken(self) -> dict[SpaceFrame, Money]:
        """What it takes of the space per sub-frame: the most that can be paid, or what is expected without a most."""
        form = CONTRACT_FORMS[self.conditions.form]
        params, _wrong = read(form.dutch, form.params, self.conditions.params)
        most = form.most(self.terms, params)
        whole = self.terms.whole if most is None else most
        return over_frames(whole, ((line.frame, line.amount) for line in self.lines))

    @cached_property
    def amount(self) -> Money:
        """What it takes in all."""
        return total(self.taken.values())
