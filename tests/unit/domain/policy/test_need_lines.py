"""A policy that points to lines of the picture of need: where it does, and what cannot be right."""

from __future__ import annotations

from dataclasses import replace

from driehoek.domain.policy import Kind, NeedLine, Param, Policy, Question, QuestionType, Step, line_names, pointers
from driehoek.domain.policy.check import Known, check

HERE, THERE = "5513/VV/0664/white-spot", "5513/VG/gap"
LINES = Param("lines", Kind.LINES, "lines", "regels", default=())
AREAS = Param("areas", Kind.TEXTS, "areas", "gebieden", default=())
ASKED = Param("line_question", Kind.TEXT, "question", "vraag", default="")
KNOWN: Known = {
    "space": {"earmark": (LINES,)},
    "tariff": {"white-spot": (AREAS, LINES, ASKED)},
    "model": {},
    "after": {},
    "yardstick": {"yardstick": (LINES,)},
}


def pointing(sound: Policy, *, region: str = "", **tariff: object) -> Policy:
    """The sound policy with a pointer in each kind of place."""
    (first, *lots), pools = sound.lots, sound.pools
    region = region or pools[0].regions[0]
    here, there = (line.replace("5513", region) for line in (HERE, THERE))
    question = Question("spots", "Welke?", QuestionType.NEED_LINES, {here: "Hier", there: "Daar"}, required=False)
    params = {"lines": (here,), "line_question": "spots", **tariff}
    division = replace(
        sound.division,
        space=(Step("apart", "earmark", params={"lines": here}),),
        tariff=(Step("wit", "white-spot", params=params),),  # type: ignore[arg-type]  # texts and lists of texts
        yardstick={"lines": (there,)},
    )
    lots_with = (replace(first, need_lines=(here, there)), *lots)
    snapshot = (NeedLine(here, 12, "Hier ontbreekt zorg."),)
    return replace(sound, lots=lots_with, questions=(question,), division=division, need_lines=snapshot)


def codes(policy: Policy) -> list[tuple[str, str]]:
    ours = ("POL-010", "POL-031", "POL-032", "POL-035", "POL-036", "POL-037", "POL-038")
    found = check(policy, {"tariff": KNOWN["tariff"], "space": KNOWN["space"], "yardstick": KNOWN["yardstick"]})
    return [(item.code.id, item.subject) for item in found if item.code.id in ours]


def test_every_place_that_points_is_found(sound: Policy) -> None:
    policy = pointing(sound)
    lot, region = policy.lots[0].id, policy.pools[0].regions[0]
    here, there = (line.replace("5513", region) for line in (HERE, THERE))
    assert [(item.path, item.line) for item in pointers(policy, KNOWN)] == [
        (f"lots.{lot}.need_lines", here),
        (f"lots.{lot}.need_lines", there),
        ("questions.spots.options", here),
        ("questions.spots.options", there),
        ("division.space.apart.params.lines", here),
        ("division.tariff.wit.params.lines", here),
        ("division.yardstick.lines", there),
    ]
    assert line_names(policy) == {here: "Hier", there: "Daar"}
    assert codes(policy) == [], "a question for lines needs no rule that looks at it: the report tells who answered"


def test_a_pointer_that_is_no_line_or_of_another_region_is_told(sound: Policy) -> None:
    elsewhere = pointing(sound, region="5501" if sound.pools[0].regions[0] != "5501" else "5502")
    assert {code for code, _ in codes(elsewhere)} == {"POL-036"}
    wrong = replace(sound, lots=(replace(sound.lots[0], need_lines=("Goes",)), *sound.lots[1:]))
    assert ("POL-035", f"lots.{sound.lots[0].id}.need_lines") in codes(wrong)
    twice = pointing(sound)
    twice = replace(twice, need_lines=twice.need_lines * 2)
    assert ("POL-010", "need_lines") in codes(twice)


def test_a_line_that_the_question_does_not_offer_can_be_named_by_nobody(sound: Policy) -> None:
    region = sound.pools[0].regions[0]
    policy = pointing(sound, lines=(f"{region}/GGZ/gap",))
    assert ("POL-037", "division.tariff.wit.params.lines") in codes(policy)


def test_a_reward_without_any_white_spot_is_told(sound: Policy) -> None:
    assert ("POL-038", "division.tariff.wit") in codes(pointing(sound, lines=()))
    assert codes(pointing(sound, lines=(), areas=("Goes",))) == []


def test_a_question_for_lines_offers_at_least_one(sound: Policy) -> None:
    policy = pointing(sound)
    assert ("POL-031", "spots") in codes(replace(policy, questions=(replace(policy.questions[0], options={}),)))
