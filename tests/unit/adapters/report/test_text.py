"""The report and the comparison for the terminal."""

from __future__ import annotations

from driehoek.adapters.report import comparison_text, report_text
from driehoek.adapters.report.page import percentage, short, signed, signed_short
from driehoek.application.compare import Comparison, compare
from driehoek.application.report import Report
from driehoek.kernel import ZERO, Money, Rate
from driehoek.testing.region import region_outcome


def test_the_text_has_space_division_refused_checks_and_fingerprints(made_report: Report) -> None:
    lines = report_text(made_report)
    text = "\n".join(lines)
    assert "SYNTHETIC" in lines[2]
    assert "zeeland/regular: €\u00a0161.035.955,68, toegekend 94,3%" in text
    assert "boven de ruimte gevraagd €\u00a041.234,56" in text
    assert "Verdeling (division): 28 aanbieders, €\u00a0152.820.712,90" in text
    assert "en nog 18" in text
    assert "06010006 Nieuwe Polder" in text
    assert "met de hand: 06010002 +€\u00a010.000,00, Opening in maart" in text
    assert "alles klopt" in text
    assert lines[-1] == f"besluit (decision)  {made_report.head.decision_fingerprint}"
    assert max(len(line) for line in lines) <= 120


def test_the_comparison_in_a_few_lines(comparison: Comparison) -> None:
    lines = comparison_text(comparison)
    assert lines[0] == "De invoer verschilt."
    assert "minder." in lines[1]
    assert any("06010003" in line for line in lines)
    same = region_outcome(12)
    assert comparison_text(compare(same, same)) == ("De besluiten zijn gelijk: de vingerafdrukken zijn dezelfde.",)


def test_amounts_for_summaries() -> None:
    assert short(Money.euros("161935955.68")) == "€\u00a0161,9 mln"
    assert short(Money.euros("41234.56")) == "€\u00a041.235"
    assert signed(Money.euros("-3.50")) == "-€\u00a03,50"
    assert signed(ZERO) == signed_short(ZERO).replace("€\u00a00", "€\u00a00,00") == "€\u00a00,00"
    assert signed_short(Money.euros("2500000")) == "+€\u00a02,5 mln"
    assert (percentage(None), percentage(Rate.percent("94.56"))) == ("–", "94,6%")
