"""Names that can be kept anywhere, kinds that are taken, and what expires before the agreement year has ended."""

from __future__ import annotations

import string
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.tender.evidence import (
    EMPTY_FILE,
    KIND_UNKNOWN,
    LONGEST_NAME,
    TOO_LARGE,
    FileKind,
    allowed,
    apart,
    expiring,
    safe_name,
    weighed,
)
from driehoek.kernel import Finding, Period

PDF = FileKind("pdf", "pdf", "application/pdf", 1_000_000, Period(date(2026, 1, 1)), "SYNTHETIC")
OLD = FileKind("tiff", "tif", "image/tiff", 1_000_000, Period(date(2020, 1, 1), date(2026, 1, 1)), "SYNTHETIC")


@given(st.text(max_size=200))
def test_every_name_becomes_one_that_can_be_kept_anywhere(given_name: str) -> None:
    name = safe_name(given_name, "pdf")
    stem = name.removesuffix(".pdf")
    assert name.endswith(".pdf")
    assert set(stem) <= set(string.ascii_letters + string.digits + "._-")
    assert ".." not in name
    assert stem[0] not in ".-_"
    assert len(stem) <= LONGEST_NAME
    assert safe_name(name, "pdf") == name


def test_a_name_keeps_its_words_and_loses_its_folder_and_its_own_ending() -> None:
    assert safe_name("C:\\stukken\\Uittreksel KvK (é).exe", "pdf") == "Uittreksel-KvK-e.pdf"
    assert safe_name("../../etc/passwd", "pdf") == "passwd.pdf"
    assert safe_name("???", "png") == "bestand.png"


@given(st.lists(st.sampled_from(["plan.pdf", "plan-2.pdf", "plan-3.pdf", "x.pdf"])))
def test_no_two_files_of_one_submission_have_one_name(taken: list[str]) -> None:
    assert apart("plan.pdf", taken) not in taken


def test_what_is_taken_follows_the_day() -> None:
    assert allowed((PDF, OLD), date(2025, 12, 31)) == (OLD,)
    assert allowed((PDF, OLD), date(2026, 1, 1)) == (PDF,)


def test_a_file_is_weighed_by_what_it_is_and_how_large_it_is() -> None:
    assert weighed("a", 1_000_000, "pdf", (PDF,)) is PDF
    refused = [weighed("a", size, kind, (PDF,)) for size, kind in ((0, "pdf"), (5, ""), (1_000_001, "pdf"))]
    assert [item.code for item in refused if isinstance(item, Finding)] == [EMPTY_FILE, KIND_UNKNOWN, TOO_LARGE]
    last = refused[-1]
    assert isinstance(last, Finding)
    assert (last.seen, last.wanted) == ("1,1 MB", "1,0 MB")  # never "1,0 MB is larger than 1,0 MB"


def test_what_expires_in_the_agreement_year_is_told_and_what_lasts_is_not() -> None:
    files = [("last", date(2028, 1, 1)), ("ends", date(2027, 12, 31)), ("gone", date(2026, 7, 1)), ("ever", None)]
    told = expiring(files, 2027, date(2026, 7, 1))
    assert [(item.name, item.is_gone) for item in told] == [("gone", True), ("ends", False)]
