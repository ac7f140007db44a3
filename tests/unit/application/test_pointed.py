"""The pointers of a policy against the picture of need: there or not, short or not, changed or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.application.dossier import Dossier
from driehoek.application.pointed import check_pointers
from driehoek.application.round import known_rules
from driehoek.domain.need import Basis, Figure, Line, Origin
from driehoek.domain.policy import NeedLine
from driehoek.kernel import Finding, Severity, blocking
from driehoek.testing.rounds import small_outcome

START = "5513/VV/0664"
SPOT, GAP, COUNT = f"{START}/white-spot", f"{START}/gap", f"{START}/needing-place"
WISH = "5513/VV/specification-1"


def line(name: str, value: int | None, text: str = "Een regel (SYNTHETIC).") -> Line:
    return Line(name, text, None if value is None else Figure(value, Origin(Basis.SYNTHETIC, "SYNTHETIC")))


PICTURE = (line(SPOT, 12), line(COUNT, 40), line(WISH, None, "Ook in de avond (SYNTHETIC)."))


def pointing(*lines: str, picture: tuple[Line, ...] = PICTURE, then: tuple[NeedLine, ...] | None = None) -> Dossier:
    """The small dossier with a lot that points to lines, and what they said on publication."""
    dossier = small_outcome().dossier
    known = {item.id: item for item in picture}
    said = tuple(NeedLine(name, found.figure.value if found.figure else None) for name, found in known.items())
    (first, *lots), policy = dossier.policy.lots, dossier.policy
    policy = replace(policy, lots=(replace(first, need_lines=lines), *lots), need_lines=said if then is None else then)
    return replace(dossier, policy=policy, picture=picture)


def found(dossier: Dossier) -> tuple[Finding, ...]:
    return check_pointers(dossier, known_rules())


def told(dossier: Dossier) -> list[tuple[str, str, str]]:
    return [(item.code.id, item.seen, item.wanted) for item in found(dossier)]


def test_a_policy_that_points_to_what_lacks_has_nothing_to_mend() -> None:
    assert found(pointing(SPOT, WISH)) == ()
    assert found(replace(pointing(), picture=())) == (), "without pointers no picture is needed"


@pytest.mark.requirement("C-004")
def test_a_lot_can_ask_for_a_quality_that_was_added_to_the_picture() -> None:
    """A quality has no figure: what is asked for is there, and how it is done is left to the provider."""
    assert found(pointing(WISH)) == ()
    assert told(pointing("5513/VV/specification-2")) == [("RND-071", "5513/VV/specification-2", WISH)]


def test_a_pointer_without_a_picture_or_to_a_line_that_is_not_there_stops_the_round() -> None:
    missing = found(replace(pointing(SPOT, WISH), picture=()))
    assert [(item.code.id, item.seen, item.wanted) for item in missing] == [
        ("RND-070", f"{SPOT} + 1", "need/picture.csv")
    ]
    assert "driehoek need picture --into" in missing[0].mend()
    lost = found(pointing(f"{START}/white-spots"))
    assert [(item.code.id, item.seen) for item in lost] == [("RND-071", f"{START}/white-spots")]
    assert lost[0].wanted.startswith(SPOT), "the nearest line is named in the mend"
    assert blocking(missing)
    assert blocking(lost)


@pytest.mark.parametrize(("value", "code"), [(1, None), (0, "RND-072"), (-4, "RND-072"), (None, "RND-073")])
def test_a_line_that_says_there_is_no_shortage_is_told(value: int | None, code: str | None) -> None:
    warnings = found(pointing(GAP, picture=(line(GAP, value),)))
    assert [item.code.id for item in warnings] == ([code] if code else [])
    assert all(item.severity is Severity.WARNING for item in warnings)


def test_a_line_that_only_counts_is_told_with_the_line_that_concludes() -> None:
    assert told(pointing(COUNT)) == [("RND-073", COUNT, SPOT)]


def test_the_yardstick_may_take_its_need_from_a_line_that_counts() -> None:
    dossier = pointing()
    division = replace(dossier.policy.division, yardstick={"lines": (COUNT,)})
    assert found(replace(dossier, policy=replace(dossier.policy, division=division))) == ()


def test_a_line_that_changed_since_the_policy_was_published_is_told() -> None:
    assert told(pointing(SPOT, then=(NeedLine(SPOT, 20),))) == [("RND-074", "12", "20")]
    assert told(pointing(SPOT, then=(NeedLine(SPOT),))) == [("RND-074", "12", "geen cijfer")]
    words = NeedLine(WISH, text="Ook in het weekend (SYNTHETIC).")
    assert told(pointing(WISH, then=(words,))) == [
        ("RND-074", "'Ook in de avond (SYNTHETIC).'", "'Ook in het weekend (SYNTHETIC).'")
    ]
    assert found(pointing(WISH, then=(replace(words, text=""),))) == (), "words count where they were published"


def test_a_line_of_which_nothing_was_published_is_told_with_what_to_write_down() -> None:
    assert told(pointing(SPOT, then=())) == [("RND-075", "", "12")]
    assert [item.severity for item in found(pointing(SPOT, then=()))] == [Severity.NOTE]
