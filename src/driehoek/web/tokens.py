"""The look an organisation brings: design tokens in JSON, held at the door to known names and to readable contrast.

The form is that of the Design Tokens Community Group: groups with tokens that have a ``$value``. Colours stand per
theme (``light``, ``dark``), sizes and fonts beside them::

    {"light": {"accent": {"$value": "#7a1f5c"}}, "dark": {"accent": {"$value": "#efa9d3"}},
     "radius": {"$value": "0.2rem"}, "font": {"$value": ["Verdana", "sans-serif"]}}

What is not given stays as the portal has it, and counts in the contrast. Text is held to 4.5 to 1 on its ground, what
marks a field or the focus to 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11; EN 301 549).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from driehoek.kernel import Code, Finding

THEMES = ("light", "dark")
DEFAULTS: Mapping[str, tuple[str, str]] = {
    "ink": ("#17222c", "#e6edf2"),
    "muted": ("#4a5864", "#a8b7c2"),
    "line": ("#d5dde3", "#33434f"),
    "edge": ("#6b7a87", "#8496a3"),
    "soft": ("#f3f6f8", "#0f171d"),
    "paper": ("#ffffff", "#17222a"),
    "accent": ("#0b5563", "#71c7d2"),
    "accent-ink": ("#ffffff", "#06242a"),
    "accent-soft": ("#e4f1f3", "#15353b"),
    "good": ("#0a6448", "#7fd1b3"),
    "good-soft": ("#e4f3ec", "#11332a"),
    "bad": ("#a02b26", "#f4aba6"),
    "bad-soft": ("#fbeae9", "#3b1a18"),
    "warn": ("#734405", "#f0ca8a"),
    "warn-soft": ("#fdf2dd", "#37280d"),
    "focus": ("#1f5fa6", "#8fbef2"),
    "public": ("#4a5864", "#a8b7c2"),
    "provider": ("#0b5563", "#71c7d2"),
    "council": ("#6a3d86", "#cfa6e6"),
    "purchaser": ("#1d4f91", "#92bdf3"),
    "supervisor": ("#7a3b12", "#e9b189"),
}
"""The colours of the portal, light and dark, as ``tokens.css`` has them."""
_STATES = ("accent", "good", "bad", "warn")
_CORNERS = ("public", "provider", "council", "purchaser", "supervisor")
TEXT, MARK = 4.5, 3.0
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((text, ground, TEXT) for text in ("ink", "muted", "accent") for ground in ("paper", "soft")),
    *(("ink", f"{state}-soft", TEXT) for state in _STATES),
    *((state, f"{state}-soft", TEXT) for state in _STATES),
    *((state, "paper", TEXT) for state in _STATES[1:]),
    ("accent", "warn-soft", TEXT),
    ("accent", "bad-soft", TEXT),
    ("accent", "good-soft", TEXT),
    ("accent-ink", "accent", TEXT),
    *((corner, ground, TEXT) for corner in _CORNERS for ground in ("paper", "soft")),
    *((mark, ground, MARK) for mark in ("edge", "focus") for ground in ("paper", "soft")),
)
"""What stands on what, with the least contrast."""
SIZES = ("radius",)
FONTS = ("font", "heading-font")
MOST = 20_000
"""Characters of a file with tokens."""
_STRAIGHT = 0.04045
"""Up to here the lightness of a channel is a straight line, by the definition of sRGB."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SIZE = re.compile(r"(0|[0-9]{0,2}\.?[0-9]{1,3}(rem|px))")
_FONT = re.compile(r"[A-Za-z][A-Za-z0-9 -]{0,40}")

NO_JSON = Code(
    "BRA-001",
    "De huisstijl is niet te lezen als JSON: {seen}.",
    "The look cannot be read as JSON: {seen}.",
    "Lever een bestand met design tokens, zoals het voorbeeld op de pagina.",
    "Give a file of design tokens, like the example on the page.",
)
UNKNOWN = Code(
    "BRA-002",
    "Het portaal kent het token {subject} niet.",
    "The portal does not know the token {subject}.",
    "Gebruik alleen deze namen: {wanted}.",
    "Use these names only: {wanted}.",
)
NO_VALUE = Code(
    "BRA-003",
    "De waarde van {subject} kan niet: {seen}.",
    "The value of {subject} cannot be: {seen}.",
    "Geef {wanted}.",
    "Give {wanted}.",
)
TOO_FAINT = Code(
    "BRA-004",
    "{subject} is niet goed te lezen: het contrast is {seen}.",
    "{subject} cannot be read well: the contrast is {seen}.",
    "Kies kleuren met een contrast van ten minste {wanted}.",
    "Choose colours with a contrast of at least {wanted}.",
)
FINDINGS = (NO_JSON, UNKNOWN, NO_VALUE, TOO_FAINT)


