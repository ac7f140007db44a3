"""What was assumed in making a dossier of a purchaser's files, and what is still missing; each with its mend."""

from __future__ import annotations

from driehoek.kernel import Code, Severity

REGION_NOT_SAID = Code(
    "STA-030",
    nl="De regio is niet bekend: {seen}.",
    en="The region is not known: {seen}.",
    mend_nl="Geef haar met --region en een code van de lijst COD001, zoals 5509.",
    mend_en="Give it with --region and a code of the list COD001, such as 5509.",
)
YEAR_UNKNOWN = Code(
    "STA-031",
    nl="Het contractjaar {seen} kent geen kalender voor {wanted}.",
    en="The contract year {seen} has no calendar for {wanted}.",
    mend_nl="Geef het jaar waarvoor u inkoopt met --year.",
    mend_en="Give the year for which you purchase with --year.",
)
OTHER_YEAR = Code(
    "STA-032",
    nl="{subject} is van {seen}; voor dit contractjaar hoort daar {wanted} te staan.",
    en="{subject} is of {seen}; for this contract year it should be {wanted}.",
    mend_nl="Geef het bestand van {wanted}, of kies een ander contractjaar met --year.",
    mend_en="Give the file of {wanted}, or choose another contract year with --year.",
    severity=Severity.WARNING,
)
YEAR_NOT_SAID = Code(
    "STA-033",
    nl="{subject} noemt geen jaar, of meer dan één; opgevat als {wanted}.",
    en="{subject} names no year, or more than one; taken for {wanted}.",
    mend_nl="Zet het jaar in de kolomtitels, of noem alleen dat jaar in de naam van bestand of blad en erboven. U kunt "
    "het contractjaar ook zeggen met --year.",
    mend_en="Put the year in the column titles, or name only that year in the name of file or sheet and above the "
    "table. You can also say the contract year with --year.",
    severity=Severity.WARNING,
)
NO_AGREEMENTS = Code(
    "STA-034",
    nl="Er zijn geen afspraken van vorig jaar gevonden; aanbieders vragen nu wat zij leverden.",
    en="No agreements of last year were found; providers now ask what they delivered.",
    mend_nl="Zet de afspraken van vorig jaar in de map en begin opnieuw.",
    mend_en="Put last year's agreements in the folder and start again.",
    severity=Severity.WARNING,
)
NO_REALISED = Code(
    "STA-035",
    nl="Er is geen geleverde productie gevonden; de afspraken van vorig jaar gelden nu als geleverd.",
    en="No delivered production was found; last year's agreements now stand for what was delivered.",
    mend_nl="Zet de gerealiseerde productie in de map en begin opnieuw.",
    mend_en="Put the realised production in the folder and start again.",
    severity=Severity.WARNING,
)
NO_LINES = Code(
    "STA-036",
    nl="Er is geen regel gevonden met een aanbieder, een prestatie en een aantal of bedrag.",
    en="No row was found with a provider, a product and a quantity or amount.",
    mend_nl="Kijk in het verslag waarom de bladen niet zijn gebruikt.",
    mend_en="See in the report why the sheets were not used.",
)
SPACE_ASSUMED = Code(
    "STA-037",
    nl="De contracteerruimte is niet bekend; nu staat er de som van vorig jaar: {seen}.",
    en="The contracting space is not known; now it is last year's sum: {seen}.",
    mend_nl="Zet het bedrag van de NZa in space.csv.",
    mend_en="Put the amount of the NZa in space.csv.",
    severity=Severity.WARNING,
)
TARIFF_CARRIED = Code(
    "STA-038",
    nl="Van {subject} is er geen tarief voor {wanted}; het laatste dat bekend is geldt nu door: {seen}.",
    en="There is no tariff for {wanted} of {subject}; the last known one is carried over: {seen}.",
    mend_nl="Lees de tarieven van {wanted} met driehoek tariffs read; tot dan heten ze SYNTHETIC.",
    mend_en="Read the tariffs of {wanted} with driehoek tariffs read; until then they are called SYNTHETIC.",
    severity=Severity.WARNING,
)
TARIFF_FROM_PRICE = Code(
    "STA-039",
    nl="Van {subject} is geen maximumtarief bekend; nu geldt de hoogste prijs van vorig jaar: {seen}.",
    en="No maximum tariff is known of {subject}; now the highest price of last year holds: {seen}.",
    mend_nl="Zet een bestand met tarieven in de map; tot dan heten deze SYNTHETIC.",
    mend_en="Put a tariff file in the folder; until then these are called SYNTHETIC.",
    severity=Severity.WARNING,
)
NO_TARIFF = Code(
    "STA-040",
    nl="Van {subject} is geen tarief en geen prijs te vinden; {seen} met deze prestaties tellen niet mee.",
    en="No tariff and no price can be found of {subject}; {seen} with these products do not count.",
    mend_nl="Geef een tarief of een prijs voor deze prestaties.",
    mend_en="Give a tariff or a price for these products.",
    severity=Severity.WARNING,
)
PRODUCT_ASSUMED = Code(
    "STA-041",
    nl="Van {subject} zei geen bestand {wanted}; nu staat er wat gewoon is: {seen}.",
    en="No file said {wanted} of {subject}; now it is what is usual: {seen}.",
    mend_nl="Kijk het na in products.csv.",
    mend_en="Check it in products.csv.",
    severity=Severity.WARNING,
)
PRODUCT_DERIVED = Code(
    "STA-049",
    nl="Van {subject} is {wanted} afgeleid uit code en omschrijving: {seen}.",
    en="Of {subject} {wanted} was derived from code and description: {seen}.",
    mend_nl="Kijk het na in products.csv.",
    mend_en="Check it in products.csv.",
    severity=Severity.NOTE,
)
SAME_TWICE = Code(
    "STA-050",
    nl="Alles van {subject} staat ook in {wanted}; het telt één keer mee.",
    en="All of {subject} stands in {wanted} too; it counts once.",
    mend_nl="Haal een van de twee weg. Is het toch andere zorg? Antwoord dan nee op de vraag.",
    mend_en="Remove one of the two. Is it other care after all? Then answer no to the question.",
    severity=Severity.WARNING,
)
AGB_MADE_UP = Code(
    "STA-042",
    nl="Van {seen} is geen AGB-code bekend; in het dossier heeft zij {subject}, een verzonnen code (SYNTHETIC).",
    en="No AGB code is known of {seen}; in the dossier it has {subject}, a made-up code (SYNTHETIC).",
    mend_nl="Zet de AGB-code in het bestand en begin opnieuw.",
    mend_en="Put the AGB code in the file and start again.",
    severity=Severity.WARNING,
)
NAMES_DIFFER = Code(
    "STA-043",
    nl="{subject} staat er onder meer dan één naam: {seen}; gebruikt is {wanted}.",
    en="{subject} stands there under more than one name: {seen}; {wanted} is used.",
    mend_nl="Kijk of het dezelfde aanbieder is; zo niet, dan is een AGB-code verkeerd.",
    mend_en="See whether it is one provider; if not, an AGB code is wrong.",
    severity=Severity.NOTE,
)
NAMES_ALIKE = Code(
    "STA-044",
    nl="'{seen}' lijkt op '{wanted}', maar heeft geen AGB-code; zij gelden als {subject}.",
    en="'{seen}' looks like '{wanted}', but has no AGB code; taken for {subject}.",
    mend_nl="Draai zonder --no-input en antwoord, of schrijf de namen gelijk.",
    mend_en="Run without --no-input and answer, or write the names alike.",
    severity=Severity.WARNING,
)
QUANTITY_DERIVED = Code(
    "STA-045",
    nl="Bij {seen} stond geen aantal; het is het bedrag gedeeld door prijs of tarief, naar beneden afgerond.",
    en="{seen} had no quantity; it is the amount divided by price or tariff, rounded down.",
    mend_nl="Geef een bestand waarin ook de aantallen staan.",
    mend_en="Give a file that holds the quantities too.",
    severity=Severity.WARNING,
)
BELOW_ZERO = Code(
    "STA-046",
    nl="{subject} komt onder nul uit ({seen}) en telt niet mee.",
    en="{subject} comes to less than nothing ({seen}) and does not count.",
    mend_nl="Kijk of de correctie bij een andere prestatie of een ander jaar hoort.",
    mend_en="See whether the correction belongs to another product or year.",
    severity=Severity.WARNING,
)
PLACE_UNKNOWN = Code(
    "STA-047",
    nl="Van {seen} is de gemeente niet bekend; er staat nu 'onbekend'.",
    en="The municipality of {seen} is not known; it now says 'onbekend'.",
    mend_nl="Vul haar in providers.csv in, of zet een bestand met gegevens van aanbieders in de map.",
    mend_en="Fill it in in providers.csv, or put a file with data of providers in the folder.",
    severity=Severity.WARNING,
)
UNITS_ROUNDED = Code(
    "STA-048",
    nl="Bij {seen} was het aantal geen heel aantal eenheden of minuten; het is afgerond.",
    en="{seen} had a quantity that is no whole number of units or minutes; it was rounded.",
    mend_nl="Niets te doen, als de delen uit een verdeling of formule komen.",
    mend_en="Nothing to do when the fractions come from a division or formula.",
    severity=Severity.NOTE,
)
FINDINGS = (
    REGION_NOT_SAID,
    YEAR_UNKNOWN,
    OTHER_YEAR,
    YEAR_NOT_SAID,
    NO_AGREEMENTS,
    NO_REALISED,
    NO_LINES,
    SPACE_ASSUMED,
    TARIFF_CARRIED,
    TARIFF_FROM_PRICE,
    NO_TARIFF,
    PRODUCT_ASSUMED,
    PRODUCT_DERIVED,
    SAME_TWICE,
    AGB_MADE_UP,
    NAMES_DIFFER,
    NAMES_ALIKE,
    QUANTITY_DERIVED,
    BELOW_ZERO,
    PLACE_UNKNOWN,
    UNITS_ROUNDED,
)
