"""The numbers by which Dutch care knows parties; each is text, for leading zeros count.

Parsing returns the identifier, or None when the text is not one; the reader that knows file and line makes the
finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_EIGHT = re.compile(r"[0-9]{8}")
_FOUR = re.compile(r"[0-9]{4}")
_NINE = re.compile(r"[0-9]{9}")
_TEST_BSNS = range(999900006, 999999991)


@dataclass(frozen=True, slots=True, order=True)
class Agb:
    """An AGB code: eight digits. In Wlz messages it names one contract of a provider with one zorgkantoor.

    No check digit is published, so only the form is tested (iWlz ``LDT_iWlzAgbCode``).
    """

    code: str

    @classmethod
    def parse(cls, text: str) -> Agb | None:
        """Read an AGB code, or None."""
        return cls(text) if _EIGHT.fullmatch(text) else None

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, order=True)
class Uzovi:
    """A UZOVI code: four digits that name an insurer in claims."""

    code: str

    @classmethod
    def parse(cls, text: str) -> Uzovi | None:
        """Read a UZOVI code, or None."""
        return cls(text) if _FOUR.fullmatch(text) else None

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, order=True)
class RegionCode:
    """A zorgkantoor region by its COD001 code (55xx). Which codes exist when is data of the catalogue."""

    code: str

    @classmethod
    def parse(cls, text: str) -> RegionCode | None:
        """Read the form of a region code, or None; `catalogue` says whether it exists."""
        return cls(text) if _FOUR.fullmatch(text) and text.startswith("55") else None

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Bsn:
    """A citizen service number that passes the 11-test. Its text form never shows the number.

    Attributes:
        number: nine digits.
    """

    number: str

    @classmethod
    def parse(cls, text: str) -> Bsn | None:
        """Read a BSN, or None: nine digits whose weighted sum 9,8,..,2,-1 divides by 11."""
        if not _NINE.fullmatch(text) or text == "000000000":
            return None
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        weighted = sum(weight * int(digit) for weight, digit in zip(weights, text, strict=True))
        return cls(text) if weighted % 11 == 0 else None

    @property
    def is_test_number(self) -> bool:
        """Whether it lies in the range kept for tests, 999900006 to 999999990."""
        return int(self.number) in _TEST_BSNS

    def __repr__(self) -> str:
        return "Bsn(*********)"

    __str__ = __repr__
