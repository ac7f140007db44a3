"""What-if around a dossier folder: read once, try scenarios, keep them beside it; its result is never touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from driehoek import __version__
from driehoek.adapters.dossier.scenarios import delete_scenario, read_scenario, scenario_names, write_scenario
from driehoek.application.what_if.options import with_options
from driehoek.application.what_if.scenario import KINDS, Scenario
from driehoek.application.what_if.trial import Bench, Refused, open_bench
from driehoek.bootstrap import rounds
from driehoek.kernel import Code, Finding, Place, blocking

__all__ = [
    "Read",
    "Scenario",
    "changes_in",
    "delete_scenario",
    "kept",
    "may_write",
    "open_folder",
    "placed",
    "read",
    "refusal",
    "retitled",
    "scenario_names",
    "write_scenario",
]

IN_RESULT = Code(
    "WIF-070",
    nl="{subject} ligt in de map {seen}; wat u probeert, komt nooit bij het resultaat van de ronde.",
    en="{subject} lies in the folder {seen}; what is tried never goes with the result of the round.",
    mend_nl="Kies een andere plaats, bijvoorbeeld {wanted}.",
    mend_en="Choose another place, for example {wanted}.",
)
FINDINGS = (IN_RESULT,)


@dataclass(frozen=True, slots=True)
class Read:
    """A scenario as it was read, from a file, from options or from both.

    Attributes:
        scenario: the scenario; None when an error stands in the way.
        findings: what is wrong with how it is written.
        places: where each change stands, by its path.
    """

    scenario: Scenario | None
    findings: tuple[Finding, ...]
    places: Mapping[str, Place]


def open_folder(folder: Path) -> tuple[Bench | None, tuple[Finding, ...]]:
    """Read a dossier and decide its round as it is; nothing is written.

    Returns:
        The bench, and what reading found; no bench when an error stands in the way.
    """
    loaded = rounds.load(folder)
    if loaded.dossier is None:
        return None, loaded.findings
    bench = open_bench(loaded.dossier, __version__)
    if not isinstance(bench, Bench):
        return None, (*loaded.findings, *rounds.with_places(bench, folder, loaded.dossier.policy))
    return bench, loaded.findings


def read(folder: Path, name: str, options: Mapping[str, Iterable[str]], title: str) -> Read:
    """A kept scenario with the changes of options behind its own; without a name those of the options alone.

    Args:
        folder: the dossier.
        name: of the kept scenario, or empty.
        options: per option (``--base``) what was given.
        title: what a scenario of options alone is called.
    """
    scenario: Scenario | None = Scenario(title)
    findings: tuple[Finding, ...] = ()
    places: Mapping[str, Place] = {}
    if name:
        decoded = read_scenario(folder, name)
        scenario, findings, places = decoded.value, decoded.findings, decoded.places
    given = with_options(scenario or Scenario(title), options)
    findings = (*findings, *given.findings)
    return Read(
        None if scenario is None or blocking(findings) else given.scenario, findings, {**places, **given.places}
    )


def kept(folder: Path) -> tuple[tuple[str, Read], ...]:
    """Every scenario kept in a dossier, by name."""
    return tuple((name, read(folder, name, {}, name)) for name in scenario_names(folder))


def changes_in(scenario: Scenario) -> int:
    """How many changes a scenario makes."""
    return sum(len(getattr(scenario, kind)) for kind in KINDS)


def retitled(scenario: Scenario, title: str) -> Scenario:
    """The scenario under another title, when one is given."""
    return replace(scenario, title=title) if title else scenario


def placed(findings: Iterable[Finding], places: Mapping[str, Place]) -> tuple[Finding, ...]:
    """The findings on a scenario with the line of the file, or the option, that they are about."""
    return tuple(
        replace(item, place=places[item.path]) if item.path in places and item.path and not item.place else item
        for item in findings
    )


def refusal(refused: Refused, read_: Read) -> tuple[Finding, ...]:
    """Why a scenario gave no result, each with its place."""
    return placed(refused.findings, read_.places)


def may_write(folder: Path, output: Path) -> tuple[Finding, ...]:
    """Whether a page may go there: anywhere but in the results of the dossier."""
    inside = output.resolve()
    for name in (rounds.RESULT_FOLDER, rounds.TRIAL_FOLDER, f"{rounds.RESULT_FOLDER}.vorige"):
        result = (folder / name).resolve()
        if inside == result or result in inside.parents:
            return (Finding(IN_RESULT, str(output), seen=name, wanted="what-if.html", place=Place(str(output))),)
    return ()
