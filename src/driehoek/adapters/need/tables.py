"""The files of a purchaser's folder about need, each described once: the reader and the reference follow it."""

from __future__ import annotations

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import ClientGroup
from driehoek.kernel import Unit
from driehoek.kernel.tabular import CellKind, Column, Table, optional


class Kind(CellKind):
    """The type of a cell; the value says it on the reference page."""

    TEXT = "text", "tekst / text"
    TOWN = "municipality: its name, or the four digits of Statistics Netherlands", "Lelystad / 0995"
    REGION = "region code COD001: four digits, 55..", "5510"
    PROFILE = "care profile: the COD163 code or its short name", "5VV / 754"
    GROUP = "client group", " / ".join(group.value for group in ClientGroup)
    GROUPS = "client groups with | between them", "VV|GGZ"
    FORM = "form of delivery", " / ".join(form.value for form in DeliveryForm)
    STATUS = (
        "waiting status: a COD167 code, or its words",
        "urgent-plaatsen / actief-plaatsen / wacht-op-voorkeur / wacht-uit-voorzorg / 2 / 3 / 6 / 7",
    )
    CONTRACT = "AGB code: eight digits", "06010001"
    COUNT = "whole number", "12"
    AMOUNT = "euros with a point and two decimals", "1234.50"
    QUANTITY = "number of units", "365"
    UNIT = "unit of the quantity", " / ".join(unit.value for unit in Unit)
    YEAR = "year", "2026"
    DAY = "date yyyy-mm-dd", "2026-10-01"
    MONTH = "month yyyy-mm", "2026-10"
    SHARE = "share: 5% or 0.05", "5%"
    DEGREES = "degrees with a point, such as 52.51", "52.510000"
    YES_NO = "yes or no", "yes / no"


_SOURCE = optional("source", Kind.TEXT, "where it stands, or SYNTHETIC")
_TOWN = optional("municipality", Kind.TOWN, "where they live; empty for a whole region")
_REGION = optional("region", Kind.REGION, "the region; not needed beside a municipality")
_GROUP = Column("group", Kind.GROUP, "for which client group")
_FORM = Column("form", Kind.FORM, "the form of delivery")
_COUNT = Column("count", Kind.COUNT, "how many people")

