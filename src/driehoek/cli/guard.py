"""Where a command ends that could not do its work: in words and with a code, never with a bare traceback."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper

from driehoek.cli.screen import WROTE, anything_written, words

DEBUG = "DRIEHOEK_DEBUG"
"""Set to 1 it also shows the traceback of a fault of ours."""
BROKEN_OFF = 130
"""The exit code after Ctrl-C, as shells use it."""
_SELDOM = (200_000, 20, 20)
"""A round makes a million small records that all live until its end: searching them for cycles every 700 records, as
Python does by itself, is a sixth of the time and frees nothing."""


def guarded(commands: Callable[[], None]) -> int:
    """Run the commands and give the exit code.

    A screen that cannot show a character shows another; a reader that went away (``| head -1``) ends it quietly.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    gc.set_threshold(*_SELDOM)
    WROTE.set(False)
    try:
        code = _run(commands)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return 1
    except OSError as error:
        _silence()
        reason = error.strerror or str(error)
        file = f"{error.filename}: " if error.filename else ""
        _tell(
            f"Dit kon niet worden gelezen of geschreven: {file}{reason}. Maak ruimte of kies een andere plaats.",
            f"This could not be read or written: {file}{reason}. Free some space or choose another place.",
        )
        _trace()
        return 1
    return code


def _run(commands: Callable[[], None]) -> int:
    try:
        commands()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
        if code == BROKEN_OFF:
            broken_off()
        return code
    except KeyboardInterrupt:
        broken_off()
        return BROKEN_OFF
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes a sentence
        _tell(
            f"Dit is een fout in Driehoek zelf ({type(error).__name__}: {error}). Meld haar bij de issues van de "
            f"repository, zie README.md; met {DEBUG}=1 ziet u waar het misging.",
            f"This is a fault of Driehoek itself ({type(error).__name__}: {error}). Report it in the issues of the "
            f"repository, see README.md; with {DEBUG}=1 you see where it went wrong.",
        )
        _trace()
        return 1
    return 0


def broken_off() -> None:
    """Say that someone broke it off, and whether anything was written by then."""
    if anything_written():
        _tell("Afgebroken; wat geschreven was, staat er.", "Broken off; what was written is there.")
    else:
        _tell("Afgebroken; er is niets geschreven.", "Broken off; nothing was written.")


def _tell(nl: str, en: str) -> None:
    with suppress(OSError):
        sys.stderr.write(f"{words(nl, en)}\n")
        sys.stderr.flush()


def _trace() -> None:
    if os.environ.get(DEBUG) == "1":
        with suppress(OSError):
            traceback.print_exc()


def _silence() -> None:
    """Let nothing more go to an output that takes nothing, also not when Python itself ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
