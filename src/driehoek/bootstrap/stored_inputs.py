"""Input of clients between the store and the dossier: its file, its two pages, its report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from driehoek.adapters.catalogue import load_matters
from driehoek.adapters.dossier.order import in_order
from driehoek.adapters.dossier.read import read_own_of
from driehoek.adapters.dossier.tables import CLIENT_INPUT, PROVIDERS
from driehoek.adapters.dossier.write import client_input_rows, table_bytes
from driehoek.adapters.office.council_pdf import client_pages_pdf, input_report_pdf
from driehoek.adapters.store.acting import Actor, working_for
from driehoek.adapters.store.councils import inputs_of, same_input
from driehoek.adapters.store.models import Contract, Outcome, Round
from driehoek.adapters.store.round_files import HandedIn, replace_file, submissions_of
from driehoek.application.council import ClientPages, InputReport, Known, Promise, client_pages, input_report
from driehoek.application.council.pages import NO_PAGES
from driehoek.bootstrap.stored_entry import form_at
from driehoek.bootstrap.stored_rounds import standing_round
from driehoek.domain.quality import Input, Matter, matters_on
from driehoek.kernel import Finding

__all__ = [
    "LocationPages",
    "client_pages_pdf",
    "input_report_pdf",
    "law_on",
    "pages_of",
    "report_of",
    "settle_inputs",
]


def law_on(day: date) -> dict[str, Matter]:
    """On what a council advises or consents, as the law of a day has it."""
    return matters_on(load_matters(), day)


def settle_inputs(actor: Actor, found: Round, at: datetime) -> bool:
    """Put what clients said of a round into ``client-input.csv`` of its dossier; whether that changed.

    It is the purchaser's file, so the portal does this for the purchaser, whoever acted. What the dossier held before
    and what did not come through the portal stays.
    """
    with working_for(found.purchaser_id, actor):
        kept = [item.said for item in inputs_of([found.pk])]
        dossier = standing_round(found.pk, at).dossier
        before = dossier.client_input if dossier is not None else ()
        others = [item for item in before if not any(same_input(item, own) for own in kept)]
        if not kept and not others:
            return False
        rows = client_input_rows(_ordered((*others, *kept), dossier))
        return replace_file(found.pk, CLIENT_INPUT.file, table_bytes(CLIENT_INPUT, rows).decode(), at)


def _ordered(inputs: tuple[Input, ...], dossier: object) -> Sequence[Input]:
    from driehoek.application.dossier import Dossier  # noqa: PLC0415 - only to put rows in the order of a dossier

    return in_order(replace(dossier, client_input=inputs)).client_input if isinstance(dossier, Dossier) else inputs


@dataclass(frozen=True, slots=True)
class LocationPages:
    """The pages of one location, with what they were made of.

    Attributes:
        contract: the contract.
        pages: the pages.
        has_plan: whether the plan was shared.
        has_outcome: whether there is an outcome in them.
    """

    contract: Contract
    pages: ClientPages
    has_plan: bool
    has_outcome: bool


def pages_of(
    found: Round, contract: Contract, at: datetime, today: date, promises: tuple[Promise, ...]
) -> LocationPages | Finding:
    """The two pages of one location, of what the one who acts may see.

    Args:
        found: the round.
        contract: whose clients.
        at: the moment.
        today: its day.
        promises: the commitments that clients may see.
    """
    common = form_at(found.pk, at).common
    plan = _last(submissions_of(found.pk, contract.agb))
    folder = f"submissions/{contract.agb}/"
    files = {folder + path: text.encode() for path, text in plan.files.items()} if plan else {}
    arrived = plan.received_at if plan else at
    own = {PROVIDERS.file: contract.line.encode(), **files}
    dossier, _ = read_own_of(common, own, contract.agb, arrived.replace(tzinfo=None))
    if dossier is None or not dossier.providers:
        return Finding(NO_PAGES, contract.agb)
    told = (
        Outcome.objects.filter(round=found, contract=contract.agb, is_told=True).order_by("-version").first()
        if plan
        else None
    )
    known = Known(
        policy=dossier.policy,
        provider=dossier.providers[0],
        products=dossier.products,
        day=today,
        submission=dossier.submissions[0] if dossier.submissions else None,
        outcome=told.explanation if told and told.explanation else None,
        is_final=bool(told and told.is_final),
        promises=promises,
    )
    return LocationPages(contract, client_pages(known), bool(known.submission), known.outcome is not None)


def _last(handed_in: tuple[HandedIn, ...]) -> HandedIn | None:
    return handed_in[-1] if handed_in and not handed_in[-1].withdraws else None


def report_of(round_id: UUID, at: datetime, *, everything: bool = True) -> InputReport | tuple[Finding, ...]:
    """The report of all input on a round, from its dossier, as anyone who holds that dossier makes it too."""
    standing = standing_round(round_id, at)
    if standing.dossier is None:
        return standing.findings
    dossier = standing.dossier
    return input_report(dossier.policy, dossier.client_input, load_matters(), everything=everything)
