"""Help where one is: every page for people has it, in both languages, and it is shown beside the work."""

from __future__ import annotations

import pytest
from django.test import Client

from driehoek.web.access import ACCESS
from driehoek.web.helping import FOLDER, help_of, texts
from driehoek.web.sitemap import PLACES
from tests.structure.saying import none
from tests.web.test_every_page import OTHERWISE

FEW = 90
"""Words; more is a manual."""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_with_a_place_has_help_and_no_other(language: str) -> None:
    none(f"{route} has no help in {language}" for route in PLACES if not help_of(route, language))
    assert set(texts(language)) <= set(ACCESS)
    none(f"{route}: too long" for route, said in texts(language).items() if len(" ".join(said).split()) > FEW)
    assert (FOLDER / f"{language}.md").is_file()


def test_both_languages_help_with_the_same_pages() -> None:
    assert set(texts("nl")) == set(texts("en"))


def test_help_stands_beside_the_work_in_the_language_of_the_page(portal: None) -> None:
    assert "Bewaar de hash van het logboek" in Client().get("/status/").content.decode()
    english = Client(headers={"accept-language": "en"}).get("/status/").content.decode()
    assert "Keep the hash of the log" in english
    assert help_of("health", "nl") == ()


def test_pages_that_are_visited_have_a_place() -> None:
    """What `test_every_page` opens without a place would have no trail and no help."""
    assert set(PLACES) <= set(ACCESS)
    assert set(OTHERWISE) <= set(ACCESS)
