"""Published tables in a folder that the user names, each with its publisher and licence in the origin of its records.

What is missing or has another form than known is a finding; the other tables are read all the same.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from driehoek.adapters.need import codes
from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import (
    Basis,
    ClientGroup,
    InCare,
    Indications,
    Inhabitants,
    NeedInputs,
    Origin,
    PersonalBudgets,
    ProfileWeight,
    Waiting,
    WaitingStatus,
)
from driehoek.kernel import Code, Finding, Money, Place, RegionCode

NATIONAL = "calibration/calibration_national.csv"
WAITING = "calibration/wachtlijst_mlz_kwartaal.csv"
REGIONS = "calibration/zorgkantoorregios.csv"
BUDGETS = "calibration/pgb_kader_per_regio_2015.csv"
HOURS = "calibration/uren_per_klasse.csv"
CLASSES = "calibration/klassen_per_zorgprofiel_2015.csv"
TOWNS_2019 = "opendata/gemeente_zorgkantoorregio_2019.json"
TOWNS_2015 = "calibration/gemeente_zorgkantoorregio_2015.csv"
INSURED = "opendata/vektis_zvw_2015_gemeente.csv"

LICENCES = {
    NATIONAL: "feiten, bron per regel",
    WAITING: "CC BY 4.0",
    REGIONS: "michielwoerkom/regions, MIT",
    BUDGETS: "wettekst, vrij",
    HOURS: "wettekst, vrij",
    CLASSES: "wettekst, vrij",
    TOWNS_2019: "MIT",
    TOWNS_2015: "wettekst, vrij",
    INSURED: "Vektis open data; licentie niet in de map",
}
"""Under which licence each table was found."""
_QUARTER = re.compile(r"([0-9]{4})-?Q([1-4])\*?")
_YEAR_DAY = "geteld op de peildatum van het jaar; de dag is niet bekend en staat hier als 31 december"


@dataclass(frozen=True, slots=True)
class Atlas:
    """The names of regions and municipalities.

    Attributes:
        regions: per `plain` name the region of today; more than one name may mean the same.
        towns: per `plain` name the four digits and the region of a municipality.
    """

    regions: Mapping[str, RegionCode]
    towns: Mapping[str, tuple[str, RegionCode]]


def plain(name: str) -> str:
    """A name without what publishers write differently: case, accents, spaces, dashes, quotes.

    >>> plain("‘s-Gravenhage"), plain("SÚDWEST-FRYSLÂN")
    ('sgravenhage', 'sudwestfryslan')
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in bare if letter.isascii() and letter.isalnum())


class _ChangedError(Exception):
    """A table has another form than known; the finding says which."""


@dataclass
class _Reading:
    """One reading of one folder.

    Attributes:
        folder: where from.
        atlas: names of places.
        findings: what is wrong so far.
    """

    folder: Path
    atlas: Atlas
    findings: list[Finding]

    def find(self, code: Code, file: str, seen: str = "", wanted: str = "", line: int = 0) -> None:
        self.findings.append(Finding(code, file, seen, wanted, Place(file, line)))

    def table(self, file: str, instead: str, encoding: str = "utf-8-sig") -> str | None:
        path = self.folder / file
        try:
            return path.read_bytes().decode(encoding)
        except (FileNotFoundError, NotADirectoryError):
            self.find(codes.TABLE_MISSING, file, wanted=instead)
        except UnicodeDecodeError as error:
            self.find(codes.TABLE_CHANGED, file, seen=str(error.reason), wanted=encoding)
        except OSError as error:
            self.find(codes.UNREADABLE, file, seen=error.strerror or str(error))
        return None

    def rows(
        self, file: str, columns: Iterable[str], instead: str, separator: str = ",", encoding: str = "utf-8-sig"
    ) -> list[dict[str, str]]:
        text = self.table(file, instead, encoding)
        if text is None:
            return []
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            seen = ", ".join(reader.fieldnames or ("-",))[:200]
            self.find(codes.TABLE_CHANGED, file, seen=seen, wanted=", ".join(missing))
            return []
        return list(reader)

    def each(self, file: str, rows: list[dict[str, str]], read: Callable[[dict[str, str]], object]) -> None:
        """Read row by row; the first that cannot be read is named, and the table is passed over."""
        for line, row in enumerate(rows, start=2):
            try:
                read(row)
            except (ValueError, KeyError, TypeError, ArithmeticError) as error:
                self.find(codes.TABLE_CHANGED, file, seen=f"regel {line}: {error}", wanted="een getal", line=line)
                raise _ChangedError from error


