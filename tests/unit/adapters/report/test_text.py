"""The report and the comparison for the terminal."""

from __future__ import annotations

import re
from dataclasses import replace

from driehoek.adapters.report import comparison_text, report_text
from driehoek.adapters.report.page import fitted, percentage, short, signed, signed_short
from driehoek.application.compare import Comparison, compare
from driehoek.application.report import Report
from driehoek.kernel import ZERO, Language, Money, Rate
from driehoek.testing.region import region_outcome


def test_the_text_has_space_division_refused_checks_and_fingerprints(made_report: Report) -> None:
    lines = report_text(made_report)
    text = "\n".join(lines)
    assert "SYNTHETIC" in lines[2]
    assert "zeeland/regular: €\u00a0161.035.955,68, toegekend 94,3%" in text
    assert "boven de ruimte gevraagd €\u00a041.234,56" in text
    assert "Verdeling (division): 28 aanbieders, €\u00a0152.820.712,90" in text
    heads = lines[lines.index(next(line for line in lines if line.startswith("Verdeling (division)"))) + 1]
    assert heads.split() == ["toegekend", "verschil", "vorig", "jaar", "deel"]
    assert "en nog 18" in text
    assert "06010006 Nieuwe Polder" in text
    assert "met de hand: 06010002 +€\u00a010.000,00, Opening in maart" in text
    assert "alles klopt" in text
    assert lines[-1] == f"besluit (decision)  {made_report.head.decision_fingerprint}"
    assert max(len(line) for line in lines) <= 120


def test_the_comparison_in_a_few_lines(comparison: Comparison) -> None:
    lines = comparison_text(comparison)
    assert lines[0] == "SYNTHETIC: tarieven of prestaties in deze vergelijking zijn verzonnen."
    assert lines[1] == "De invoer verschilt."
    assert "minder." in lines[2]
    assert any("06010003" in line for line in lines)
    same = region_outcome(12)
    assert comparison_text(compare(same, same))[1:] == ("De besluiten zijn gelijk: de vingerafdrukken zijn dezelfde.",)


def test_the_comparison_names_the_rules_per_provider_and_counts_whom_it_does_not_list(comparison: Comparison) -> None:
    lines = comparison_text(comparison)
    first = comparison.winners[0]
    at = next(index for index, line in enumerate(lines) if first.contract in line)
    for number, rule in enumerate(first.rules, start=1):
        assert lines[at + number] == f"      {rule.lot}: {rule.title} {signed(rule.difference)}"
    listed = {line.split()[0] for line in lines if line.startswith("  0")}
    assert listed == {item.contract for item in (*comparison.winners[:10], *comparison.losers[:10])}
    assert len(comparison.losers) > 10
    assert f"  en nog {len(comparison.losers) - 10} die verliezen" in lines
    few = replace(comparison, providers=comparison.losers[:3])
    assert not any("en nog" in line for line in comparison_text(few))


DUTCH = re.compile(
    r"\b(de|het|een|en|van|niet|toegekend|verdeling|aanbieders|besluit|invoer|winnen|verliezen|samen|perceel|minder)\b",
    re.IGNORECASE,
)


def test_in_english_both_are_english(made_report: Report, comparison: Comparison) -> None:
    own = {made_report.head.title, *(f"  by hand: {row.contract}" for row in made_report.adjustments)}
    said = [line for line in report_text(made_report, Language.EN) if not line.startswith(tuple(own))]
    names = [row.name[:30] for row in made_report.providers] + [made_report.head.purchaser]
    text = "\n".join([*said, *comparison_text(comparison, Language.EN)])
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    assert DUTCH.findall(text) == []
    assert "Division: 28 providers, €\u00a0152.820.712,90" in text
    assert "The inputs differ." in text
    assert len(report_text(made_report, Language.EN)) == len(report_text(made_report))
    same = region_outcome(12)
    assert comparison_text(compare(same, same), Language.EN)[1:] == (
        "The decisions are equal: the fingerprints are the same.",
    )


def test_a_check_that_fails_is_told_in_both_languages(made_report: Report) -> None:
    first = replace(made_report.clauses[0], faults=("dit klopt niet",))
    wrong = replace(made_report, clauses=(first, *made_report.clauses[1:]))
    assert f"  ! {first.title}" in report_text(wrong)
    assert "      dit klopt niet" in report_text(wrong)
    assert f"  ! {first.id}: see the report (1)" in report_text(wrong, Language.EN)


def test_amounts_for_summaries() -> None:
    assert short(Money.euros("161935955.68")) == "€\u00a0161,9 mln"
    assert short(Money.euros("41234.56")) == "€\u00a041.235"
    assert signed(Money.euros("-3.50")) == "-€\u00a03,50"
    assert signed(ZERO) == signed_short(ZERO).replace("€\u00a00", "€\u00a00,00") == "€\u00a00,00"
    assert signed_short(Money.euros("2500000")) == "+€\u00a02,5 mln"
    assert (percentage(None), percentage(Rate.percent("94.56"))) == ("–", "94,6%")


def test_a_name_is_cut_at_a_word() -> None:
    assert fitted("Zorgorganisatie 02 GZ (SYNTHETIC)") == "Zorgorganisatie 02 GZ (SYNTHETIC)"
    assert fitted("Zorg in de wijk", 12) == "Zorg in de …"
    assert len(fitted("x" * 60)) == 34
