"""What a restore and a recount can find wrong, apart from the tables so that it can be listed without them."""

from __future__ import annotations

from driehoek.kernel import Code

NOT_A_BACKUP = Code(
    "STO-040",
    nl="{subject} is geen hele reservekopie van Driehoek: {seen}.",
    en="{subject} is no whole backup of Driehoek: {seen}.",
    mend_nl="Neem een andere reservekopie; deze is beschadigd of van iets anders.",
    mend_en="Take another backup; this one is damaged or of something else.",
)
NOT_EMPTY = Code(
    "STO-041",
    nl="In de database staan al {seen} tabellen; er wordt niets overschreven.",
    en="The database has {seen} tables already; nothing is overwritten.",
    mend_nl="Zet terug in een lege database, of voeg --replace toe om te vervangen wat er staat.",
    mend_en="Restore into an empty database, or add --replace to replace what is there.",
)
NOT_AS_IT_WAS = Code(
    "STO-042",
    nl="Na het terugzetten is {subject} {seen}; in de reservekopie was het {wanted}.",
    en="After the restore {subject} is {seen}; in the backup it was {wanted}.",
    mend_nl="Er is niets veranderd. Neem een andere reservekopie en meld dit.",
    mend_en="Nothing was changed. Take another backup and report this.",
)
OTHER_BALANCE = Code(
    "STO-043",
    nl="De rekening {subject} staat op {seen}; de boekingen samen zijn {wanted}.",
    en="The account {subject} stands at {seen}; its transfers come to {wanted}.",
    mend_nl="Stop met boeken en zoek uit wie in de database schreef; zet zo nodig een reservekopie terug.",
    mend_en="Stop booking and find out who wrote in the database; restore a backup if need be.",
)
FINDINGS = (NOT_A_BACKUP, NOT_EMPTY, NOT_AS_IT_WAS, OTHER_BALANCE)