def read_published(folder: Path, atlas: Atlas) -> tuple[NeedInputs, tuple[Finding, ...]]:
    """Read the published tables that are in a folder.

    Args:
        folder: with ``calibration`` and ``opendata`` in it.
        atlas: names of regions and municipalities.

    Returns:
        What the tables say, and what is missing or changed. A kind of record for which no table could be read is
        empty, so that another source can take its place.
    """
    if not folder.is_dir():
        return NeedInputs(), (Finding(codes.NOT_A_FOLDER, str(folder), place=Place(str(folder))),)
    reading = _Reading(folder, atlas, [])
    found = NeedInputs()
    for part in (_national, _waiting, _regions, _budgets, _insured, _weights):
        try:
            found = found.plus(part(reading))
        except _ChangedError:
            continue
    return found, tuple(reading.findings)


def _origin(file: str, source: str, how: str = "") -> Origin:
    licence = LICENCES[file]
    named = source if licence in source else f"{source} ({licence})"
    return Origin(Basis.COUNTED, f"{named}; {file}", how)


_INDICATED = {
    "persons_with_wlz_indication_peildatum": (None, ""),
    "persons_with_indication_zzp_VV": (ClientGroup.ELDERLY, ""),
    "VV_indications_total": (ClientGroup.ELDERLY, ""),
    "persons_with_indication_grondslag_verstandelijke_handicap": (ClientGroup.INTELLECTUAL, ""),
    "persons_with_indication_grondslag_lichamelijke_handicap": (ClientGroup.PHYSICAL, ""),
    "persons_with_indication_grondslag_psychiatrisch": (ClientGroup.PSYCHIATRIC, ""),
    "persons_indication_VV6": (ClientGroup.ELDERLY, "6VV"),
    "persons_indication_VV7": (ClientGroup.ELDERLY, "7VV"),
    "persons_indication_VV8": (ClientGroup.ELDERLY, "8VV"),
}
_HELD = {"verpleeghuis_residents": DeliveryForm.RESIDENCE, "VV_care_at_home": None}
_PRECAUTION = "VV_wacht_uit_voorzorg"


def _national(reading: _Reading) -> NeedInputs:
    indications: list[Indications] = []
    held: list[InCare] = []
    waiting: list[Waiting] = []

    def read(row: dict[str, str]) -> None:
        metric, period = row["metric"], row["period"]
        if metric not in _INDICATED and metric not in _HELD and metric != _PRECAUTION:
            return
        day, count = _day(period), int(row["value"])
        origin = _origin(NATIONAL, row["source"], _YEAR_DAY if period.rstrip("*").isdecimal() else "")
        if metric in _INDICATED:
            group, profile = _INDICATED[metric]
            indications.append(Indications(None, "", group, profile, None, day, count, origin))
        elif metric in _HELD:
            held.append(InCare(None, "", ClientGroup.ELDERLY, _HELD[metric], day, count, origin))
        else:
            status = WaitingStatus.PRECAUTION
            waiting.append(Waiting(None, "", ClientGroup.ELDERLY, "", status, "", "", day, count, origin))

    rows = reading.rows(NATIONAL, ("metric", "period", "value", "source"), "indicaties en mensen in zorg")
    reading.each(NATIONAL, rows, read)
    return NeedInputs(indications=tuple(indications), waiting=tuple(waiting), in_care=tuple(held))


def _day(period: str) -> date:
    """The last day of a year or quarter, or the day itself.

    >>> _day("2015").isoformat(), _day("2023-Q3").isoformat(), _day("2022Q4").isoformat()
    ('2015-12-31', '2023-09-30', '2022-12-31')
    """
    quarter = _QUARTER.fullmatch(period)
    if quarter:
        year, number = int(quarter[1]), int(quarter[2])
        month = number * 3
        return date(year, month, 30 if month in {6, 9} else 31)
    bare = period.rstrip("*")
    return date(int(bare), 12, 31) if bare.isdecimal() else date.fromisoformat(bare)


_SECTORS = {"VV": ClientGroup.ELDERLY, "GHZ": ClientGroup.DISABILITY, "GGZ": ClientGroup.PSYCHIATRIC}
_EVERYONE, _ALL = "Totaal Wlz", "Totaal wachtenden"


