"""The tables of a dossier, each described once as data: reader, writer, empty dossier and reference follow it."""

from __future__ import annotations

from dataclasses import replace

from driehoek.domain.allocation.problem import SpaceStatus
from driehoek.domain.catalogue import Badge, CareKind, Category, DeliveryForm, Sector, Treatment
from driehoek.domain.need import Arrangement, ContractFigure
from driehoek.domain.need import Basis as FigureBasis
from driehoek.domain.policy import ProviderGroup
from driehoek.domain.quality import About, Body, Followed, Way
from driehoek.kernel import Unit
from driehoek.kernel.tabular import CellKind, Column, Table, optional

FORMAT_VERSION = 1
"""The version of the folder format; it changes when a file that was right yesterday would be refused today."""


class Kind(CellKind):
    """The type of a cell; the value says it on the reference page."""

    TEXT = "text", "tekst / text"
    CODE = "code: text without spaces around it", "SYN-100"
    WORD = "one of the listed words", "-"
    WORDS = "words with | between them", "a|b"
    AGB = "AGB code: eight digits", "06010001"
    REGION = "region code COD001: four digits, 55..", "5501"
    AMOUNT = "euros with a point and two decimals", "1234.50"
    QUANTITY = "number of units of the product; hours also as hours:minutes", "365"
    INTEGER = "whole number", "12"
    DECIMAL = "number, or a quotient such as 1/3", "7.5"
    DATE = "date yyyy-mm-dd", "2027-01-01"
    YES_NO = "yes or no", "yes / no"
    HASH = "SHA-256: 64 hexadecimal digits", "0-9 a-f (64)"


SPACE = Table(
    "space.csv",
    "An amount of contracting space (contracteerruimte) of one sub-frame, from the day it was known.",
    (
        Column("pool", Kind.CODE, "the pool, as in policy.yaml"),
        Column("frame", Kind.CODE, "the sub-frame (deelkader) of the pool, as in policy.yaml"),
        Column("amount", Kind.AMOUNT, "the space for the contract year, in euros"),
        Column("status", Kind.WORD, "how certain it is", words=SpaceStatus),
        Column("known_on", Kind.DATE, "since when it is known; per sub-frame the latest line counts"),
        optional("source", Kind.TEXT, "where the amount stands, or SYNTHETIC"),
    ),
    key=("pool", "frame", "known_on"),
    obligatory=True,
)

SPACE_BASIS = Table(
    "space-basis.csv",
    "What the space of a sub-frame rests on, for the steps that correct it or divide it anew.",
    (
        Column("pool", Kind.CODE, "the pool, as in policy.yaml"),
        Column("frame", Kind.CODE, "the sub-frame (deelkader) of the pool, as in policy.yaml"),
        optional("historical", Kind.AMOUNT, "sum of the institution budgets with their yearly growth; empty is 0.00"),
        optional("population", Kind.DECIMAL, "weight of the population or its indications; empty is 0"),
        optional("pgb_last", Kind.AMOUNT, "awarded in pgb when the space was set; empty is 0.00"),
        optional("pgb_now", Kind.AMOUNT, "awarded in pgb by now; empty while only a forecast is known"),
        optional("growth", Kind.AMOUNT, "growth space that the state adds; empty is 0.00"),
        optional("other_act", Kind.AMOUNT, "what care that moved to another act takes out; empty is 0.00"),
        optional("growth_for", Kind.WORDS, "what the growth is meant for, in words"),
        optional("source", Kind.TEXT, "where the figures stand, or SYNTHETIC"),
    ),
    key=("pool", "frame"),
)

