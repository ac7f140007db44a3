"""The pages of ``driehoek need``: apart, for what draws charts takes a second to load."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from driehoek.bootstrap import need_pages
from driehoek.bootstrap.need_pages import Wanted
from driehoek.cli.screen import say, show, steps, stop, write, wrote
from driehoek.domain.need import Picture
from driehoek.kernel import blocking


def wanted(outlines: Path | None, day: date, *, published: bool) -> Wanted:
    """How the pages are made; a map that cannot be used ends it before anything is written."""
    atlas, findings = need_pages.atlas(outlines, day)
    if blocking(findings):
        stop(findings)
    show(findings)
    return Wanted(published, atlas)


def write_pages(made: list[Picture], out: Path, how: Wanted) -> None:
    """Write the pages of regions, and say how many files there are."""
    with steps(len(made), "Pagina's schrijven", "Writing pages") as step:
        count, findings = need_pages.write_all(made, out, how, step)
    if findings:
        stop(findings)
    wrote()
    say(f"Geschreven: {count} bestanden in {out}", f"Written: {count} files in {out}")


def write_compared(made: list[Picture], out: Path, how: Wanted) -> None:
    """Write pictures side by side on one page."""
    write(out, need_pages.compared_html(made, how))
