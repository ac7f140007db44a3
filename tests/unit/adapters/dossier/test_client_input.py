"""What clients said, as a table of the dossier: it comes out as it went in, and an answer is whole or absent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from driehoek.adapters.dossier.codes import ANSWER_HALF
from driehoek.adapters.dossier.write import write_dossier
from driehoek.application.dossier import Dossier
from driehoek.application.round import input_fingerprint
from driehoek.bootstrap.rounds import load
from driehoek.domain.quality import About, Answer, Body, Followed, Input, Way

DAY = date(2026, 7, 16)
SAID = (
    Input(Body.CLIENT_ORGANISATION, "Zorgbelang; noord (SYNTHETIC)", About.POLICY_DRAFT, Way.ADVISED, DAY,
          text='Noem "een" wachttijd;\nook in het weekend.', answer=Answer(Followed.PARTLY, "Deels.", DAY)),
    Input(Body.CLIENT_COUNCIL, "Raad (SYNTHETIC)", About.PLAN, Way.NOT_ASKED, DAY, location="Hoofdlocatie",
          matter="merger", supporter="ondersteuner", on_paper=True, shared=True),
)  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> Dossier:
    dossier = load(Path(__file__).parents[4] / "examples" / "wlz-2027").dossier
    assert dossier is not None
    return replace(dossier, sources=(), submissions=())


def test_it_comes_out_as_it_went_in_and_counts_in_the_fingerprint(plain: Dossier, tmp_path: Path) -> None:
    dossier = replace(plain, client_input=SAID)
    assert write_dossier(dossier, tmp_path / "dossier") == ()
    again = load(tmp_path / "dossier").dossier
    assert again is not None
    assert set(again.client_input) == set(SAID)
    assert input_fingerprint(again) == input_fingerprint(dossier) != input_fingerprint(plain)


def test_half_an_answer_is_told(plain: Dossier, tmp_path: Path) -> None:
    write_dossier(replace(plain, client_input=SAID), tmp_path / "dossier")
    file = tmp_path / "dossier" / "client-input.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("partly;Deels.", "partly;"), encoding="utf-8")
    assert ANSWER_HALF.id in [item.code.id for item in load(tmp_path / "dossier").findings]
