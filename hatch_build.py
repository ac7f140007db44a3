"""What a wheel holds beside the sources: the style sheet of the portal and its English words.

An installation that follows the sources (`make`) makes them when the portal is opened, so that a round from files never
needs npm.
"""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface[Any]):
    """Makes what git does not hold, for a wheel that somebody installs elsewhere."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Where npm comes from, on a machine without it."""
        return [] if shutil.which("npm") and shutil.which("node") else [self._run("tools/assets.py")["NODE"]]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them before the files are gathered."""
        del build_data
        if version != "editable":
            web = Path(self.root) / "src" / "driehoek" / "web"
            self._run("tools/assets.py")["make"](Path(self.root))
            self._run("src/driehoek/web/words.py")["make"](web / "locale")

    def _run(self, file: str) -> dict[str, Any]:
        return runpy.run_path(str(Path(self.root) / file))
