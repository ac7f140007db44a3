"""The lock files: what a fresh virtual environment gets, as plain ``name==version`` lines.

They are written from the environment in use: whoever wants newer packages installs them, runs the tests, and writes
the locks. No hashes and no hosts, so that any package index will do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.pages import ROOT

RUN = "requirements.lock"
PORTAL = "requirements-portal.lock"
DEV = "requirements-dev.lock"
BENCH = "requirements-bench.lock"
OWNED = (RUN, PORTAL, DEV)

OLDEST = {"python_version": "3.11", "python_full_version": "3.11.0"}
"""The lock holds for every supported Python, so conditions are judged for the oldest, which needs most."""

_HEADS = {
    RUN: "# What Driehoek needs to run and to be installed, pinned. Written by `python -m tools lock`.",
    PORTAL: "# What the store and the portal need beside requirements.lock. Written by `python -m tools lock`.",
    DEV: "# What is needed beside the other two to test, check and document it. Written by `python -m tools lock`.",
    BENCH: "# What benchmarks compare with. Written by `python -m tools lock` where it is installed.",
}


def project() -> dict[str, Any]:
    """Read ``pyproject.toml``."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted() -> dict[str, tuple[str, ...]]:
    """Give the names that each lock file must have, from ``pyproject.toml`` and what the packages ask."""
    described = project()
    run = _closure([*described["project"]["dependencies"], *described["build-system"]["requires"]])
    portal = _closure(described["project"]["optional-dependencies"]["portal"]) - run
    dev = _closure(described["dependency-groups"]["dev"]) - run - portal
    return {RUN: tuple(sorted(run)), PORTAL: tuple(sorted(portal)), DEV: tuple(sorted(dev))}


def _closure(names: Iterable[str]) -> set[str]:
    seen: dict[str, set[str]] = {}
    todo = [Requirement(name) for name in names]
    while todo:
        asked = todo.pop()
        name = canonicalize_name(asked.name)
        if name in seen and seen[name] >= asked.extras:
            continue
        seen[name] = seen.get(name, set()) | asked.extras
        for text in distribution(name).requires or []:
            further = Requirement(text)
            if _applies(further, asked.extras):
                todo.append(further)
    return set(seen)


def _applies(asked: Requirement, extras: set[str]) -> bool:
    if asked.marker is None:
        return True
    return any(asked.marker.evaluate({**OLDEST, "extra": extra}) for extra in extras or {""})


def read(name: str, root: Path = ROOT) -> dict[str, str]:
    """Read a lock file: the version of each package."""
    lines = (root / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {pair[0]: pair[1] for pair in pairs}


def benches() -> dict[str, tuple[str, ...]]:
    """Give the names of the lock file of the benchmarks; nothing where what they compare with is not installed."""
    try:
        asked = _closure(project()["dependency-groups"]["bench"])
    except PackageNotFoundError:
        return {}
    return {BENCH: tuple(sorted(asked - {name for names in wanted().values() for name in names}))}


def texts() -> dict[str, str]:
    """Give what the lock files should hold, from the environment in use."""
    return {
        name: "\n".join([_HEADS[name], *(f"{package}=={distribution(package).version}" for package in packages)]) + "\n"
        for name, packages in {**wanted(), **benches()}.items()
    }
