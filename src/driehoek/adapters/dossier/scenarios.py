"""Scenarios kept in a dossier: one small YAML file each under ``scenarios/``; they are no part of the inputs."""

from __future__ import annotations

import re
from pathlib import Path

from driehoek.adapters.dossier.decode import Decoded, decode
from driehoek.adapters.dossier.encode import encode
from driehoek.adapters.dossier.files import not_written, write_file
from driehoek.adapters.dossier.folder import Folder
from driehoek.application.what_if.scenario import Scenario
from driehoek.domain.policy.checks.names import meant
from driehoek.kernel import Code, Finding, Place

SCENARIOS_FOLDER = "scenarios"

BAD_NAME = Code(
    "DOS-120",
    nl="'{subject}' kan geen naam van een scenario zijn.",
    en="'{subject}' cannot be the name of a scenario.",
    mend_nl="Gebruik kleine letters, cijfers en streepjes, bijvoorbeeld {wanted}.",
    mend_en="Use small letters, digits and hyphens, for example {wanted}.",
)
NO_SCENARIO = Code(
    "DOS-121",
    nl="Er is geen scenario '{subject}' in dit dossier.",
    en="There is no scenario '{subject}' in this dossier.",
    mend_nl="Bedoelde u: {wanted}?",
    mend_en="Did you mean: {wanted}?",
)
SCENARIO_THERE = Code(
    "DOS-122",
    nl="Scenario '{subject}' bestaat al.",
    en="Scenario '{subject}' exists already.",
    mend_nl="Kies een andere naam, of geef --overwrite om het te vervangen.",
    mend_en="Choose another name, or give --overwrite to replace it.",
)
FINDINGS = (BAD_NAME, NO_SCENARIO, SCENARIO_THERE)

_NAME = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$")
_ENDING = ".yaml"


def scenario_names(folder: Path) -> tuple[str, ...]:
    """The names of the scenarios kept in a dossier, in order; links and other files are passed over."""
    names = Folder(folder).names(SCENARIOS_FOLDER)
    found = (
        name.removesuffix(_ENDING) for name, is_folder in names.items() if not is_folder and name.endswith(_ENDING)
    )
    return tuple(sorted(name for name in found if _NAME.match(name)))


def read_scenario(folder: Path, name: str) -> Decoded[Scenario]:
    """Read a scenario: every fault in one go with line and column, or the scenario."""
    if not _NAME.match(name):
        return Decoded(None, (_bad(name),), {})
    file = f"{SCENARIOS_FOLDER}/{name}{_ENDING}"
    place = Folder(folder)
    data = place.read(file)
    if data is None:
        found = tuple(place.findings) or (Finding(NO_SCENARIO, name, wanted=meant(name, scenario_names(folder))),)
        return Decoded(None, found, {})
    return decode(data, Scenario, file)


def write_scenario(folder: Path, name: str, scenario: Scenario, *, overwrite: bool = False) -> tuple[Finding, ...]:
    """Keep a scenario under a name; one that is there already only when that is asked for."""
    if not _NAME.match(name):
        return (_bad(name),)
    path = folder / SCENARIOS_FOLDER / f"{name}{_ENDING}"
    if path.exists() and not overwrite:
        return (Finding(SCENARIO_THERE, name, place=Place(f"{SCENARIOS_FOLDER}/{name}{_ENDING}")),)
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        return (not_written(SCENARIOS_FOLDER, error),)
    return write_file(path, encode(scenario).encode())


def delete_scenario(folder: Path, name: str) -> tuple[Finding, ...]:
    """Remove a scenario that is kept; the folder goes with the last."""
    if not _NAME.match(name):
        return (_bad(name),)
    path = folder / SCENARIOS_FOLDER / f"{name}{_ENDING}"
    if not path.is_file():
        return (Finding(NO_SCENARIO, name, wanted=meant(name, scenario_names(folder))),)
    try:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as error:
        return (not_written(path.name, error),)
    return ()


def _bad(name: str) -> Finding:
    made = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
    return Finding(BAD_NAME, name, wanted=made or "lager-tarief")