def _waiting(reading: _Reading) -> NeedInputs:
    rows = reading.rows(WAITING, ("sector", "wachtstatus", "source"), "de wachtlijsten per kwartaal")
    counts: dict[tuple[str, str, str], int] = {}
    found: list[Waiting] = []

    def read(row: dict[str, str]) -> None:
        sector, words = row["sector"], row["wachtstatus"]
        status = _status(words)
        for quarter in (name for name in row if _QUARTER.fullmatch(name)):
            count = int(row[quarter])
            counts[quarter, sector, status.value if status else ""] = count
            if sector == _EVERYONE or status is None:
                continue
            how = "voorlopig cijfer" if quarter.endswith("*") else ""
            where = None, "", _SECTORS[sector], "", status, "", ""
            found.append(Waiting(*where, _day(quarter), count, _origin(WAITING, row["source"], how)))

    reading.each(WAITING, rows, read)
    if rows and not any(_QUARTER.fullmatch(name) for name in rows[0]):
        reading.find(codes.TABLE_CHANGED, WAITING, seen=", ".join(rows[0]), wanted="kolommen als 2023Q3")
    _check_sums(reading, counts)
    return NeedInputs(waiting=tuple(found))


def _status(words: str) -> WaitingStatus | None:
    if words == _ALL:
        return None
    return WaitingStatus.PREFERENCE if "voorkeur" in words.casefold() else WaitingStatus.URGENT_OR_ACTIVE


def _check_sums(reading: _Reading, counts: Mapping[tuple[str, str, str], int]) -> None:
    """The printed totals beside the sums of their parts, per sector and over the sectors."""
    statuses = (WaitingStatus.PREFERENCE.value, WaitingStatus.URGENT_OR_ACTIVE.value)
    for quarter in dict.fromkeys(quarter for quarter, _, _ in counts):
        for sector in (_EVERYONE, *_SECTORS):
            parts = sum(counts.get((quarter, sector, status), 0) for status in statuses)
            _compare(reading, f"{quarter} {sector}", counts.get((quarter, sector, ""), 0), parts)
        for status in ("", *statuses):
            parts = sum(counts.get((quarter, sector, status), 0) for sector in _SECTORS)
            _compare(reading, f"{quarter} {status or _ALL}", counts.get((quarter, _EVERYONE, status), 0), parts)


def _compare(reading: _Reading, what: str, printed: int, parts: int) -> None:
    if printed != parts:
        place = Place(WAITING)
        reading.findings.append(Finding(codes.SUM_DIFFERS, f"{WAITING}, {what}", str(printed), str(parts), place))


def _regions(reading: _Reading) -> NeedInputs:
    columns = ("cod001_zorgkantoorcode", "inwoners_region_2019json")
    rows = reading.rows(REGIONS, columns, "de inwoners per regio")
    found: list[Inhabitants] = []

    def read(row: dict[str, str]) -> None:
        first, _, second = row[columns[0]].partition("/")
        region = RegionCode.parse(second or first)  # where two codes mean one region, messages carry the second
        if region is None:
            raise ValueError(row[columns[0]])
        origin = _origin(REGIONS, "inwoners per regio, lijst van 2019")
        found.append(Inhabitants(region, "", 2019, int(row[columns[1]]), None, origin))

    reading.each(REGIONS, rows, read)
    return NeedInputs(inhabitants=tuple(found))


def _budgets(reading: _Reading) -> NeedInputs:
    rows = reading.rows(BUDGETS, ("regio", "pgb_bedrag_2015_eur", "source"), "de pgb-bedragen per regio")
    sums: dict[RegionCode, Money] = {}
    source = rows[0]["source"] if rows else ""

    def read(row: dict[str, str]) -> None:
        region = reading.atlas.regions[plain(row["regio"])]
        sums[region] = sums.get(region, Money(0)) + Money.euros(int(row["pgb_bedrag_2015_eur"]))

    reading.each(BUDGETS, rows, read)
    origin = _origin(BUDGETS, source)
    return NeedInputs(
        budgets=tuple(
            PersonalBudgets(region, date(2015, 1, 1), 12, sums[region], None, origin) for region in sorted(sums)
        )
    )


_OLD = ("80", "85", "90")


