from __future__ import annotations

import stat
from pathlib import Path

from typer.testing import CliRunner

from driehoek.adapters.signing.certificates import SigningKey, read_pem, unwrap, wrap
from driehoek.cli import app


def said(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["--language", "en", "admin", "dev-ca", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


def test_a_development_issuer_is_made_once_and_its_keys_are_for_their_owner(tmp_path: Path) -> None:
    folder = tmp_path / "dev"
    code, words = said(folder, "--organisation", "AG:NL-41000001=De Lindehof")
    assert code == 0, words
    assert "SYNTHETIC" in words
    key = folder / "AG-NL-41000001.key.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    chain = (folder / "AG-NL-41000001.pem").read_bytes() + (folder / "root.pem").read_bytes()
    read = read_pem(chain, key.read_bytes(), "", "x")
    assert isinstance(read, SigningKey)
    assert (read.holder.identifier, read.holder.development) == ("AG:NL-41000001", True)
    opened = unwrap(wrap(read, "a long secret"), "a long secret")
    assert (opened.certificate, opened.chain) == (read.certificate, read.chain)
    assert said(folder, "--organisation", "AG:NL-41000001=De Lindehof")[0] == 1
    assert said(tmp_path / "x", "--organisation", "De Lindehof")[0] == 2
