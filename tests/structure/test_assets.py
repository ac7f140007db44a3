"""The style sheet from npm: pinned, without a host or a script, and put together as a layer."""

from __future__ import annotations

import json
from pathlib import Path

from tests.structure.saying import none
from tools import assets

ROOT = Path(__file__).parents[2]
LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
ASKED = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]


def test_every_package_of_the_look_is_pinned_by_its_content_and_names_no_host() -> None:
    packages = {name: held for name, held in LOCK["packages"].items() if name}
    none(f"{name} has no checksum" for name, held in packages.items() if not held["integrity"].startswith("sha512-"))
    none(f"{name} names {held['resolved']}" for name, held in packages.items() if "resolved" in held)
    none(f"{name} runs a script" for name, held in packages.items() if held.get("hasInstallScript"))
    none(f"{name}: {held.get('license')}" for name, held in packages.items() if held.get("license") != "EUPL-1.2")
    assert {name.removeprefix("node_modules/"): held["version"] for name, held in packages.items()} == ASKED


def test_the_sheet_is_made_from_what_is_asked_and_no_other() -> None:
    assert {f"@utrecht/{part}-css" for part in assets.PARTS} == set(ASKED)


def test_the_parts_become_one_layer_that_gives_way_to_the_portal(tmp_path: Path) -> None:
    for part in assets.PARTS:
        sheet = tmp_path / "@utrecht" / f"{part}-css" / "dist" / "html" / "index.min.css"
        sheet.parent.mkdir(parents=True)
        sheet.write_text(f"/** licence */ .{part}{{color:red}}", encoding="utf-8")
    made = assets.together(tmp_path, "abc")
    assert made.startswith("/* NL Design System")
    assert "abc" in made.splitlines()[0]
    assert made.splitlines()[1] == "@layer nlds {"
    none(part for part in assets.PARTS if f".{part}{{color:red}}" not in made)
    assert "licence" not in made.split("\n", 1)[1]


def test_a_changed_lock_asks_for_a_new_sheet(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    for name in ("package.json", "package-lock.json", "tools/assets.py"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    before = assets.key(tmp_path)
    made = tmp_path / assets.MADE
    made.parent.mkdir(parents=True)
    assert not assets.is_made(tmp_path)
    made.write_text(f"{assets._HEAD.format(key=before)}\n", encoding="utf-8")
    assert assets.is_made(tmp_path)
    (tmp_path / "package-lock.json").write_text("newer", encoding="utf-8")
    assert not assets.is_made(tmp_path)
