"""One box for everything one may see: rounds, policies, contracts, questions, answers and letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.store import searching
from driehoek.adapters.store.models import Round
from driehoek.adapters.store.searching import FEW, KINDS, PAGE, Hit, search
from driehoek.application.document import Block, Bullets, Fact, Paragraph, Runs, Section
from driehoek.application.printing import printed
from driehoek.bootstrap.stored_entry import form_at
from driehoek.web.access import PROVIDER, PURCHASER
from driehoek.web.middleware import PortalRequest

NAMES: Mapping[str, Promise] = {
    "rounds": _("Rondes"),
    "policies": _("In het beleid"),
    "contracts": _("Contracten en aanbieders"),
    "questions": _("Vragen"),
    "answers": _("Gepubliceerde antwoorden"),
    "letters": _("Brieven"),
}
SEEN: Mapping[str, frozenset[str]] = {
    "contracts": PROVIDER | PURCHASER,
    "questions": PROVIDER | PURCHASER,
    "letters": PROVIDER | PURCHASER,
}
"""Kinds that only some roles have pages for; what of them each may see, the database says."""
POLICIES = 3
"""Policies of which the parts are searched on one page; the newest come first."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the answer.

    Attributes:
        address: the page it leads to.
        title: what it is called.
        extract: the words around what was found.
    """

    address: str
    title: str
    extract: SafeString


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind.

    Attributes:
        kind: the kind.
        name: what it is called.
        lines: what was found.
        later: where the next page goes on; None when there is no more.
    """

    kind: str
    name: Promise
    lines: tuple[Line, ...]
    later: int | None = None


def page(request: PortalRequest) -> HttpResponse:
    """What is found of each kind, or a page of one kind."""
    words = request.GET.get("q", "").strip()[: searching.MOST]
    kind, after = request.GET.get("soort", ""), request.GET.get("na", "")
    only = kind if kind in KINDS and after.isdecimal() and len(after) < len(str(2**63)) else ""
    groups = list(_groups(request, words, only, int(after) if only else None)) if words else []
    return render(request, "portal/search.html", {"words": words, "groups": groups, "only": only})


def _groups(request: PortalRequest, words: str, only: str, after: int | None) -> Iterator[Group]:
    for kind, name in NAMES.items():
        if (only and kind != only) or request.who not in SEEN.get(kind, {request.who}):
            continue
        if kind == "policies":
            lines = tuple(_in_policies(request, words))
            later = None
        else:
            found = search(kind, words, PAGE if only else FEW, after)
            lines = tuple(Line(_address(request, kind, hit), _title(hit), shown(hit.extract)) for hit in found.hits)
            later = found.later
        if lines:
            yield Group(kind, name, lines, later)


def _title(hit: Hit) -> str:
    return f"{hit.contract} · {hit.title}" if hit.contract else hit.title


def _address(request: PortalRequest, kind: str, hit: Hit) -> str:
    """The page where somebody in this role reads it."""
    who = request.who
    of_round, of_contract = [hit.round_id], [hit.round_id, hit.contract]
    match kind:
        case "rounds":
            return reverse("purchaser-round" if _is_own(request, hit.round_id) else "round", args=of_round)
        case "contracts":
            return reverse("assessment-row" if who in PURCHASER else "workspace", args=of_contract)
        case "questions":
            return reverse("purchaser-questions", args=of_round) if who in PURCHASER else reverse("provider")
        case "letters":
            return reverse("decision-letter" if who in PURCHASER else "outcome", args=of_contract)
    return reverse("nota", args=of_round)


def _is_own(request: PortalRequest, round_id: UUID) -> bool:
    own = request.actor.organisation if request.actor is not None and request.who in PURCHASER else None
    return own is not None and Round.objects.filter(pk=round_id, purchaser_id=own).exists()


def _in_policies(request: PortalRequest, words: str) -> Iterator[Line]:
    """The parts of policies that have the words, each with the place on the page of the policy."""
    for round_id in searching.policies_with(words, POLICIES):
        policy = form_at(round_id, request.arrived).common.policy
        if policy is None:
            continue
        document = printed(policy)
        texts = [" ".join([section.title, *_texts(section.blocks)]) for section in document.sections]
        for place, extract in searching.parts_with(words, texts):
            address = f"{reverse('policy', args=[round_id])}#deel-{place + 1}"
            yield Line(address, f"{document.title}: {document.sections[place].title}", shown(extract))


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield block.title
            yield from _texts(block.blocks)
        elif isinstance(block, Bullets):
            yield from (_plain(item) for item in block.items)
        elif isinstance(block, Paragraph):
            yield _plain(block.runs)
        else:
            yield from (" ".join(_plain(cell) for cell in row) for row in (*block.rows, *block.totals))


def _plain(runs: Runs) -> str:
    return "".join(run.text if isinstance(run, Fact) else run for run in runs)


def shown(extract: str) -> SafeString:
    """An extract as a piece of a page: what people wrote is escaped, what was found is marked."""
    safe = escape(extract).replace(searching.BEGIN, "<mark>").replace(searching.END, "</mark>")
    return mark_safe(safe)  # noqa: S308 - escaped on the line above
