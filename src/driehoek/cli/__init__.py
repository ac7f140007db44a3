"""Commands: one per act. They read the clock, talk to people and decide nothing.

Exit codes: 0 when all is well, 1 when something must be mended first or a replay differs, 2 when the command itself
is not understood.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from driehoek import __version__
from driehoek.cli import agreement, dossier, need, policy, portal, publish, round_, start, submission, tariffs, versions
from driehoek.cli.development import dev_ca
from driehoek.cli.guard import guarded
from driehoek.cli.screen import LANGUAGE, language_of
from driehoek.cli.what_if import app as what_if
from driehoek.kernel import Language

app = typer.Typer(
    help="Hulpteksten zijn in het Engels; wat de opdrachten zeggen is Nederlands (-l en voor Engels).\n\n"
    "Driehoek: care purchasing in which every decision is explained and can be replayed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(round_.app, name="round")
versions.register(round_.app)
app.add_typer(policy.app, name="policy")
app.add_typer(what_if, name="what-if")
app.add_typer(dossier.app, name="dossier")
app.add_typer(submission.app, name="submission")
app.add_typer(tariffs.app, name="tariffs")
app.add_typer(need.app, name="need")
app.command("start")(start.start)
app.add_typer(agreement.app, name="agreement")
app.add_typer(publish.app, name="publish")
app.command()(portal.serve)
portal.admin.command("dev-ca")(dev_ca)
app.add_typer(portal.admin, name="admin")
app.add_typer(portal.audit, name="audit")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"driehoek {__version__}")
        raise typer.Exit


@app.callback()
def options(
    language: Annotated[
        Language,
        typer.Option("--language", "-l", envvar="DRIEHOEK_LANGUAGE", help="The language of what is said: nl or en."),
    ] = Language.NL,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    """Choose the language before the command."""
    LANGUAGE.set(language)


def main() -> None:
    """Run the command line and end with its code."""
    sys.exit(guarded(app))


__all__ = ["app", "language_of", "main"]
