"""What tests may need beside Python, where it is found, and what happens when it is not there.

A test that needs LibreOffice (mark ``office``), Chromium (``browser``) or the folder of published standards
(``standards``) is skipped with the reason where that is missing. With ``DRIEHOEK_REQUIRE_ALL=1``, as in CI, every
skip is a failure, except that of the standards: those are no part of the project.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def _standards() -> Path | None:
    folder = Path(os.environ.get("DRIEHOEK_STANDARDS") or ROOT.parent / "shared" / "standards")
    return folder.resolve() if folder.is_dir() else None


def _program(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


NEEDS = {
    "standards": (_standards(), "the folder of published standards is not there (DRIEHOEK_STANDARDS)"),
    "office": (_program("soffice", "libreoffice"), "LibreOffice is not on this machine"),
    "browser": (_program("chromium", "chromium-browser", "google-chrome"), "Chromium is not on this machine"),
}
REQUIRE_ALL = os.environ.get("DRIEHOEK_REQUIRE_ALL") == "1"


@pytest.fixture(scope="session")
def standards_folder() -> Path:
    """The folder of published standards; for tests marked ``standards``."""
    folder = _standards()
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def soffice() -> str:
    """The LibreOffice program; for tests marked ``office``."""
    program = _program("soffice", "libreoffice")
    assert program is not None
    return program


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium program; for tests marked ``browser``."""
    program = _program("chromium", "chromium-browser", "google-chrome")
    assert program is not None
    return program


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark, (found, reason) in NEEDS.items():
            if found is None and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    excused = item.get_closest_marker("standards") is not None or hasattr(report, "wasxfail")
    if REQUIRE_ALL and report.skipped and not excused:
        report.outcome = "failed"
        report.longrepr = f"skipped, where everything is required: {_reason(report.longrepr)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if REQUIRE_ALL and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, where everything is required: {_reason(report.longrepr)}"
    return report


def _reason(words: object) -> str:
    return str(words[-1]) if isinstance(words, tuple) else str(words)
