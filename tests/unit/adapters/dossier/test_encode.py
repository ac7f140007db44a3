"""What is written as YAML is read back by our own reader, whatever stands in it twice."""

from __future__ import annotations

from dataclasses import replace

from driehoek.adapters.dossier import decode_policy, encode_policy
from driehoek.testing.policies import small_policy


def test_a_value_that_stands_in_two_places_is_written_twice() -> None:
    policy = small_policy()
    day = policy.published_on
    first, *rest = policy.calendar.milestones
    same = replace(policy, calendar=replace(policy.calendar, milestones=(replace(first, day=day), *rest)))
    text = encode_policy(same)
    assert "*id" not in text
    assert decode_policy(text.encode()).value == same