PRODUCTS = Table(
    "products.csv",
    "A product (prestatie) that can be offered.",
    (
        Column("code", Kind.CODE, "the performance code; made-up ones start with SYN"),
        Column("name", Kind.TEXT, "its name in Dutch"),
        Column("sector", Kind.WORD, "the sector it belongs to", words=Sector),
        Column("form", Kind.WORD, "the form of delivery", words=DeliveryForm),
        Column("unit", Kind.WORD, "what its quantity counts", words=Unit),
        Column("category", Kind.WORD, "its block on the budget form", words=Category),
        optional("treatment", Kind.WORD, "with or without treatment; empty is n/a", Treatment),
        optional("zzp", Kind.CODE, "the COD163 code of the care profile, where there is one"),
        optional("function", Kind.CODE, "the COD732 function code, where there is one"),
        optional("care", Kind.WORD, "base, centre or network care, where that is told apart", CareKind),
    ),
    key=("code",),
    obligatory=True,
)

TARIFFS = Table(
    "tariffs.csv",
    "The maximum tariff of a product in a period.",
    (
        Column("product", Kind.CODE, "the product, as in products.csv"),
        Column("maximum", Kind.AMOUNT, "the most that one unit may cost, in euros"),
        Column("from", Kind.DATE, "the first day on which it holds"),
        optional("through", Kind.DATE, "the last day that still counts; empty (or 9999-12-31) while no end is known"),
        Column("badge", Kind.WORD, "how real it is", words=Badge),
        optional("source", Kind.TEXT, "the decision or file it comes from, or SYNTHETIC"),
        optional("confirmed_on", Kind.DATE, "the last day on which a person checked it at its source"),
    ),
    key=("product", "from"),
    obligatory=True,
)

PROVIDERS = Table(
    "providers.csv",
    "A provider with one contract in one region.",
    (
        Column("contract", Kind.AGB, "the AGB code of the contract; it names the party everywhere"),
        Column("provider", Kind.AGB, "the AGB code of the provider itself"),
        Column("name", Kind.TEXT, "the name under which it trades"),
        Column("sector", Kind.WORD, "its main sector", words=Sector),
        Column("municipality", Kind.TEXT, "where its main location stands"),
        Column("region", Kind.REGION, "the region of the contract; one of a pool of the policy"),
        Column("seat_region", Kind.REGION, "the region of its statutory seat"),
        Column("group", Kind.WORD, "existing, new to this office, or new", words=ProviderGroup),
        optional("concern", Kind.TEXT, "the group of institutions it belongs to"),
        optional("categories", Kind.WORDS, "marks that criteria and tariffs may look at"),
    ),
    obligatory=True,
)

REALISED = Table(
    "need/realised.csv",
    "What a contract delivered last year of one product, valued at what was paid.",
    (
        Column("contract", Kind.AGB, "the contract, as in providers.csv"),
        Column("product", Kind.CODE, "the product, as in products.csv"),
        Column("quantity", Kind.QUANTITY, "delivered, in units of the product"),
        optional("amount", Kind.AMOUNT, "paid for it, in euros; empty is 0.00"),
        optional("lot", Kind.CODE, "the lot of this year in which it counts"),
    ),
    key=("contract", "product", "lot"),
)

CHOICES = Table(
    "need/choices.csv",
    "A client's choice, or an expected number of choices, that brings volume to a contract.",
    (
        Column("contract", Kind.AGB, "the contract chosen, as in providers.csv"),
        Column("lot", Kind.CODE, "the lot in which it counts, as in policy.yaml"),
        Column("product", Kind.CODE, "the product indicated, as in products.csv"),
        Column("quantity", Kind.QUANTITY, "the care it brings in the contract year, in units of the product"),
        Column("chosen_on", Kind.DATE, "when; earlier choices go first"),
        optional("clients", Kind.INTEGER, "how many clients stand behind it; empty is 1"),
        optional("arrangement", Kind.WORD, "how the client has it arranged; empty is package", Arrangement),
    ),
)

