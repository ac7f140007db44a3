"""The commands that look after the portal, each in a process of its own, as a user starts them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest

from driehoek.adapters.store.chain import START, ChainLine, salted
from driehoek.adapters.store.embedded import Embedded
from driehoek.web import serving
from tests.stores import reachable

LIVE = "driehoek.web.live"
EXAMPLE = Path(__file__).parents[2] / "examples" / "wlz-2027"


@pytest.fixture
def folder() -> Iterator[Path]:
    with reachable() as name:
        yield Path(name) / "data folder"


def driehoek(*words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    return subprocess.run(
        [sys.executable, "-m", "driehoek", *words], capture_output=True, text=True, check=False, env=kept
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_serve_opens_the_portal_and_stops_with_its_database(folder: Path) -> None:
    port = free_port()
    words = ["serve", "--example", str(EXAMPLE), "--data", str(folder), "--port", str(port)]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DRIEHOEK_", "DATABASE"))
    }
    with subprocess.Popen(
        [sys.executable, "-m", "driehoek", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=kept,
    ) as process:
        try:
            page = _page(f"http://127.0.0.1:{port}/", process)
        finally:
            process.send_signal(signal.SIGTERM)
            told, _ = process.communicate(timeout=60)
    assert "Inkooprondes" in page, told
    assert f"http://127.0.0.1:{port}/" in told
    pid = (
        int((folder / "database" / "cluster" / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])
        if (folder / "database" / "cluster" / "postmaster.pid").exists()
        else 0
    )
    assert not pid, "the database outlived the portal"


def test_what_runs_beside_the_portal_comes_back_when_killed_and_stops_with_it(folder: Path) -> None:
    port, live = free_port(), free_port()
    words = ["serve", "--data", str(folder), "--port", str(port), "--live-port", str(live)]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DRIEHOEK_", "DATABASE"))
    }
    portal, health = f"http://127.0.0.1:{port}/status/", f"http://127.0.0.1:{live}/live/health"
    with subprocess.Popen(
        [sys.executable, "-m", "driehoek", *words], stdout=subprocess.PIPE, text=True, env=kept
    ) as process:
        try:
            assert '"listening": true' in _page(health, process)
            serves = psutil.Process(process.pid)
            for word in (LIVE, "work"):
                killed = _beside(serves, word)
                for each in (*killed.children(recursive=True), killed):
                    each.kill()
                assert "Driehoek" in _page(portal, process)
                assert _comes(partial(_is_another, serves, word, killed)), word
            assert _comes(lambda: '"listening": true' in _page(health, process))
            assert "komen later op het scherm" not in _page(portal, process)
            serving = _beside(serves, LIVE).children()
            assert len(serving) == 1
            serving[0].kill()  # the process under it that answers: the one above it ends, and is started again
            assert _comes(lambda: serving[0] not in _beside(serves, LIVE).children())
            assert _comes(lambda: '"listening": true' in _page(health, process))
            everything = serves.children(recursive=True)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
    assert [each for each in everything if each.is_running()] == []


def _beside(serves: psutil.Process, word: str) -> psutil.Process:
    """What runs beside the portal with this word; the portal itself while it is not there."""
    return next((each for each in serves.children() if word in each.cmdline()), serves)


def _is_another(serves: psutil.Process, word: str, than: psutil.Process) -> bool:
    return _beside(serves, word) not in (serves, than)


def _comes(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with suppress(psutil.Error):
            if holds():
                return True
        time.sleep(0.1)
    return False


def _page(address: str, process: subprocess.Popen[str]) -> str:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except (URLError, OSError):
            time.sleep(0.2)
    return ""


def test_admin_database_migrate_says_that_the_tables_are_up_to_date(folder: Path) -> None:
    done = driehoek("admin", "database", "migrate", "--data", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "De tabellen zijn bijgewerkt." in done.stdout


def test_admin_database_upgrade_keeps_the_old_data(folder: Path) -> None:
    with Embedded(folder / "database", major=16):
        pass
    done = driehoek("admin", "database", "upgrade", "--data", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "cluster.16" in done.stdout
    assert "niets bij te werken" in driehoek("admin", "database", "upgrade", "--data", str(folder)).stdout


def test_audit_verify_needs_no_database_and_finds_what_was_changed(tmp_path: Path) -> None:
    first = ChainLine(1, "2026-01-01T00:00:00+00:00", "act", salted("s", 1), salted("s", 2), START).sealed()
    second = ChainLine(2, "2026-01-02T00:00:00+00:00", "act", salted("s", 3), salted("s", 4), first.hash).sealed()
    log = tmp_path / "log.jsonl"
    log.write_text(f"{first.text()}\n{second.text()}", encoding="utf-8")
    done = driehoek("audit", "verify", str(log), "--published", first.hash)
    assert done.returncode == 0, done.stdout + done.stderr
    assert second.hash in done.stdout.replace("\n", "")
    log.write_text(first.text().replace('"act":"act"', '"act":"other"') + f"\n{second.text()}", encoding="utf-8")
    broken = driehoek("audit", "verify", str(log))
    assert broken.returncode == 1
    assert "STO-010" in broken.stdout


def test_a_server_that_is_too_old_is_refused_before_anything_is_written_in_it(
    portal: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("driehoek.adapters.store.connection.OLDEST_SERVER", 99)
    monkeypatch.setattr(serving, "migrate", lambda: pytest.fail("it was written in"))
    url = os.environ["DATABASE_URL"]
    with pytest.raises(serving.NotServedError, match="te oud") as refused:
        serving._opened(serving.Plan(tmp_path, url=url), url, lambda _text: None)
    assert [item.code.id for item in refused.value.findings] == ["STO-003"]
