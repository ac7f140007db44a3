"""From bytes to a YAML node tree with places, without any typing: every scalar stays the text that was written.

PyYAML's own types would lose the zero of ``06010001`` and read ``no`` as a boolean, so only its parser is used.
"""

from __future__ import annotations

import yaml

from driehoek.adapters.dossier import codes
from driehoek.kernel import Finding, Place

MAX_BYTES = 8_000_000
MAX_DEPTH = 50
_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_LONG_LINE = 400
_ZIP = b"PK\x03\x04"
"""How a workbook of Excel begins, whatever its name says."""
_MANY_BRACKETS = 64

Node = yaml.nodes.Node


def decode_text(data: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Decode a file that must be UTF-8, with or without a byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (Finding(codes.NOT_UTF8, file, seen="UTF-16", place=Place(file)),)
    if data.startswith(_ZIP):
        return None, (Finding(codes.NOT_UTF8, file, seen="Excel (.xlsx)", place=Place(file)),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        place = Place(file, line, column)
        return None, (Finding(codes.NOT_UTF8, file, seen="Windows-1252", place=place),)
    if "\0" in text:
        return None, (Finding(codes.NOT_UTF8, file, seen="UTF-16 / binary", place=Place(file)),)
    return text, ()


def compose(data: bytes, file: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """Parse YAML bytes into nodes.

    Returns:
        The root node, or None with the finding that says why not: encoding, size, syntax or nothing in it.
    """
    if len(data) > MAX_BYTES:
        return None, (_too_large(file, f"{len(data)} bytes", f"{MAX_BYTES} bytes"),)
    text, findings = decode_text(data, file)
    if text is None:
        return None, findings
    try:
        if _suspicious(text) and _too_deep(text):
            return None, (_too_large(file, f"> {MAX_DEPTH}", f"{MAX_DEPTH}"),)
        root = yaml.compose(text, _LOADER)
    except yaml.YAMLError as error:
        return None, (_broken(error, text, file),)
    if root is None:
        return None, (Finding(codes.FILE_EMPTY, file, wanted="docs/reference/dossier.md", place=Place(file)),)
    return root, ()


def _too_large(file: str, seen: str, wanted: str) -> Finding:
    return Finding(codes.FILE_LARGE, file, seen=seen, wanted=wanted, place=Place(file))


def _suspicious(text: str) -> bool:
    # libyaml composes by recursion in C and would end the process on 100,000 open brackets; whether that can
    # happen shows from the brackets and, for block style, from the length of the lines
    brackets = text.count("[") + text.count("{")
    return brackets > _MANY_BRACKETS or max(map(len, text.splitlines()), default=0) > _LONG_LINE


def _too_deep(text: str) -> bool:
    depth = 0
    for event in yaml.parse(text, _LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return False


def _broken(error: yaml.YAMLError, text: str, file: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Finding(codes.YAML_BROKEN, file, seen=_reason(error), place=Place(file, *_position(error, text)))
    place = Place(file, mark.line + 1, mark.column + 1)
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in str(error):
        return Finding(codes.YAML_TAB, file, place=place)
    return Finding(codes.YAML_BROKEN, file, seen=_reason(error), place=place)


def _reason(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)


def _position(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    # a forbidden control character has a position and no mark; libyaml counts it in bytes
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return 0, 0
    before = text.encode()[:position].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
