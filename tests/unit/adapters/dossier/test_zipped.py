"""A zipped dossier: read as the folder it was, and refused at the door when it is something else."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from driehoek.adapters.dossier import zipped
from driehoek.adapters.dossier.zipped import NOT_A_ZIP, ZIP_LARGE, ZIP_NO_POLICY, ZIP_OUTSIDE, read_zip, write_zip
from driehoek.kernel import Code


def packed(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return stream.getvalue()


def link() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        info = zipfile.ZipInfo("policy.yaml")
        info.external_attr = 0o120777 << 16
        file.writestr(info, "/etc/passwd")
    return stream.getvalue()


def twice() -> bytes:
    """A zip with one name for two files; a writer warns, and readers differ in which they take."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("policy.yaml", "one")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("policy.yaml", "other")
    return stream.getvalue()


@pytest.mark.parametrize("base", ["", "./", "ronde/", "a/b/"])
def test_the_dossier_is_the_folder_with_the_policy(base: str) -> None:
    files = {f"{base}policy.yaml": b"p", f"{base}submissions/x/evidence/e.pdf": b"\xff", "__MACOSX/policy.yaml": b""}
    if base.strip("./"):
        files["elsewhere.txt"] = b""
    assert read_zip(packed(files), "r.zip") == ({"policy.yaml": b"p", "submissions/x/evidence/e.pdf": b"\xff"}, ())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", NOT_A_ZIP),
        (b"PK\x03\x04 broken", NOT_A_ZIP),
        (packed({"space.csv": b""}), ZIP_NO_POLICY),
        (packed({"policy.yaml": b"", "../x": b""}), ZIP_OUTSIDE),
        (packed({"policy.yaml": b"", "/etc/x": b""}), ZIP_OUTSIDE),
        (packed({"policy.yaml": b"", "..\\x": b""}), ZIP_OUTSIDE),
        (packed({"policy.yaml": b"", "a//b": b""}), ZIP_OUTSIDE),
        (packed({"policy.yaml": b"", "a\x07": b""}), ZIP_OUTSIDE),
        (link(), ZIP_OUTSIDE),
        (twice(), NOT_A_ZIP),
    ],
)
def test_what_is_no_dossier_is_refused_with_one_reason(data: bytes, code: Code) -> None:
    files, findings = read_zip(data, "r.zip")
    assert not files
    assert [item.code for item in findings] == [code]


def test_what_opens_to_more_than_a_dossier_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_OPENED", 1000)
    monkeypatch.setattr(zipped, "MOST_FILES", 2)
    large = [packed({"policy.yaml": b"0" * 1001}), packed({"policy.yaml": b"", "a": b"", "b": b""})]
    assert [read_zip(data, "r.zip")[1][0].code for data in large] == [ZIP_LARGE, ZIP_LARGE]
    monkeypatch.setattr(zipped, "MOST_BYTES", 10)
    assert read_zip(packed({"policy.yaml": b""}), "r.zip")[1][0].code is ZIP_LARGE


def test_what_is_written_is_read_back_and_the_same_files_give_the_same_bytes() -> None:
    files = {"policy.yaml": b"p", "submissions/x/evidence/e.pdf": b"\xff"}
    assert read_zip(write_zip(files), "r.zip") == (files, ())
    assert write_zip(dict(reversed(files.items()))) == write_zip(files)
