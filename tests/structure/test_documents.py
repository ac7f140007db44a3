"""The documents that a public body expects are there, agree with the code, and speak of the project alone."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import yaml

import driehoek
from tests.structure.saying import none
from tools.pages import ROOT
from tools.source import sources

EXPECTED = (
    *("AUTHORS.md", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "GOVERNANCE.md", "LICENSE", "Makefile"),
    *("README.md", "README.nl.md", "REUSE.toml", "SECURITY.md", "publiccode.yml", ".ci/run"),
    *("docs/architecture.md", "docs/coverage.md", "docs/glossary.md", "docs/readiness.md", "docs/roadmap.md"),
)
MACHINE_PATH = re.compile(r"(?<![\w.}/-])/(?:home|Users|root|work|tmp|opt|mnt|srv)/\w")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TEXT = {"", ".css", ".csv", ".html", ".j2", ".json", ".lock", ".md", ".py", ".toml", ".txt", ".typ", ".yaml", ".yml"}


@cache
def files() -> tuple[str, ...]:
    """The files of the project: what is committed or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    ).stdout.split("\0")
    found = listed if any(listed) else (path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*"))
    return tuple(sorted(path for path in found if path and (ROOT / path).is_file() and not path.startswith(".venv/")))


def _texts() -> dict[str, str]:
    return {path: (ROOT / path).read_text("utf-8") for path in files() if Path(path).suffix in TEXT}


def test_the_expected_documents_are_there() -> None:
    none(name for name in EXPECTED if not (ROOT / name).is_file())


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    articles = [int(number) for number in re.findall(r"^(\d+)\. [A-Z]", text, re.MULTILINE)]
    assert articles == list(range(1, 16))
    assert "Appendix" in text
    assert len(text.split()) > 2200
    assert (ROOT / "LICENSES" / "EUPL-1.2.txt").read_text(encoding="utf-8") == text


def test_publiccode_says_what_the_code_says() -> None:
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert told["softwareVersion"] == driehoek.__version__
    assert told["legal"]["license"] == "EUPL-1.2"
    assert told["maintenance"]["contacts"]
    assert set(told["localisation"]["availableLanguages"]) == set(told["description"]) == {"nl", "en"}
    for words in told["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]
    assert {"name", "url", "platforms", "developmentStatus", "softwareType"} <= set(told)


def test_no_file_knows_the_machine_it_was_made_on() -> None:
    none(
        f"{path}: {found[0]}"
        for path, text in _texts().items()
        if path != "tests/structure/test_documents.py"
        for found in MACHINE_PATH.finditer(text)
    )


def test_ci_runs_what_the_readme_tells_a_newcomer() -> None:
    readme, ci, makefile = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run", "Makefile"))
    for command in ("make run", "make test"):
        assert re.search(rf"^{command}$", readme, re.MULTILINE)
        assert command in ci
        assert re.search(rf"^{command.removeprefix('make ')}: ", makefile, re.MULTILINE)


def test_a_machine_path_is_seen_and_a_web_address_is_not() -> None:
    texts = ("see /home/me/x", "'/tmp/y'", "https://example.org/home/b", "src/work/c", "`tests/tmp/d`")
    assert [bool(MACHINE_PATH.search(text)) for text in texts] == [True, True, False, False, False]


def test_links_between_documents_lead_somewhere() -> None:
    none(
        f"{path}: {target}"
        for path, text in _texts().items()
        if path.endswith(".md")
        for target in LINK.findall(text)
        if "://" not in target and not ((ROOT / path).parent / target).exists()
    )


def test_the_glossary_names_what_is_in_the_code() -> None:
    words = "\n".join((ROOT / source.path).read_text(encoding="utf-8") for source in sources())
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ][1:]
    assert len(rows) > 50
    for term, _, in_code, meaning, source in rows:
        names = re.findall(r"`([^`]+)`", in_code)
        assert names or in_code == "later", term
        assert meaning, term
        assert source, term
        none(f"{term}: {name}" for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words))


def test_the_decisions_are_listed_and_numbered() -> None:
    folder = ROOT / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert records == listed
    assert [int(name[:4]) for name in records] == list(range(1, len(records) + 1))


def test_packaged_facts_have_a_source() -> None:
    """Each file under data states its source itself or is named in the sources file of its folder."""
    wrong = []
    for path in files():
        if not path.startswith("src/driehoek/data/") or path.endswith(".py"):
            continue
        file = ROOT / path
        beside = [file.parent / name for name in ("SOURCES.md", "sources.csv", "README.md")]
        told = any(file.name in other.read_text(encoding="utf-8") for other in beside if other.is_file())
        itself = file.suffix in TEXT and re.search(r"\b(source|bron)\b", file.read_text("utf-8")[:2000], re.IGNORECASE)
        if not (told or itself):
            wrong.append(path)
    none(wrong)
