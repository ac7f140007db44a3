"""A skipped test is a failure where everything is required, except for the folder of standards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.pages import ROOT

EXAMPLE = """
import pytest

def test_runs(): ...

@pytest.mark.skip(reason="no such program")
def test_skips(): ...

@pytest.mark.standards
def test_reads_standards():
    raise AssertionError("must not run without the folder")

@pytest.mark.xfail(strict=True)
def test_is_known_to_fail():
    raise AssertionError
"""
WHOLE_FILE = 'import pytest\npytest.skip("no such package", allow_module_level=True)\n'


def _run(folder: Path, required: str, example: str) -> str:
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", folder / "tests")
    (folder / "tests" / "test_example.py").write_text(example, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = standards\n office\n browser\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-ra", "-p", "no:cacheprovider", "-p", "no:xdist", "tests"],
        cwd=folder,
        env={**os.environ, "DRIEHOEK_REQUIRE_ALL": required, "DRIEHOEK_STANDARDS": str(folder / "absent")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_skip_is_reported_where_not_everything_is_required(tmp_path: Path) -> None:
    assert "1 passed, 2 skipped, 1 xfailed" in _run(tmp_path, "", EXAMPLE)


def test_a_skip_fails_where_everything_is_required(tmp_path: Path) -> None:
    said = _run(tmp_path, "1", EXAMPLE)
    assert "1 passed, 1 skipped, 1 xfailed, 1 error" in said
    assert "skipped, where everything is required: Skipped: no such program" in said
    assert "the folder of published standards is not there" in said


@pytest.mark.parametrize(("required", "outcome"), [("", "1 skipped"), ("1", "1 error")])
def test_a_whole_file_that_is_skipped_counts_too(tmp_path: Path, required: str, outcome: str) -> None:
    assert outcome in _run(tmp_path, required, WHOLE_FILE)