CLASSES = Table(
    "need/classes.csv",
    "Clients expected at a contract in one class of a function, with the bandwidth of that class.",
    (
        Column("contract", Kind.AGB, "the contract they chose or are expected to choose, as in providers.csv"),
        Column("lot", Kind.CODE, "the lot in which they count, as in policy.yaml"),
        Column("product", Kind.CODE, "the product in which the hours are declared, as in products.csv"),
        Column("class", Kind.CODE, "the class of the function"),
        Column("clients", Kind.INTEGER, "how many clients"),
        Column("low", Kind.QUANTITY, "the least of the class, per client per week"),
        Column("high", Kind.QUANTITY, "the most of the class, per client per week"),
        optional("weeks", Kind.INTEGER, "the weeks of the contract year; empty is 52"),
        optional("used", Kind.QUANTITY, "delivered last year per client per week on average; empty is not known"),
    ),
    key=("contract", "lot", "product", "class"),
)

NEW_CLIENTS = Table(
    "need/new-clients.csv",
    "New clients without a preferred provider.",
    (
        Column("lot", Kind.CODE, "the lot in which they count, as in policy.yaml"),
        Column("product", Kind.CODE, "the product indicated, as in products.csv"),
        Column("quantity", Kind.QUANTITY, "the care they need in the contract year, in units of the product"),
        optional("clients", Kind.INTEGER, "how many clients; empty is 1"),
    ),
    key=("lot", "product"),
)

AREAS = Table(
    "need/areas.csv",
    "An area or team that has a budget together in a lot.",
    (
        Column("lot", Kind.CODE, "the lot, as in policy.yaml"),
        Column("area", Kind.TEXT, "the municipality, or the mark of the team, as in providers.csv"),
        Column("weight", Kind.INTEGER, "its weight in the division over areas, such as its inhabitants"),
        optional("source", Kind.TEXT, "where the weight stands, or SYNTHETIC"),
    ),
    key=("lot", "area"),
)

FIGURES = Table(
    "need/figures.csv",
    "A figure about a contract that was agreed or measured outside its submission.",
    (
        Column("contract", Kind.AGB, "about whom, as in providers.csv"),
        Column("lot", Kind.CODE, "in which lot, as in policy.yaml"),
        Column("figure", Kind.WORD, "what it says; see the steps that look at it", words=ContractFigure),
        Column("value", Kind.DECIMAL, "how much: euros, or a share such as 0.05"),
        optional("ground", Kind.TEXT, "why, or where it stands, in plain Dutch"),
    ),
    key=("contract", "lot", "figure"),
)

USE = Table(
    "need/use.csv",
    "What was delivered together in a sub-frame, from the start of the contract year through a day.",
    (
        Column("pool", Kind.CODE, "the pool, as in policy.yaml"),
        Column("frame", Kind.CODE, "the sub-frame of that pool"),
        Column("through", Kind.DATE, "the last day that counts, such as the last of a month"),
        Column("realised", Kind.AMOUNT, "delivered from the start of the year through that day, in euros"),
        optional("forecast", Kind.AMOUNT, "what is expected for the whole year, in euros"),
        optional("source", Kind.TEXT, "where the figures stand, or SYNTHETIC"),
    ),
    key=("pool", "frame", "through"),
)

INDICATIONS = Table(
    "need/indications.csv",
    "How many people in a municipality have an indication for a care profile.",
    (
        Column("municipality", Kind.TEXT, "where they live"),
        Column("profile", Kind.CODE, "the care profile (COD163)"),
        Column("count", Kind.INTEGER, "how many people"),
        optional("form", Kind.WORD, "the form of delivery, where known", DeliveryForm),
        optional("day", Kind.DATE, "the day on which it was counted"),
        optional("source", Kind.TEXT, "where the count stands, or SYNTHETIC"),
    ),
    key=("municipality", "profile", "form", "day"),
)

