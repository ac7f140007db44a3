"""The findings of reading a dossier, each with its words and its mend."""

from __future__ import annotations

from driehoek.kernel import Code, Severity

NOT_A_FOLDER = Code(
    "DOS-001",
    nl="{subject} is geen map.",
    en="{subject} is no folder.",
    mend_nl="Wijs de map aan waar policy.yaml in staat.",
    mend_en="Point at the folder that holds policy.yaml.",
)
FILE_MISSING = Code(
    "DOS-002",
    nl="Het bestand {subject} ontbreekt.",
    en="The file {subject} is missing.",
    mend_nl="Leg {subject} in de map; het bevat: {wanted}.",
    mend_en="Put {subject} in the folder; it holds: {wanted}.",
)
NOT_UTF8 = Code(
    "DOS-003",
    nl="{subject} is niet opgeslagen als UTF-8, maar lijkt {seen}.",
    en="{subject} is not saved as UTF-8 but looks like {seen}.",
    mend_nl="Sla het bestand opnieuw op als UTF-8 (in Excel: 'CSV UTF-8').",
    mend_en="Save the file again as UTF-8 (in Excel: 'CSV UTF-8').",
)
YAML_BROKEN = Code(
    "DOS-004",
    nl="{subject} is geen goede YAML: {seen}.",
    en="{subject} is no valid YAML: {seen}.",
    mend_nl="Kijk op deze regel en de regel erboven naar inspringing, dubbele punten, haken en aanhalingstekens.",
    mend_en="Look on this line and the one above at indentation, colons, brackets and quotes.",
)
YAML_TAB = Code(
    "DOS-005",
    nl="{subject} gebruikt een tab om in te springen.",
    en="{subject} uses a tab to indent.",
    mend_nl="Vervang de tab door spaties.",
    mend_en="Replace the tab by spaces.",
)
YAML_TWICE = Code(
    "DOS-006",
    nl="'{seen}' staat twee keer in {subject}.",
    en="'{seen}' stands twice in {subject}.",
    mend_nl="Haal een van de twee weg; de eerste staat op regel {wanted}.",
    mend_en="Remove one of the two; the first stands on line {wanted}.",
)
YAML_ALIAS = Code(
    "DOS-007",
    nl="{subject} verwijst met een anker (*) naar een ander deel.",
    en="{subject} refers to another part by an alias (*).",
    mend_nl="Schrijf het deel voluit; ankers worden niet gelezen.",
    mend_en="Write the part out in full; aliases are not read.",
)
KEY_UNKNOWN = Code(
    "DOS-008",
    nl="{subject} kent geen '{seen}'.",
    en="{subject} knows no '{seen}'.",
    mend_nl="Haal het weg of gebruik: {wanted}.",
    mend_en="Remove it or use: {wanted}.",
)
KEY_MISSING = Code(
    "DOS-009",
    nl="In {subject} ontbreekt '{wanted}'.",
    en="{subject} lacks '{wanted}'.",
    mend_nl="Vul '{wanted}' in.",
    mend_en="Give '{wanted}'.",
)
FIGURE_HALF = Code(
    "DOS-057",
    nl="Regel {subject} heeft een cijfer dat niet klopt: {seen}.",
    en="Line {subject} has a figure that is not right: {seen}.",
    mend_nl="Geef bij een cijfer een basis, en bij een marge beide grenzen met het cijfer ertussen: {wanted}.",
    mend_en="Give a figure its basis, and an interval two ends with the figure between them: {wanted}.",
)
ANSWER_HALF = Code(
    "DOS-068",
    nl="Het antwoord op de inbreng van {subject} is niet heel: {seen}.",
    en="The answer to the input of {subject} is not whole: {seen}.",
    mend_nl="Vul alle drie in: wat ermee is gedaan, waarom en wanneer. Of laat alle drie leeg.",
    mend_en="Fill in all three: what was done with it, why and when. Or leave all three empty.",
)
VALUE_UNREADABLE = Code(
    "DOS-010",
    nl="{subject} is '{seen}', maar moet een waarde zijn zoals {wanted}.",
    en="{subject} is '{seen}' but must be a value such as {wanted}.",
    mend_nl="Schrijf de juiste waarde in deze vorm: {wanted}.",
    mend_en="Write the right value in this form: {wanted}.",
)
WORD_UNKNOWN = Code(
    "DOS-011",
    nl="{subject} is '{seen}'; dat woord bestaat hier niet.",
    en="{subject} is '{seen}'; that word does not exist here.",
    mend_nl="Kies een van: {wanted}.",
    mend_en="Choose one of: {wanted}.",
)
FILE_EMPTY = Code(
    "DOS-012",
    nl="{subject} is leeg.",
    en="{subject} is empty.",
    mend_nl="Vul het bestand; zie {wanted}.",
    mend_en="Fill the file; see {wanted}.",
)
OUTSIDE = Code(
    "DOS-013",
    nl="{subject} wijst naar een plek buiten de map of is een koppeling: {seen}.",
    en="{subject} points outside the folder or is a link: {seen}.",
    mend_nl="Leg het bestand zelf in de map; koppelingen en paden naar buiten worden niet gelezen.",
    mend_en="Put the file itself in the folder; links and paths that lead outside are not read.",
)
COLUMN_MISSING = Code(
    "DOS-014",
    nl="In {subject} ontbreekt de kolom '{wanted}'.",
    en="{subject} lacks the column '{wanted}'.",
    mend_nl="Voeg de kolom '{wanted}' toe; gezien: {seen}.",
    mend_en="Add the column '{wanted}'; seen: {seen}.",
)
COLUMN_EXTRA = Code(
    "DOS-015",
    nl="{subject} kent geen kolom '{seen}'.",
    en="{subject} knows no column '{seen}'.",
    mend_nl="Haal het weg of gebruik: {wanted}.",
    mend_en="Remove it or use: {wanted}.",
)
COLUMN_TWICE = Code(
    "DOS-016",
    nl="De kolom '{seen}' staat twee keer in {subject}.",
    en="The column '{seen}' stands twice in {subject}.",
    mend_nl="Haal een van de twee kolommen weg.",
    mend_en="Remove one of the two columns.",
)
ROW_LENGTH = Code(
    "DOS-017",
    nl="Een regel van {subject} heeft {seen} vakken in plaats van {wanted}.",
    en="A row of {subject} has {seen} cells instead of {wanted}.",
    mend_nl=(
        "Kijk of er een scheidingsteken te veel of te weinig staat; zet tekst met een scheidingsteken tussen "
        "aanhalingstekens."
    ),
    mend_en="See whether a separator is missing or too many; put text with a separator between quotes.",
)
CELL_EMPTY = Code(
    "DOS-018",
    nl="{subject} is leeg.",
    en="{subject} is empty.",
    mend_nl="Vul een waarde in, zoals {wanted}.",
    mend_en="Fill in a value, such as {wanted}.",
)
CELL_LONG = Code(
    "DOS-019",
    nl="{subject} is {seen} tekens lang; meer dan {wanted} mag niet.",
    en="{subject} is {seen} characters long; more than {wanted} is not allowed.",
    mend_nl="Maak de tekst korter of kijk of een aanhalingsteken niet is gesloten.",
    mend_en="Shorten the text, or see whether a quote was left open.",
)
CSV_BROKEN = Code(
    "DOS-020",
    nl="{subject} is geen goed CSV-bestand: {seen}.",
    en="{subject} is no valid CSV file: {seen}.",
    mend_nl="Kijk of elk aanhalingsteken ook gesloten wordt en sla opnieuw op als CSV.",
    mend_en="See that each quote is closed and save as CSV again.",
)
EXCEL_DATE = Code(
    "DOS-021",
    nl="{subject} is '{seen}'; dat is een datum zoals Excel die intern bewaart.",
    en="{subject} is '{seen}', a date as Excel keeps it inside.",
    mend_nl="Geef de kolom in Excel de opmaak jjjj-mm-dd; bedoeld is waarschijnlijk {wanted}.",
    mend_en="Format the column in Excel as yyyy-mm-dd; probably {wanted} is meant.",
)
DATE_FORM = Code(
    "DOS-022",
    nl="{subject} is '{seen}', maar een datum staat als jjjj-mm-dd.",
    en="{subject} is '{seen}' but a date is written yyyy-mm-dd.",
    mend_nl="Schrijf {wanted}.",
    mend_en="Write {wanted}.",
)
NUMBER_AMBIGUOUS = Code(
    "DOS-023",
    nl="{subject} is '{seen}'; dat kan twee getallen betekenen ({wanted}).",
    en="{subject} is '{seen}'; that can mean two numbers ({wanted}).",
    mend_nl="Schrijf zonder punten tussen duizenden en met twee decimalen of geen, zoals 1234.50.",
    mend_en="Write without separators between thousands and with two decimals or none, such as 1234.50.",
)
CENT_FRACTION = Code(
    "DOS-024",
    nl="{subject} is '{seen}'; dat heeft meer dan twee decimalen.",
    en="{subject} is '{seen}'; that has more than two decimals.",
    mend_nl="Rond af op hele centen: {wanted}.",
    mend_en="Round to whole cents: {wanted}.",
)
AMOUNT_NEGATIVE = Code(
    "DOS-025",
    nl="{subject} is negatief: {seen}.",
    en="{subject} is negative: {seen}.",
    mend_nl="Vul een bedrag van nul of meer in.",
    mend_en="Give an amount of zero or more.",
)
QUANTITY_NEGATIVE = Code(
    "DOS-026",
    nl="{subject} is negatief: {seen}.",
    en="{subject} is negative: {seen}.",
    mend_nl="Vul een aantal van nul of meer in.",
    mend_en="Give a number of zero or more.",
)
UNIT_FRACTION = Code(
    "DOS-027",
    nl="{subject} is '{seen}', maar telt alleen in hele eenheden ({wanted}).",
    en="{subject} is '{seen}' but counts in whole units only ({wanted}).",
    mend_nl="Vul een heel aantal in; uren mogen ook als uren:minuten (2:30).",
    mend_en="Give a whole number; hours may be written as hours:minutes (2:30).",
)
CELL_UNREADABLE = Code(
    "DOS-028",
    nl="{subject} is '{seen}', maar moet een waarde zijn zoals {wanted}.",
    en="{subject} is '{seen}' but must be a value such as {wanted}.",
    mend_nl="Schrijf de juiste waarde in deze vorm: {wanted}.",
    mend_en="Write the right value in this form: {wanted}.",
)
CODE_UNKNOWN = Code(
    "DOS-029",
    nl="{subject} is '{seen}', maar dat staat niet in {wanted}.",
    en="{subject} is '{seen}' but that is not in {wanted}.",
    mend_nl="Verbeter de code of voeg die toe aan {wanted}.",
    mend_en="Mend the code or add it to {wanted}.",
)
TARIFF_UNKNOWN = Code(
    "DOS-030",
    nl="{subject} wordt aangeboden, maar heeft op {wanted} geen tarief; bekend is: {seen}.",
    en="{subject} is offered but has no tariff on {wanted}; known is: {seen}.",
    mend_nl="Vul tariffs.csv aan met het tarief op {wanted}.",
    mend_en="Complete tariffs.csv with the tariff on {wanted}.",
)
ROW_TWICE = Code(
    "DOS-031",
    nl="{subject} staat twee keer in het bestand ({seen}).",
    en="{subject} stands twice in the file ({seen}).",
    mend_nl="Haal een van de twee weg; de eerste staat op regel {wanted}.",
    mend_en="Remove one of the two; the first stands on line {wanted}.",
)
TARIFF_OVERLAP = Code(
    "DOS-032",
    nl="Twee tarieven van {subject} gelden op dezelfde dag: {seen}.",
    en="Two tariffs of {subject} hold on the same day: {seen}.",
    mend_nl="Laat het eerste tarief eindigen voordat het tweede begint; het andere staat op regel {wanted}.",
    mend_en="Let the first tariff end before the second begins; the other stands on line {wanted}.",
)
CONTRACT_TWICE = Code(
    "DOS-033",
    nl="Contract {subject} staat in twee regio's: {seen}.",
    en="Contract {subject} stands in two regions: {seen}.",
    mend_nl=(
        "Een contract hoort bij één zorgkantoorregio; geef de tweede regio haar eigen AGB-code. Het andere "
        "staat op regel {wanted}."
    ),
    mend_en=(
        "A contract belongs to one region; give the second region its own AGB code. The other stands on line {wanted}."
    ),
)
LOT_NOT_ENTERED = Code(
    "DOS-034",
    nl="{subject} biedt volume in perceel '{seen}', maar schreef daar niet voor in.",
    en="{subject} offers volume in lot '{seen}' but did not enter it.",
    mend_nl="Zet '{seen}' bij lots in answers.yaml, of haal de regel weg. Ingeschreven: {wanted}.",
    mend_en="Add '{seen}' to lots in answers.yaml, or remove the line. Entered: {wanted}.",
)
NO_PROVIDER = Code(
    "DOS-035",
    nl="Er is een inschrijving van contract {subject}, maar dat staat niet in providers.csv.",
    en="There is a submission of contract {subject}, which is not in providers.csv.",
    mend_nl="Voeg de aanbieder toe aan providers.csv of verbeter de naam van de map.",
    mend_en="Add the provider to providers.csv or mend the name of the folder.",
)
NO_SUBMISSION = Code(
    "DOS-036",
    nl="Contract {subject} ({seen}) heeft niet ingeschreven.",
    en="Contract {subject} ({seen}) did not submit.",
    mend_nl="Niets te doen, als dat klopt.",
    mend_en="Nothing to do, if that is right.",
    severity=Severity.NOTE,
)
OTHER_YEAR = Code(
    "DOS-037",
    nl="Het beleid is van {wanted}, maar {subject} is van {seen}.",
    en="The policy is for {wanted} but {subject} is of {seen}.",
    mend_nl="Leg het bestand van {wanted} in de map, of verander het jaar in policy.yaml.",
    mend_en="Put the file of {wanted} in the folder, or change the year in policy.yaml.",
)
MAXIMUM_DIFFERS = Code(
    "DOS-123",
    nl="Het maximumtarief van {subject} is {seen} in het tariefbestand; het beleid onderbouwt {wanted}.",
    en="The maximum tariff of {subject} is {seen} in the tariff file; the policy gives reasons for {wanted}.",
    mend_nl="Zet het onderbouwde bedrag in tariffs.csv, of verander de onderbouwing onder maximum_rationale.",
    mend_en="Put the amount with reasons in tariffs.csv, or change the reasons under maximum_rationale.",
)
OTHER_CARE = Code(
    "DOS-124",
    nl="Perceel {subject} is voor {wanted}, maar noemt {seen}. Die prestatie kan daar niet worden aangeboden.",
    en="Lot {subject} is for {wanted} but names {seen}. That product cannot be offered there.",
    mend_nl="Haal de prestatie uit het perceel, of geef haar in products.csv deze soort zorg (care).",
    mend_en="Take the product out of the lot, or give it this kind of care in products.csv.",
)
ONE_TOTAL = Code(
    "DOS-125",
    nl="Perceel {subject} koopt {seen} samen in, in één totaal.",
    en="Lot {subject} purchases {seen} together, in one total.",
    mend_nl="Wilt u elke soort zorg apart inkopen? Maak dan per soort een perceel en vul daar care in.",
    mend_en="To purchase each kind of care on its own, make a lot of each and fill in care there.",
    severity=Severity.NOTE,
)
EMPTY_ROUND = Code(
    "DOS-038",
    nl="Er is niets om over te beslissen: {subject} is leeg.",
    en="There is nothing to decide on: {subject} is empty.",
    mend_nl="Vul {subject}, als er wel {wanted} zijn.",
    mend_en="Fill {subject}, if there are {wanted}.",
    severity=Severity.WARNING,
)
SOURCE_CHANGED = Code(
    "DOS-039",
    nl="{subject} is veranderd sinds het binnenkwam.",
    en="{subject} has changed since it was received.",
    mend_nl="Leg het bestand terug zoals het was, of noteer de nieuwe hash in sources.csv: {seen}.",
    mend_en="Put the file back as it was, or note the new hash in sources.csv: {seen}.",
    severity=Severity.WARNING,
)
EVIDENCE_ABSENT = Code(
    "DOS-040",
    nl="{subject} noemt het bewijsstuk '{seen}', maar dat bestand is er niet.",
    en="{subject} names the document '{seen}' but that file is not there.",
    mend_nl="Leg het bestand in {wanted}, of haal de regel weg.",
    mend_en="Put the file in {wanted}, or remove the line.",
    severity=Severity.WARNING,
)
SAME_PERSON = Code(
    "DOS-041",
    nl="{subject}: wie voorstelt en wie goedkeurt is dezelfde ({seen}).",
    en="{subject}: proposer and approver are the same ({seen}).",
    mend_nl="Laat iemand anders de afwijking goedkeuren.",
    mend_en="Let someone else approve the deviation.",
)
FOLDER_NAME = Code(
    "DOS-042",
    nl="De map '{seen}' onder submissions heeft geen goede naam.",
    en="The folder '{seen}' under submissions has no proper name.",
    mend_nl="Noem de map naar de AGB-code van het contract: {wanted}.",
    mend_en="Name the folder after the AGB code of the contract: {wanted}.",
)
FILE_UNKNOWN = Code(
    "DOS-043",
    nl="Het bestand {subject} wordt niet gelezen.",
    en="The file {subject} is not read.",
    mend_nl="Verbeter de naam ({wanted}) of leg het bestand ergens anders.",
    mend_en="Mend the name ({wanted}) or put the file elsewhere.",
    severity=Severity.WARNING,
)
QUESTION_UNKNOWN = Code(
    "DOS-044",
    nl="{subject} noemt vraag '{seen}', maar die staat niet in policy.yaml.",
    en="{subject} names question '{seen}', which is not in policy.yaml.",
    mend_nl="Haal het weg of gebruik: {wanted}.",
    mend_en="Remove it or use: {wanted}.",
    severity=Severity.WARNING,
)
ANSWER_FORM = Code(
    "DOS-045",
    nl="{subject} is '{seen}', maar de vraag verwacht: {wanted}.",
    en="{subject} is '{seen}' but the question expects: {wanted}.",
    mend_nl="Vraag de aanbieder om een antwoord in deze vorm: {wanted}.",
    mend_en="Ask the provider for an answer in this form: {wanted}.",
    severity=Severity.WARNING,
)
PERIOD_REVERSED = Code(
    "DOS-046",
    nl="{subject} eindigt ({seen}) voordat het begint ({wanted}).",
    en="{subject} ends ({seen}) before it starts ({wanted}).",
    mend_nl="Verbeter een van de twee datums.",
    mend_en="Mend one of the two dates.",
)
BANDWIDTH_REVERSED = Code(
    "DOS-060",
    nl="Een klasse van {subject} loopt van {wanted} tot {seen}; het hoogste ligt onder het laagste.",
    en="A class of {subject} runs from {wanted} to {seen}; the highest lies below the lowest.",
    mend_nl="Verbeter low of high: de grenzen van de klasse, per cliënt per week.",
    mend_en="Mend low or high: the bounds of the class, per client per week.",
)
FILE_LARGE = Code(
    "DOS-047",
    nl="{subject} is te groot of te diep genest om te lezen ({seen}).",
    en="{subject} is too large or too deeply nested to read ({seen}).",
    mend_nl="Maak het kleiner; de grens is {wanted}.",
    mend_en="Make it smaller; the limit is {wanted}.",
)
SAME_CHOICE = Code(
    "DOS-048",
    nl="Regel met {subject} staat er twee keer, precies gelijk.",
    en="The row with {subject} stands there twice, exactly the same.",
    mend_nl=(
        "Zijn het twee cliënten? Maak er één regel van met clients 2. Anders: haal er een weg (de eerste "
        "staat op regel {wanted})."
    ),
    mend_en="Are they two clients? Make it one row with clients 2. If not, remove one (the first is on line {wanted}).",
    severity=Severity.WARNING,
)
EVIDENCE_CHANGED = Code(
    "DOS-049",
    nl="Het bewijsstuk '{seen}' van {subject} is veranderd sinds het binnenkwam.",
    en="The document '{seen}' of {subject} has changed since it was received.",
    mend_nl="Leg het bestand terug zoals het was: {wanted}.",
    mend_en="Put the file back as it was: {wanted}.",
    severity=Severity.WARNING,
)
UNREADABLE_FILE = Code(
    "DOS-050",
    nl="{subject} kan niet worden gelezen: {seen}.",
    en="{subject} cannot be read: {seen}.",
    mend_nl="Kijk of het bestand open staat in een ander programma en of u het mag lezen.",
    mend_en="See whether another program holds the file and whether you may read it.",
)
SOURCE_ABSENT = Code(
    "DOS-051",
    nl="sources.csv noemt {subject}, maar dat bestand is er niet.",
    en="sources.csv names {subject} but that file is not there.",
    mend_nl="Leg het bestand terug. Hoort het niet meer bij deze ronde, haal dan de regel uit sources.csv.",
    mend_en="Put the file back. If it no longer belongs to this round, remove its row from sources.csv.",
)
COMMA_IN_FLOW = Code(
    "DOS-052",
    nl="In {subject} breekt een komma de tekst af; '{seen}' staat los.",
    en="In {subject} a comma cuts off the text; '{seen}' stands by itself.",
    mend_nl="Zet de hele tekst tussen aanhalingstekens, of schrijf hem op eigen regels zonder accolades.",
    mend_en="Put the whole text between quotes, or write it on lines of its own without braces.",
)
TARIFF_ZERO = Code(
    "DOS-053",
    nl="Het maximumtarief van {subject} is {seen}; daarmee zou deze zorg niets kosten.",
    en="The maximum tariff of {subject} is {seen}; this care would cost nothing.",
    mend_nl="Vul het maximumtarief in: een bedrag boven nul. Is er geen tarief, haal dan de regel weg.",
    mend_en="Give the maximum tariff: an amount above zero. If there is no tariff, remove the row.",
)
FOLDER_AS_FILE = Code(
    "DOS-054",
    nl="{subject} is een map, maar moet een bestand zijn.",
    en="{subject} is a folder but must be a file.",
    mend_nl="Haal de map weg en leg het bestand {subject} ervoor in de plaats.",
    mend_en="Remove the folder and put the file {subject} in its place.",
)
NOT_CHECKED = Code(
    "DOS-055",
    nl="{subject} is niet of niet helemaal gelezen. Wat daarvan afhangt in andere bestanden is nog niet gecontroleerd.",
    en="{subject} was not read, or not wholly. What depends on it in other files has not been checked yet.",
    mend_nl="Herstel eerst {subject} en controleer dan opnieuw.",
    mend_en="Mend {subject} first and check again.",
    severity=Severity.NOTE,
)
WAITING_NOWHERE = Code(
    "DOS-066",
    nl="Deze regel zegt hoeveel mensen wachten, maar niet waar of op wie.",
    en="This row says how many people wait but not where or for whom.",
    mend_nl="Vul municipality in, of contract, of beide.",
    mend_en="Fill in municipality, or contract, or both.",
)
COMMA_DECIMAL = Code(
    "DOS-056",
    nl="In {subject} staat '{seen}'. Tussen accolades begint na een komma iets nieuws; het getal is afgebroken.",
    en="{subject} holds '{seen}'. Between braces a comma begins something new; the number is cut off.",
    mend_nl='Schrijf {wanted}, of zet het getal tussen aanhalingstekens: "{seen}".',
    mend_en='Write {wanted}, or put the number between quotes: "{seen}".',
)

