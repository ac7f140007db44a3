"""The workbench of the division: a bench on the dossier as it stands in the store, and scenarios tried on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from uuid import UUID

from driehoek import __version__
from driehoek.adapters.dossier.decode import Decoded, decode
from driehoek.adapters.dossier.encode import encode
from driehoek.application.dossier import Dossier
from driehoek.application.what_if.beside import Beside, beside
from driehoek.application.what_if.dials import Dial, dials
from driehoek.application.what_if.options import with_options
from driehoek.application.what_if.scenario import Scenario
from driehoek.application.what_if.steps import StepRun, step_runs
from driehoek.application.what_if.trial import Bench, Refused, Tried, open_bench
from driehoek.bootstrap.kept import Kept
from driehoek.bootstrap.stored_rounds import KEPT_ROUNDS, standing_round
from driehoek.kernel import Finding, blocking

_OPTIONS = {"base": "--base", "space": "--space", "weight": "--weight", "winners": "--winners"}
"""The option that turns a dial, by the word before its colon; every other dial is a parameter."""
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+")
_ONE = Lock()
"""A bench keeps what rounds have in common; one at a time works on it."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """A round on the bench.

    Attributes:
        bench: with the round as it is.
        dials: everything that can be turned.
        steps: what each step does to the money as it is.
    """

    bench: Bench
    dials: tuple[Dial, ...]
    steps: tuple[StepRun, ...]


_BENCHES: Kept[str, Workbench | tuple[Finding, ...]] = Kept(KEPT_ROUNDS)


def workbench_at(round_id: UUID, at: datetime) -> Workbench | tuple[Finding, ...]:
    """The bench of a round as it stands for the one who acts; without an outcome, the findings."""
    found = standing_round(round_id, at)
    dossier = found.dossier
    if dossier is None:
        return found.findings
    return _BENCHES.get(found.fingerprint, lambda: _bench(dossier))


def _bench(dossier: Dossier) -> Workbench | tuple[Finding, ...]:
    with _ONE:
        bench = open_bench(dossier, __version__)
    if not isinstance(bench, Bench):
        return bench
    return Workbench(bench, tuple(dials(dossier)), step_runs(bench.base))


def scenario_of(title: str, turned: Mapping[str, str]) -> tuple[Scenario | None, tuple[Finding, ...]]:
    """A scenario that turns dials.

    Args:
        title: what it is called.
        turned: per dial what a person typed: a new value, or a move that begins with a plus or a minus.
    """
    options: dict[str, list[str]] = {}
    for name, typed in turned.items():
        kind, _, rest = name.partition(":")
        option = _OPTIONS.get(kind, "--set")
        text = plain_number(typed)
        sign, value = (text[0], text[1:]) if text[:1] in {"+", "-"} else ("", text)
        place = rest if option != "--set" else name
        options.setdefault(option, []).append(f"{place}{sign}={value}")
    given = with_options(Scenario(title), options)
    return (None if blocking(given.findings) else given.scenario), given.findings


def plain_number(typed: str) -> str:
    """A number as Dutch people type it, in the form of files.

    >>> plain_number(" € 2.839.142.000,50"), plain_number("95,5 %"), plain_number("-0,5%"), plain_number("96.4%")
    ('2839142000.50', '95.5%', '-0.5%', '96.4%')
    """
    text = typed.replace("€", "").replace("\N{MINUS SIGN}", "-")
    text = "".join(text.split())
    if "," in text:
        return text.replace(".", "").replace(",", ".")
    return text.replace(".", "") if _GROUPED.fullmatch(text) else text


def try_out(made: Workbench, scenario: Scenario) -> Tried | Refused:
    """Try a scenario on the bench."""
    with _ONE:
        return made.bench.try_out(scenario)


def side_by_side(made: Workbench, scenarios: Sequence[Scenario]) -> tuple[Beside | Finding | None, tuple[Refused, ...]]:
    """Scenarios beside the round as it is; which of them give no result, and why."""
    tried = [try_out(made, item) for item in scenarios]
    good = [item for item in tried if isinstance(item, Tried)]
    bad = tuple(item for item in tried if isinstance(item, Refused))
    return (beside(made.bench.base, good) if good else None), bad


def scenario_text(scenario: Scenario) -> str:
    """A scenario as a dossier keeps it."""
    return encode(scenario)


def read_text(text: str) -> Decoded[Scenario]:
    """A scenario that was kept."""
    return decode(text.encode(), Scenario, "scenario.yaml")
