"""What the one for whom it is all done is called, per law (A-021)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UserWords:
    """The names of the user of care under one law.

    Attributes:
        in_care: the name in relation to the provider, in Dutch.
        to_payer: the name in relation to insurer, zorgkantoor or municipality, in Dutch.
        in_care_en: the first in English.
        to_payer_en: the second in English.
    """

    in_care: str
    to_payer: str
    in_care_en: str
    to_payer_en: str


USERS: Mapping[str, UserWords] = {
    "awbz": UserWords("cliënt", "verzekerde", "client", "insured"),
    "wlz": UserWords("cliënt", "verzekerde", "client", "insured"),
    "wmo": UserWords("cliënt", "burger", "client", "citizen"),
    "zvw": UserWords("patiënt", "verzekerde", "patient", "insured"),
}
"""By law. Source: Inkoopsafari 2016, table in par. 5.1; the AWBZ follows its successor, the Wlz."""
