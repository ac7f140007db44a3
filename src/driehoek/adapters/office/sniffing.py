"""What a file is, read from its bytes: the name that somebody gave it is not believed."""

from __future__ import annotations

import zipfile
from io import BytesIO

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_MACROS = "vbaproject.bin"
_LOOK = 1024
"""Programs put a line or a mark before the head of a PDF; readers take it within the first kilobyte."""


def sniff(data: bytes) -> str:
    """The kind of a file: ``pdf``, ``docx``, ``xlsx``, ``jpeg`` or ``png``; empty for anything else.

    An Office file with macros, or one closed with a password, is none of these.
    """
    if data.startswith(_PNG):
        return "png"
    if data.startswith(_JPEG):
        return "jpeg"
    if _PDF in data[:_LOOK]:
        return "pdf"
    return _office(data) if data.startswith(_ZIP) else ""


def _office(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return ""
    if "[Content_Types].xml" not in names or any(name.lower().endswith(_MACROS) for name in names):
        return ""
    kinds = {kind for part, kind in _PARTS.items() if part in names}
    return kinds.pop() if len(kinds) == 1 else ""
