"""The pages of what-if say what they should, escape what a user wrote, and are the same each time."""

from __future__ import annotations

import re


def test_each_page_says_that_it_is_a_trial_and_made_up(what_if_pages: dict[str, str]) -> None:
    for page in what_if_pages.values():
        assert "Dit is een proef, geen besluit" in page
        assert "SYNTHETIC" in page
        assert not re.search(r"(?:src|href)=\"https?:", page)


def test_what_a_user_wrote_is_never_markup(what_if_pages: dict[str, str]) -> None:
    page = what_if_pages["scenarios.html"]
    assert "<b>punt</b>" not in page
    assert "&lt;b&gt;punt&lt;/b&gt;" in page


def test_each_chart_has_its_table(what_if_pages: dict[str, str]) -> None:
    for name, page in what_if_pages.items():
        figures = page.count("<figure>")
        assert figures >= 1, name
        assert page.count("De cijfers in een tabel") == figures


def test_a_scenario_shows_where_it_binds_and_how_clients_were_estimated(what_if_pages: dict[str, str]) -> None:
    page = what_if_pages["what-if.html"]
    assert "ruimte van regio/regular is op" in page
    assert "-€\u00a0138.663.115,61" in page
    assert "Schatting: cliënten die voor deze aanbieders kozen" in page


def test_where_there_is_one_frame_its_money_stands_once(what_if_pages: dict[str, str]) -> None:
    assert what_if_pages["one-frame.html"].count('scope="rowgroup"') == 1
    assert "Alles samen" in what_if_pages["one-frame.html"]
    assert what_if_pages["what-if.html"].count('scope="rowgroup"') == 3


def test_the_sweep_says_its_sentence_and_marks_the_value_now(what_if_pages: dict[str, str]) -> None:
    page = what_if_pages["sweep.html"]
    assert "Een tiende punt erbij op het basispercentage in de gehandicaptenzorg" in page
    assert page.count('<span class="tag">nu</span>') == 1
