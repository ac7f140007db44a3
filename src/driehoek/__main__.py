"""``python -m driehoek`` is the command ``driehoek``."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; who breaks it off while it is still starting is told so too."""
    # the products of matrices here are small: on two cores, threads that wait for each other took eight times as long
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from driehoek.cli import main as commands  # noqa: PLC0415 - loading takes a second, in which Ctrl-C may come

        commands()
    except KeyboardInterrupt:
        sys.stderr.write("Afgebroken; er is niets geschreven. / Broken off; nothing was written.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