@dataclass(frozen=True, slots=True)
class Branding:
    """The tokens an organisation brings.

    Attributes:
        colours: per name light and dark; an empty text where one is not given.
        others: sizes and fonts, as they stand in a style sheet.
    """

    colours: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

    def full(self, name: str) -> tuple[str, str]:
        """A colour in both themes, the portal's where none is given."""
        given = self.colours.get(name, ("", ""))
        return (given[0] or DEFAULTS[name][0], given[1] or DEFAULTS[name][1])

    def css(self) -> str:
        """The style sheet with these tokens; nothing in it but names we know and values we checked."""
        lines = [f"--dh-{name}: light-dark({', '.join(self.full(name))});" for name in sorted(self.colours)]
        lines += [f"--dh-{name}: {value};" for name, value in sorted(self.others.items())]
        return f":root {{ {' '.join(lines)} }}\n"


@dataclass(frozen=True, slots=True)
class Read:
    """What was read.

    Attributes:
        branding: the tokens; None when something is wrong.
        findings: what is wrong.
    """

    branding: Branding | None
    findings: tuple[Finding, ...] = ()


def read(text: str) -> Read:
    """Read a file with tokens and hold it to names, values and contrast."""
    try:
        held = json.loads(text[: MOST + 1])
    except (ValueError, RecursionError) as error:
        return Read(None, (Finding(NO_JSON, "", seen=str(error)[:80]),))
    if not isinstance(held, dict):
        return Read(None, (Finding(NO_JSON, "", seen=type(held).__name__),))
    findings: list[Finding] = []
    colours: dict[str, tuple[str, str]] = {}
    for place, theme in enumerate(THEMES):
        group = held.get(theme, {})
        for name, value in _tokens(group if isinstance(group, dict) else {theme: group}, theme, findings):
            said = value.casefold() if isinstance(value, str) else ""
            if name not in DEFAULTS:
                findings.append(Finding(UNKNOWN, f"{theme}.{name}", wanted=", ".join(DEFAULTS)))
            elif not _COLOUR.fullmatch(said):
                findings.append(Finding(NO_VALUE, f"{theme}.{name}", seen=str(value)[:40], wanted="#rrggbb"))
            else:
                both = colours.get(name, ("", ""))
                colours[name] = (said, both[1]) if place == 0 else (both[0], said)
    others = dict(_others({name: item for name, item in held.items() if name not in THEMES}, findings))
    made = Branding(colours, others)
    findings += faint(made)
    return Read(None if findings else made, tuple(findings))


def _tokens(group: Mapping[str, object], where: str, findings: list[Finding]) -> Iterator[tuple[str, object]]:
    """Name and value of the tokens of a group; what starts with ``$`` describes the group itself."""
    for name, token in group.items():
        if name.startswith("$"):
            continue
        if isinstance(token, dict) and "$value" in token:
            yield name, token["$value"]
        else:
            findings.append(Finding(NO_VALUE, f"{where}.{name}".strip("."), seen=str(token)[:40], wanted="$value"))


def _others(group: Mapping[str, object], findings: list[Finding]) -> Iterator[tuple[str, str]]:
    for name, value in _tokens(group, "", findings):
        if name in SIZES:
            if isinstance(value, str) and _SIZE.fullmatch(value):
                yield name, value
            else:
                findings.append(Finding(NO_VALUE, name, seen=str(value)[:40], wanted="0.25rem of 4px"))
        elif name in FONTS:
            fonts = [str(font) for font in value] if isinstance(value, list) else [str(value)]
            if fonts and all(_FONT.fullmatch(font) for font in fonts):
                yield name, ", ".join(f'"{font}"' if " " in font else font for font in fonts)
            else:
                findings.append(Finding(NO_VALUE, name, seen=str(value)[:40], wanted='["Verdana", "sans-serif"]'))
        else:
            findings.append(Finding(UNKNOWN, name, wanted=", ".join((*THEMES, *SIZES, *FONTS))))


def faint(branding: Branding) -> Iterator[Finding]:
    """What cannot be read well enough, in both themes."""
    for place, theme in enumerate(THEMES):
        for text, ground, least in PAIRS:
            has = contrast(branding.full(text)[place], branding.full(ground)[place])
            if has < least:
                yield Finding(TOO_FAINT, f"{text} op {ground} ({theme})", seen=f"{has:.2f}", wanted=f"{least:.1f}")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= _STRAIGHT else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
