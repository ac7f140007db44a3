"""A dossier in memory is read as the folder with the same files, also where it is wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from driehoek.adapters.dossier import read_dossier, read_held_dossier, read_own_dossier
from driehoek.adapters.dossier.folder import Folder
from driehoek.adapters.dossier.held import Held
from driehoek.adapters.dossier.read import read_common, read_own_of
from driehoek.adapters.dossier.tables import POLICY_FILE, PRODUCTS, TARIFFS

EXAMPLES = Path(__file__).parents[4] / "examples"
NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir())
COMMON = (POLICY_FILE, PRODUCTS.file, TARIFFS.file)
NOW = datetime(2026, 7, 16, 10)  # noqa: DTZ001 - Dutch civil time, as in a dossier
DRAFTS = (
    "lots: [regulier]\nanswers: {insolvent: 'no'}\n",
    "lots: [regulier, onbekend]\nanswers: {bestaat-niet: 'ja', insolvent: misschien}\n",
    "lots: [[\n",
)


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write(files: Mapping[str, bytes], folder: Path) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def damaged(files: dict[str, bytes], drawn: random.Random) -> dict[str, bytes]:
    """A file gone, a piece cut out of another, and a stranger in the folder and in a submission."""
    names = sorted(files)
    del files[drawn.choice(names)]
    place = drawn.choice(sorted(files))
    cut = drawn.randrange(len(files[place]) + 1)
    files[place] = files[place][:cut] + files[place][cut + drawn.randrange(1, 40) :]
    inside = next(name for name in names if name.startswith("submissions/")).rsplit("/", 1)[0]
    return files | {"vreemd.csv": b"a;b\n", f"{inside}/extra.txt": b"x", ".verborgen": b"x", "~$space.csv": b"x"}


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_as_the_folder_does(name: str) -> None:
    assert read_held_dossier(content(EXAMPLES / name), name) == read_dossier(EXAMPLES / name)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_wrong_with_it_is_found_as_in_the_folder(seed: int, tmp_path: Path) -> None:
    files = damaged(content(EXAMPLES / NAMES[seed % len(NAMES)]), random.Random(seed))
    dossier, findings = read_held_dossier(files, "proef")
    assert (dossier, findings) == read_dossier(write(files, tmp_path / "proef"))
    assert findings


@pytest.mark.parametrize("seed", range(6))
def test_a_submission_that_was_read_before_is_read_as_anew(seed: int) -> None:
    known: dict[Hashable, Any] = {}
    made: list[Hashable] = []

    def remember(key: Hashable, make: Callable[[], Any]) -> Any:
        if key not in known:
            made.append(key)
            known[key] = make()
        return known[key]

    files = content(EXAMPLES / NAMES[seed % len(NAMES)])
    whole = read_held_dossier(files, "proef", remember=remember)
    assert whole == read_held_dossier(files, "proef")
    many = len(made)
    assert read_held_dossier(files, "proef", remember=remember) == whole
    assert len(made) == many > 5  # nothing is read again
    drawn = random.Random(seed)
    name = drawn.choice(sorted(path for path in files if path.startswith("submissions/")))
    changed = {**files, name: files[name][: len(files[name]) // 2]}
    assert read_held_dossier(changed, "proef", remember=remember) == read_held_dossier(changed, "proef")
    assert len(made) == many + 1  # but the one that changed
    other = {**files, POLICY_FILE: files[POLICY_FILE].replace(b"insolvent", b"failliet")}
    assert read_held_dossier(other, "proef", remember=remember) == read_held_dossier(other, "proef")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("typed", DRAFTS)
def test_a_draft_is_read_beside_what_is_common_as_together_with_it(name: str, typed: str, tmp_path: Path) -> None:
    files = content(EXAMPLES / name)
    contract = files["providers.csv"].decode().splitlines()[1].split(";")[0]
    rows = "lot;product;quantity;capacity\nregulier;SYNGW1R;100;\nregulier;ONBEKEND;veel;\n"
    draft = {
        f"submissions/{contract}/answers.yaml": typed.encode(),
        f"submissions/{contract}/volumes.csv": rows.encode(),
    }
    own = {"providers.csv": files["providers.csv"], **draft}
    public = {path: files[path] for path in COMMON if path in files}
    common = read_common(public)
    seen = read_own_of(common, own, contract, NOW)
    assert seen == read_own_of(common, own, contract, NOW)  # reading changes nothing of what is common
    assert seen == read_own_dossier(write({**public, **own}, tmp_path / "draft"), contract, NOW)


def test_a_fault_in_what_is_common_is_told_to_each_provider(tmp_path: Path) -> None:
    files = content(EXAMPLES / "wlz-2027")
    public = {POLICY_FILE: files[POLICY_FILE], PRODUCTS.file: b"code;name\n"}
    own = {"providers.csv": files["providers.csv"], "submissions/99000001/answers.yaml": DRAFTS[0].encode()}
    dossier, findings = read_own_of(read_common(public), own, "99000001", NOW)
    assert (dossier, findings) == read_own_dossier(write({**public, **own}, tmp_path / "draft"), "99000001", NOW)
    assert dossier is None


def test_names_and_bytes_are_those_of_the_folder(tmp_path: Path) -> None:
    files = {"a.csv": b"1", "b/c.csv": b"2", "b/d/e": b"3", ".hidden": b"", "b/~$c.csv": b""}
    disk, held = Folder(write(files, tmp_path / "map")), Held(Path("map"), files=files)
    for inside in ("", "b", "b/d", "nergens"):
        assert held.names(inside) == disk.names(inside)
    for path in (*files, "b", "nergens"):
        assert (held.read(path), held.sha256(path)) == (disk.read(path), disk.sha256(path))
    assert held.findings == disk.findings
    assert held.failed == disk.failed == {"b"}
