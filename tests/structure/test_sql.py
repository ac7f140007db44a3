"""The rules in SQL: a function that takes the place of another does so on purpose, written down here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from tools.source import PACKAGE

RULES = PACKAGE / "adapters" / "store" / "sql"
MADE = re.compile(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)")
REPLACED: Mapping[str, tuple[str, ...]] = {
    "store_in_window": ("importing", "rounds", "sealing"),
    "store_result_seal_guard": ("closed", "sealing"),
    "store_tell_of_agreement": ("agreements", "telling"),
    "store_two_hats": ("mandates", "people"),
}
"""Functions that a later file makes anew, by the files that do; a guard of another table never shares its name."""


def test_no_file_takes_the_function_of_another_unless_it_is_written_down() -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted(RULES.glob("*.sql")):
        for name in MADE.findall(file.read_text(encoding="utf-8")):
            found[name].add(file.stem)
    assert len(found) > 40
    assert {name: tuple(sorted(files)) for name, files in found.items() if len(files) > 1} == REPLACED