PICTURE = Table(
    "need/picture.csv",
    "A line of the picture of need that the policy and submissions can point to; `driehoek need picture` makes them.",
    (
        Column("id", Kind.CODE, "region, group, municipality where there is one, and what: `5510/VV/0014/gap`"),
        Column("text", Kind.TEXT, "what it says, in plain Dutch"),
        optional("figure", Kind.INTEGER, "its figure; below zero for a surplus; empty for a quality or an unknown"),
        optional("low", Kind.INTEGER, "the lower end of its interval"),
        optional("high", Kind.INTEGER, "the upper end"),
        optional("confidence", Kind.INTEGER, "the share of cases that the interval covers, in per cent; empty is 0"),
        optional("basis", Kind.WORD, "how sure the figure can be; needed where there is one", FigureBasis),
        optional("source", Kind.TEXT, "from what the figure was made, or SYNTHETIC"),
        optional("how", Kind.TEXT, "how it was made, in plain Dutch"),
    ),
    key=("id",),
)

WAITING = Table(
    "need/waiting.csv",
    "How many people wait, in a municipality or for one contract, by status. Steps may look at lists of contracts.",
    (
        optional("municipality", Kind.TEXT, "where they live; a row names a municipality, a contract or both"),
        optional("profile", Kind.CODE, "the care profile (COD163)"),
        Column("count", Kind.INTEGER, "how many people"),
        optional("status", Kind.CODE, "their delivery status (COD167), such as 2: waits for a preferred provider"),
        optional("day", Kind.DATE, "the day on which it was counted; of a contract the latest day counts"),
        optional("source", Kind.TEXT, "where the count stands, or SYNTHETIC"),
        optional("contract", Kind.AGB, "the contract they wait for, as in providers.csv"),
        optional("lot", Kind.CODE, "the lot in which the list counts; empty is every lot of the contract"),
        optional("classification", Kind.CODE, "the reason within the status (COD168)"),
    ),
    key=("municipality", "profile", "status", "day", "contract", "lot", "classification"),
)

SERIES = Table(
    "need/series.csv",
    "A count of one thing in one month, to be foretold by `driehoek need forecast`.",
    (
        Column("series", Kind.CODE, "what is counted, such as VV/0034"),
        Column("month", Kind.DATE, "the first day of the month"),
        optional("count", Kind.INTEGER, "how many; empty where it is not known"),
    ),
    key=("series", "month"),
)

OF_THE_PICTURE = tuple(
    f"need/{name}.csv"
    for name in (
        "waiting-lines",
        "steered",
        "in-care",
        "placed",
        "locations",
        "capacity",
        "moves",
        "production",
        "inhabitants",
        "births",
        "pgb",
        "spaces",
        "specifications",
        "assumptions",
        "travel",
        "terms",
    )
)
"""Files that only the picture of need reads; they may lie beside those of the round."""

VOLUMES = Table(
    "volumes.csv",
    "A product that a provider offers in a lot.",
    (
        Column("lot", Kind.CODE, "the lot, one of those in answers.yaml"),
        Column("product", Kind.CODE, "the product, as in products.csv"),
        Column("quantity", Kind.QUANTITY, "offered for the year, in units of the product"),
        optional("capacity", Kind.QUANTITY, "the most that can be delivered; empty without a limit of its own"),
    ),
    key=("lot", "product"),
)

FILLED_VOLUMES = replace(
    VOLUMES,
    columns=(*VOLUMES.columns, optional("remark", Kind.TEXT, "what the form says of the product; not used")),
)
"""The volumes as the entry form lays them out: a row that has a remark and no number was left empty."""

MARKS = Table(
    "marks.csv",
    "A mark that one assessor gave on one criterion.",
    (
        Column("contract", Kind.AGB, "who was assessed, as in providers.csv"),
        Column("criterion", Kind.CODE, "on what, as in policy.yaml"),
        Column("assessor", Kind.TEXT, "by whom: a role or initials"),
        Column("points", Kind.DECIMAL, "on the scale of the lot"),
        Column("motivation", Kind.TEXT, "why, in plain Dutch; it goes into the letter"),
    ),
    key=("contract", "criterion", "assessor"),
)

