"""Documents keep facts apart from words."""

from __future__ import annotations

from driehoek.application.document import Bullets, Column, Fact, Section, Table, facts, paragraph, plain_text


def test_facts_come_in_reading_order_from_every_block() -> None:
    one, two, three, four = (Fact(f"key.{number}", str(number)) for number in range(1, 5))
    table = Table("T", (Column("A"),), (((three,),),), (((four,),),))
    blocks = (Section("S", (paragraph("a ", one), Bullets((("b", two),)), Section("U", (table,)))),)
    assert list(facts(blocks)) == [one, two, three, four]
    assert plain_text(blocks) == "a 1\nb2\n3\n4"


def test_long_keys_get_a_short_tag_that_stays_their_own() -> None:
    tags = {Fact("k" * 80 + str(number), "x").tag for number in range(100)}
    assert len(tags) == 100
    assert all(len(tag) == 64 for tag in tags)
    assert Fact("short", "x").tag == "short"
