"""The codes that one file of a dossier defines and others refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from driehoek.adapters.dossier import codes
from driehoek.adapters.dossier.cells import Row
from driehoek.adapters.dossier.tables import POLICY_FILE, PRODUCTS, PROVIDERS
from driehoek.domain.policy import Policy, Question
from driehoek.kernel import Unit


@dataclass
class Known:
    """What may be referred to. None means that the defining file could not be read: then nothing is refused on it.

    Attributes:
        policy: the policy.
        units: per product code its unit.
        contracts: the contracts of ``providers.csv``.
        codes: the regions that exist (COD001); empty when that is not tested.
        lists: per published code list, such as COD167, the codes that it has; a list that is not here is not tested.
        questions: the questions of the policy, by id.
        lots: its lots.
        frames: its pools with their sub-frames.
        regions: the regions that its pools cover.
        criteria: its criteria that are scored themselves.
        requirements: its requirements.
    """

    policy: Policy | None = None
    units: dict[str, Unit] | None = None
    contracts: set[str] | None = None
    codes: frozenset[str] = frozenset()
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    lots: frozenset[str] | None = None
    frames: frozenset[tuple[str, str]] | None = None
    regions: frozenset[str] | None = None
    criteria: frozenset[str] | None = None
    requirements: frozenset[str] | None = None

    def learn(self, policy: Policy) -> None:
        """Take over the codes that the policy defines."""
        self.policy = policy
        self.questions = {question.id: question for question in policy.questions}
        self.lots = frozenset(lot.id for lot in policy.lots)
        self.frames = frozenset((pool.id, frame) for pool in policy.pools for frame in pool.frames)
        self.regions = frozenset(region for pool in policy.pools for region in pool.regions)
        self.criteria = frozenset(leaf.id for lot in policy.lots for leaf in lot.leaves())
        self.requirements = frozenset(requirement.id for requirement in policy.requirements)

    def lot(self, row: Row, name: str = "lot") -> str:
        """The lot in a cell, which the policy must have; an empty cell that may be empty stays empty."""
        return _referred(row, name, row.text(name), self.lots)

    def contract(self, row: Row, name: str = "contract") -> str:
        """The contract in a cell, which ``providers.csv`` must have."""
        return _referred(row, name, row.agb(name).code, self.contracts, PROVIDERS.file)

    def product(self, row: Row, name: str = "product") -> tuple[str, Unit]:
        """The product in a cell, which ``products.csv`` must have, with its unit."""
        code = _referred(row, name, row.text(name), self.units, PRODUCTS.file)
        # of an unknown product nothing is said of its unit: hours take every way in which a quantity is written
        return code, (self.units or {}).get(code, Unit.HOUR)

    def criterion(self, row: Row) -> str:
        """The criterion in a cell, which the policy must have as a leaf."""
        return _referred(row, "criterion", row.text("criterion"), self.criteria)

    def requirement(self, row: Row) -> str:
        """The requirement in a cell, which the policy must have."""
        return _referred(row, "requirement", row.text("requirement"), self.requirements)

    def region(self, row: Row) -> str:
        """The region of a contract, which one of the pools of the policy must cover."""
        return _referred(row, "region", row.region("region"), self.regions)

    def seat(self, row: Row) -> str:
        """The region of a seat, which must exist; it need not be one of the policy."""
        return _referred(row, "seat_region", row.region("seat_region"), self.codes or None, "COD001")

    def listed(self, row: Row, name: str, code_list: str) -> str:
        """The code in a cell, which the published list must have; an empty cell that may be empty stays empty."""
        return _referred(row, name, row.text(name), self.lists.get(code_list), code_list)

    def frame(self, row: Row) -> tuple[str, str]:
        """The pool and sub-frame of a row, which the policy must have."""
        pool, name = row.text("pool"), row.text("frame")
        if self.frames is not None and (pool, name) not in self.frames:
            pools = {pool for pool, _ in self.frames}
            column, seen = ("frame", name) if pool in pools else ("pool", pool)
            if seen:
                row.fault(codes.CODE_UNKNOWN, column, seen=seen, wanted=POLICY_FILE)
        return pool, name


Defined = dict[str, Unit] | set[str] | frozenset[str] | None


def _referred(row: Row, name: str, code: str, defined: Defined, where: str = POLICY_FILE) -> str:
    if code and defined is not None and code not in defined:
        row.fault(codes.CODE_UNKNOWN, name, seen=code, wanted=where)
    return code
