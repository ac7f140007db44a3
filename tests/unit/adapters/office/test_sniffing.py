"""A file is what its bytes say, not what its name says."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from docx import Document

from driehoek.adapters.office.sniffing import sniff


def workbook() -> bytes:
    stream = BytesIO()
    xlsxwriter.Workbook(stream).close()
    return stream.getvalue()


def document() -> bytes:
    stream = BytesIO()
    Document().save(stream)
    return stream.getvalue()


def packed(*names: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n" * 10 + b"%PDF-1.4\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "png"),
        (b"\xff\xd8\xff\xe0....", "jpeg"),
        (workbook(), "xlsx"),
        (document(), "docx"),
        (b"", ""),
        (b"MZ\x90\x00", ""),
        (b"<html><script>", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""),  # an old Office file, or one with a password
        (packed("readme.txt"), ""),
        (packed("word/document.xml"), ""),
        (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), ""),
        (packed("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), ""),
        (packed("a")[:20], ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # bytes with the time in them make no name
)
def test_the_bytes_decide(data: bytes, kind: str) -> None:
    assert sniff(data) == kind
