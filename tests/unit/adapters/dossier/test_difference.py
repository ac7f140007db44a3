"""The first difference between two files is said so that a person sees it."""

from __future__ import annotations

import pytest

from driehoek.adapters.dossier.difference import first_difference

HEADER = "contract;text;amount\n"


def table(*rows: str) -> bytes:
    return (HEADER + "".join(f"{row}\n" for row in rows)).encode()


@pytest.mark.parametrize(
    ("seen", "wanted", "said"),
    [
        (table("1;a;5.00"), table("1;a;5.01"), (2, "amount = 5.00", "amount = 5.01")),
        (table("1;a;5.00", "2;b;1.00"), table("1;a;5.00"), (3, "2;b;1.00", "-")),
        (table("1;a;5.00"), table("1;a;5.00", "2;b;1.00"), (3, "-", "2;b;1.00")),
        (table('1;"a\nb";5.00', "2;x;1.00"), table('1;"a\nb";5.00', "2;x;2.00"), (4, "amount = 1.00", "amount = 2.00")),
        (table("1;a;5.00;9"), table("1;a;5.00"), (2, "4 = 9", "4 = ")),
        (b"contract;x\n", b"contract;text\n", (1, "text = x", "text = text")),
        (table("1;a;5.00").replace(b"\n", b"\r\n"), table("1;a;5.00"), (1, HEADER.strip() + "␍", HEADER.strip())),
    ],
)
def test_of_a_table_the_column_is_named_with_both_values(
    seen: bytes, wanted: bytes, said: tuple[int, str, str]
) -> None:
    assert first_difference("lines.csv", seen, wanted) == said


def test_a_long_value_is_shown_from_a_little_before_its_difference() -> None:
    long = "x" * 500
    line, seen, wanted = first_difference("reasons.csv", table(f"1;{long}A;5.00"), table(f"1;{long}B;5.00"))
    assert (line, seen, wanted) == (2, f"text = …{'x' * 30}A", f"text = …{'x' * 30}B")


def test_of_another_file_the_first_stretch_that_differs() -> None:
    said = first_difference("decision.json", b'{\n  "granted": "5.00"\n}', b'{\n  "granted": "5.01"\n}')
    assert said == (2, '  "granted": "5.00"', '  "granted": "5.01"')
    assert first_difference("decision.json", b"{}\nx", b"{}") == (2, "x", "-")
