"""Dutch and English: every word on the screen is marked, every marked string has English, and both are shown."""

from __future__ import annotations

import ast
import gettext
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from driehoek.adapters.store.models import Role
from driehoek.web.words import Entry, make, read, table
from tests.structure.saying import none
from tests.web.conftest import signed_in
from tools import words

WEB = Path(words.SOURCE) / "web"
DUTCH_ALWAYS = {"letter.html"}
"""What is kept or sent as a Dutch document, whatever the language of whoever makes it."""
HOLE = re.compile(r"%\((\w+)\)s")


def test_every_marked_string_has_english() -> None:
    none(words.lacking())


def test_the_file_with_words_holds_what_is_marked_and_no_more() -> None:
    made = words.text_of(words.marked(), words.kept())
    assert words.ENGLISH.read_text(encoding="utf-8") == made, "run `python -m tools.words`"


def test_a_translation_fills_the_same_holes() -> None:
    for entry in words.kept().values():
        held = set(HOLE.findall(entry.text + entry.more))
        for said in entry.words:
            assert set(HOLE.findall(said)) <= held, entry.text
        assert set(HOLE.findall(entry.text)) - set(HOLE.findall(" ".join(entry.words))) == set(), entry.text


def test_no_template_has_words_that_are_not_marked() -> None:
    for file in sorted((WEB / "templates").rglob("*.html")):
        if file.name not in DUTCH_ALWAYS:
            none(f"{file.name}: {text}" for text in words.unmarked(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p>{% translate "Goed" %}</p>', []),
        ("<p>Niet goed</p>", ["Niet goed"]),
        ('<table aria-label="Ook niet"></table>', ["Ook niet"]),
        ("<p>{% blocktranslate %}Wel {{ a }} goed{% endblocktranslate %} · {{ b }}</p>", []),
        ("<code>driehoek serve</code> {% if a %}fout{% endif %}", ["fout"]),
    ],
)
def test_unmarked_words_are_found(template: str, found: list[str]) -> None:
    assert words.unmarked(template) == found


def test_no_message_has_words_that_are_not_marked() -> None:
    for file in sorted(WEB.rglob("*.py")):
        none(f"{file.name}: {text}" for text in bare_messages(ast.parse(file.read_text(encoding="utf-8"))))


def bare_messages(tree: ast.AST) -> Iterator[str]:
    """The literal texts that are given to `messages` as they are."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        owner = call.func.value
        if not isinstance(owner, ast.Name) or owner.id != "messages":
            continue
        for given in call.args[1:]:
            choices = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
            yield from (ast.unparse(item) for item in choices if isinstance(item, ast.Constant))


def test_a_bare_message_is_found() -> None:
    assert list(bare_messages(ast.parse('messages.error(request, "fout")'))) == ["'fout'"]
    assert list(bare_messages(ast.parse('messages.error(request, _("fout"))'))) == []


def test_what_is_written_is_read_again_and_gettext_finds_it() -> None:
    found = {"een": (Entry("een"), {"a.py"}), "é\n%(n)s": (Entry("é\n%(n)s", "en %(n)s"), {"b.py"})}
    said = {"een": Entry("een", "", ('a "b"',)), "é\n%(n)s": Entry("é\n%(n)s", "en %(n)s", ("one", "%(n)s more"))}
    text = words.text_of(found, said)
    assert {entry.text: entry.words for entry in read(text)} == {
        "": (words.HEAD,),
        **{name: entry.words for name, entry in said.items()},
    }
    held = gettext.GNUTranslations(io.BytesIO(table(read(text))))
    assert held.gettext("een") == 'a "b"'
    assert held.ngettext("é\n%(n)s", "en %(n)s", 3) == "%(n)s more"
    assert held.gettext("twee") == "twee"


def test_a_line_that_is_no_entry_is_named() -> None:
    with pytest.raises(ValueError, match="line 2"):
        list(read('msgid "een"\nmsgster "one"\n'))


def test_the_table_is_made_again_when_words_changed(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "een"\nmsgstr "one"\n', encoding="utf-8")
    assert make(tmp_path) == [source.with_suffix(".mo")]
    assert make(tmp_path) == []
    later = source.stat().st_mtime + 5
    os.utime(source, (later, later))
    assert make(tmp_path) == [source.with_suffix(".mo")]


def test_the_language_is_switched_on_any_page_and_kept(portal: None) -> None:
    client = signed_in(Role.PURCHASING)
    assert "<h1>Inkoop</h1>" in client.get("/inkoop/").content.decode()
    assert client.post("/taal/", {"language": "en", "next": "/inkoop/"})["Location"] == "/inkoop/"
    page = client.get("/inkoop/").content.decode()
    assert '<html lang="en"' in page
    assert "<h1>Purchasing</h1>" in page
    assert "All times are Dutch time." in page
    client.post("/taal/", {"language": "nl", "next": "/inkoop/"})
    assert "<h1>Inkoop</h1>" in client.get("/inkoop/").content.decode()


def test_days_follow_the_language_and_amounts_do_not(portal: None) -> None:
    client = Client(headers={"accept-language": "en"})
    assert "Submission is open until 31 July 2026, 17:00." in client.get("/").content.decode()
    assert "Inschrijven kan tot 31 juli 2026, 17.00 uur." in Client().get("/").content.decode()
