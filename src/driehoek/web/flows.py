"""What leaves the portal as a file or as data, and what it does by itself: written by hand, as ``access.py`` is.

Who may open a route stands there; whose rows may be in what it sends stands here. An answer that is no page and is not
in this table is not sent, a job that is not in it is not run. Tests plant a secret of every other organisation, have
every file as every role, and hold what they find to this table; others hold it to the routes, jobs and commands there
are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.http.response import HttpResponseBase

PAGE = "text/html"
OK = 200
CALENDAR, CSV, JSON, LINES, PDF = (
    "text/calendar",
    "text/csv",
    "application/json",
    "application/jsonl",
    "application/pdf",
)
TEXT, YAML, ZIP, STYLE = "text/plain", "application/yaml", "application/zip", "text/css"
AS_IT_CAME, XLSX = "application/octet-stream", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Rows(Enum):
    """Whose rows may be in it; nobody else's ever are."""

    NONE = "of nobody"
    PUBLIC = "what was published to everyone, without who asked or offered"
    PERSON = "of the one person who signed in"
    OWN = "of the organisation acted for, beside what is public"
    HANDED_IN = "of the organisation acted for, and what was handed in to it, once that may be read"
    ROUND = "of one round of one purchaser with all that was handed in; what is sealed as it was closed"
    SENT = "what a purchaser sent to the organisation acted for"
    DIGESTS = "salted digests of every act; of nobody to whoever has them alone"
    ALL = "of everyone: for who keeps the server alone"


@dataclass(frozen=True, slots=True)
class Stream:
    """What a route sends that is no page.

    Attributes:
        media: the media types.
        rows: whose rows may be in it.
    """

    media: tuple[str, ...]
    rows: Rows


STREAMS: Mapping[str, Stream] = {
    "agreement-excel-file": Stream((XLSX,), Rows.OWN),
    "agreement-filing-file": Stream((PDF, XLSX), Rows.OWN),
    "agreement-paper": Stream((PDF,), Rows.OWN),
    "agreement-one-sided": Stream((PDF,), Rows.OWN),
    "agreement-since": Stream((JSON,), Rows.OWN),
    "agreement-change": Stream((JSON,), Rows.OWN),
    "agreement-undo": Stream((JSON,), Rows.OWN),
    "agreement-settle": Stream((JSON,), Rows.OWN),
    "planning-ics": Stream((CALENDAR,), Rows.PUBLIC),
    "round-ics": Stream((CALENDAR,), Rows.PUBLIC),
    "policy-file": Stream((PDF, YAML, JSON), Rows.PUBLIC),
    "nota-pdf": Stream((PDF,), Rows.PUBLIC),
    "nota-csv": Stream((CSV,), Rows.PUBLIC),
    "open-data-file": Stream((CSV, JSON, TEXT), Rows.PUBLIC),
    "picture-file": Stream((PDF, CSV, AS_IT_CAME), Rows.PUBLIC),
    "branding-sheet": Stream((STYLE,), Rows.PUBLIC),
    "health": Stream((JSON,), Rows.NONE),
    "ready": Stream((JSON,), Rows.NONE),
    "mfa_download_recovery_codes": Stream((TEXT,), Rows.PERSON),
    "agreement-live": Stream((JSON,), Rows.PERSON),
    "evidence-download": Stream((AS_IT_CAME,), Rows.HANDED_IN),
    "workspace-stand": Stream((JSON,), Rows.OWN),
    "workbook-export": Stream((XLSX,), Rows.OWN),
    "receipt-file": Stream((TEXT,), Rows.OWN),
    "council-pages-pdf": Stream((PDF,), Rows.OWN),
    "input-report-pdf": Stream((PDF,), Rows.HANDED_IN),
    "round-take": Stream((ZIP,), Rows.HANDED_IN),
    "dossier-download": Stream((ZIP,), Rows.SENT),
    "log-export": Stream((LINES,), Rows.DIGESTS),
}
"""By route. The export of a round by who keeps the server and the backup are commands, see `COMMANDS`."""


def is_declared(route: str, answer: HttpResponseBase) -> bool:
    """Whether an answer is a page, or is sent by a route that may send such a thing."""
    media = answer.headers.get("Content-Type", PAGE).partition(";")[0].strip()
    if answer.status_code != OK or media == PAGE:
        return True
    return route in STREAMS and media in STREAMS[route].media


@dataclass(frozen=True, slots=True)
class Work:
    """Which rows a job of the portal sees. The tables are those of ``store_``.

    Attributes:
        reads: as owner of the tables, of every organisation.
        writes: as owner of the tables.
        acts_as: in which role it acts under row-level security, for one organisation at a time; empty when it does not.
        reads_acting: what it reads so.
        tells: what of all this comes before the eyes of people, and whose.
    """

    reads: frozenset[str]
    writes: frozenset[str] = frozenset()
    acts_as: str = ""
    reads_acting: frozenset[str] = frozenset()
    tells: str = "nothing"


_LOG = frozenset({"outboxentry", "auditentry"})
_WHOM = frozenset({"round", "contract", "membership"})
JOBS: Mapping[str, Work] = {
    "extend": Work(_LOG, frozenset({"auditentry"}), tells="salted digests, to everyone"),
    "tell": Work(
        _LOG | _WHOM | {"noticemark", "outcome", "councilinput", "question", "dossierrequest"},
        frozenset({"notice", "noticemark"}),
        tells="that there is something in a round, to people of the organisations of `driehoek.web.notices.rules`",
    ),
    "remind": Work(
        _WHOM | {"notice", "submission"},
        frozenset({"notice"}),
        tells="that a window closes, to people of the provider of a contract that did not hand in",
    ),
    "mail": Work(
        frozenset({"notice", "noticechoice", "person", "round", "organisation"}),
        frozenset({"notice"}),
        tells="the words of the own notices, never what was written",
    ),
    "examine": Work(
        frozenset({"dossierrequest"}),
        frozenset({"dossierrequest"}),
        "purchasing",
        frozenset(
            {
                "roundfile", "roundattachment", "roundevent", "person", "submission", "openedsubmission",
                "sealeddocument", "repairedsubmission", "evidencefile", "result",
            }
        ),
        tells="the dossier that the purchaser sent, to the supervisor that asked for it",
    ),
    "count": Work(
        frozenset({"ledgeraccount"}),
        acts_as="job",
        reads_acting=frozenset({"ledgeraccount", "ledgertransfer"}),
        tells="how many accounts do not recount, to who keeps the server",
    ),
}  # fmt: skip
"""By name, as ``work.py`` runs them."""

COMMANDS: Mapping[str, Rows] = {
    "audit export": Rows.DIGESTS,
    "admin backup": Rows.ALL,
    "admin round export": Rows.ROUND,
    # these give nothing out
    "serve": Rows.NONE,
    "admin database migrate": Rows.NONE,
    "admin database upgrade": Rows.NONE,
    "admin restore": Rows.NONE,
    "admin round import": Rows.NONE,
    "admin work": Rows.NONE,
    "admin live": Rows.NONE,
    "admin retention": Rows.NONE,
    "admin organisation": Rows.NONE,
}
"""Every command that reaches the store, for who keeps the server, and whose rows are in what it writes."""
