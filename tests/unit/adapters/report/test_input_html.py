"""What clients said, in the report of the round and as a report of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from driehoek.adapters.report import report_html
from driehoek.application.council import input_report
from driehoek.application.report import report
from driehoek.bootstrap.documents import render_input
from driehoek.domain.quality import About, Answer, Body, Followed, Input, Way
from driehoek.testing.policies import small_policy
from driehoek.testing.region import region_outcome
from driehoek.testing.rounds import small_outcome

DAY = date(2026, 7, 16)
SAID = (
    Input(Body.CLIENT_ORGANISATION, "Zorgbelang <noord>", About.POLICY, Way.ADVISED, DAY, text="Noem een wachttijd.",
          answer=Answer(Followed.FOLLOWED, "Die staat er nu in.", DAY)),
    Input(Body.CLIENT_COUNCIL, "Raad A", About.PLAN, Way.DISAGREES, DAY, text="De nachtdienst verdwijnt."),
)  # fmt: skip


def test_the_report_of_the_round_tells_what_is_open_and_counts_the_rest() -> None:
    rows = report(region_outcome(12), again=False)
    assert 'id="inspraak"' not in report_html(rows)
    page = report_html(rows, None, input_report(small_policy(), SAID, everything=False))
    assert "Zorgbelang &lt;noord&gt;" in page
    assert "overgenomen. Die staat er nu in." in page
    assert "nachtdienst" not in page
    assert 'href="#inspraak"' in page


def test_the_report_of_its_own_holds_all_of_it_as_page_and_pdf() -> None:
    outcome = small_outcome()
    assert list(render_input(outcome)) == []
    files = dict(render_input(replace(outcome, dossier=replace(outcome.dossier, client_input=SAID))))
    assert "De nachtdienst verdwijnt." in files["client-input.html"].decode()
    assert files["client-input.pdf"].startswith(b"%PDF")
