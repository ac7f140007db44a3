"""Forecasts of monthly series beside statsforecast on the same series in the same run: speed, error and coverage.

Thirty of thirty-six months are seen and six are forecast. The error is that of the year total: the last year has six
months that are known and six that are forecast. Two makes of series, both SYNTHETIC and seeded: that of the product, on
whose family its intervals are calibrated, and another with seasons that multiply, heavy tails and level shifts, on
which nothing was tuned.

Both sides are measured in the same way: a fresh process on one core, its processor time from starting Python to its
end. Ours and AutoETS take all series, the other models the first of them. Two comparisons follow, each with the
start-up of both sides or of neither:

- whole processes, on all series: imports, compiling and calibrating count on both sides;
- series a second, from the difference between all series and few, by which start-up drops out on both sides.

Of models that took a part, what all series would take is computed from the same difference and told as computed. Ours
is over in less than half a second, so it runs five times and its middle counts; the others run once. Errors are
compared on exactly the same series.

Coverage of the 80 % interval: on held-out months, over all series and several origins and lengths, which the choice
and the calibration never saw. The same of statsforecast as it comes: its monthly intervals at their 80 %, which it
gives for months and not for totals.

    python benchmarks/forecast.py [--series 20000] [--peers 1000]
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does it: the products are small

import numpy as np

SEEN, AHEAD, SEASON, SEED = 30, 6, 12, 99
FEW, OURS = 50, 5
"""On how many series start-up is measured, and how often ours runs."""
PEERS = ("AutoETS", "AutoTheta", "HoltWinters")
MAKES = ("product", "other")
MOST_ERROR, COVERED, FASTER = 1.1, (0.77, 0.85), 200
"""The goals: error beside the best model of statsforecast, how often an interval of 80 % may hold, and speed."""


def series_of(make: str, count: int, length: int = SEEN + AHEAD) -> Any:
    if make == "product":
        from driehoek.engines.forecast import madeup  # noqa: PLC0415 - the peers run without it

        return madeup(count, length, SEED)
    draw = np.random.default_rng(31)
    months = np.arange(length)
    level = np.exp(draw.uniform(2.5, 7.5, (count, 1)))
    growth = 1 + draw.normal(0.02, 0.05, (count, 1)) / SEASON
    swing = 1 + draw.choice([0, 0.05, 0.12], (count, 1)) * np.sin(
        2 * np.pi * (months + draw.uniform(0, 12, (count, 1))) / 12
    )
    shift = 1 + (draw.random((count, 1)) < 0.08) * draw.normal(0, 0.2, (count, 1)) * (
        months >= draw.integers(6, length, (count, 1))
    )
    stray = np.exp(draw.standard_t(5, (count, length)) * draw.choice([0.01, 0.025, 0.05], (count, 1)))
    return draw.poisson(level * growth**months * swing * shift * stray)


def year_error(truth: Any, ahead: Any) -> float:
    """Mean of how far off the total of the last twelve months is, in per cent of it."""
    total = truth[:, SEEN + AHEAD - SEASON :].sum(axis=1)
    said = truth[:, SEEN + AHEAD - SEASON : SEEN].sum(axis=1) + np.maximum(ahead, 0).sum(axis=1)
    good = total > 0
    return float(100 * np.mean(np.abs(said - total)[good] / total[good]))


def run_ours(make: str, count: int, out: Path) -> dict[str, float]:
    from driehoek.engines.forecast import forecast_many  # noqa: PLC0415 - its import is part of what is measured

    truth = np.load(out.with_name(f"{make}.npy"))[:count]
    found = forecast_many(truth[:, :SEEN], AHEAD)
    np.save(out, found.steps[:, :, 0])
    total = truth[:, SEEN:].sum(axis=1)
    inside = (found.total[:, 1] <= total) & (total <= found.total[:, 2])
    return {"covered": float(inside.mean()), "beats": float(found.beats_naive.mean())}


def run_peer(model: str, make: str, count: int, out: Path) -> dict[str, float]:
    import pandas as pd  # noqa: PLC0415 - only the peers need it
    from statsforecast import StatsForecast, models  # noqa: PLC0415 - the same

    kinds = {
        "AutoETS": lambda: models.AutoETS(season_length=SEASON, model="AAA", damped=True),
        "AutoTheta": lambda: models.AutoTheta(season_length=SEASON),
        "HoltWinters": lambda: models.HoltWinters(season_length=SEASON),
    }
    truth = np.load(out.with_name(f"{make}.npy"))[:count]
    frame = pd.DataFrame(
        {"unique_id": np.repeat(np.arange(count), SEEN), "ds": np.tile(np.arange(SEEN), count),
         "y": truth[:, :SEEN].ravel().astype(float)}
    )  # fmt: skip
    jobs = StatsForecast(models=[kinds[model]()], freq=1, n_jobs=1)
    found = jobs.forecast(df=frame, h=AHEAD, level=[80])
    ends = (model, f"{model}-lo-80", f"{model}-hi-80")
    value, low, high = (found[end].to_numpy().reshape(count, AHEAD) for end in ends)
    np.save(out, value)
    ahead = truth[:, SEEN:]
    return {"covered_months": float(np.mean((low <= ahead) & (ahead <= high)))}


def apart(*arguments: str) -> dict[str, float]:
    """Run this program in a fresh process: its seconds from start to end, and its peak of memory."""
    import subprocess  # noqa: PLC0415 - what only the one who measures needs is in nobody's start-up

    begin = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, __file__, "--apart", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    used = sum(getattr(after, name) - getattr(begin[1], name) for name in ("ru_utime", "ru_stime"))
    return {**told, "whole": time.perf_counter() - begin[0], "whole_cpu": used}


def coverage(make: str, count: int) -> list[tuple[int, int, float, float]]:
    """Per length seen and periods ahead: the share of totals, and of single months, inside the 80 % interval."""
    from driehoek.engines.forecast import forecast_many  # noqa: PLC0415 - measured elsewhere

    truth = series_of(make, count, 60)
    rows = []
    for seen, ahead in ((9, 6), (18, 6), (24, 12), (30, 6), (36, 12), (42, 12), (48, 12)):
        found = forecast_many(truth[:, :seen], ahead)
        after = truth[:, seen : seen + ahead]
        total = after.sum(axis=1)
        inside = (found.total[:, 1] <= total) & (total <= found.total[:, 2])
        months = (found.steps[:, :, 1] <= after) & (after <= found.steps[:, :, 2])
        rows.append((seen, ahead, float(inside.mean()), float(months.mean())))
    return rows


def ours_of(make: str, count: int, out: Path) -> dict[str, float]:
    """The run of ours in the middle of several, by processor time."""
    return sorted((apart("ours", make, str(count), str(out)) for _ in range(OURS)), key=lambda run: run["whole_cpu"])[
        OURS // 2
    ]


def compare(make: str, count: int, peers: int, folder: Path) -> tuple[float, float]:
    """Both sides on one make: the largest error of ours beside a model, and how many times as fast as AutoETS."""
    truth = series_of(make, count)
    np.save(folder / f"{make}.npy", truth)
    few = ours_of(make, FEW, folder / "few.npy")
    ours = ours_of(make, count, folder / "ours.npy")
    ahead = np.load(folder / "ours.npy")
    naive = truth[:, SEEN - SEASON : SEEN - SEASON + AHEAD]
    own = (ours["whole_cpu"] - few["whole_cpu"]) / (count - FEW)
    print(f"\n{make}: {count} series, {SEEN} months seen, {AHEAD} ahead (SYNTHETIC); load {os.getloadavg()[0]:.1f}")
    print(f"  ours: {ours['whole_cpu']:.3f} s processor, {ours['whole']:.2f} s clock, {ours['peak']:.0f} MB")
    print(f"    of that start-up {few['whole_cpu'] - FEW * own:.3f} s; then {1 / own:.0f} series a second")
    print(f"  year total off by {year_error(truth, ahead):.3f} %, last year's season {year_error(truth, naive):.3f} %")
    print(f"  80 % interval of the total covers {100 * ours['covered']:.1f} %")
    print(f"  better than the simple rule in its trial on {100 * ours['beats']:.0f} % of the series")
    worst, times = 0.0, 0.0
    for model in PEERS:
        taken = count if model == PEERS[0] else min(peers, count)
        start, more = (apart(model, make, str(some), str(folder / f"{some}.npy")) for some in (FEW, taken))
        each = (more["whole_cpu"] - start["whole_cpu"]) / (taken - FEW)
        whole = more["whole_cpu"] + each * (count - taken)
        error = year_error(truth[:taken], np.load(folder / f"{taken}.npy"))
        same = year_error(truth[:taken], ahead[:taken])
        fast, how = whole / ours["whole_cpu"], "measured" if taken == count else "computed"
        worst, times = max(worst, same / error), times or fast
        print(f"  {model}: {taken} series in {more['whole_cpu']:.1f} s processor, {more['whole']:.1f} s clock")
        print(f"    of that start-up {start['whole_cpu'] - FEW * each:.1f} s; then {1 / each:.0f} series a second")
        print(f"    {count} series: {whole:.1f} s processor, {how}; {more['peak']:.0f} MB")
        print(f"    whole processes {fast:.0f} times ours; series a second {each / own:.0f} times")
        print(f"    year total off by {error:.3f} %; ours on the same {same:.3f} %, so {same / error:.3f} of it")
        print(f"    its monthly 80 % intervals cover {100 * more['covered_months']:.1f} % of the months")
    return worst, times


def main() -> None:
    if sys.argv[1:2] == ["--apart"]:
        what, make, count, out = sys.argv[2:]
        run = run_ours(make, int(count), Path(out)) if what == "ours" else run_peer(what, make, int(count), Path(out))
        print(json.dumps({**run, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
        return
    import argparse  # noqa: PLC0415 - as in `apart`
    import importlib.metadata  # noqa: PLC0415
    import platform  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    ask = argparse.ArgumentParser()
    ask.add_argument("--series", type=int, default=20_000)
    ask.add_argument("--peers", type=int, default=1_000)
    asked = ask.parse_args()
    names = ("numpy", "statsforecast", "pandas", "statsmodels")
    print(
        "; ".join(
            [f"Python {platform.python_version()}", *(f"{name} {importlib.metadata.version(name)}" for name in names)]
        )
    )
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        found = [compare(make, asked.series, asked.peers, Path(folder)) for make in MAKES]
    print("\nCoverage of the 80 % interval on months held out: total, single months")
    pooled = []
    for make in MAKES:
        for seen, ahead, inside, months in coverage(make, min(asked.series, 5_000)):
            pooled.append(inside)
            print(f"  {make}, {seen} seen, {ahead} ahead: {100 * inside:.1f} %, {100 * months:.1f} %")
    whole = float(np.mean(pooled))
    print(f"  pooled over makes and origins: {100 * whole:.1f} % of the totals")
    error, times = max(worst for worst, _ in found), min(fast for _, fast in found)
    print(
        f"\nerror at most {error:.3f} of a model's (goal {MOST_ERROR}); coverage {100 * whole:.1f} % (goal 77 to 85);"
    )
    print(f"whole processes at least {times:.0f} times AutoETS (goal {FASTER})")
    if error > MOST_ERROR or not COVERED[0] <= whole <= COVERED[1] or times < FASTER:
        sys.exit("a goal is missed")


if __name__ == "__main__":
    main()
