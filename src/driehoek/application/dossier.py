"""A round as it was handed in: the content of a dossier folder, typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from driehoek.application.event import Revision
from driehoek.domain.allocation.problem import Basis, Space, Waiting
from driehoek.domain.allocation.result import Adjustment
from driehoek.domain.catalogue import Product, TariffTable
from driehoek.domain.need import AgreedFigure, AreaNeed, ClassNeed, Line, NewClients
from driehoek.domain.policy import Policy
from driehoek.domain.quality import Input
from driehoek.domain.tender.submission import Choice, Mark, Provider, Realised, ReasonedDecision, Submission


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One line of ``sources.csv``: where an input file came from.

    Attributes:
        file: path inside the dossier.
        supplier: who supplied it.
        received_on: when.
        sha256: its hash at that moment; a run says when the file has changed since.
    """

    file: str
    supplier: str
    received_on: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The inputs of a round; whoever holds them gets the same decisions.

    Attributes:
        name: the name of the folder, for people; no part of the fingerprint.
        policy: the policy.
        spaces: every dated amount of space, per frame.
        products: the products that can be offered.
        tariffs: their maximum tariffs.
        providers: the providers with their contracts.
        submissions: everything handed in, in any order.
        realised: last year's production.
        choices: client choices, made or expected.
        marks: assessors' marks.
        decisions: reasoned decisions on exclusion grounds.
        adjustments: deviations by hand.
        sources: where the files came from.
        classes: clients expected per class, with its bandwidth.
        new_clients: new clients without a preferred provider.
        areas: the areas that have a budget together.
        figures: figures about contracts from outside their submissions.
        bases: what the space of the frames rests on.
        waiting: the waiting lists, in a municipality or for a contract.
        revision: which later version of the round this is, and what made it; None for the round itself.
        picture: the lines of the picture of need that the policy and submissions can point to.
        client_input: what client councils and organisations of clients said, and what was done with it.
    """

    name: str
    policy: Policy
    spaces: tuple[Space, ...]
    products: tuple[Product, ...]
    tariffs: TariffTable
    providers: tuple[Provider, ...]
    submissions: tuple[Submission, ...] = ()
    realised: tuple[Realised, ...] = ()
    choices: tuple[Choice, ...] = ()
    marks: tuple[Mark, ...] = ()
    decisions: tuple[ReasonedDecision, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    classes: tuple[ClassNeed, ...] = ()
    new_clients: tuple[NewClients, ...] = ()
    areas: tuple[AreaNeed, ...] = ()
    figures: tuple[AgreedFigure, ...] = ()
    bases: tuple[Basis, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    revision: Revision | None = None
    picture: tuple[Line, ...] = ()
    client_input: tuple[Input, ...] = ()

    def line(self, line_id: str) -> Line | None:
        """The line of the picture of need with this id, if the dossier has it."""
        return next((line for line in self.picture if line.id == line_id), None)

    def spaces_on(self, day: date) -> tuple[Space, ...]:
        """The space of each frame as it was known on ``day``: per frame the latest line of that day or before."""
        latest = {space.frame: space for space in self.space_series(day)}
        return tuple(latest[frame] for frame in sorted(latest))

    def space_series(self, day: date) -> tuple[Space, ...]:
        """Every amount of space that was known by ``day``, oldest first."""
        known = (space for space in self.spaces if space.known_on <= day)
        return tuple(sorted(known, key=lambda item: (item.known_on, item.frame)))
