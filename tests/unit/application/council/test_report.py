"""One report of all input: nothing left out, and nothing told that a council kept from its board."""

from __future__ import annotations

from datetime import date

import pytest

from driehoek.adapters.catalogue import load_matters
from driehoek.application.council import InputReport, input_report
from driehoek.application.document import Section, plain_text
from driehoek.domain.quality import About, Answer, Body, Followed, Input, Way
from driehoek.testing.policies import small_policy

DAY = date(2026, 7, 16)
INPUTS = (
    Input(
        Body.CLIENT_ORGANISATION, "Zorgbelang (SYNTHETIC)", About.POLICY_DRAFT, Way.ADVISED, DAY,
        text="Noem een wachttijd.", answer=Answer(Followed.NOT_FOLLOWED, "De wet noemt die al.", DAY),
    ),
    Input(
        Body.CLIENT_COUNCIL, "Raad A (SYNTHETIC)", About.PLAN, Way.DISAGREES, DAY, "99000001",
        matter="quality-and-safety", text="De nachtdienst verdwijnt.", on_paper=True, supporter="ondersteuner",
    ),
    Input(Body.CLIENT_COUNCIL, "Raad B (SYNTHETIC)", About.PLAN, Way.CONSENTED, DAY, matter="rooms", shared=True),
)  # fmt: skip


def text(report: InputReport) -> str:
    titles = [section.title for section in report.sections]
    inside = [block.title for section in report.sections for block in section.blocks if isinstance(block, Section)]
    return "\n".join([*titles, *inside, plain_text(report.sections)])


@pytest.mark.requirement("M-018", "B-017")
def test_each_input_stands_in_it_with_the_answer_and_its_reasons_or_that_there_is_none() -> None:
    report = input_report(small_policy(), INPUTS, load_matters(), everything=True)
    told = text(report)
    assert "niet overgenomen. De wet noemt die al." in told
    assert told.count("Hierop is nog niet geantwoord.") == 2 == report.unanswered
    assert "Op papier ontvangen" in told
    assert "Onderwerp: het beleid voor kwaliteit, veiligheid en hygiëne (Wmcz 2018, art. 8 lid 1)" in told
    assert [item.code.id for item in report.findings] == ["QUA-005"]


def test_what_was_not_shared_with_the_board_is_counted_alone() -> None:
    told = text(input_report(small_policy(), INPUTS, load_matters(), everything=False))
    assert "nachtdienst" not in told
    assert "Raad A" not in told
    assert "1 keer gaf een raad inbreng" in told
    assert "Raad B" in told