INDICATIONS = Table(
    "indications.csv",
    "How many people have an indication on a day.",
    (
        _TOWN,
        optional("profile", Kind.PROFILE, "the care profile; empty where only the group is known"),
        _COUNT,
        optional("form", Kind.FORM, "the form of delivery, where known"),
        optional("day", Kind.DAY, "the day of counting; the day of the picture when empty"),
        _SOURCE,
        _REGION,
        optional("group", Kind.GROUP, "the client group, where no profile is named"),
    ),
    ("municipality", "region", "profile", "group", "form", "day"),
)
WAITING = Table(
    "waiting.csv",
    "How many people wait on a day.",
    (
        _TOWN,
        optional("profile", Kind.PROFILE, "the care profile; empty where only the group is known"),
        _COUNT,
        optional("status", Kind.STATUS, "in which status; empty for all together"),
        optional("day", Kind.DAY, "the day of counting; the day of the picture when empty"),
        _SOURCE,
        _REGION,
        optional("group", Kind.GROUP, "the client group, where no profile is named"),
        optional("classification", Kind.TEXT, "the COD168 code, where known"),
        optional("contract", Kind.CONTRACT, "at which provider they wait, where known"),
        optional("lot", Kind.TEXT, "a lot of the round; the picture does not look at it"),
    ),
    ("municipality", "region", "profile", "group", "status", "day", "classification", "contract", "lot"),
)
WAITING_LINES = Table(
    "waiting-lines.csv",
    "A delivery status of one client from a day on, as messages carry it (AW317).",
    (
        Column("client", Kind.TEXT, "a mark that leads back to nobody; never a citizen service number"),
        Column("municipality", Kind.TOWN, "where the client lives"),
        Column("profile", Kind.PROFILE, "the care profile"),
        optional("contract", Kind.CONTRACT, "at which provider, where known"),
        Column("from", Kind.DAY, "the day on which the status begins"),
        Column("status", Kind.STATUS, "the COD167 code; 4 in care and 5 end of need end the waiting"),
        optional("classification", Kind.TEXT, "the COD168 code"),
    ),
    ("client", "from"),
)
STEERED = Table(
    "steered.csv",
    "How many people wait because the purchaser lets them, to steer where they go; no sign of too few places.",
    (
        _TOWN,
        _REGION,
        _GROUP,
        _COUNT,
        Column("day", Kind.DAY, "the day of counting"),
        optional("contract", Kind.CONTRACT, "at which provider they wait, where known"),
        _SOURCE,
    ),
    ("municipality", "region", "group", "day", "contract"),
)
IN_CARE = Table(
    "in-care.csv",
    "How many people are in care on a day.",
    (_TOWN, _REGION, _GROUP, _FORM, Column("day", Kind.DAY, "the day of counting"), _COUNT, _SOURCE),
    ("municipality", "region", "group", "form", "day"),
)
PLACED = Table(
    "placed.csv",
    "How many people were taken into care in the twelve months up to a day.",
    (
        Column("region", Kind.REGION, "the region"),
        _GROUP,
        Column("until", Kind.DAY, "the last day of the twelve months"),
        _COUNT,
        optional("within_term", Kind.COUNT, "of these, within the accepted waiting weeks"),
        _SOURCE,
    ),
    ("region", "group", "until"),
)
LOCATIONS = Table(
    "locations.csv",
    "A place from which care is given.",
    (
        Column("contract", Kind.CONTRACT, "whose"),
        Column("location", Kind.TEXT, "its name"),
        Column("municipality", Kind.TOWN, "where it stands"),
        optional("concern", Kind.TEXT, "the concern the provider is part of; itself when empty"),
        Column("groups", Kind.GROUPS, "the client groups it cares for"),
        optional("niches", Kind.TEXT, "what it specialises in, with | between"),
        optional("latitude", Kind.DEGREES, "degrees north"),
        optional("longitude", Kind.DEGREES, "degrees east"),
        _SOURCE,
    ),
    ("contract", "location"),
)
CAPACITY = Table(
    "capacity.csv",
    "What a location can hold in a year; a later year is a plan.",
    (
        Column("contract", Kind.CONTRACT, "whose"),
        Column("location", Kind.TEXT, "which location, as in locations.csv"),
        _GROUP,
        _FORM,
        Column("year", Kind.YEAR, "from which year on"),
        Column("places", Kind.COUNT, "how many places"),
        optional("building", Kind.TEXT, "its state: good, fair, poor, closing"),
        optional("staff", Kind.QUANTITY, "full-time equivalents at work there"),
        _SOURCE,
    ),
    ("contract", "location", "group", "form", "year"),
)
MOVES = Table(
    "moves.csv",
    "Clients who changed provider in a year.",
    (
        optional("from", Kind.CONTRACT, "which provider they left; empty for who came from home"),
        optional("to", Kind.CONTRACT, "which they chose; empty for who left care"),
        _GROUP,
        Column("year", Kind.YEAR, "when"),
        _COUNT,
        _SOURCE,
    ),
    ("from", "to", "group", "year"),
)
PRODUCTION = Table(
    "production.csv",
    "What a contract delivered in a month.",
    (
        Column("contract", Kind.CONTRACT, "whose"),
        optional("municipality", Kind.TOWN, "where the clients live, where known"),
        _GROUP,
        _FORM,
        Column("month", Kind.MONTH, "which month"),
        Column("quantity", Kind.QUANTITY, "delivered, in the unit"),
        Column("unit", Kind.UNIT, "the unit"),
        Column("amount", Kind.AMOUNT, "its value"),
        optional("clients", Kind.COUNT, "persons in care in that month, where known"),
        _SOURCE,
    ),
    ("contract", "municipality", "group", "form", "month", "unit"),
)
INHABITANTS = Table(
    "inhabitants.csv",
    "How many people live in a municipality or region on 1 January of a year.",
    (
        _TOWN,
        _REGION,
        Column("year", Kind.YEAR, "which year"),
        _COUNT,
        optional("aged", Kind.COUNT, "of these, eighty and older"),
        optional("latitude", Kind.DEGREES, "where they live on average, for straight lines"),
        optional("longitude", Kind.DEGREES, "likewise"),
        _SOURCE,
    ),
    ("municipality", "region", "year"),
)
BIRTHS = Table(
    "births.csv",
    "How many children were born in a year; for who buys maternity care together with others (Zvw).",
    (_TOWN, _REGION, Column("year", Kind.YEAR, "which year"), _COUNT, _SOURCE),
    ("municipality", "region", "year"),
)
BUDGETS = Table(
    "pgb.csv",
    "The sum of personal budgets in a region.",
    (
        Column("region", Kind.REGION, "the region"),
        Column("month", Kind.MONTH, "the first month it is for"),
        optional("months", Kind.COUNT, "how many months it covers; one when empty"),
        Column("amount", Kind.AMOUNT, "the sum"),
        optional("holders", Kind.COUNT, "how many budget holders, where known"),
        _SOURCE,
    ),
    ("region", "month", "months"),
)
SPACES = Table(
    "spaces.csv",
    "The space for care in kind of a region in a year.",
    (
        Column("region", Kind.REGION, "the region"),
        Column("year", Kind.YEAR, "which year"),
        Column("amount", Kind.AMOUNT, "how much"),
        _SOURCE,
    ),
    ("region", "year"),
)
SPECIFICATIONS = Table(
    "specifications.csv",
    "A quality of the care that is needed; the provider decides how.",
    (
        _TOWN,
        _REGION,
        _GROUP,
        Column("text", Kind.TEXT, "what is needed, in plain Dutch"),
        Column("raised_by", Kind.TEXT, "a role: client council, municipality, purchaser"),
        _SOURCE,
    ),
    ("municipality", "region", "group", "text"),
)
ASSUMPTIONS = Table(
    "assumptions.csv",
    "A number on which a look ahead rests; a scenario is a named set of them.",
    (
        Column("scenario", Kind.TEXT, "the name of the set"),
        Column("name", Kind.TEXT, "what it is, such as hidden-demand"),
        optional("group", Kind.GROUP, "for which client group; all when empty"),
        Column("year", Kind.YEAR, "from which year on"),
        Column("value", Kind.SHARE, "the share"),
        Column("source", Kind.TEXT, "who assumes it"),
        optional("why", Kind.TEXT, "and why"),
    ),
    ("scenario", "name", "group", "year"),
)
TRAVEL = Table(
    "travel.csv",
    "How long the way is between two municipalities; it goes before straight lines.",
    (
        Column("from", Kind.TOWN, "from where"),
        Column("to", Kind.TOWN, "to where; the way back takes as long"),
        Column("minutes", Kind.COUNT, "by the means the matrix is about"),
    ),
    ("from", "to"),
)
TERMS = Table(
    "terms.csv",
    "Within how many weeks a client who wants care now should have it.",
    (
        _GROUP,
        Column("weeks", Kind.COUNT, "how many"),
        Column("from", Kind.DAY, "the first day on which it holds"),
        optional("through", Kind.DAY, "the last"),
        Column("confirmed", Kind.YES_NO, "whether the norm itself was read"),
        Column("source", Kind.TEXT, "where it stands"),
    ),
    ("group", "from"),
)
TABLES = (
    INDICATIONS,
    WAITING,
    WAITING_LINES,
    STEERED,
    IN_CARE,
    PLACED,
    LOCATIONS,
    CAPACITY,
    MOVES,
    PRODUCTION,
    INHABITANTS,
    BIRTHS,
    BUDGETS,
    SPACES,
    SPECIFICATIONS,
    ASSUMPTIONS,
    TRAVEL,
    TERMS,
)
OTHERS = (
    "realised.csv",
    "choices.csv",
    "classes.csv",
    "new-clients.csv",
    "areas.csv",
    "figures.csv",
    "series.csv",
    "picture.csv",
)
"""Files beside them that the round reads."""
