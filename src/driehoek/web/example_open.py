"""What visitors of the example find beside its round: last year's policy to compare with, and a picture of its region.

It is apart from the example itself, for it is not needed to try the round. Everything is SYNTHETIC.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Organisation, OrganisationKind, Role, Round, RoundState
from driehoek.adapters.store.round_files import keep_files
from driehoek.bootstrap import need
from driehoek.bootstrap.need_listing import published_list
from driehoek.bootstrap.need_pages import Wanted, write_all
from driehoek.bootstrap.policies import POLICY_FILE, load_policy
from driehoek.web.example_clock import MID_COURSE

LAST_YEAR = "wlz-2026"
OLDER = (
    ("year: 2027", "year: 2026"),
    ("Inkoopbeleid Wlz-zorg 2027", "Inkoopbeleid Wlz-zorg 2026"),
    ("  years: 5", "  years: 2"),
    ("    scale: 10", "    scale: 100"),
    ("    max_winners: 5", "    max_winners: 3"),
)
"""What was otherwise last year: as it stands now, and as it stood."""


def show_in_public(example: Path, pictures: Path) -> None:
    """Add both, unless they are there."""
    last_year(example)
    if not published_list(pictures):
        _picture(example, pictures)


def last_year(example: Path) -> None:
    """Add the round of last year, with its policy."""
    if Round.objects.using("owner").filter(slug=LAST_YEAR).exists():
        return
    purchaser = Organisation.objects.using("owner").get(kind=OrganisationKind.PURCHASER)
    text = (example / POLICY_FILE).read_text(encoding="utf-8")
    for now, before in OLDER:
        text = text.replace(now, before)
    found = Round.objects.using("owner").create(
        purchaser=purchaser,
        slug=LAST_YEAR,
        title="Inkoopbeleid Wlz-zorg 2026 van Zorgkantoor Voorbeeld (SYNTHETIC)",
        year=MID_COURSE.year,
        state=RoundState.FINAL,
    )
    with acting(Actor(purchaser.pk, Role.PURCHASING)):
        keep_files(found.pk, {POLICY_FILE: text}, MID_COURSE - timedelta(days=400))


def _picture(example: Path, pictures: Path) -> None:
    policy = load_policy(example).policy
    day = MID_COURSE.date()
    gathered = need.gather(day, None, None)
    if policy is None or not gathered.usable:
        return
    codes = sorted({region for pool in policy.pools for region in pool.regions})
    regions, wrong = need.regions_asked(codes, day)
    if not wrong:
        made = list(need.pictures(gathered, regions, policy.year, day))
        write_all(made, pictures, Wanted(published=True, sheets=False, pdf=False), lambda: None)
