"""A page for every kind of finding, and their index: ``docs/findings``."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise

from driehoek.kernel import Code
from tools.pages import Page, page, table
from tools.source import assigned, sources

OWNED = ("docs/findings/*.md",)

ROOMS = {
    "AGR": "agreement",
    "ALL": "division (allocation)",
    "BRA": "the look an organisation brings",
    "CAL": "calendar",
    "CRI": "award criteria",
    "DOS": "reading a dossier",
    "FOR": "forecast",
    "GEN": "generating a dossier",
    "WIF": "what-if",
    "LED": "budget ledger",
    "NED": "the picture of need",
    "OFF": "letters, forms and reports",
    "PEO": "people: mandates, roles, keys",
    "POL": "policy",
    "PUB": "open data",
    "QUA": "input of clients, talks and commitments",
    "REQ": "requirements, exclusion and conditions",
    "RND": "the round as a whole",
    "SEA": "sealed rounds",
    "SIG": "signatures on agreements",
    "STA": "starting from files as they are",
    "STO": "the store: database, access, log",
    "SUB": "submissions",
    "SUP": "providers over several regions",
    "TAR": "catalogue and tariffs",
    "VER": "versions of a round after its result",
}
"""What each prefix of a finding's id stands for."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A code with where it is declared.

    Attributes:
        code: the kind of finding.
        name: its name in the module.
        module: the module's dotted name.
        path: the module's file.
    """

    code: Code
    name: str
    module: str
    path: str


def declared() -> list[Declared]:
    """Find every code listed in a module's ``FINDINGS``, ordered by id.

    Raises:
        ValueError: two codes share an id, or a ``FINDINGS`` holds something else than codes: a bug of ours.
    """
    found: list[Declared] = []
    for source in sources():
        if "FINDINGS" not in assigned(source.tree):
            continue
        module = source.load()
        names = {id(value): name for name, value in vars(module).items() if isinstance(value, Code)}
        for code in module.FINDINGS:
            if not isinstance(code, Code):
                msg = f"{source.path}: FINDINGS holds {code!r}, which is no Code"
                raise ValueError(msg)  # noqa: TRY004  # about the content of the module, not about an argument
            found.append(Declared(code, names.get(id(code), ""), source.module, source.path))
    found.sort(key=lambda item: (item.code.id, item.path))
    for first, second in pairwise(found):
        if first.code.id == second.code.id:
            msg = f"{first.code.id} is declared in {first.path} and in {second.path}"
            raise ValueError(msg)
    return found


def pages() -> list[Page]:
    """Make the pages."""
    found = declared()
    return [_index(found), *(_page(item) for item in found)]


def _page(item: Declared) -> Page:
    code = item.code
    return page(
        f"docs/findings/{code.id}.md",
        f"# {code.id}",
        table(
            ["", "Nederlands", "English"],
            [["what is wrong", code.nl, code.en], ["the mend", code.mend_nl, code.mend_en]],
        ),
        f"Severity: **{code.severity.value}**. {_stops(code)}",
        "In the sentences `{subject}` is what the finding is about, `{seen}` what was found and `{wanted}` what "
        "should have been there.",
        f"About: {ROOMS.get(code.id.split('-')[0], '')}. Declared as `{item.name}` in `{item.path}`.",
        "[All findings](README.md)",
    )


def _stops(code: Code) -> str:
    return {
        "error": "The file or submission cannot be used until it is mended.",
        "warning": "It can be used, but a person should look.",
        "note": "Worth knowing; there is nothing to mend.",
    }[code.severity.value]


def _index(found: list[Declared]) -> Page:
    parts = []
    for prefix, group in groupby(found, key=lambda item: item.code.id.split("-")[0]):
        rows = [[f"[{item.code.id}]({item.code.id}.md)", item.code.severity.value, item.code.en] for item in group]
        parts += [f"## {prefix}: {ROOMS.get(prefix, '')}", table(["id", "severity", "what is wrong"], rows)]
    return page(
        "docs/findings/README.md",
        "# Findings",
        "Wrong data never stops the program with an error of its own: it gives findings, all at once, each with a "
        "stable id, what was seen, what was wanted and how to mend it. An id is never used again for something else.",
        *parts,
    )
