"""Write the index of requirement numbers from a folder that holds the requirement catalogue.

Done once for each edition of the catalogue; the project needs only the index, never the catalogue, to tell which
numbers exist.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from tools.coverage import INDEX

HEADING = re.compile(r"^#{2,3} ([A-O])(\.\d+)?\.? (.+)$")
ITEM = re.compile(r"^(?:- |\| )\*\*([A-O]-\d{3})\*\*")


def write_index(folder: Path) -> int:
    """Write the index; give the number of items.

    Args:
        folder: holds ``REQUIREMENTS.md`` and ``requirements.csv``.
    """
    with (folder / "requirements.csv").open(encoding="utf-8", newline="") as file:
        marks = {row["id"]: row["mark"] for row in csv.DictReader(file)}
    rows = [(number, section, marks.get(number, "example")) for number, section in _items(folder / "REQUIREMENTS.md")]
    missing = sorted(set(marks) - {row[0] for row in rows})
    assert not missing, f"numbers without a heading: {missing}"
    with INDEX.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "section", "mark"])
        writer.writerows(rows)
    return len(rows)


def _items(file: Path) -> Iterator[tuple[str, str]]:
    section, seen = "", set[str]()
    for line in file.read_text(encoding="utf-8").splitlines():
        if heading := HEADING.match(line):
            letter, number, title = heading.groups()
            section = f"{letter}{number or ''} {title}"
        elif (item := ITEM.match(line)) and item[1] not in seen:
            seen.add(item[1])
            yield item[1], section
