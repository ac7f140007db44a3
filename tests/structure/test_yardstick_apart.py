"""The yardstick is shown beside a decision and never grounds one: what decides, explains or writes does not know it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.structure.saying import none
from tools.pages import ROOT
from tools.source import PACKAGE, Source, sources

MENTION = re.compile(r"yardstick|maatstaf", re.IGNORECASE)
DECIDES = ("domain/tender", "domain/agreement", "domain/ledger", "domain/allocation")
EXPLAINS = ("application/letters", "application/explain", "application/printing/criteria.py")
WRITES = (
    "application/agreement/lines.py",
    "application/booking.py",
    "application/forms.py",
    "application/outcome.py",
    "application/problem.py",
    "adapters/office",
)
STEPS = "engines/allocation"
OWN = "engines/allocation/yardstick"


def _under(places: tuple[str, ...]) -> list[Source]:
    wanted = [str((PACKAGE / place).relative_to(ROOT)) for place in places]
    found = [source for source in sources() if any(source.path.startswith(place) for place in wanted)]
    assert all(any(source.path.startswith(place) for source in found) for place in wanted), "a place is gone"
    return found


def _steps() -> list[Source]:
    own = str((PACKAGE / OWN).relative_to(ROOT))
    return [source for source in _under((STEPS,)) if not source.path.startswith(own)]


def _imports(tree: ast.Module) -> list[str]:
    nodes = list(ast.walk(tree))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return plain + [
        f"{node.module}.{alias.name}" for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    ]


def test_what_decides_explains_or_writes_never_mentions_the_yardstick() -> None:
    apart = [*_under((*DECIDES, *EXPLAINS, *WRITES)), *_steps()]
    none([source.path for source in apart if MENTION.search((ROOT / source.path).read_text(encoding="utf-8"))])


def test_no_template_of_a_letter_or_form_mentions_it() -> None:
    templates = [file for file in (PACKAGE / "adapters/office/templates").rglob("*") if file.is_file()]
    assert templates
    none([file.name for file in templates if MENTION.search(Path(file).read_text(encoding="utf-8"))])


def test_only_the_act_the_page_and_the_command_import_it() -> None:
    allowed = re.compile(
        r"src/driehoek/(engines/allocation/yardstick/|application/yardstick/|application/round\.py|adapters/report/"
        r"|bootstrap/yardsticks\.py|bootstrap/documents\.py|cli/round_\.py|testing/)"
    )
    none(
        [
            f"{source.path}: {name}"
            for source in sources()
            if not allowed.match(source.path)
            for name in _imports(source.tree)
            if "yardstick" in name
        ]
    )


def test_a_run_takes_only_the_parameters_of_it_to_check_the_policy() -> None:
    (run,) = (source for source in sources() if source.path == "src/driehoek/application/round.py")
    assert [name for name in _imports(run.tree) if "yardstick" in name] == ["driehoek.application.yardstick.PARAMS"]
