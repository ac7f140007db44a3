"""A notice in words, in the language that is on."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from driehoek.adapters.store.models import Notice
from driehoek.kernel import dutch


def sentence(notice: Notice) -> str:
    """What it says."""
    return gettext(notice.title) % {
        "round": notice.round.title if notice.round else "",
        "contract": notice.contract,
        "day": dutch.day(notice.day) if notice.day else "",
    }


def address(notice: Notice) -> str:
    """The page it leads to."""
    words: list[object] = []
    if notice.round_id is not None and notice.route not in WITHOUT_ROUND:
        words.append(notice.round_id)
    if notice.route in WITH_CONTRACT:
        words.append(notice.contract)
    return reverse(notice.route, args=words)


WITHOUT_ROUND = frozenset({"provider", "council", "purchaser", "supervisor"})
"""Pages that are not of one round."""
WITH_CONTRACT = frozenset({"workspace", "outcome"})
"""Pages of one contract in a round."""
