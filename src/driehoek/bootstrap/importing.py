"""What can stand in the way of bringing a round into the portal or out of it; the acts are `stored_imports`."""

from __future__ import annotations

from driehoek.kernel import Code

THERE_ALREADY = Code(
    "STO-080",
    nl="{subject} heeft al een ronde {seen} in de database.",
    en="{subject} already has a round {seen} in the database.",
    mend_nl="Haal die ronde eerst op met `driehoek admin round export`, of kies een andere database.",
    mend_en="Export that round first with `driehoek admin round export`, or choose another database.",
)
NO_ROUND = Code(
    "STO-081",
    nl="Er is geen ronde {subject}.",
    en="There is no round {subject}.",
    mend_nl="Kies een van: {wanted}.",
    mend_en="Choose one of: {wanted}.",
)
IN_THE_WAY = Code(
    "STO-082",
    nl="De map {subject} is niet leeg; een ronde komt in een nieuwe of lege map.",
    en="The folder {subject} is not empty; a round goes into a new or empty folder.",
    mend_nl="Kies een andere map.",
    mend_en="Choose another folder.",
)
FINDINGS = (THERE_ALREADY, NO_ROUND, IN_THE_WAY)
