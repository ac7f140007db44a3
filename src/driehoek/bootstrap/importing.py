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
NOT_YOURS = Code(
    "STO-083",
    nl="Dit dossier is van {seen}, niet van {subject}.",
    en="This dossier is of {seen}, not of {subject}.",
    mend_nl="Kies een dossier van uw eigen organisatie. In policy.yaml staat onder purchaser van wie het is.",
    mend_en="Choose a dossier of your own organisation; purchaser in policy.yaml says whose it is.",
)
CLOSED_WRONG = Code(
    "STO-084",
    nl="{subject} is geen gesloten inschrijving van dit dossier.",
    en="{subject} is no closed submission of this dossier.",
    mend_nl="Neem het bestand zoals het uit het portaal kwam, in de map van het contract dat erin staat.",
    mend_en="Take the file as it came out of the portal, in the folder of the contract that it names.",
)
CLOSED_AND_OPEN = Code(
    "STO-085",
    nl="{subject} staat naast een inschrijving die open is. Van een contract is alles gesloten, of niets.",
    en="{subject} stands beside a submission that is open. Of a contract all is closed, or nothing.",
    mend_nl="Haal de ronde opnieuw op: van voor de opening of van erna.",
    mend_en="Export the round again: of before the opening or of after it.",
)
NOT_SEALED = Code(
    "STO-086",
    nl="{subject} is gesloten, maar het beleid verzegelt geen enkel perceel.",
    en="{subject} is closed, but the policy seals no lot.",
    mend_nl="Zet sealed bij het perceel in policy.yaml, zoals in het dossier waar dit uit komt.",
    mend_en="Put sealed with the lot in policy.yaml, as in the dossier this came from.",
)
NOT_KEPT = Code(
    "STO-087",
    nl="In {subject} staat iets dat de database niet kan bewaren: {seen}.",
    en="{subject} holds something that the database cannot keep: {seen}.",
    mend_nl="Kijk naar te lange namen en naar tekens die geen letter zijn, en maak het dossier opnieuw.",
    mend_en="Look for names that are too long and characters that are no letters, and make the dossier again.",
)
FINDINGS = (THERE_ALREADY, NO_ROUND, IN_THE_WAY, NOT_YOURS, CLOSED_WRONG, CLOSED_AND_OPEN, NOT_SEALED, NOT_KEPT)
