"""What can be wrong with files about need."""

from __future__ import annotations

from driehoek.kernel import Code, Severity

NOT_A_FOLDER = Code(
    "NED-001",
    nl="{subject} is geen map.",
    en="{subject} is no folder.",
    mend_nl="Noem een map die bestaat.",
    mend_en="Name a folder that exists.",
)
UNREADABLE = Code(
    "NED-002",
    nl="{subject} kan niet worden gelezen: {seen}.",
    en="{subject} cannot be read: {seen}.",
    mend_nl="Kijk of u het bestand mag openen en of het een gewoon bestand is (geen map, geen snelkoppeling).",
    mend_en="See whether you may open the file and it is an ordinary one (no folder, no link).",
)
NOT_UTF8 = Code(
    "NED-003",
    nl="{subject} is niet in UTF-8 opgeslagen, maar als {seen}.",
    en="{subject} is not saved as UTF-8 but as {seen}.",
    mend_nl="Sla het op als CSV UTF-8 (in Excel: Opslaan als, CSV UTF-8).",
    mend_en="Save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8).",
)
FILE_EMPTY = Code(
    "NED-004",
    nl="{subject} is leeg.",
    en="{subject} is empty.",
    mend_nl="Zet er een kop in: {wanted}. Of haal het bestand weg.",
    mend_en="Put a header in it: {wanted}. Or remove the file.",
)
COLUMN_MISSING = Code(
    "NED-005",
    nl="In {subject} ontbreekt de kolom '{wanted}'. Er staat: {seen}.",
    en="{subject} lacks the column '{wanted}'. It has: {seen}.",
    mend_nl="Voeg de kolom toe of verbeter haar naam.",
    mend_en="Add the column or correct its name.",
)
COLUMN_EXTRA = Code(
    "NED-006",
    nl="{subject} heeft een kolom '{seen}' die niet bekend is.",
    en="{subject} has a column '{seen}' that is not known.",
    mend_nl="Haal de kolom weg of gebruik een van: {wanted}.",
    mend_en="Remove the column or use one of: {wanted}.",
)
COLUMN_TWICE = Code(
    "NED-007",
    nl="{subject} heeft de kolom '{seen}' twee keer.",
    en="{subject} has the column '{seen}' twice.",
    mend_nl="Haal er een weg.",
    mend_en="Remove one of them.",
)
ROW_LENGTH = Code(
    "NED-008",
    nl="Deze regel heeft {seen} cellen; de kop heeft er {wanted}.",
    en="This line has {seen} cells; the header has {wanted}.",
    mend_nl="Zet tekst met een puntkomma tussen aanhalingstekens, of vul de regel aan.",
    mend_en="Put text with a semicolon between quotes, or complete the line.",
)
CELL_EMPTY = Code(
    "NED-009",
    nl="De cel onder '{subject}' is leeg.",
    en="The cell under '{subject}' is empty.",
    mend_nl="Vul haar in, bijvoorbeeld: {wanted}.",
    mend_en="Fill it in, for example: {wanted}.",
)
CELL_UNREADABLE = Code(
    "NED-010",
    nl="'{seen}' onder '{subject}' is niet te lezen.",
    en="'{seen}' under '{subject}' cannot be read.",
    mend_nl="Schrijf het als: {wanted}.",
    mend_en="Write it as: {wanted}.",
)
NEGATIVE = Code(
    "NED-011",
    nl="'{seen}' onder '{subject}' is minder dan nul.",
    en="'{seen}' under '{subject}' is less than zero.",
    mend_nl="Een aantal of bedrag is nul of meer. Is het een correctie? Tel haar dan op bij de regel zelf.",
    mend_en="A number or amount is zero or more. Is it a correction? Then add it to the line itself.",
)
HUGE = Code(
    "NED-012",
    nl="'{seen}' onder '{subject}' is groter dan kan: hoogstens {wanted}.",
    en="'{seen}' under '{subject}' is larger than can be: at most {wanted}.",
    mend_nl="Kijk of er cijfers te veel staan, of een bedrag in een kolom met aantallen.",
    mend_en="See whether there are too many digits, or an amount in a column of numbers.",
)
ROW_TWICE = Code(
    "NED-013",
    nl="Deze regel staat er al, op regel {wanted}: {seen}.",
    en="This line is there already, on line {wanted}: {seen}.",
    mend_nl="Haal er een weg, of tel ze samen op tot één regel.",
    mend_en="Remove one, or add them up to one line.",
)
YEAR_WRONG = Code(
    "NED-014",
    nl="Het jaar van '{seen}' onder '{subject}' kan niet: het ligt buiten {wanted}.",
    en="The year of '{seen}' under '{subject}' cannot be: it lies outside {wanted}.",
    mend_nl="Verbeter het jaar.",
    mend_en="Correct the year.",
)
WORD_UNKNOWN = Code(
    "NED-015",
    nl="'{seen}' onder '{subject}' is geen bekend woord.",
    en="'{seen}' under '{subject}' is no known word.",
    mend_nl="Gebruik een van: {wanted}.",
    mend_en="Use one of: {wanted}.",
)
TOWN_UNKNOWN = Code(
    "NED-016",
    nl="Gemeente '{seen}' is niet bekend.",
    en="Municipality '{seen}' is not known.",
    mend_nl="Gebruik de naam of de vier cijfers uit de lijst van 2019{wanted}.",
    mend_en="Use the name or the four digits of the list of 2019{wanted}.",
)
PROFILE_UNKNOWN = Code(
    "NED-017",
    nl="Zorgprofiel '{seen}' is niet bekend.",
    en="Care profile '{seen}' is not known.",
    mend_nl="Gebruik de code (COD163) of de korte naam, zoals {wanted}.",
    mend_en="Use the code (COD163) or the short name, such as {wanted}.",
)
FILE_UNKNOWN = Code(
    "NED-018",
    nl="{subject} is geen bekend bestand en is overgeslagen.",
    en="{subject} is no known file and was passed over.",
    mend_nl="Is het bedoeld als een van deze? {wanted}. Verbeter dan de naam.",
    mend_en="Was it meant as one of these? {wanted}. Then correct its name.",
    severity=Severity.WARNING,
)
CSV_BROKEN = Code(
    "NED-019",
    nl="{subject} is geen goed CSV-bestand: {seen}.",
    en="{subject} is no good CSV file: {seen}.",
    mend_nl="Kijk of elk aanhalingsteken ook sluit, en sla het opnieuw op als CSV UTF-8.",
    mend_en="See whether each quote is closed, and save it again as CSV UTF-8.",
)
FILE_LARGE = Code(
    "NED-020",
    nl="{subject} is te groot: {seen} bytes.",
    en="{subject} is too large: {seen} bytes.",
    mend_nl="Maak het kleiner dan {wanted} bytes, bijvoorbeeld door per gemeente op te tellen.",
    mend_en="Make it smaller than {wanted} bytes, for example by adding up per municipality.",
)
NOTHING_READ = Code(
    "NED-021",
    nl="In {subject} staat geen enkel bestand over de behoefte.",
    en="There is no file about need in {subject}.",
    mend_nl="Leg er een van deze bestanden in: {wanted}.",
    mend_en="Put one of these files in it: {wanted}.",
)
PLACE_MISSING = Code(
    "NED-022",
    nl="Deze regel noemt geen gemeente en geen regio.",
    en="This line names no municipality and no region.",
    mend_nl="Vul een van beide in.",
    mend_en="Fill in one of the two.",
)
GROUP_MISSING = Code(
    "NED-023",
    nl="Deze regel noemt geen zorgprofiel en geen cliëntgroep.",
    en="This line names no care profile and no client group.",
    mend_nl="Vul het zorgprofiel in, of de groep: {wanted}.",
    mend_en="Fill in the care profile, or the group: {wanted}.",
)
NOT_WAITING = Code(
    "NED-024",
    nl="Status '{seen}' wil zeggen dat iemand niet wacht; deze regel telt niet mee.",
    en="Status '{seen}' means that somebody does not wait; this line does not count.",
    mend_nl="Niets te doen, tenzij de status niet klopt.",
    mend_en="Nothing to do, unless the status is wrong.",
    severity=Severity.NOTE,
)
IS_A_BSN = Code(
    "NED-025",
    nl="Onder '{subject}' staat een getal dat een burgerservicenummer kan zijn.",
    en="Under '{subject}' stands a number that can be a citizen service number.",
    mend_nl="Vervang het door een eigen kenmerk dat naar niemand te herleiden is.",
    mend_en="Replace it by a mark of your own that leads back to nobody.",
)
STATUS_OLD = Code(
    "NED-026",
    nl="Status '{seen}' bestond nog niet op {wanted}; urgent en actief zijn pas vanaf 2021 gescheiden.",
    en="Status '{seen}' did not exist on {wanted}; urgent and active are told apart from 2021 only.",
    mend_nl="Kijk of de dag en de status bij elkaar horen.",
    mend_en="See whether day and status belong together.",
    severity=Severity.WARNING,
)
WAITING_TWICE = Code(
    "NED-027",
    nl="Zowel waiting.csv als waiting-lines.csv staat in de map. Alleen waiting-lines.csv telt mee.",
    en="Both waiting.csv and waiting-lines.csv are in the folder. Only waiting-lines.csv counts.",
    mend_nl="Haal een van beide weg, zodat niemand twee keer kan tellen.",
    mend_en="Remove one of the two, so that nobody can count twice.",
    severity=Severity.WARNING,
)
OF_THE_ROUND = Code(
    "NED-028",
    nl="Deze regel over {seen} noemt niet waar of voor welke zorg mensen wachten; zij telt alleen bij de verdeling.",
    en="This line about {seen} does not say where or for which care people wait; it counts in the division only.",
    mend_nl="Vul gemeente en zorgprofiel in als de regel ook in het beeld van de behoefte moet tellen.",
    mend_en="Fill in municipality and care profile when the line is to count in the picture of need as well.",
    severity=Severity.NOTE,
)
TABLE_MISSING = Code(
    "NED-031",
    nl="De gepubliceerde tabel {subject} is er niet; {wanted} komen uit de meegeleverde feiten.",
    en="The published table {subject} is not there; {wanted} come from the packaged facts.",
    mend_nl="Leg de tabel in de map, of reken met de meegeleverde feiten.",
    mend_en="Put the table in the folder, or work with the packaged facts.",
    severity=Severity.WARNING,
)
TABLE_CHANGED = Code(
    "NED-032",
    nl="De gepubliceerde tabel {subject} heeft een andere vorm dan verwacht: {seen}. Zij is overgeslagen.",
    en="The published table {subject} has another form than expected: {seen}. It was passed over.",
    mend_nl="Verwacht was: {wanted}. Kijk of de uitgever de tabel heeft veranderd.",
    mend_en="Expected was: {wanted}. See whether its publisher changed the table.",
    severity=Severity.WARNING,
)
SUM_DIFFERS = Code(
    "NED-033",
    nl="In {subject} is het totaal {seen}, terwijl de delen samen {wanted} zijn.",
    en="In {subject} the total is {seen} while its parts add up to {wanted}.",
    mend_nl="Vraag de uitgever welke van de twee klopt; hier tellen de delen.",
    mend_en="Ask the publisher which of the two is right; here the parts count.",
    severity=Severity.WARNING,
)
NAME_UNKNOWN = Code(
    "NED-034",
    nl="In {subject} is '{seen}' niet te plaatsen; {wanted} mensen tellen in geen regio.",
    en="In {subject} '{seen}' cannot be placed; {wanted} people count in no region.",
    mend_nl="Niets te doen, of voeg de naam toe aan de lijst van gemeenten.",
    mend_en="Nothing to do, or add the name to the list of municipalities.",
    severity=Severity.NOTE,
)
FINDINGS = (
    NOT_A_FOLDER,
    UNREADABLE,
    NOT_UTF8,
    FILE_EMPTY,
    COLUMN_MISSING,
    COLUMN_EXTRA,
    COLUMN_TWICE,
    ROW_LENGTH,
    CELL_EMPTY,
    CELL_UNREADABLE,
    NEGATIVE,
    HUGE,
    ROW_TWICE,
    YEAR_WRONG,
    WORD_UNKNOWN,
    TOWN_UNKNOWN,
    PROFILE_UNKNOWN,
    FILE_UNKNOWN,
    CSV_BROKEN,
    FILE_LARGE,
    NOTHING_READ,
    PLACE_MISSING,
    GROUP_MISSING,
    NOT_WAITING,
    IS_A_BSN,
    STATUS_OLD,
    WAITING_TWICE,
    OF_THE_ROUND,
    TABLE_MISSING,
    TABLE_CHANGED,
    SUM_DIFFERS,
    NAME_UNKNOWN,
)