DECISIONS = Table(
    "decisions.csv",
    "A reasoned decision on a ground on which no rule may decide alone.",
    (
        Column("contract", Kind.AGB, "about whom, as in providers.csv"),
        Column("requirement", Kind.CODE, "on which requirement of policy.yaml"),
        Column("excluded", Kind.YES_NO, "whether the party is excluded on it"),
        optional("ground", Kind.TEXT, "why, in plain Dutch; a decision without it has no worth"),
        Column("decided_on", Kind.DATE, "when"),
        Column("decided_by", Kind.TEXT, "the role that decided"),
    ),
    key=("contract", "requirement"),
)

ADJUSTMENTS = Table(
    "adjustments.csv",
    "A deviation by hand from what the steps of the division give.",
    (
        Column("contract", Kind.AGB, "whose grant changes, as in providers.csv"),
        Column("lot", Kind.CODE, "in which lot, as in policy.yaml"),
        Column("amount_from", Kind.AMOUNT, "the grant before, in euros; a check that the right one is changed"),
        Column("amount_to", Kind.AMOUNT, "the grant after, in euros"),
        Column("ground", Kind.TEXT, "why, in plain Dutch"),
        Column("kind", Kind.CODE, "one word for the ground, such as hardship, court-order, mistake"),
        Column("proposer", Kind.TEXT, "who proposed it"),
        Column("approver", Kind.TEXT, "who approved it; never the proposer"),
        Column("decided_on", Kind.DATE, "the day of approval"),
    ),
    key=("contract", "lot", "amount_from", "amount_to", "decided_on"),
)

CLIENT_INPUT = Table(
    "client-input.csv",
    "What a client council or an organisation of clients said of the round, and what was done with it.",
    (
        Column("body", Kind.WORD, "who speaks", words=Body),
        Column("name", Kind.TEXT, "the name of the council or organisation; never of a person"),
        Column("about", Kind.WORD, "on what", words=About),
        Column("way", Kind.WORD, "how they took part", words=Way),
        Column("given_on", Kind.DATE, "the day on which it came in"),
        optional("contract", Kind.AGB, "the contract whose clients they are, as in providers.csv"),
        optional("location", Kind.TEXT, "the location it is about; empty for all"),
        optional("matter", Kind.CODE, "the matter of the Wmcz 2018, where there is one"),
        optional("text", Kind.TEXT, "what they think, in their own words"),
        optional("supporter", Kind.TEXT, "who helped them, by role"),
        optional("on_paper", Kind.YES_NO, "whether it came on paper; empty is no"),
        optional("shared", Kind.YES_NO, "whether the council shared it with the board of its provider; empty is no"),
        optional("followed", Kind.WORD, "what the purchaser did with it; empty while nothing", words=Followed),
        optional("answer", Kind.TEXT, "why; needed with an answer"),
        optional("answered_on", Kind.DATE, "when; needed with an answer"),
    ),
)

SOURCES = Table(
    "sources.csv",
    "Where an input file came from.",
    (
        Column("file", Kind.TEXT, "its path inside the dossier"),
        Column("supplier", Kind.TEXT, "who supplied it"),
        Column("received_on", Kind.DATE, "when"),
        Column("sha256", Kind.HASH, "its hash at that moment"),
    ),
    key=("file",),
)

TABLES = (
    SPACE,
    SPACE_BASIS,
    PRODUCTS,
    TARIFFS,
    PROVIDERS,
    REALISED,
    CHOICES,
    CLASSES,
    NEW_CLIENTS,
    AREAS,
    FIGURES,
    USE,
    INDICATIONS,
    WAITING,
    PICTURE,
    MARKS,
    DECISIONS,
    ADJUSTMENTS,
    CLIENT_INPUT,
    SOURCES,
)
"""The tables of the folder itself."""

POLICY_FILE = "policy.yaml"
TARIFF_COLUMNS_FILE = "tariff-columns.yaml"
"""What was said about the columns of tariff files; no input of the round."""
SEALED_FILE = "sealed.json"
"""A submission that went out before it was opened."""
ANSWERS_FILE = "answers.yaml"
EVIDENCE_FOLDER = "evidence"
README_FILE = "LEESMIJ.txt"
SUBMISSIONS_FOLDER = "submissions"
RESULT_FOLDER = "result"
