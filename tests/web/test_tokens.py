"""The look an organisation brings: known names, safe values, and contrast held at the door."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.web.tokens import DEFAULTS, PAIRS, THEMES, Branding, contrast, faint, read

TOKENS = Path(__file__).parents[2] / "src" / "driehoek" / "web" / "static" / "tokens.css"


def test_the_portal_itself_can_be_read_in_both_themes() -> None:
    assert [item.subject for item in faint(Branding())] == []


def test_the_style_sheet_has_the_colours_that_are_checked() -> None:
    said = dict(re.findall(r"--dh-([a-z-]+): light-dark\((#\w{6}, #\w{6})\)", TOKENS.read_text(encoding="utf-8")))
    assert {name: tuple(both.split(", ")) for name, both in said.items()} == DEFAULTS


def test_every_colour_that_is_text_or_a_mark_is_held_to_a_contrast() -> None:
    assert {text for text, _ground, _least in PAIRS} == set(DEFAULTS) - {"line", "paper", "soft"} - {
        name for name in DEFAULTS if name.endswith("-soft")
    }


@pytest.mark.parametrize(("one", "other", "has"), [("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)])
def test_contrast_is_that_of_wcag(one: str, other: str, has: float) -> None:
    assert round(contrast(one, other), 2) == has
    assert contrast(one, other) == contrast(other, one)


def test_a_good_look_becomes_a_style_sheet() -> None:
    given = {
        "light": {"accent": {"$value": "#7A1F5C"}},
        "dark": {"$description": "bij avond", "accent": {"$value": "#efa9d3"}},
        "radius": {"$value": "0.2rem"},
        "font": {"$value": ["Open Sans", "sans-serif"]},
    }
    made = read(json.dumps(given))
    assert made.findings == ()
    assert made.branding is not None
    said = ("--dh-accent: light-dark(#7a1f5c, #efa9d3);", '--dh-font: "Open Sans", sans-serif;', "--dh-radius: 0.2rem;")
    assert made.branding.css() == f":root {{ {' '.join(said)} }}\n"


def test_one_theme_alone_keeps_the_other_of_the_portal() -> None:
    made = read('{"light": {"accent": {"$value": "#7a1f5c"}}}').branding
    assert made is not None
    assert made.full("accent") == ("#7a1f5c", DEFAULTS["accent"][1])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "BRA-001"),
        ("[]", "BRA-001"),
        ("[" * 5000, "BRA-001"),
        ('{"light": {"logo": {"$value": "#000000"}}}', "BRA-002"),
        ('{"shadow": {"$value": "1px"}}', "BRA-002"),
        ('{"light": {"accent": {"$value": "red"}}}', "BRA-003"),
        ('{"light": {"accent": "#000000"}}', "BRA-003"),
        ('{"light": 3}', "BRA-003"),
        ('{"radius": {"$value": "1em;} body{display:none"}}', "BRA-003"),
        ('{"font": {"$value": ["x\\"; } * { color: red"]}}', "BRA-003"),
        ('{"font": {"$value": []}}', "BRA-003"),
        ('{"light": {"accent": {"$value": "#00c8e6"}}}', "BRA-004"),
        ('{"dark": {"paper": {"$value": "#999999"}}}', "BRA-004"),
    ],
)
def test_what_cannot_be_is_refused_at_the_door(text: str, code: str) -> None:
    made = read(text)
    assert made.branding is None
    assert {item.code.id for item in made.findings} == {code}


@given(
    st.sampled_from([*DEFAULTS, "font", "radius", "x}"]),
    st.sampled_from(["#00000", "#000000", "Arial", "0.2rem"]),
    st.text("};{*/\\\"'<>a ", max_size=3),
)
def test_no_file_puts_anything_else_in_the_style_sheet(name: str, value: str, more: str) -> None:
    token = {name: {"$value": value + more}}
    for held in (token, *({theme: token} for theme in THEMES)):
        made = read(json.dumps(held))
        if made.branding is not None:
            sheet = r":root \{ (--dh-[a-z-]+: (light-dark\(#\w{6}, #\w{6}\)|[\w .,\"-]+); ?)* ?\}\n"
            assert re.fullmatch(sheet, made.branding.css())
