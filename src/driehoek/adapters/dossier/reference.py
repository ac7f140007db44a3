"""The reference page of the folder format, made from the descriptions that reader and writer follow."""

from __future__ import annotations

from collections.abc import Iterable

from driehoek.adapters.dossier import tables
from driehoek.adapters.dossier.decode import example, shape
from driehoek.adapters.dossier.result_tables import RESULT_TABLES, VERSION_TABLES
from driehoek.adapters.dossier.schema import documented
from driehoek.adapters.dossier.submissions import Answers, EvidenceEntry
from driehoek.adapters.dossier.tables import FORMAT_VERSION
from driehoek.adapters.dossier.versions import ADOPTED
from driehoek.application.event import Event, GrantRise
from driehoek.domain.policy import Policy
from driehoek.domain.tender.submission import Subcontractor
from driehoek.kernel.tabular import Table

_GENERATED = "<!-- Made by `make docs` from the code. Do not edit: change the code and run it again. -->"
_INTRODUCTION = f"""# The dossier: a round as a folder

Format version {FORMAT_VERSION}. Reading a dossier reports every fault at once, with file, line, column and mend
(pages `docs/findings/DOS-*.md`); `driehoek dossier check FOLDER` does only that.

All files are UTF-8. In YAML every scalar is read as text and then by its field, so `06010001` keeps its zero and
`no` stays the word it is where text is asked. Aliases (`*name`) are refused. Links and paths that lead out of the
folder are not followed.

CSV is written with `;` between cells, a header and one line end; amounts as `1234.56`, dates as `2027-01-01`. On
reading `,` and tab are accepted as separator, a byte order mark is passed over, a decimal comma is accepted where it
can mean one thing only (`1234,56`, `1.234,56`), and lines above the header that begin with `#` are remarks. `1.234`
can mean two numbers and is refused. Hours may be written as hours:minutes (`2:30`). A column that is not described
here is refused, so that a misspelt name is never passed over in silence. In a finding, the column of a CSV file is the
ordinal of the cell.

The order of rows and of folders plays no part in any result."""


def dossier_page() -> str:
    """The page ``docs/reference/dossier.md`` as Markdown text."""
    parts = [
        _GENERATED,
        _INTRODUCTION,
        _files(),
        "## policy.yaml",
        (
            "The policy as data. Its JSON Schema is [policy.schema.json](policy.schema.json); an editor that is "
            "pointed at it completes the file and explains each part."
        ),
        _fields(Policy),
        *(_table(table) for table in (*tables.TABLES, tables.SERIES)),
        "## submissions/CONTRACT/answers.yaml",
        (
            "The answers of one submission. The folder bears the AGB code of the contract; further submissions of the "
            "same contract stand in `CONTRACT-2`, `CONTRACT-3`, and the last in time counts."
        ),
        _fields(Answers),
        "Each item of `evidence`:",
        _fields(EvidenceEntry),
        "Each item of `subcontractors`:",
        _fields(Subcontractor),
        _table(tables.FILLED_VOLUMES, "submissions/CONTRACT/"),
        "## result/",
        (
            "Written by a run, whole or not at all. `decision.json` holds the fingerprints, the day of decision, the "
            "version, which made-up products or tariffs play a part (`synthetic`), "
            "counts and the SHA-256 of each table; `renderings.csv` the SHA-256 of letters, forms and report. "
            "`driehoek round replay` makes them anew and compares byte for byte. A text that begins like a formula "
            "gets an apostrophe in front, so that a spreadsheet shows it and does not run it."
        ),
        *(_result(table.file, table.meaning, table.columns.items()) for table in (*RESULT_TABLES, *VERSION_TABLES)),
        "## versions/N/",
        (
            "A later version of the round, made by `driehoek round revise` and never changed after: `event.yaml` says "
            "what happened, the other inputs are those that differ from the version before, in the layout of the "
            "dossier, and `result/` is what it decides. Version 1 is the dossier itself. "
            "`driehoek round replay FOLDER --version N` makes each anew."
        ),
        "### versions/N/event.yaml",
        _fields(Event),
        "Each item of `grants`:",
        _fields(GrantRise),
        _table(ADOPTED),
    ]
    return "\n\n".join(parts) + "\n"


def _files() -> str:
    rows = [(tables.POLICY_FILE, "yes", "The procurement policy.")]
    rows += [
        (table.file, "yes" if table.obligatory else "no", table.meaning) for table in (*tables.TABLES, tables.SERIES)
    ]
    rows.append(("submissions/CONTRACT/", "no", "What a provider handed in: answers, volumes, evidence."))
    rows.append(("result/", "no", "What a run decided."))
    rows.append(
        ("versions/N/", "no", "A later version of the round: the event that made it, what it changes, its result.")
    )
    return "## Files\n\n" + _markdown(("file", "obligatory", "holds"), rows)


def _table(table: Table, inside: str = "") -> str:
    rows = [
        (column.name, "yes" if column.required else "no", column.kind.value, column.example, column.meaning)
        for column in table.columns
    ]
    key = f"\n\nOne row per {', '.join(table.key)}." if table.key else ""
    head = ("column", "obligatory", "type", "example", "meaning")
    return f"## {inside}{table.file}\n\n{table.meaning}{key}\n\n{_markdown(head, rows)}"


def _fields(kind: type) -> str:
    _, meanings = documented(kind)
    rows = [
        (name, "yes" if part.required else "no", _written(part.hint), meanings.get(name, ""))
        for name, part in shape(kind).items()
    ]
    return _markdown(("key", "obligatory", "written as", "meaning"), rows)


def _written(hint: object) -> str:
    text = example(hint)
    return "list or mapping" if text == "key: value" else text


def _result(file: str, meaning: str, columns: Iterable[tuple[str, str]]) -> str:
    return f"### result/{file}\n\n{meaning}\n\n{_markdown(('column', 'meaning'), columns)}"


def _markdown(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [_line(head), "|" + "---|" * len(head), *(_line(row) for row in rows)]
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
