"""The one order in which the parts of a dossier stand, whatever the order of rows and folders was."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from operator import attrgetter

from driehoek.application.dossier import Dossier
from driehoek.domain.allocation.problem import Waiting
from driehoek.domain.catalogue import TariffTable
from driehoek.domain.quality import Input
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import Dated, canonical


def in_order(dossier: Dossier) -> Dossier:
    """The same dossier with its parts sorted by content, so that equal content makes equal objects."""
    series = dossier.tariffs.series
    return replace(
        dossier,
        spaces=tuple(sorted(dossier.spaces, key=attrgetter("frame", "known_on"))),
        products=tuple(sorted(dossier.products, key=attrgetter("code"))),
        tariffs=TariffTable({code: Dated.of(series[code].entries) for code in sorted(series)}),
        providers=tuple(sorted(dossier.providers, key=attrgetter("contract"))),
        submissions=_by_arrival(tuple(map(ordered_submission, dossier.submissions))),
        realised=tuple(sorted(dossier.realised, key=attrgetter("contract", "product", "lot"))),
        choices=tuple(
            sorted(
                dossier.choices,
                key=attrgetter(
                    "contract", "lot", "product", "chosen_on", "quantity.steps", "clients", "arrangement.value"
                ),
            )
        ),
        marks=tuple(sorted(dossier.marks, key=attrgetter("contract", "criterion", "assessor"))),
        decisions=tuple(sorted(dossier.decisions, key=attrgetter("contract", "requirement"))),
        adjustments=tuple(
            sorted(
                dossier.adjustments,
                key=attrgetter("contract", "lot", "decided_on", "amount_from.cents", "amount_to.cents"),
            )
        ),
        waiting=tuple(sorted(dossier.waiting, key=_list_order)),
        sources=tuple(sorted(dossier.sources, key=attrgetter("file"))),
        classes=tuple(sorted(dossier.classes, key=attrgetter("contract", "lot", "product", "name"))),
        new_clients=tuple(sorted(dossier.new_clients, key=attrgetter("lot", "product"))),
        areas=tuple(sorted(dossier.areas, key=attrgetter("lot", "area"))),
        figures=tuple(sorted(dossier.figures, key=attrgetter("contract", "lot", "figure.value"))),
        picture=tuple(sorted(dossier.picture, key=attrgetter("id"))),
        client_input=tuple(sorted(dossier.client_input, key=_said_order)),
        bases=tuple(sorted(dossier.bases, key=attrgetter("frame"))),
    )


def _list_order(item: Waiting) -> tuple[str, ...]:
    named = (item.contract, item.lot, item.municipality, item.profile, item.status, item.classification)
    return (*named, item.day.isoformat() if item.day else "", str(item.count))


def _said_order(item: Input) -> tuple[str, ...]:
    return (item.given_on.isoformat(), item.name, item.about.value, item.contract, item.location, item.text)


def _by_arrival(submissions: tuple[Submission, ...]) -> tuple[Submission, ...]:
    together = Counter((item.contract, item.received) for item in submissions)

    def arrival(item: Submission) -> tuple[str, str, bytes]:
        # two submissions of one contract at the same moment are told apart by what they say
        alone = together[item.contract, item.received] == 1
        return item.contract.code, item.received.isoformat(), b"" if alone else canonical(item)

    return tuple(sorted(submissions, key=arrival))


def ordered_submission(submission: Submission) -> Submission:
    """The same submission with its parts sorted."""
    return replace(
        submission,
        lots=tuple(sorted(set(submission.lots))),
        answers={name: submission.answers[name] for name in sorted(submission.answers)},
        lines=tuple(sorted(submission.lines, key=attrgetter("lot", "product"))),
        evidence=tuple(sorted(submission.evidence, key=attrgetter("question", "file", "issued_on"))),
        subcontractors=tuple(sorted(submission.subcontractors, key=attrgetter("name", "agb", "products"))),
        completed={name: submission.completed[name] for name in sorted(submission.completed)},
    )
