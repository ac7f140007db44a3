"""Make all 31 pictures with forecasts of 20,000 monthly series of production in one command; say what it took.

What it promises: a national folder (SYNTHETIC) of 20,000 series of three years is written, the real command makes every
picture of it, and every series has its forecast in the data beside the pages. Says time and memory.

    python trials/need_series.py                     20,000 series, and the pages with them
    python trials/need_series.py --series 2000       fewer
    python trials/need_series.py --only FOLDER       write the folder and stop, to try other commands on it
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from driehoek.adapters.catalogue import load_regions
from driehoek.domain.need import month_after
from driehoek.engines.forecast import madeup

MONTHS, SEED = 36, 2028
FIRST = date(2023, 5, 1)
DAY, YEAR = date(2026, 6, 1), 2027
TOWNS = 3
"""In how many municipalities a contract delivers: with seven kinds some thirty contracts a region (C-025)."""
KINDS = (
    ("VV", "verblijf", "etmaal", 30),
    ("VV", "vpt", "etmaal", 30),
    ("VV", "mpt", "hour", 18),
    ("VG", "verblijf", "etmaal", 30),
    ("VG", "mpt", "half-day", 14),
    ("GGZ", "verblijf", "etmaal", 30),
    ("LG", "mpt", "hour", 18),
)
"""Group, form, unit, and how many units one person has in a month."""
COLUMNS = ("contract", "municipality", "group", "form", "month", "quantity", "unit", "amount", "clients", "source")


def write_folder(folder: Path, count: int) -> None:
    """Write ``need/production.csv``: made-up contracts in the municipalities of every region, by the month."""
    regions = load_regions()
    places = [
        (number, [town.code for town in regions.municipalities_in(region.code, DAY)])
        for number, region in enumerate(regions.on(DAY))
    ]
    counts = madeup(count, MONTHS, SEED)
    (folder / "need").mkdir(parents=True, exist_ok=True)
    with (folder / "need" / "production.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(COLUMNS)
        for series in range(count):
            region, towns = places[series % len(places)]
            place = series // len(places)
            group, form, unit, each = KINDS[place % len(KINDS)]
            number, at = divmod(place // len(KINDS), min(TOWNS, len(towns)))
            contract, town = f"99{region:02d}{number:04d}", towns[(number + at) % len(towns)]
            for month, quantity in enumerate(counts[series].tolist()):
                when = month_after(FIRST, month)
                row = (f"{when:%Y-%m}", quantity, unit, f"{quantity * 150}.00", -(-quantity // each), "SYNTHETIC")
                writer.writerow((contract, town, group, form, *row))


def measured(*arguments: str) -> tuple[float, float, float]:
    """Run one command in a process of its own; give seconds, processor seconds and the most megabytes it held."""
    begin = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(
        sys.executable, [sys.executable, "-m", "driehoek", *arguments], os.environ, file_actions=silent
    )
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    if code := os.waitstatus_to_exitcode(status):
        sys.exit(f"driehoek {' '.join(arguments)} ended with {code}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def foretold(pages: Path) -> tuple[int, int]:
    """How many series have a forecast in the data beside the pages, and how many regions have a picture."""
    with (pages / "regels.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["what"].startswith("produced-next")]
    named = sum(1 for row in rows if row["low"] and "/provider-" in row["line"])
    return named, len(list(pages.glob("[0-9]*/regiobeeld.html")))


SAMPLE = 620
"""Series of a sample: twenty a region."""


def main() -> None:
    """Write the folder, make the pictures, count what is in them, and print what it took."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--series", type=int, default=20_000)
    ask.add_argument("--only", type=Path)
    ask.add_argument("--sample", action="store_true", help="few series, for a look in CI")
    asked = ask.parse_args()
    if asked.sample:
        asked.series = SAMPLE
    if asked.only:
        write_folder(asked.only, asked.series)
        return
    with tempfile.TemporaryDirectory() as place:
        folder, pages = Path(place) / "land", Path(place) / "beelden"
        write_folder(folder, asked.series)
        size = (folder / "need" / "production.csv").stat().st_size / 1e6
        print(f"{asked.series} series of {MONTHS} months (SYNTHETIC), {size:.0f} MB; load {os.getloadavg()[0]:.1f}")
        when = ("--on", DAY.isoformat(), "--year", str(YEAR))
        seconds, processor, memory = measured("need", "picture", *when, "--need", str(folder), "--out", str(pages))
        series, regions = foretold(pages)
        files = [path for path in pages.rglob("*") if path.is_file()]
        written = sum(path.stat().st_size for path in files) / 1e6
        print(f"one command: {seconds:.1f} s clock, {processor:.1f} s processor, {memory:.0f} MB at most")
        print(f"{regions} pictures, {series} series with a forecast, {len(files)} files, {written:.0f} MB")
        if (series, regions) != (asked.series, len(load_regions().on(DAY))):
            sys.exit("not every series or region is there")


if __name__ == "__main__":
    main()
