"""An empty dossier to start from: every file with its header and a sentence that says what goes in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from driehoek.adapters.dossier import tables
from driehoek.adapters.dossier.decode import shape
from driehoek.adapters.dossier.encode import encode, plain
from driehoek.adapters.dossier.files import NOT_EMPTY, replace_folder
from driehoek.adapters.dossier.schema import policy_schema_text
from driehoek.domain.policy import Calendar, Contract, Division, EntryWindow, Lot, Policy, Pool, Purchaser
from driehoek.domain.policy.deadlines import full_calendar
from driehoek.domain.regimes import REGIMES
from driehoek.kernel import Code, Finding, Place
from driehoek.kernel.tabular import Table

UNKNOWN_REGIME = Code(
    "DOS-111",
    nl="Er is geen regime '{seen}' voor het jaar {subject}.",
    en="There is no regime '{seen}' for the year {subject}.",
    mend_nl="Kies een van: {wanted}.",
    mend_en="Choose one of: {wanted}.",
)
FINDINGS = (UNKNOWN_REGIME,)

SCHEMA_FILE = "policy.schema.json"
FILL_IN = "VUL IN"
_YEARS: Mapping[str, int] = {"wlz": 2027, "awbz-2008": 2008}
_SENTENCES: Mapping[str, str] = {
    "title": "De naam van het beleid, zoals die op het document komt.",
    "year": "Het contractjaar.",
    "regime": "De wet waaronder u inkoopt.",
    "purchaser": "Wie inkoopt en waar vragen heen gaan.",
    "pools": "De potten geld (kaders): welke regio's een pot dekt en welke deelkaders hij heeft.",
    "calendar": "Alle datums: mijlpalen, wanneer aanbieders kunnen inschrijven, en waarop u zelf wacht.",
    "lots": "De percelen: per cliëntgroep of markt hoe u inkoopt, met welke criteria en gewichten.",
    "division": "Hoe het geld wordt verdeeld, stap voor stap. De tie_key beslist bij gelijke stand.",
    "contract": "De overeenkomst die volgt.",
    "published_on": "De dag waarop u het beleid bekendmaakt.",
    "version": "Versie 1; elke nota van wijziging maakt er een bij.",
    "questions": "De vragen van het formulier dat aanbieders invullen.",
    "requirements": "Geschiktheidseisen, uitsluitingsgronden en voorwaarden.",
    "norms": "Waar de verdeling zich aan moet houden.",
    "surcharges": "Opslagen die een aanbieder later in het jaar kan verdienen.",
    "objection": "Wat iemand kan doen die het niet eens is.",
    "repair": "De hersteltermijn, als die er is.",
    "changes": "Nota's van wijziging, de oudste eerst.",
    "goals": "Waar het beleid voor is.",
    "summary": "Het beleid in een paar zinnen.",
    "ground": "De wet waarop het rust.",
    "publication": "Hoe u de uitkomst als open data bekendmaakt.",
}
_HEAD = (
    "# Het inkoopbeleid. Vul in wat bij VUL IN staat en haal het hekje weg voor wat u verder gebruikt.\n"
    f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
)
_README = """# Een dossier

Deze map is een inkoopronde. Een mens kan haar lezen en een programma kan haar overdoen.

1. Vul `policy.yaml` in: het beleid.
2. Vul de tabellen. Een regel met # boven de kop is uitleg. Tussen de vakken staat een puntkomma, een bedrag is
   `1234.50`, een datum `2027-01-01`.
3. Zet iedere inschrijving in `submissions/<AGB-code van het contract>/` met `answers.yaml` en `volumes.csv`, en de
   bewijsstukken in de map `evidence` daarin. Een tweede inschrijving van hetzelfde contract komt in
   `submissions/<AGB-code>-2/`.
4. `driehoek dossier check <map>` noemt alle fouten, met de plaats en wat u eraan doet.
5. `driehoek round run <map>` beslist de ronde en schrijft de map `result`.

Zo ziet `answers.yaml` eruit:

```yaml
received: 2026-07-30T16:45
lots: [zorg]
answers:
  bestuursverklaring: yes
evidence:
  - {question: bestuursverklaring, file: verklaring.pdf, issued_on: 2026-07-01}
```

En `volumes.csv`:

```
lot;product;quantity;capacity
zorg;SYN-1;365;400
```
"""


def new_dossier(folder: Path, regime: str, year: int | None = None) -> tuple[Finding, ...]:
    """Write an empty dossier for a regime into a new or empty folder.

    Args:
        folder: where to.
        regime: one of those that ``regimes`` lists.
        year: the contract year; a usual one of the regime when None.

    Returns:
        Nothing, or why it was not written.
    """
    wanted = year or _YEARS.get(regime, 0)
    known = REGIMES.get(regime)
    if known is None or not wanted or known.template(wanted) is None:
        place = Place(str(folder))
        return (Finding(UNKNOWN_REGIME, str(wanted or "-"), seen=regime, wanted=", ".join(REGIMES), place=place),)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return (Finding(NOT_EMPTY, folder.name, place=Place(str(folder))),)
    files = {
        tables.POLICY_FILE: _policy_text(_policy(regime, wanted)),
        SCHEMA_FILE: policy_schema_text(),
        "LEESMIJ.md": _README,
        **{table.file: _empty(table) for table in tables.TABLES},
    }
    return replace_folder(folder, {name: text.encode() for name, text in files.items()}, durable=False)


def _policy(regime: str, year: int) -> Policy:
    calendar = full_calendar(REGIMES[regime], year)
    published = next((item.day for item in calendar.milestones if item.id == "policy-published"), None)
    day = published or date(year - 1, 6, 1)
    return Policy(
        title=f"{FILL_IN}: inkoopbeleid {year}",
        year=year,
        regime=regime,
        purchaser=Purchaser(name=FILL_IN),
        pools=(Pool("regio", FILL_IN, regions=()),),
        calendar=calendar if calendar.windows else _with_window(calendar, day),
        lots=(Lot("zorg", FILL_IN, pool="regio"),),
        division=Division(tie_key=FILL_IN),
        contract=Contract("price-times-quantity", years=1, starts_on=date(year, 1, 1)),
        published_on=day,
    )


def _with_window(calendar: Calendar, day: date) -> Calendar:
    opens = datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001  # Dutch civil time without offset, as in a policy
    window = EntryWindow("inschrijving", opens)
    return Calendar(calendar.milestones, (window,), calendar.preconditions)


def _policy_text(policy: Policy) -> str:
    """The policy with a sentence above each part; parts that are left out stand there as a remark."""
    parts = [_HEAD]
    for name, part in shape(Policy).items():
        value = getattr(policy, name)
        sentence = f"# {_SENTENCES.get(name, name)}\n"
        if part.required or value != part.default:
            parts.append(sentence + encode({name: plain(value)}))
        else:
            parts.append(f"{sentence}# {name}:\n")
    return "\n".join(parts)


def _empty(table: Table) -> str:
    needed = "" if table.obligatory else " Optional: an empty or absent file is fine."
    return f"# {table.meaning}{needed}\n" + ";".join(table.names) + "\n"
