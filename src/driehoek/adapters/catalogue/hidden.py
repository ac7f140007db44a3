"""Which rows and columns of a workbook are hidden: no reader of cells tells, so the package itself is looked into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_REPEATED = 1000
"""A run of hidden columns or rows longer than this is the empty rest of the sheet."""


@dataclass(slots=True)
class Hidden:
    """What of one sheet is hidden.

    Attributes:
        rows: the numbers of hidden rows, from 1; a row that a filter leaves out is one.
        columns: the numbers of hidden columns, from 1.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def hidden_parts(content: bytes) -> Mapping[str, Hidden] | None:
    """What is hidden per sheet of an Excel (xlsx, xlsm) or OpenDocument workbook.

    Returns:
        Per name of a sheet what is hidden in it; None where the format does not let it be seen (xls, xlsb).
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            if "xl/workbook.xml" in names:
                return {title: _excel(package, path) for title, path in _excel_sheets(package) if path in names}
            if "content.xml" in names:
                return _opendocument(package)
    except (BadZipFile, KeyError, etree.XMLSyntaxError):
        return None
    return None


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _excel_sheets(package: ZipFile) -> list[tuple[str, str]]:
    relations = {
        item.get("Id"): normpath(join("xl", str(item.get("Target")))).removeprefix("/")
        for item in _parse(package.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = _parse(package.read("xl/workbook.xml")).iter("{*}sheet")
    return [(str(item.get("name")), relations.get(item.get(_RELATION), "")) for item in sheets]


def _excel(package: ZipFile, path: str) -> Hidden:
    found = Hidden()
    number = 0
    with package.open(path) as stream:
        for _, item in etree.iterparse(stream, tag=("{*}row", "{*}col"), resolve_entities=False, no_network=True):
            away = item.get("hidden") in ("1", "true")
            if item.tag.endswith("}row"):
                number = int(item.get("r") or number + 1)
                if away:
                    found.rows.add(number)
            elif away:
                first, last = int(item.get("min", "1")), int(item.get("max", "1"))
                if last - first < _MOST_REPEATED:
                    found.columns.update(range(first, last + 1))
            _forget(item)
    return found


def _forget(item: etree._Element) -> None:
    """Let go of an element that was read, and of those before it: a large sheet never stands in memory."""
    item.clear()
    parent = item.getparent()
    while parent is not None and item.getprevious() is not None:
        del parent[0]


def _opendocument(package: ZipFile) -> dict[str, Hidden]:
    found: dict[str, Hidden] = {}
    for table in _parse(package.read("content.xml")).iter(f"{_TABLE}table"):
        here = found.setdefault(str(table.get(f"{_TABLE}name")), Hidden())
        here.columns |= _away(table, "table-column", "number-columns-repeated")
        here.rows |= _away(table, "table-row", "number-rows-repeated")
    return found


def _away(table: etree._Element, kind: str, repeated: str) -> set[int]:
    hidden: set[int] = set()
    number = 0
    for item in table.iter(f"{_TABLE}{kind}"):
        count = int(item.get(f"{_TABLE}{repeated}") or 1)
        if item.get(f"{_TABLE}visibility") in ("collapse", "filter") and count < _MOST_REPEATED:
            hidden.update(range(number + 1, number + count + 1))
        number += count
    return hidden
