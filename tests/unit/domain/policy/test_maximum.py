"""A maximum tariff that the purchaser sets itself rests on experience, the market and talks, and follows from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from driehoek.adapters.dossier.check import cross_check
from driehoek.adapters.dossier.decode import decode_policy
from driehoek.adapters.dossier.encode import encode_policy
from driehoek.application.document import plain_text
from driehoek.application.printing import printed
from driehoek.domain.policy import MaximumPart, MaximumRationale, Policy, SourceKind
from driehoek.domain.policy.check import check
from driehoek.domain.policy.checks.maximum import FINDINGS
from driehoek.domain.policy.diff import diff
from driehoek.kernel import Finding, Ground, Money, Rate, Severity
from driehoek.testing.rounds import small_outcome

OURS = {code.id for code in FINDINGS}
PARTS = (
    MaximumPart("paid", SourceKind.OWN_EXPERIENCE, "Wat wij vorig jaar betaalden", Money(4_800), Rate.percent(50), "X"),
    MaximumPart("around", SourceKind.MARKET, "Wat gemeenten om ons heen betalen", Money(5_100), Rate.percent(30), "X"),
    MaximumPart(
        "heard", SourceKind.TALKS, "Wat aanbieders nodig zeggen te hebben", Money(5_400), Rate.percent(20), "X"
    ),
)
REASONS = MaximumRationale("hour", "SYN02", 2027, Money(5_010), PARTS, Ground("Wmo 2015 art. 2.6.6"))
"""48.00 for a half, 51.00 for three tenths and 54.00 for a fifth make 24.00 + 15.30 + 10.80 = 50.10."""
Edit = Callable[[MaximumRationale], MaximumRationale]


def found(policy: Policy) -> list[Finding]:
    return [item for item in check(policy) if item.code.id in OURS]


def with_reasons(policy: Policy, *items: MaximumRationale) -> Policy:
    return replace(policy, maximum_rationale=items)


def part(item: MaximumRationale, index: int, **fields: object) -> MaximumRationale:
    parts = list(item.parts)
    parts[index] = replace(parts[index], **fields)  # type: ignore[arg-type]  # a test names real fields
    return replace(item, parts=tuple(parts))


@pytest.mark.requirement("E-056")
def test_the_maximum_is_what_experience_market_and_talks_make_of_it(sound: Policy) -> None:
    assert REASONS.weighed == Money(5_010)
    assert found(with_reasons(sound, REASONS)) == []
    (told,) = found(with_reasons(sound, part(REASONS, 2, amount=Money(5_500))))
    assert (told.code.id, told.seen, told.wanted) == ("POL-131", "50.10", "50.30")


WRONG: tuple[tuple[str, Edit, Severity], ...] = (
    ("POL-130", lambda it: part(it, 0, weight=Rate.percent(49)), Severity.ERROR),
    ("POL-130", lambda it: replace(it, parts=(), amount=Money(0)), Severity.ERROR),
    ("POL-131", lambda it: replace(it, amount=Money(5_011)), Severity.ERROR),
    ("POL-132", lambda it: part(it, 2, kind=SourceKind.MARKET), Severity.WARNING),
    ("POL-132", lambda it: part(it, 0, kind=SourceKind.TALKS), Severity.WARNING),
    ("POL-132", lambda it: part(it, 1, kind=SourceKind.OWN_EXPERIENCE), Severity.WARNING),
    ("POL-133", lambda it: part(it, 1, source=" "), Severity.WARNING),
    ("POL-134", lambda it: replace(it, year=2026), Severity.ERROR),
)


@pytest.mark.parametrize(("code", "edit", "severity"), WRONG)
def test_each_fault_of_the_reasons_is_told(sound: Policy, code: str, edit: Edit, severity: Severity) -> None:
    told = {item.code.id: item for item in found(with_reasons(sound, edit(REASONS)))}
    assert code in told
    assert told[code].code.severity is severity
    assert told[code].path.startswith("maximum_rationale.hour")


def test_a_weight_below_zero_is_no_weight(sound: Policy) -> None:
    odd = part(part(REASONS, 0, weight=Rate.percent(90)), 2, weight=Rate.percent(-20))
    assert [item.code.id for item in found(with_reasons(sound, odd))] == ["POL-130"]


def test_half_a_cent_goes_up() -> None:
    half = part(part(REASONS, 0, amount=Money(1), weight=Rate.percent(50)), 1, amount=Money(2), weight=Rate.percent(50))
    assert part(half, 2, weight=Rate.percent(0)).weighed == Money(2)


def test_the_tariff_file_holds_the_amount_that_has_reasons() -> None:
    dossier = small_outcome().dossier
    product = dossier.products[0].code
    day = dossier.policy.contract.starts_on
    tariff = dossier.tariffs.on(product, day)
    assert tariff is not None
    for off, wanted in ((0, []), (1, ["DOS-123"])):
        item = replace(REASONS, product=product, amount=tariff.amount + Money(off))
        held = replace(dossier, policy=with_reasons(dossier.policy, item))
        assert [each.code.id for each in cross_check(held) if each.code.id == "DOS-123"] == wanted
    unknown = replace(dossier, policy=with_reasons(dossier.policy, replace(REASONS, product="SYN-NOT-THERE")))
    assert "DOS-123" not in {each.code.id for each in cross_check(unknown)}


def test_the_reasons_are_printed_read_and_compared(sound: Policy) -> None:
    policy = with_reasons(sound, REASONS)
    title = "Waarop het maximumtarief van SYN02 in 2027 berust"
    (section,) = [item for item in printed(policy).sections if item.title == title]
    text = plain_text((section,)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Eigen ervaring" in text
    assert "€ 50,10" in text
    again = decode_policy(encode_policy(policy).encode()).value
    assert again is not None
    assert again.maximum_rationale == (REASONS,)
    changed = with_reasons(sound, replace(part(REASONS, 2, amount=Money(5_500)), amount=Money(5_030)))
    told = {item.path: item.nl.replace("\N{NO-BREAK SPACE}", " ") for item in diff(policy, changed)}
    assert "gaat van € 54,00 naar € 55,00" in told["maximum_rationale.hour.parts.heard.amount"]
    assert "gaat van € 50,10 naar € 50,30" in told["maximum_rationale.hour.amount"]
