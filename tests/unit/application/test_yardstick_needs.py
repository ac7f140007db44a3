"""The need of the yardstick from the picture of need: floors per municipality, a cap where the whole is told."""

from __future__ import annotations

from dataclasses import replace

from driehoek.application.dossier import Dossier
from driehoek.application.yardstick.needs import needs_of_picture
from driehoek.domain.catalogue import Sector
from driehoek.domain.need import Basis, ClientGroup, Figure, Line, Origin
from driehoek.engines.allocation.yardstick import Need
from driehoek.testing.rounds import small_outcome

NAMES = {"0664": "Goes", "0687": "Middelburg"}
DOSSIER = small_outcome().dossier
(REGION,) = DOSSIER.policy.pools[0].regions


def pictured(*counts: tuple[str, int], lines: tuple[str, ...] = ()) -> Dossier:
    """The small dossier with lines such as ``VV/0664/needing-place``; the yardstick takes its need from ``lines``."""
    origin = Origin(Basis.SYNTHETIC, "SYNTHETIC")
    picture = tuple(Line(f"{REGION}/{name}", "SYNTHETIC", Figure(value, origin)) for name, value in counts)
    chosen = tuple(f"{REGION}/{name}" for name in lines)
    division = replace(DOSSIER.policy.division, yardstick={"lines": chosen} if chosen else {})
    return replace(DOSSIER, picture=picture, policy=replace(DOSSIER.policy, division=division))


def test_people_who_need_a_place_make_the_floor_of_their_municipality_and_segment() -> None:
    """Disability groups of one municipality add up; people and places that are counted otherwise do not."""
    dossier = pictured(
        ("VV/0664/needing-place", 40),
        ("VV/0664/indicated", 90),
        ("VV/0664/gap", 12),
        ("VG/0687/needing-place", 7),
        ("LG/0687/needing-place", 5),
        ("VV/9999/needing-place", 3),
    )
    assert needs_of_picture(dossier, NAMES) == (
        Need("Goes", Sector.VV, 40, whole=False),
        Need("Middelburg", Sector.GZ, 12, whole=False),
    )


def test_a_policy_can_choose_the_lines() -> None:
    counts = (("VV/0664/needing-place", 40), ("VV/0687/needing-place", 30))
    chosen = pictured(*counts, lines=("VV/0687/needing-place",))
    assert needs_of_picture(chosen, NAMES) == (Need("Middelburg", Sector.VV, 30, whole=False),)


def test_the_cap_needs_every_group_of_the_segment_in_the_whole_region() -> None:
    assert needs_of_picture(pictured(("VV/needing-place", 400)), NAMES) == (Need("", Sector.VV, 400),)
    disability = [group for group in ClientGroup if group.sector is Sector.GZ and group.value != "GHZ"]
    counts = [(f"{group.value}/needing-place", 10) for group in disability]
    assert needs_of_picture(pictured(*counts[:-1]), NAMES) == ()
    assert needs_of_picture(pictured(*counts), NAMES) == (Need("", Sector.GZ, 10 * len(counts)),)


def test_without_such_lines_there_is_no_need_to_meet() -> None:
    assert needs_of_picture(DOSSIER, NAMES) == ()
