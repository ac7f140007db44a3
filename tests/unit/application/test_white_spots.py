"""Which white spots were answered, by whom, what was agreed for them and which not, with the warning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from driehoek.adapters.dossier.result import result_files
from driehoek.adapters.report.html import report_html
from driehoek.adapters.report.text import report_text
from driehoek.application.document import plain_text
from driehoek.application.letters import letter_for
from driehoek.application.outcome import RoundOutcome
from driehoek.application.report import heart, report
from driehoek.application.white_spots import INFLOW, INFLOW_ENGLISH, Fate, white_spots
from driehoek.domain.agreement.lines import TariffPart
from driehoek.domain.need import Basis, Figure, Line, Origin
from driehoek.domain.policy import NeedLine, Question, QuestionType, Step
from driehoek.kernel import Language, Money, Rate
from driehoek.testing.rounds import GRANTED, LOSING, REFUSED, WAITING, small_outcome

SPOT, OTHER, EXTRA = "5513/VV/0664/white-spot", "5513/VV/gap", "5513/VV/0687/white-spot"
NAMES = {SPOT: "Goes: kleine groep", OTHER: "Regio: verpleging thuis"}
GROWTH = Money.euros(1)


def line(name: str, value: int) -> Line:
    figure = Figure(value, Origin(Basis.SYNTHETIC, "SYNTHETIC"), value - 2, value + 3, 80)
    return Line(name, f"Te weinig in {name} (SYNTHETIC).", figure)


def asked(answers: Mapping[str, str], lots: tuple[str, ...] = (), made_for: str = "") -> RoundOutcome:
    """The small round, in which the form asked which white spot is answered."""
    outcome = small_outcome()
    dossier, policy = outcome.dossier, outcome.dossier.policy
    question = Question("spots", "Welke witte vlek?", QuestionType.NEED_LINES, NAMES, required=False, lots=lots)
    policy = replace(
        policy,
        questions=(*policy.questions, question),
        lots=tuple(replace(lot, need_lines=(SPOT,)) if lot.id == made_for else lot for lot in policy.lots),
        need_lines=(NeedLine(SPOT, 12), NeedLine(OTHER, 5)),
    )
    handed_in = tuple(
        replace(item, answers={**item.answers, "spots": answers.get(item.contract.code, "")})
        for item in dossier.submissions
    )
    picture = (line(EXTRA, 4), line(SPOT, 12), line(OTHER, 5))
    return replace(outcome, dossier=replace(dossier, policy=policy, submissions=handed_in, picture=picture))


def agreed(outcome: RoundOutcome, contract: str, *lots: str) -> Money:
    mine = (item for item in outcome.lines if item.contract.code == contract and item.lot in lots)
    return Money(sum(item.amount.cents for item in mine))


def letter(outcome: RoundOutcome, contract: str) -> str:
    return plain_text(letter_for(outcome, contract).body)


@pytest.mark.requirement("C-010")
def test_the_round_knows_who_answered_each_white_spot_and_what_was_agreed_for_it() -> None:
    outcome = asked({GRANTED: f"{SPOT}, {OTHER}", REFUSED: SPOT})
    first, second = white_spots(outcome).asked
    assert [(item.contract, item.fate) for item in first.answers] == [
        (GRANTED, Fate.GRANTED),
        (REFUSED, Fate.NOT_ADMITTED),
    ]
    granted, refused = first.answers
    assert granted.agreed == agreed(outcome, GRANTED, "vv", "innovatie") > Money(0)
    assert granted.realised == Money.euros("1310000")
    assert granted.more == granted.agreed - granted.realised
    assert refused.agreed == refused.more == Money(0)
    assert (first.name, first.size, first.fate) == (NAMES[SPOT], "12 (10 tot 15), SYNTHETIC (verzonnen)", Fate.GRANTED)
    assert [item.contract for item in second.answers] == [GRANTED]


def test_what_counts_is_agreed_in_the_lots_where_it_could_be_named_or_that_were_made_for_it() -> None:
    only = asked({GRANTED: SPOT}, lots=("innovatie",))
    (answer,) = white_spots(only).asked[0].answers
    assert (answer.lots, answer.agreed) == (("innovatie",), agreed(only, GRANTED, "innovatie"))
    assert answer.realised == Money(0)
    made_for = asked({GRANTED: SPOT}, made_for="innovatie")
    (answer,) = white_spots(made_for).asked[0].answers
    assert (answer.lots, answer.agreed) == (("innovatie",), agreed(made_for, GRANTED, "innovatie"))


@pytest.mark.requirement("C-010")
def test_a_white_spot_that_nobody_named_and_one_that_the_policy_does_not_ask_for_are_told_apart() -> None:
    found = white_spots(asked({LOSING: OTHER}, lots=("innovatie",)))
    assert [(spot.line, spot.fate) for spot in found.asked] == [(SPOT, Fate.NOBODY), (OTHER, Fate.NOT_GRANTED)]
    assert [item.id for item in found.not_asked] == [EXTRA]
    assert white_spots(small_outcome()).not_asked == (), "a policy that points to nothing asks for nothing"


@pytest.mark.requirement("C-011")
def test_filling_a_white_spot_warns_of_more_volume_and_cost_by_earlier_inflow() -> None:
    found = white_spots(asked({GRANTED: f"{SPOT}, {OTHER}"}))
    growth = found.asked[0].answers[0].more
    assert found.warning.startswith("Let op: een witte vlek vullen kan vraag oproepen. Mensen stromen eerder in")
    assert f"€\u00a0{growth.cents // 100:,}".replace(",", ".") in found.warning, "named twice, counted once"
    assert white_spots(asked({REFUSED: SPOT})).warning == "", "nothing was filled"
    text = "\n".join(report_text(heart(asked({GRANTED: SPOT}))))
    assert INFLOW in text
    assert INFLOW_ENGLISH in "\n".join(report_text(heart(asked({GRANTED: SPOT})), Language.EN))


@pytest.mark.requirement("C-010", "C-011")
def test_report_and_result_tell_who_answered_which_white_spot() -> None:
    outcome = asked({GRANTED: SPOT, REFUSED: SPOT})
    html = report_html(report(outcome, details=0, again=False))
    assert '<a href="#witte-vlekken">Witte vlekken</a>' in html
    part = html.partition('id="witte-vlekken"')[2].partition("</section>")[0]
    assert INFLOW in part
    assert part.index(NAMES[SPOT]) < part.index(GRANTED) < part.index(REFUSED) < part.index(NAMES[OTHER])
    assert "Niemand noemde deze witte vlek." in part
    assert EXTRA in part
    rows = result_files(outcome)["white-spots.csv"].decode().splitlines()
    assert [row.split(";")[0] + ";" + row.split(";")[6] + ";" + row.split(";")[8] for row in rows[1:]] == [
        f"{SPOT};{GRANTED};granted",
        f"{SPOT};{REFUSED};not-admitted",
        f"{OTHER};;nobody",
        f"{EXTRA};;not-asked",
    ]
    assert 'id="witte-vlekken"' not in report_html(report(small_outcome(), details=0, again=False))
    assert len(result_files(small_outcome())["white-spots.csv"].splitlines()) == 1


@pytest.mark.requirement("E-034")
def test_the_points_that_a_rule_adds_for_a_white_spot_stand_with_the_answer_and_in_the_letter() -> None:
    outcome = asked({GRANTED: SPOT})
    policy = outcome.dossier.policy
    step = Step(
        "wit", "white-spot", params={"points": "1%", "lines": (SPOT,), "area_question": "spots", "ends": "2028"}
    )
    policy = replace(policy, division=replace(policy.division, tariff=(*policy.division.tariff, step)))
    part = TariffPart("wit", Rate.percent(1), "+1 procentpunt")
    lines = tuple(replace(item, parts=(*item.parts, part)) for item in outcome.lines)
    outcome = replace(outcome, lines=lines, dossier=replace(outcome.dossier, policy=policy))
    (answer,) = white_spots(outcome).asked[0].answers
    assert answer.reward == Rate.percent(1)
    assert "Uw tarief is hierdoor 1% van het maximumtarief hoger." in letter(outcome, GRANTED)


@pytest.mark.requirement("C-010")
def test_the_letter_says_what_became_of_the_white_spots_that_were_named_without_numbers_of_people() -> None:
    outcome = asked({GRANTED: SPOT, REFUSED: SPOT, WAITING: SPOT, LOSING: SPOT}, lots=("innovatie",))
    granted, refused, waiting, losing = (letter(outcome, contract) for contract in (GRANTED, REFUSED, WAITING, LOSING))
    assert "U noemde in uw stukken wat in de regio ontbreekt." in granted
    assert f"{NAMES[SPOT]}: wij spreken hiervoor €" in granted
    assert "12" not in granted.partition("U noemde in uw stukken wat in de regio ontbreekt.")[2][:600]
    assert f"{NAMES[SPOT]}: hiervoor spreken wij niets met u af." in losing
    assert f"{NAMES[SPOT]}: uw stukken doen niet mee in de verdeling." in refused
    assert "witte vlek" not in waiting, "nothing is decided yet"
    assert "witte vlek" not in letter(small_outcome(), GRANTED)
