"""The pages that the tests of this room look at, each made once."""

from __future__ import annotations

import pytest

from driehoek.adapters.report import comparison_html, report_html
from driehoek.application.compare import Comparison, compare
from driehoek.application.report import Report, report
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