SEALED = Code(
    "DOS-126",
    nl="De inschrijving van contract {subject} is nog verzegeld en kan niet worden gelezen.",
    en="The submission of contract {subject} is sealed still and cannot be read.",
    mend_nl="Laat twee functionarissen de ronde openen na de sluiting, en voer haar dan opnieuw uit.",
    mend_en="Let two officials open the round after the deadline, then export it again.",
)
FINDINGS = (
    WAITING_NOWHERE,
    NOT_A_FOLDER,
    FILE_MISSING,
    NOT_UTF8,
    YAML_BROKEN,
    YAML_TAB,
    YAML_TWICE,
    YAML_ALIAS,
    KEY_UNKNOWN,
    KEY_MISSING,
    VALUE_UNREADABLE,
    WORD_UNKNOWN,
    FILE_EMPTY,
    OUTSIDE,
    COLUMN_MISSING,
    COLUMN_EXTRA,
    COLUMN_TWICE,
    ROW_LENGTH,
    CELL_EMPTY,
    CELL_LONG,
    CSV_BROKEN,
    EXCEL_DATE,
    DATE_FORM,
    NUMBER_AMBIGUOUS,
    CENT_FRACTION,
    AMOUNT_NEGATIVE,
    QUANTITY_NEGATIVE,
    UNIT_FRACTION,
    CELL_UNREADABLE,
    CODE_UNKNOWN,
    TARIFF_UNKNOWN,
    ROW_TWICE,
    TARIFF_OVERLAP,
    CONTRACT_TWICE,
    LOT_NOT_ENTERED,
    NO_PROVIDER,
    NO_SUBMISSION,
    OTHER_YEAR,
    MAXIMUM_DIFFERS,
    OTHER_CARE,
    ONE_TOTAL,
    EMPTY_ROUND,
    SOURCE_CHANGED,
    EVIDENCE_ABSENT,
    SAME_PERSON,
    FOLDER_NAME,
    FILE_UNKNOWN,
    QUESTION_UNKNOWN,
    ANSWER_FORM,
    PERIOD_REVERSED,
    BANDWIDTH_REVERSED,
    FIGURE_HALF,
    ANSWER_HALF,
    FILE_LARGE,
    SAME_CHOICE,
    EVIDENCE_CHANGED,
    UNREADABLE_FILE,
    SOURCE_ABSENT,
    COMMA_IN_FLOW,
    TARIFF_ZERO,
    FOLDER_AS_FILE,
    NOT_CHECKED,
    COMMA_DECIMAL,
    SEALED,
)
