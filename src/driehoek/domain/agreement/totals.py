"""Control totals over agreement lines: per category, provider, sector and region, and the whole.

They are what two parties compare before they trust a file: each kind of total adds up to the same whole, to the cent
(annex B of the standards; the recapitulation page of the budget form).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from driehoek.domain.agreement.lines import AgreementLine
from driehoek.kernel import ZERO, Code, Finding, Money, total

TOTALS_DIFFER = Code(
    "AGR-001",
    nl="De totalen per {subject} tellen op tot {seen}; alle regels samen zijn {wanted}.",
    en="The totals per {subject} add up to {seen}; all lines together are {wanted}.",
    mend_nl="Er ontbreekt een regel of er staat er een dubbel. Vraag het bestand opnieuw op.",
    mend_en="A line is missing or stands twice. Ask for the file again.",
)
FINDINGS = (TOTALS_DIFFER,)


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """One total.

    Attributes:
        kind: ``category``, ``provider``, ``sector``, ``region`` or ``all``.
        name: which; empty for the whole.
        lines: how many lines it counts.
        amount: their sum.
    """

    kind: str
    name: str
    lines: int
    amount: Money


_KINDS: Mapping[str, Callable[[AgreementLine], str]] = {
    "category": lambda line: line.category.value,
    "provider": lambda line: line.provider.code,
    "sector": lambda line: line.sector.value,
    "region": lambda line: line.region,
    "all": lambda _line: "",
}


def control_totals(lines: Iterable[AgreementLine]) -> tuple[ControlTotal, ...]:
    """Add up agreement lines in every way; in order of kind and name. No lines make one total of zero."""
    held = tuple(lines)
    return tuple(item for kind in _KINDS for item in _of_kind(kind, held))


def _of_kind(kind: str, lines: tuple[AgreementLine, ...]) -> Iterator[ControlTotal]:
    groups: defaultdict[str, list[Money]] = defaultdict(list)
    if kind == "all":
        groups[""] = []
    for line in lines:
        groups[_KINDS[kind](line)].append(line.amount)
    for name in sorted(groups):
        yield ControlTotal(kind, name, len(groups[name]), total(groups[name]))


def check_totals(totals: Iterable[ControlTotal]) -> tuple[Finding, ...]:
    """Hold the kinds of total against the whole: each must add up to it, to the cent."""
    sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for item in totals:
        sums[item.kind] += item.amount
    whole = sums.pop("all", ZERO)
    return tuple(
        Finding(TOTALS_DIFFER, kind, seen=str(amount), wanted=str(whole))
        for kind, amount in sorted(sums.items())
        if amount != whole
    )
