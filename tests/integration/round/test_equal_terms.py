"""Purchasers side by side: the same requirements, the same procedure, and care for a group agreed once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from driehoek.adapters.dossier.encode import encode_policy
from driehoek.application.equal_terms import NOT_ASKED, EqualTerms, Part, TermRow, equal_terms
from driehoek.application.forms import Page, form_for
from driehoek.application.outcome import RoundOutcome
from driehoek.application.start.goods import products_of
from driehoek.application.start.material import Line, Party, Role
from driehoek.bootstrap import policies, rounds
from driehoek.cli import app
from driehoek.domain.catalogue import Category
from driehoek.domain.policy import EntryWindow, Policy, Procedure, ProviderGroup, RequirementKind
from driehoek.kernel import Language, Place

EXAMPLES = Path(__file__).parents[3] / "examples"


@cache
def one() -> Policy:
    policy = policies.load_policy(EXAMPLES / "wlz-2027").policy
    assert policy is not None
    return replace(policy, purchaser=replace(policy.purchaser, name="Kantoor Een"))


def other(**fields: object) -> Policy:
    """The same policy of another purchaser, with some of its parts replaced."""
    named = replace(one().purchaser, name="Kantoor Twee")
    return replace(one(), purchaser=named, **fields)  # type: ignore[arg-type]  # a test names real fields


def only(terms: EqualTerms) -> TermRow:
    (row,) = terms.different
    return row


@pytest.mark.requirement("E-026")
def test_purchasers_that_ask_the_same_by_the_same_procedure_are_equal() -> None:
    reworded = tuple(replace(item, text=f"{item.text} Anders gezegd.", label="z") for item in one().requirements)
    terms = equal_terms([one(), other(requirements=reworded[::-1])])
    assert terms.different == ()
    assert terms.equal(Part.REQUIREMENT) == len(one().requirements)
    assert terms.names == ("Kantoor Een 2027", "Kantoor Twee 2027")


@pytest.mark.requirement("E-026")
def test_what_one_purchaser_asks_and_another_does_not_is_laid_side_by_side() -> None:
    first, *rest = one().requirements
    terms = equal_terms([one(), other(requirements=tuple(rest)), one()])
    row = only(terms)
    assert row.part is Part.REQUIREMENT
    assert row.values[1] == NOT_ASKED
    assert row.values[0] == row.values[2] == ("geschiktheidseis", "suitability requirement")
    assert first.text[:20] in row.nl
    added = equal_terms([other(requirements=tuple(rest)), one()])
    assert only(added).values[0] == NOT_ASKED


def test_a_requirement_that_differs_in_one_point_is_told_by_that_point() -> None:
    first, *rest = one().requirements
    changes: dict[str, object] = {
        "kind": RequirementKind.CONDITION,
        "use": "insured",
        "params": {"evidence": "no"},
        "groups": (ProviderGroup.NEW,),
        "term_days": 30,
        "categories": ("klein",),
        "except_categories": ("klein",),
    }
    for field, value in changes.items():
        changed = replace(first, **{field: value})  # type: ignore[arg-type]  # each is a field with its type
        row = only(equal_terms([one(), other(requirements=(changed, *rest))]))
        assert row.part is Part.REQUIREMENT, field
        assert ": " in row.nl
        assert "‘" not in row.nl.rsplit(": ", 1)[1], "a field in words, not by its name in the file"
        assert row.values[0] != row.values[1]
    assert equal_terms([one(), other(requirements=(replace(first, groups=first.groups[::-1]), *rest))]).different == ()


def test_each_part_of_the_procedure_is_compared() -> None:
    calendar, contract = one().calendar, one().contract
    closing = next(window for window in calendar.windows if window.closes is not None)
    assert closing.closes is not None
    longer = replace(closing, closes=closing.closes + timedelta(days=3))
    rolling = replace(closing, closes=None)
    route = one().objection[0]

    def windows(window: EntryWindow) -> Policy:
        kept = tuple(window if item is closing else item for item in calendar.windows)
        return other(calendar=replace(calendar, windows=kept))

    lots = tuple(replace(lot, procedure=Procedure.OPEN) for lot in one().lots)
    cases = {
        "hoe u meedoet in": other(lots=lots),
        "tijd om in te schrijven": windows(longer),
        "tijd om in te schrijven voor": windows(rolling),
        "tijd om aan te vullen": other(repair=None),
        "termijn voor": other(objection=(replace(route, days=route.days + 1), *one().objection[1:])),
        "termijn": other(objection=one().objection[1:]),
        "duur in jaren": other(contract=replace(contract, years=contract.years + 1)),
        "of het geld de keuze": other(division=replace(one().division, models=one().division.models[:1])),
    }
    for start, policy in cases.items():
        different = equal_terms([one(), policy]).different
        assert different, start
        assert all(row.part is Part.PROCEDURE and row.nl.startswith(start) for row in different), start
    assert only(equal_terms([one(), cases["tijd om aan te vullen"]])).values[1] == ("geen termijn", "no term")
    assert "bestaat niet" in str(equal_terms([one(), cases["termijn"]]).different)


def test_one_purchaser_alone_cannot_be_compared_and_two_of_one_name_are_told_apart() -> None:
    with pytest.raises(ValueError, match="two purchasers"):
        equal_terms([one()])
    assert equal_terms([one(), one()]).names == ("Kantoor Een 2027 (1)", "Kantoor Een 2027 (2)")
    subject, values = equal_terms([one(), other(repair=None)]).different[0].among(Language.EN)
    assert (subject, values[1]) == ("time to complete", "no term")


def test_the_command_lays_policies_side_by_side(tmp_path: Path) -> None:
    names = []
    for number, policy in enumerate((one(), other(), other(repair=None))):
        file = tmp_path / f"{number}.yaml"
        file.write_text(encode_policy(policy), encoding="utf-8")
        names.append(str(file))
    same = CliRunner().invoke(app, ["policy", "compare", *names[:2]])
    assert (same.exit_code, "Verschillen: 0" in same.output) == (0, True), same.output
    differ = CliRunner().invoke(app, ["policy", "compare", *names])
    assert differ.exit_code == 1
    assert "tijd om aan te vullen" in differ.output
    assert "Kantoor Twee 2027 (3): geen termijn" in differ.output
    assert CliRunner().invoke(app, ["policy", "compare", names[0]]).exit_code == 2


@pytest.mark.requirement("E-026")
def test_extra_care_for_a_group_is_a_product_with_a_block_of_its_own_on_the_form() -> None:
    dossier = rounds.load(EXAMPLES / "wlz-2027").dossier
    assert dossier is not None
    products = tuple(
        replace(item, category=Category.GROUP_EXTRA_CARE, name="Groepsmeerzorg (voorbeeld)")
        if item.category is Category.EXTRA_CARE
        else item
        for item in dossier.products
    )
    codes = {item.code for item in products if item.category is Category.GROUP_EXTRA_CARE}
    outcome = rounds.decide(replace(dossier, products=products))
    assert isinstance(outcome, RoundOutcome)
    contract = next(line.contract.code for line in outcome.lines if line.product in codes)
    (page,) = [page for page in form_for(outcome, contract).pages if page.page is Page.INTRAMURAL]
    (block,) = [block for block in page.blocks if block.title.startswith("Groepsmeerzorg")]
    assert {item.line.product for item in block.lines} <= codes
    assert all(item.line.quantity.steps > 0 for item in block.lines)


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("Groepsmeerzorg gehandicapten", Category.GROUP_EXTRA_CARE),
        ("Meerzorg voor een groep", Category.GROUP_EXTRA_CARE),
        ("Meerzorg gehandicapten", Category.EXTRA_CARE),
    ],
)
def test_extra_care_for_a_group_is_known_by_its_name_in_the_files_of_last_year(words: str, category: Category) -> None:
    line = Line(Role.AGREED, Place("afspraken.csv", 2), Party(name="SYNTHETIC"), product="SYN9", description=words)
    ((product,), _) = products_of([line], {}, {})
    assert product.category is category
