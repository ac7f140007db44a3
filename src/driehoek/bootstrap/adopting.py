"""What stops the adoption of a result, in words."""

from __future__ import annotations

from driehoek.kernel import Code

OPEN_STILL = Code(
    "STO-031",
    nl="De inschrijving van {subject} is nog niet gesloten.",
    en="The window of {subject} has not closed yet.",
    mend_nl="Stel de uitslag vast na de sluiting.",
    mend_en="Adopt the result after the window has closed.",
)
DAY_PASSED = Code(
    "STO-032",
    nl="De dag van het besluit ({wanted}) is voorbij; het is {seen}. De termijn van aanbieders zou dan te kort zijn.",
    en="The day of decision ({wanted}) has passed; it is {seen}. The term of providers would be too short.",
    mend_nl="Zet in de planning van het beleid een latere dag bij de uitkomst.",
    mend_en="Put a later day for the award in the calendar of the policy.",
)
CHANGED_SINCE = Code(
    "STO-033",
    nl="De gegevens van {subject} zijn veranderd sinds u de uitkomst bekeek.",
    en="The data of {subject} changed since you looked at the outcome.",
    mend_nl="Bekijk de uitkomst opnieuw en stel haar daarna vast.",
    mend_en="Look at the outcome again and adopt it then.",
)
ADOPTED_ALREADY = Code(
    "STO-034",
    nl="Van {subject} is deze uitslag al vastgesteld.",
    en="This result of {subject} was adopted already.",
    mend_nl="Maak een nieuwe versie van de ronde als er iets moet veranderen.",
    mend_en="Make a new version of the round when something must change.",
)
MARKS_SHUT = Code(
    "STO-035",
    nl="Niet alle beoordelaars hebben hun cijfers voor '{subject}' ingeleverd.",
    en="Not all assessors handed in their marks on '{subject}'.",
    mend_nl="Wacht tot iedereen heeft ingeleverd, of laat wie niet verder kan stoppen met een reden.",
    mend_en="Wait until all have handed in, or release who cannot go on, with a reason.",
)
NOT_PROVISIONAL = Code(
    "STO-036",
    nl="Van {subject} is nog geen voorlopige uitslag vastgesteld.",
    en="No provisional result of {subject} was adopted yet.",
    mend_nl="Stel eerst de voorlopige uitslag vast.",
    mend_en="Adopt the provisional result first.",
)
CAME_REVISED = Code(
    "STO-037",
    nl="{subject} kwam met versie {seen} van de uitslag. Hier de eerste versie vaststellen zou die wegnemen.",
    en="{subject} came with version {seen} of the result. Adopting the first version here would take that away.",
    mend_nl="Herzie de ronde in haar map met `driehoek round revise` en breng haar opnieuw in.",
    mend_en="Revise the round in its folder with `driehoek round revise` and bring it in again.",
)
FINDINGS = (OPEN_STILL, DAY_PASSED, CHANGED_SINCE, ADOPTED_ALREADY, MARKS_SHUT, NOT_PROVISIONAL, CAME_REVISED)
