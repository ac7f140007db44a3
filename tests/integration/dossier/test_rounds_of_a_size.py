"""Rounds at the edges: one provider, no space, a thousand submissions, and files damaged at random."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest

from driehoek.adapters.dossier import in_order, read_dossier, write_dossier
from driehoek.domain.catalogue import TariffTable
from driehoek.domain.tender.submission import OfferLine
from driehoek.kernel import ZERO, Agb, Quantity, Severity
from driehoek.testing.dossiers import FILES, Scratch


def test_a_round_of_one_provider_and_a_space_of_zero_reads(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "een")
    scratch.swap("space.csv", "1000000.00", "0.00")
    scratch.swap("providers.csv", "06010002;06010012;Twee;GZ;Utrecht;5501;5501;new;Groep;a|b\n", "")
    (scratch.root / "submissions/06010002/answers.yaml").unlink()
    (scratch.root / "submissions/06010002").rmdir()
    dossier, findings = read_dossier(scratch.root)
    assert findings == ()
    assert dossier is not None
    assert dossier.spaces[0].amount == ZERO
    assert len(dossier.providers) == 1


def test_a_thousand_submissions_with_ten_lines_each_read_back(tmp_path: Path) -> None:
    small, _ = read_dossier(Scratch(tmp_path / "klein").root)
    assert small is not None
    product, series = small.products[0], small.tariffs.series
    products = tuple(replace(product, code=f"SYN-{number}") for number in range(10))
    contracts = tuple(Agb(f"{6_000_000 + number:08d}") for number in range(1000))
    template = replace(small.submissions[0], evidence=())
    dossier = replace(
        small,
        name="groot",
        products=products,
        tariffs=TariffTable({one.code: series[product.code] for one in products}),
        providers=tuple(replace(small.providers[0], contract=contract) for contract in contracts),
        submissions=tuple(
            replace(
                template,
                contract=contract,
                received=template.received + timedelta(seconds=number),
                lines=tuple(OfferLine("care", one.code, Quantity(number, one.unit)) for one in products),
            )
            for number, contract in enumerate(contracts)
        ),
        realised=(),
        choices=(),
        marks=(),
        decisions=(),
        adjustments=(),
        classes=(),
        new_clients=(),
        areas=(),
        figures=(),
    )
    assert write_dossier(dossier, tmp_path / "groot") == ()
    start = perf_counter()
    read, findings = read_dossier(tmp_path / "groot")
    seconds = perf_counter() - start
    assert findings == ()
    assert read == in_order(dossier)
    # 10,000 submissions must read in 25 s on a machine of two cores; a tenth of that, with room for a busy one
    assert seconds < 10


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_damaged_at_random_gives_findings_or_a_dossier_and_never_an_exception(tmp_path: Path, name: str) -> None:
    scratch = Scratch(tmp_path / "beschadigd")
    lottery = random.Random(name)
    for _ in range(12):
        data = bytearray(FILES[name].encode())
        for _ in range(lottery.randrange(1, 4)):
            at = lottery.randrange(len(data))
            match lottery.randrange(4):
                case 0:
                    data[at] = lottery.randrange(256)
                case 1:
                    del data[at : at + lottery.randrange(1, 9)]
                case 2:
                    data[at:at] = lottery.choice([b";", b"\n", b'"', b",", b"-", b"\t", b"{", b"\xff", b"9" * 40])
                case _:
                    data[at:at] = data[at : at + lottery.randrange(1, 60)]
        scratch.write(name, bytes(data) or b" ")
        dossier, findings = read_dossier(scratch.root)
        assert (dossier is None) == any(finding.severity is Severity.ERROR for finding in findings)
        for finding in findings:
            assert finding.sentence()
            assert finding.mend()
