"""Pages work on a round that is kept parsed: the round as it stands, and read again only when it changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from driehoek.adapters.dossier.read import read_own_dossier
from driehoek.adapters.store.acting import Actor, set_actor
from driehoek.adapters.store.models import Organisation, Role, Round
from driehoek.adapters.store.round_files import files_at, fingerprint_at, replace_file, whole_at
from driehoek.bootstrap.stored_entry import FORM_FILES, DraftContent, foresee, form_at, form_of
from driehoek.bootstrap.stored_rounds import dossier_of, export, standing_round
from driehoek.web.example_clock import MID_COURSE

PARTY = Path(__file__).parents[2] / "examples" / "wlz-2027" / "providers.csv"


@pytest.fixture
def found(portal: None) -> Iterator[Round]:
    """The round, seen by its purchaser; what a test changes is taken back."""
    own = Round.objects.using("owner").get(slug="wlz-2027")
    with transaction.atomic():
        set_actor(Actor(own.purchaser_id, Role.PURCHASING))
        yield own
        transaction.set_rollback(True)


def test_it_is_the_round_that_the_files_give(found: Round) -> None:
    standing = standing_round(found.pk, MID_COURSE)
    assert (standing.dossier, standing.findings) == dossier_of(export(found.pk, MID_COURSE))
    assert standing.dossier is not None
    assert len(standing.dossier.submissions) > 20
    assert standing_round(found.pk, MID_COURSE).dossier is standing.dossier


def test_the_fingerprint_is_that_of_the_content_and_changes_with_it(found: Round) -> None:
    before = fingerprint_at(found.pk, MID_COURSE)
    assert whole_at(found.pk, MID_COURSE).fingerprint == before
    spaces = files_at(found.pk, MID_COURSE, ["space.csv"])["space.csv"]
    later = MID_COURSE + timedelta(seconds=1)
    assert replace_file(found.pk, "space.csv", spaces.replace("definitive", "redistributed"), later)
    after = fingerprint_at(found.pk, later)
    assert after != before
    assert fingerprint_at(found.pk, MID_COURSE) == before
    assert whole_at(found.pk, later).fingerprint == after
    assert standing_round(found.pk, later).dossier != standing_round(found.pk, MID_COURSE).dossier


def test_nobody_is_given_the_round_that_another_may_see(found: Round) -> None:
    standing_round(found.pk, MID_COURSE)
    provider = Organisation.objects.using("owner").filter(kind="provider").order_by("pk")[0]
    set_actor(Actor(provider.pk, Role.PROVIDING))
    theirs = standing_round(found.pk, MID_COURSE)
    assert theirs.dossier is None or len(theirs.dossier.submissions) <= 1


def test_a_known_form_is_not_read_from_the_store_again(found: Round) -> None:
    form_at(found.pk, MID_COURSE)
    with CaptureQueriesContext(connection) as asked:
        form_at(found.pk, MID_COURSE)
        standing_round(found.pk, MID_COURSE)
    assert len(asked) == 2
    assert not any('"content"' in item["sql"] or "SELECT path, 0" in item["sql"] for item in asked)


@pytest.mark.parametrize(("quantity", "is_readable"), [("100", "yes"), ("8811:46", "no"), ("veel", "no")])
def test_a_draft_is_foreseen_as_the_reader_of_a_folder_would_read_it(
    found: Round, quantity: str, is_readable: str, tmp_path: Path
) -> None:
    head, own = PARTY.read_text(encoding="utf-8").splitlines()[:2]
    contract = own.split(";")[0]
    draft = DraftContent(
        contract, ("regulier",), {"insolvent": "no"}, {"regulier": {"SYNGW1R": (quantity, ""), "SYNGGBGI": ("9", "10")}}
    )
    arrived = datetime(2026, 7, 16, 10)  # noqa: DTZ001 - Dutch civil time
    public = files_at(found.pk, MID_COURSE, FORM_FILES)
    seen = foresee(form_at(found.pk, MID_COURSE), f"{head}\n{own}\n", draft, arrived)
    again = foresee(form_of(public), f"{head}\n{own}\n", draft, arrived)
    assert seen == again
    rows = f"lot;product;quantity;capacity\nregulier;SYNGGBGI;9;10\nregulier;SYNGW1R;{quantity};\n"
    said = "received: 2026-07-16T10:00:00\nlots:\n- regulier\nanswers:\n  insolvent: 'no'\n"
    folder = tmp_path / "draft"
    for path, text in {
        **public,
        "providers.csv": f"{head}\n{own}\n",
        f"submissions/{contract}/answers.yaml": said,
        f"submissions/{contract}/volumes.csv": rows,
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    dossier, findings = read_own_dossier(folder, contract, arrived)
    assert seen.findings == findings
    assert (seen.submission is not None) is (is_readable == "yes")
    if dossier is not None and seen.submission is not None:
        assert seen.submission == dossier.submissions[0]
        assert seen.preview is not None


def test_a_change_between_fingerprint_and_content_is_seen(found: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    later = MID_COURSE + timedelta(seconds=2)
    spaces = files_at(found.pk, MID_COURSE, ["space.csv"])["space.csv"]
    turned = spaces.replace("definitive", "redistributed")
    assert replace_file(found.pk, "space.csv", turned.replace("SYNTHETIC", "SYNTHETIC, once"), later)
    seen: list[str] = []

    def look(round_id: object, at: datetime) -> str:
        seen.append(fingerprint_at(found.pk, later))
        replace_file(found.pk, "space.csv", turned, later)  # somebody else, just after the look
        return seen[-1]

    monkeypatch.setattr("driehoek.bootstrap.stored_rounds.fingerprint_at", look)
    standing = standing_round(found.pk, later)
    assert seen == [seen[0], standing.fingerprint]
    assert standing.fingerprint != seen[0]
    assert (standing.dossier, standing.findings) == dossier_of(export(found.pk, later))
