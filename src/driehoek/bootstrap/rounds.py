"""A round around its folder: read it, decide it, write the result, replay it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from driehoek import __version__
from driehoek.adapters.catalogue import load_code_list, load_regions
from driehoek.adapters.dossier import decode_policy, read_dossier, read_held_dossier
from driehoek.adapters.dossier.files import Files
from driehoek.adapters.dossier.held import Remember
from driehoek.adapters.dossier.own_work import may_replace
from driehoek.adapters.dossier.result import NO_RESULT, compare_result, read_decision, write_result
from driehoek.adapters.dossier.tables import MARKS, POLICY_FILE
from driehoek.adapters.dossier.versions import FIRST, built_on, overlays, read_event, version_folder
from driehoek.application.dossier import Dossier
from driehoek.application.event import Revision
from driehoek.application.outcome import RoundOutcome
from driehoek.application.pools import check_executors
from driehoek.application.revision import change_between
from driehoek.application.round import check_policy, check_round, run_round
from driehoek.bootstrap.places import placed
from driehoek.domain.policy import Policy
from driehoek.domain.tender.criteria.marks import FINDINGS as ON_MARKS
from driehoek.kernel import Finding, Place, blocking

__all__ = [
    "NO_RESULT",
    "RESULT_FOLDER",
    "TRIAL_FOLDER",
    "Loaded",
    "check",
    "decide",
    "decide_version",
    "load",
    "load_held",
    "may_save",
    "replay",
    "save",
]
RESULT_FOLDER = "result"
_TESTED_LISTS = ("COD167", "COD168")
"""The published code lists to which the codes in a dossier are held."""
TRIAL_FOLDER = "result.proef"
"""Where a trial goes that leaves something of the dossier out; it is never the result of the round."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, with all that is wrong with it.

    Attributes:
        dossier: the dossier; None when an error stands in the way.
        findings: everything that reading found, in order of file and line.
    """

    dossier: Dossier | None
    findings: tuple[Finding, ...]


def load(folder: Path, number: int = FIRST, over: Path | None = None) -> Loaded:
    """Read a dossier folder.

    Args:
        folder: where it is.
        number: which version of it.
        over: a folder whose files lie over those of the version, such as that of an event.
    """
    regions, lists = _published()
    laid = (*((over,) if over else ()), *overlays(folder, number))
    dossier, about_files = read_dossier(folder, regions, lists, laid)
    findings = (*about_files, *_on_executors(dossier))
    if number == FIRST:
        return Loaded(dossier, findings)
    event, about_event = read_event(version_folder(folder, number))
    revised = replace(dossier, revision=Revision(number, event)) if dossier and event else None
    return Loaded(revised, (*findings, *about_event))


def load_held(
    files: Mapping[str, bytes], digests: Mapping[str, str] | None = None, remember: Remember | None = None
) -> Loaded:
    """Read a dossier from the content of its files by path, as `load` reads a folder named ``dossier`` with them.

    Args:
        files: their content.
        digests: the SHA-256 by path of documents of which the bytes are kept elsewhere.
        remember: what was read of a submission before.
    """
    dossier, about_files = read_held_dossier(files, "dossier", *_published(), digests or {}, remember)
    return Loaded(dossier, (*about_files, *_on_executors(dossier)))


def _published() -> tuple[tuple[str, ...], dict[str, frozenset[str]]]:
    """The codes of regions, and the code lists, that a dossier is held to."""
    regions = tuple(code.code for region in load_regions().all for code in (region.code, *region.aliases))
    return regions, {name: frozenset(entry.code for entry in load_code_list(name).entries) for name in _TESTED_LISTS}


def _on_executors(dossier: Dossier | None) -> tuple[Finding, ...]:
    return () if dossier is None else check_executors(dossier.policy, load_regions())


def check(folder: Path) -> Loaded:
    """Read a dossier folder and check all that the round would say before it divides; nothing is decided or written."""
    loaded = load(folder)
    if loaded.dossier is None:
        return loaded
    findings = (*loaded.findings, *with_places(check_round(loaded.dossier), folder, loaded.dossier.policy))
    return Loaded(None if blocking(findings) else loaded.dossier, findings)


def with_places(findings: tuple[Finding, ...], folder: Path, policy: Policy) -> tuple[Finding, ...]:
    """The findings, for the screen: those on the policy with line and column, those on marks with their file."""
    on_policy = frozenset(check_policy(policy))
    file = folder / POLICY_FILE
    places = decode_policy(file.read_bytes(), POLICY_FILE).places if file.is_file() else {}
    return tuple(
        placed((item,), policy, places)[0]
        if item in on_policy
        else replace(item, place=item.place or Place(MARKS.file))
        if item.code in ON_MARKS
        else item
        for item in findings
    )


def decide(dossier: Dossier) -> RoundOutcome | tuple[Finding, ...]:
    """Run the round of a dossier with this version of Driehoek."""
    return run_round(dossier, __version__)


def may_save(folder: Path, name: str = RESULT_FOLDER, *, overwrite: bool = False) -> tuple[Finding, ...]:
    """Whether a run may write its result in the dossier folder, to be asked before the work is done."""
    if name == RESULT_FOLDER and (refused := built_on(folder)):
        return refused
    return may_replace(folder / name, overwrite=overwrite)


def save(
    outcome: RoundOutcome, folder: Path, files: Files, name: str = RESULT_FOLDER, *, overwrite: bool = False
) -> tuple[Finding, ...]:
    """Write ``result/`` in the dossier folder, whole or not at all; see `write_result`."""
    return write_result(outcome, folder, files, name=name, overwrite=overwrite)


def decide_version(folder: Path, number: int) -> RoundOutcome | tuple[Finding, ...]:
    """Decide a version of a round, with what it changes against the one before."""
    outcome = _decided(folder, number)
    if number == FIRST or not isinstance(outcome, RoundOutcome):
        return outcome
    before = _decided(folder, number - 1)
    if not isinstance(before, RoundOutcome):
        return before
    return replace(outcome, change=change_between(before, outcome))


def _decided(folder: Path, number: int) -> RoundOutcome | tuple[Finding, ...]:
    loaded = load(folder, number)
    return loaded.findings if loaded.dossier is None else decide(loaded.dossier)


def replay(folder: Path, number: int = FIRST) -> tuple[RoundOutcome | None, tuple[Finding, ...]]:
    """Recompute a version of a round and hold it against the result that stands in its folder, byte for byte.

    Args:
        folder: the dossier folder.
        number: which version.

    Returns:
        The outcome as it comes out now, and every difference; no outcome when reading or deciding has an error.
    """
    where = version_folder(folder, number)
    decision, findings = read_decision(where)
    if decision is None:
        return None, findings
    outcome = decide_version(folder, number)
    if not isinstance(outcome, RoundOutcome):
        return None, outcome
    return outcome, compare_result(outcome, where)
