"""A receipt is a file that anyone can hold to what was received."""

from __future__ import annotations

import hashlib
import json

import pytest

from driehoek.application.receipt import (
    DOCUMENT_GONE,
    LINE,
    NO_RECEIPT,
    OTHER_DOCUMENT,
    OTHER_MARK,
    Receipt,
    compare_documents,
    in_words,
    read_receipt,
    receipt_text,
)
from driehoek.kernel import Finding

CONTENT = json.dumps(
    {
        "contract": "99000001",
        "number": 2,
        "received_at": "2026-07-16T10:00:00+02:00",
        "files": {"answers.yaml": "lots: []\n"},
        "withdraws": False,
        "evidence": {"evidence/plan.pdf": "ab"},
    },
    ensure_ascii=False,
)
TEXT = receipt_text(CONTENT, "zegel", ["Ronde: R"])


def test_it_is_read_back_and_its_mark_is_the_hash_of_the_line_below() -> None:
    read = read_receipt(TEXT, "bewijs.txt")
    assert isinstance(read, Receipt)
    assert read.mark == hashlib.sha256(CONTENT.encode()).hexdigest()
    assert (read.contract, read.number, read.seal) == ("99000001", 2, "zegel")
    assert in_words(read)[0].endswith("een inschrijving, ontvangen op 16 juli 2026, 10.00 uur.")
    windows = read_receipt("\ufeff" + TEXT.replace("\n", "\r\n"), "bewijs.txt")
    assert windows == read  # as an editor of Windows keeps it


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", NO_RECEIPT),
        (TEXT.replace(LINE, "-----"), NO_RECEIPT),
        (TEXT.replace('"number": 2', '"number": 3'), OTHER_MARK),
        (TEXT.replace("lots: []", "lots: [x]"), OTHER_MARK),
        (receipt_text("geen json", "", []), NO_RECEIPT),
    ],
)
def test_what_was_changed_does_not_hold(text: str, code: object) -> None:
    read = read_receipt(text, "bewijs.txt")
    assert isinstance(read, Finding)
    assert read.code is code


def test_documents_are_held_to_what_was_received() -> None:
    read = read_receipt(TEXT, "bewijs.txt")
    assert isinstance(read, Receipt)
    assert compare_documents(read, {"plan.pdf": "ab", "other.pdf": "x"}) == ()
    assert [item.code for item in compare_documents(read, {"plan.pdf": "ac"})] == [OTHER_DOCUMENT]
    assert [item.code for item in compare_documents(read, {})] == [DOCUMENT_GONE]