def _insured(reading: _Reading) -> NeedInputs:
    """Insured people of 2015 per municipality, with those of eighty and older."""
    columns = ("LEEFTIJDSKLASSE", "GEMEENTENAAM", "AANTAL_BSN")
    rows = reading.rows(INSURED, columns, "inwoners van 80 jaar en ouder", ";", "cp1252")
    towns: dict[str, list[int]] = {}

    def read(row: dict[str, str]) -> None:
        count, old = int(row["AANTAL_BSN"]), row["LEEFTIJDSKLASSE"].strip().startswith(_OLD)
        sums = towns.setdefault(row["GEMEENTENAAM"].strip(), [0, 0])
        sums[0] += count
        sums[1] += count * old

    reading.each(INSURED, rows, read)
    places = _places(reading) if towns else {}
    regions: dict[RegionCode, list[int]] = {}
    found: list[Inhabitants] = []
    origin = _origin(INSURED, "Vektis, verzekerden Zvw 2015", "wie verhuisde telt in beide gemeenten")
    for name, (count, aged) in sorted(towns.items()):
        place = _placed(name, places)
        if place is None:
            reading.find(codes.NAME_UNKNOWN, INSURED, seen=name or "(leeg)", wanted=str(count))
            continue
        code, region = place
        sums = regions.setdefault(region, [0, 0])
        sums[0] += count
        sums[1] += aged
        if code:
            found.append(Inhabitants(region, code, 2015, count, aged, origin))
    found.extend(
        Inhabitants(region, "", 2015, count, aged, origin) for region, (count, aged) in sorted(regions.items())
    )
    return NeedInputs(inhabitants=tuple(found))


def _places(reading: _Reading) -> dict[str, tuple[str, RegionCode]]:
    """Per plain name the code and region of a municipality: the lists of 2019, and of 2015 for names of then."""
    found: dict[str, tuple[str, RegionCode]] = {}
    rows = reading.rows(TOWNS_2015, ("zorgkantoorregio", "gemeente"), "de gemeenten van 2015")

    def read(row: dict[str, str]) -> None:
        found[plain(row["gemeente"])] = "", reading.atlas.regions[plain(row["zorgkantoorregio"])]

    reading.each(TOWNS_2015, rows, read)
    found |= reading.atlas.towns
    text = reading.table(TOWNS_2019, "de gemeenten van 2019")
    if text is None:
        return found
    try:
        for item in json.loads(text):
            region = reading.atlas.regions[plain(item["Zorgkantoorregio"].removeprefix("Zorgkantoor "))]
            found[plain(item["Gemeente"])] = f"{int(item['CBS']):04d}", region
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reading.find(codes.TABLE_CHANGED, TOWNS_2019, seen=repr(error)[:80], wanted="Gemeente, CBS, Zorgkantoorregio")
    return found


def _placed(name: str, places: Mapping[str, tuple[str, RegionCode]]) -> tuple[str, RegionCode] | None:
    """The municipality of a name; ``HAARLEMMERLIEDE CA`` is the one whose name begins so."""
    found = places.get(plain(name))
    if found is None and name.endswith(" CA"):
        start = plain(name.removesuffix(" CA"))
        named = {place for known, place in places.items() if known.startswith(start)}
        regions = {region for _, region in named}
        return next(iter(named)) if len(named) == 1 else ("", regions.pop()) if len(regions) == 1 else None
    return found


def _weights(reading: _Reading) -> NeedInputs:
    hours: dict[tuple[str, str], Fraction] = {}
    weights: dict[str, Fraction] = {}

    def read_hours(row: dict[str, str]) -> None:
        hours[row["functie"], row["klasse"]] = Fraction(row["uren_per_week"])

    reading.each(HOURS, reading.rows(HOURS, ("functie", "klasse", "uren_per_week"), "de uren per klasse"), read_hours)

    def read_classes(row: dict[str, str]) -> None:
        parts = (("PV_of_BGI", "klasse_PV"), ("VP", "klasse_VP"), ("PV_of_BGI", "klasse_BGI"))
        classes = [(kind, row[name]) for kind, name in parts if row[name]]
        known = [hours[item] if item in hours or item[1] != "0" else Fraction(0) for item in classes]
        weights.setdefault(row["zzp"], sum(known, Fraction(0)))

    if hours:
        columns = ("zzp", "klasse_PV", "klasse_VP", "klasse_BGI")
        reading.each(CLASSES, reading.rows(CLASSES, columns, "de klassen per zorgprofiel"), read_classes)
    origin = _origin(
        CLASSES, "Regeling langdurige zorg 2015, bijlagen C en E", "uren per week zonder groepsbegeleiding"
    )
    return NeedInputs(weights=tuple(ProfileWeight(name, weights[name], origin) for name in sorted(weights)))
