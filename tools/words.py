"""The marked strings of the portal, held beside their English: ``python -m tools.words``.

Gathers what templates and code mark, adds to ``django.po`` what is new with empty words, and takes out what is gone.
``--lacking`` writes what has no English yet.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from driehoek.web.words import Entry, read
from tools.pages import ROOT

SOURCE = ROOT / "src" / "driehoek"
PLACES = (SOURCE / "web", SOURCE / "adapters" / "store" / "models", SOURCE / "adapters" / "store" / "settings.py")
ENGLISH = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEAD = (
    "Project-Id-Version: driehoek\nLanguage: en\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
)
ONE = {"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
_SAID = re.compile(r"""^(?:translate|trans)\s+(?P<quote>["'])(?P<text>.*?)(?P=quote)(?=\s|$)""", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]")
_NAMES = re.compile(r"Driehoek|SYNTHETIC|Excel|SHA-256|English|Nederlands")
"""Said the same in both languages, or each in its own."""
_INSIDE = re.compile(r"""\b_\((?P<quote>["'])(?P<text>.*?)(?P=quote)\)""")


def marked() -> dict[str, tuple[Entry, set[str]]]:
    """Every marked string, with the files it stands in."""
    found: dict[str, tuple[Entry, set[str]]] = {}
    for place in PLACES:
        files = [place] if place.is_file() else [*place.rglob("*.html"), *place.rglob("*.txt"), *place.rglob("*.py")]
        for file in sorted(files):
            text = file.read_text(encoding="utf-8")
            entries = in_code(text) if file.suffix == ".py" else in_template(text)
            for entry in entries:
                known, where = found.setdefault(entry.text, (entry, set()))
                where.add(file.relative_to(SOURCE).as_posix())
                if entry.more and not known.more:
                    found[entry.text] = (entry, where)
    return found


def in_template(text: str) -> Iterator[Entry]:
    """The strings that a template marks, as its tags look them up."""
    block: list[Token] | None = None
    for token in Lexer(text).tokenize():
        words = token.contents
        if block is not None:
            if token.token_type is TokenType.BLOCK and words.startswith(("endblocktranslate", "endblocktrans")):
                yield _block(block)
                block = None
            else:
                block.append(token)
        elif token.token_type is TokenType.BLOCK:
            if words.split()[0] in {"blocktranslate", "blocktrans"}:
                block = [token]
            elif said := _SAID.match(words):
                yield Entry(said["text"])
            yield from (Entry(said["text"]) for said in _INSIDE.finditer(words))
        elif token.token_type is TokenType.VAR:
            yield from (Entry(said["text"]) for said in _INSIDE.finditer(words))


def _block(tokens: list[Token]) -> Entry:
    head, *inside = tokens
    parts = [""]
    for token in inside:
        if token.token_type is TokenType.BLOCK:
            parts.append("")
        elif token.token_type is TokenType.VAR:
            parts[-1] += f"%({token.contents})s"
        else:
            parts[-1] += token.contents.replace("%", "%%")
    if "trimmed" in head.contents.split():
        parts = [" ".join(line.strip() for line in part.strip().splitlines()) for part in parts]
    return Entry(parts[0], parts[1] if len(parts) > 1 else "")


def in_code(text: str) -> Iterator[Entry]:
    """The strings that code marks."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        said = [item.value for item in node.args if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        if name in ONE and len(said) == 1:
            yield Entry(said[0])
        elif name in MANY and len(said) == len(("one", "more")):
            yield Entry(said[0], said[1])


def kept() -> dict[str, Entry]:
    """What has words already."""
    if not ENGLISH.exists():
        return {}
    return {entry.text: entry for entry in read(ENGLISH.read_text(encoding="utf-8")) if entry.text}


def text_of(found: dict[str, tuple[Entry, set[str]]], words: dict[str, Entry]) -> str:
    """The file with words: sorted by the Dutch text, with the files that say it and no line numbers."""
    parts = [f'msgid ""\nmsgstr ""\n{"".join(_line(line) for line in HEAD.splitlines(keepends=True))}']
    for text in sorted(found):
        entry, where = found[text]
        said = words.get(text, Entry(text)).words
        lines = [f"#: {name}\n" for name in sorted(where)] + [f"msgid {_quoted(text)}\n"]
        if entry.more:
            said = said if len(said) == len(("one", "more")) else ("", "")
            lines += [f"msgid_plural {_quoted(entry.more)}\n"]
            lines += [f"msgstr[{number}] {_quoted(word)}\n" for number, word in enumerate(said)]
        else:
            lines += [f"msgstr {_quoted(said[0] if len(said) == 1 else '')}\n"]
        parts.append("".join(lines))
    return "\n".join(parts)


def _line(text: str) -> str:
    return f"{_quoted(text)}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class _Bare(HTMLParser):
    """Gathers the words of a page that no tag of translation holds."""

    QUIET = frozenset({"code", "pre", "script", "style", "svg"})
    SAID = frozenset({"aria-label", "title", "placeholder", "alt"})

    def __init__(self) -> None:
        super().__init__()
        self.quiet = 0
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at what an element says beside its text."""
        self.quiet += tag in self.QUIET
        for name, value in attrs:
            if name in self.SAID:
                self._hear(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Out of an element whose text is no language."""
        self.quiet -= tag in self.QUIET

    def handle_data(self, data: str) -> None:
        """Look at text."""
        if not self.quiet:
            self._hear(data)

    def _hear(self, text: str) -> None:
        if _LETTERS.search(_NAMES.sub("", text)):
            self.found.append(" ".join(text.split()))


def unmarked(text: str) -> list[str]:
    """The words in a template that are not marked."""
    kept_words, hidden = [], False
    for token in Lexer(text).tokenize():
        if token.token_type is TokenType.BLOCK and token.contents.startswith(("blocktrans", "endblocktrans")):
            hidden = token.contents.startswith("block")
        elif token.token_type is TokenType.TEXT and not hidden:
            kept_words.append(token.contents)
    page = _Bare()
    page.feed("".join(kept_words))
    page.close()
    return page.found


def lacking() -> list[str]:
    """What is marked and has no English."""
    words = kept()
    wanted = {text: 2 if entry.more else 1 for text, (entry, _where) in marked().items()}
    return sorted(text for text, count in wanted.items() if len(words.get(text, Entry(text)).words) != count)


def main(arguments: list[str]) -> int:
    """Write the file again, or say what lacks."""
    if arguments == ["--lacking"]:
        print("\n".join(lacking()))
        return 0
    found = marked()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    Path(ENGLISH).write_text(text_of(found, kept()), encoding="utf-8", newline="\n")
    print(f"{len(found)} strings, {len(lacking())} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
