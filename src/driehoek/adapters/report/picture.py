"""A picture of the top of a page, made by a browser on the machine; for the README and for looking at a report."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
"""The programs that are tried, in this order."""
SECONDS = 60


def find_browser() -> str | None:
    """The path of a browser that can draw, or None when the machine has none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def picture(html: str, png: Path, *, width: int = 1600, height: int = 1000, browser: str | None = None) -> None:
    """Draw the top of a page as a PNG.

    Args:
        html: the page; it is opened from a file, without network.
        png: where the picture goes; replaced only when it was drawn.
        width: in pixels.
        height: in pixels.
        browser: the path of a browser; found on the machine when not given.

    Raises:
        FileNotFoundError: when the machine has no browser.
        RuntimeError: when the browser drew nothing.
    """
    program = browser or find_browser()
    if program is None:
        msg = f"no browser found; one of {', '.join(BROWSERS)} is needed to draw a picture"
        raise FileNotFoundError(msg)
    with TemporaryDirectory(prefix="driehoek-picture-") as folder:
        page, drawn = Path(folder) / "page.html", Path(folder) / "page.png"
        page.write_text(html, encoding="utf-8")
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
            f"--window-size={width},{height}",
            f"--screenshot={drawn}",
            page.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603 (our own words)
        if not drawn.exists():
            msg = f"the browser drew nothing: {done.stderr.decode(errors='replace')[-500:]}"
            raise RuntimeError(msg)
        png.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawn, png)
