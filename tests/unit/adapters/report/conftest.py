"""The pages that the tests of this room look at, each made once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from driehoek.adapters.report import comparison_html, report_html
from driehoek.adapters.report.what_if_html import beside_html, sweep_html, tornado_html, tried_html
from driehoek.application.compare import Comparison, compare
from driehoek.application.report import Report, report
from driehoek.application.what_if.beside import Beside, beside
from driehoek.application.what_if.dials import Dial, dial, values_of
from driehoek.application.what_if.scenario import BaseChange, Scenario, SpaceChange
from driehoek.application.what_if.sweep import sweep, tornado
from driehoek.application.what_if.trial import Bench, Tried, open_bench
from driehoek.bootstrap.rounds import load
from driehoek.domain.catalogue import Sector
from driehoek.testing.region import region_outcome


@pytest.fixture(scope="session")
def made_report() -> Report:
    return report(region_outcome(), region_outcome(follow=40_000))


@pytest.fixture(scope="session")
def report_page(made_report: Report) -> str:
    return report_html(made_report)


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    return compare(region_outcome(year_shift=-40_000), region_outcome(follow=20_000))


@pytest.fixture(scope="session")
def comparison_page(comparison: Comparison) -> str:
    return comparison_html(comparison)


@pytest.fixture(scope="session")
def what_if_pages() -> dict[str, str]:
    """A page of what-if of each kind, on the example."""
    loaded = load(Path(__file__).parents[4] / "examples/wlz-2027").dossier
    assert loaded is not None
    bench = open_bench(loaded, "0.0.0")
    assert isinstance(bench, Bench)
    changes = {
        "Minder ruimte": {"space": (SpaceChange("regio", by="-20%"),)},
        "Een <b>punt</b> eraf": {"base": (BaseChange(Sector.GZ, by="-1%"),)},
    }
    made = [bench.try_out(Scenario(title, **parts)) for title, parts in changes.items()]  # type: ignore[arg-type]
    tried = [item for item in made if isinstance(item, Tried)]
    compared = beside(bench.base, tried)
    turned = dial(bench.dossier, "base:GZ")
    assert isinstance(compared, Beside)
    assert isinstance(turned, Dial)
    values = values_of(turned, "95%", "96%", "0.5%")
    assert isinstance(values, tuple)
    one_frame = replace(tried[0], effects=replace(tried[0].effects, totals=tried[0].effects.totals[1:]))
    return {
        "what-if.html": tried_html(tried[0]),
        "one-frame.html": tried_html(one_frame),
        "scenarios.html": beside_html(compared),
        "sweep.html": sweep_html(bench, sweep(bench, turned, values)),
        "tornado.html": tornado_html(bench, tornado(bench)),
    }
