"""The embedded server: one owner, back after a kill, nothing lost, upgraded without loss."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer

import psycopg
import pytest

from driehoek.adapters.store.embedded import Embedded, EmbeddedError, version_of
from driehoek.adapters.store.upgrade import upgrade


def count(server: Embedded) -> int:
    with psycopg.connect(server.url()) as connection:
        found = connection.execute("SELECT count(*) FROM kept").fetchone()
    assert found is not None
    return int(found[0])


def fill(server: Embedded, rows: int) -> None:
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (number int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, %s)", [rows])


def test_one_process_at_a_time_holds_a_folder(folder: Path) -> None:
    with Embedded(folder), pytest.raises(EmbeddedError, match="Another process"):
        Embedded(folder).start()
    with Embedded(folder):
        pass


def test_after_each_of_five_kills_it_is_back_with_all_that_was_committed(folder: Path) -> None:
    for round_ in range(1, 6):
        server = Embedded(folder)
        server.start()
        fill(server, 100)
        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)
        server.stop()
        with Embedded(folder) as again:
            assert count(again) == 100 * round_


def test_children_that_a_killed_server_left_behind_are_waited_for(folder: Path) -> None:
    server = Embedded(folder)
    server.start()
    with psycopg.connect(server.url(), autocommit=True) as held:
        found = held.execute("SELECT pg_backend_pid()").fetchone()
        assert found is not None
        assert server.pid is not None
        os.kill(found[0], signal.SIGSTOP)  # it cannot notice that its server is gone
        os.kill(server.pid, signal.SIGKILL)
        server.stop()
        Timer(1.5, os.kill, (found[0], signal.SIGCONT)).start()
        with Embedded(folder) as again:
            fill(again, 3)
            assert count(again) == 3
    assert "pre-existing shared memory block" in (folder / "server.log").read_text(encoding="utf-8")


def test_a_server_whose_owner_was_killed_is_stopped_and_its_data_kept(folder: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from driehoek.adapters.store.embedded import Embedded\n"
        "server = Embedded(Path(sys.argv[1])); server.start(); print(server.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        fill(Embedded(folder), 10)
        owner.kill()
    os.kill(pid, 0)  # the server outlived its owner
    with Embedded(folder) as again:
        assert again.pid != pid
        assert count(again) == 10
        deadline = time.monotonic() + 10
        while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8"):
            assert time.monotonic() < deadline


def test_a_half_made_folder_is_made_anew(folder: Path) -> None:
    (folder / "cluster.making").mkdir(parents=True)
    (folder / "cluster.making" / "PG_VERSION").write_text("18", encoding="utf-8")
    with Embedded(folder) as server:
        fill(server, 1)
        assert count(server) == 1


def test_data_of_an_older_major_version_is_not_opened_but_upgraded_without_loss(folder: Path) -> None:
    with Embedded(folder, major=16) as old:
        fill(old, 1000)
    with pytest.raises(EmbeddedError, match="driehoek admin database upgrade"):
        Embedded(folder).start()
    assert upgrade(folder) == folder / "cluster.16"
    assert (version_of(folder / "cluster"), version_of(folder / "cluster.16")) == (18, 16)
    with Embedded(folder) as server:
        assert count(server) == 1000
    assert upgrade(folder) is None


def test_an_upgrade_killed_between_its_last_two_steps_is_finished_at_the_next_start(folder: Path) -> None:
    with Embedded(folder) as server:
        fill(server, 7)
    (folder / "cluster").rename(folder / "cluster.upgraded")
    with Embedded(folder) as server:
        assert count(server) == 7


def test_a_log_tells_why_it_does_not_start(folder: Path) -> None:
    with pytest.raises(EmbeddedError, match="max_connections"):
        Embedded(folder, {"max_connections": "no number"}).start()
    with Embedded(folder):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")
def test_as_root_it_says_which_user_may_not_pass_where(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.parent.chmod(0o700)
    with pytest.raises(EmbeddedError, match=f"'nobody', who may not pass through {folder.parent}"):
        Embedded(folder).start()
    folder.parent.chmod(0o755)
    monkeypatch.setenv("DRIEHOEK_DATABASE_USER", "no-such-user")
    with pytest.raises(EmbeddedError, match="there is no user"):
        Embedded(folder).start()
