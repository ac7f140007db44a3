"""The packaged assumptions for a look many years ahead. They are ours, so a fault in one is a bug and raises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from driehoek.domain.need import Assumption, Basis, ClientGroup, Origin
from driehoek.kernel import Rate


def scenarios(rows: Iterable[Mapping[str, str]]) -> tuple[Assumption, ...]:
    """The rows of ``need/scenarios.csv``, each with its source."""
    return tuple(_assumption(row) for row in rows)


def _assumption(row: Mapping[str, str]) -> Assumption:
    group = ClientGroup(row["group"]) if row["group"] else None
    origin = Origin(Basis(row["basis"]), row["source"], row["how"])
    return Assumption(row["scenario"], row["assumption"], group, int(row["from"]), Rate.parse(row["value"]), origin)
