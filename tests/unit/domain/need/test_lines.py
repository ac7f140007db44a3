"""What a line of the picture of need is about, and what it says of a shortage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.catalogue import Sector
from driehoek.domain.need import Basis, ClientGroup, Figure, Line, Market, Origin
from driehoek.domain.need.lines import LineId, Says, line_in_words, says

SYNTHETIC = Origin(Basis.SYNTHETIC, "SYNTHETIC")


def line(name: str, value: int | None) -> Line:
    return Line(name, "Een regel (SYNTHETIC).", None if value is None else Figure(value, SYNTHETIC))


@given(st.sampled_from(ClientGroup), st.sampled_from(["", "0014", "1904"]), st.sampled_from(["gap", "white-spot"]))
def test_the_id_of_every_line_of_a_picture_is_read_back(group: ClientGroup, municipality: str, what: str) -> None:
    found = LineId.parse(f"5510/{Market(group, municipality).key}/{what}")
    assert found is not None
    assert (found.region.code, found.group, found.municipality, found.what) == ("5510", group, municipality, what)
    assert found.group.sector in Sector


NO_IDS = ["", "Groningen", "5510/gap", "0014/VV/gap", "5510/XX/gap", "5510/VV/14/gap", "5510/VV//gap", "5510/VV/0014/"]


@pytest.mark.parametrize("text", NO_IDS)
def test_what_is_no_id_is_none(text: str) -> None:
    assert LineId.parse(text) is None
    assert line_in_words(text) == text


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("5510/VV/0014/gap", 1, Says.SHORT),
        ("5510/VV/0014/gap", 0, Says.ENOUGH),
        ("5510/VV/gap", -5, Says.ENOUGH),
        ("5510/VV/gap", None, Says.UNKNOWN),
        ("5510/VV/0014/white-spot", 12, Says.SHORT),
        ("5510/VV/0014/white-spot", None, Says.SHORT),
        ("5510/VV/0014/white-spot", 0, Says.ENOUGH),
        ("5510/VV/specification-1", None, Says.QUALITY),
        ("5510/VV/indicated", 12, Says.COUNT),
        ("5510/VV/wacht-op-voorkeur", 12, Says.COUNT),
    ],
)
def test_a_line_says_whether_there_is_a_shortage(name: str, value: int | None, wanted: Says) -> None:
    assert says(line(name, value)) is wanted


def test_a_line_is_called_by_its_group_and_place_without_its_figure() -> None:
    assert line_in_words("5510/GGZ/white-spot") == "geestelijke gezondheidszorg in regio 5510"
