"""``python -m driehoek.web.live``: the live process as `driehoek serve` starts it, without all that commands load.

It starts in a third of a second, which is how long nobody hears anything after it died.
"""

from __future__ import annotations

import argparse

from driehoek.web.live.running import run


def main() -> None:
    """Serve until stopped; the database and the key are in the environment."""
    parser = argparse.ArgumentParser(description="tell open pages what goes on in an agreement")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--beside", type=int, default=0)
    given = parser.parse_args()
    run(given.host, given.port, given.beside)


if __name__ == "__main__":
    main()
