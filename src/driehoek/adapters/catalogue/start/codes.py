"""The findings of reading files as purchasers have them, each with its mend."""

from __future__ import annotations

from driehoek.kernel import Code, Severity

NO_TABLE = Code(
    "STA-001",
    nl="Op {subject} staat geen tabel met aanbieders, prestaties en aantallen of bedragen.",
    en="{subject} holds no table of providers, products and quantities or amounts.",
    mend_nl="Niets te doen als dat klopt. Anders: geef elke kolom een titel, zoals AGB, prestatie, aantal, bedrag.",
    mend_en="Nothing to do when that is right. Else give each column a title, such as AGB, prestatie, aantal, bedrag.",
    severity=Severity.NOTE,
)
COLUMN_DOUBTFUL = Code(
    "STA-002",
    nl="Kolom {subject} is niet zeker: opgevat als {seen}, want {wanted}.",
    en="Column {subject} is not certain: taken for {seen}, because {wanted}.",
    mend_nl="Draai zonder --no-input en antwoord, of zet de kolom in start.yaml.",
    mend_en="Run without --no-input and answer, or put the column in start.yaml.",
    severity=Severity.WARNING,
)
COLUMNS_LACKING = Code(
    "STA-003",
    nl="{subject} is niet gebruikt: er is geen kolom gevonden voor {wanted}.",
    en="{subject} is not used: no column was found for {wanted}.",
    mend_nl="Draai zonder --no-input en wijs de kolom aan, of geef haar een titel die dat zegt.",
    mend_en="Run without --no-input and point at the column, or give it a title that says so.",
    severity=Severity.WARNING,
)
ROLE_UNKNOWN = Code(
    "STA-004",
    nl="Van {subject} is niet te zien of het afspraken of geleverde zorg zijn; opgevat als {seen}.",
    en="{subject} does not show whether it holds agreements or delivered care; taken for {seen}.",
    mend_nl="Zet 'afspraken' of 'realisatie' in de naam van het blad, of antwoord op de vraag.",
    mend_en="Put 'afspraken' or 'realisatie' in the name of the sheet or file, or answer the question.",
    severity=Severity.WARNING,
)
PIVOT = Code(
    "STA-005",
    nl="{subject} is een draaitabel waarin aanbieders en prestaties in één kolom staan; daaruit is niets te lezen.",
    en="{subject} is a pivot table with providers and products in one column; nothing can be read from it.",
    mend_nl="Kies in Excel Ontwerpen, Rapportindeling, Tabelweergave en Alle itemlabels herhalen, of geef de bron.",
    mend_en="In Excel choose Design, Report Layout, Tabular Form and Repeat All Item Labels, or give the source.",
    severity=Severity.WARNING,
)
HIDDEN_COLUMNS = Code(
    "STA-006",
    nl="Op {subject} zijn kolommen verborgen: {seen}; ze zijn gelezen als de andere.",
    en="{subject} has hidden columns: {seen}; they were read like the others.",
    mend_nl="Maak ze zichtbaar in Excel en kijk of ze mee moeten tellen.",
    mend_en="Unhide them in Excel and see whether they should count.",
    severity=Severity.WARNING,
)
HIDDEN_COUNTED = Code(
    "STA-018",
    nl="Op {subject} zijn rijen verborgen: {seen}; ze tellen mee.",
    en="{subject} has hidden rows: {seen}; they count.",
    mend_nl="Maak ze zichtbaar (of wis het filter) en kijk of ze mee moeten tellen; haal ze anders weg.",
    mend_en="Unhide them (or clear the filter) and see whether they should count; else remove them.",
    severity=Severity.WARNING,
)
HIDDEN_LEFT = Code(
    "STA-019",
    nl="Op {subject} zijn rijen verborgen: {seen}; ze tellen niet mee, want ook het totaal telt ze niet.",
    en="{subject} has hidden rows: {seen}; they do not count, for the total does not count them either.",
    mend_nl="Maak ze zichtbaar (of wis het filter) en kijk of dat klopt.",
    mend_en="Unhide them (or clear the filter) and see whether that is right.",
    severity=Severity.WARNING,
)
HIDDEN_UNSEEN = Code(
    "STA-007",
    nl="Bij {subject} is niet te zien of er rijen of kolommen verborgen zijn; alles is gelezen.",
    en="{subject} does not let hidden rows or columns be seen; everything was read.",
    mend_nl="Sla het op als .xlsx als u dat wilt weten.",
    mend_en="Save it as .xlsx when you want to know.",
    severity=Severity.NOTE,
)
TOTAL_DIFFERS = Code(
    "STA-008",
    nl="{subject}: het totaal zegt {wanted}, de regels komen op {seen}.",
    en="{subject}: the total says {wanted}, the rows come to {seen}.",
    mend_nl="Zoek de regel die er te veel of te weinig is; de regels zijn gebruikt, niet het totaal.",
    mend_en="Find the row that is one too many or missing; the rows are used, not the total.",
    severity=Severity.WARNING,
)
ROWS_UNREADABLE = Code(
    "STA-009",
    nl="Op {subject} is in deze rijen een getal of code niet te lezen; ze zijn niet gebruikt: {seen}.",
    en="{subject}: in these rows a number or code cannot be read; they are not used: {seen}.",
    mend_nl="Kijk in het verslag wat er staat en herstel het in het bestand.",
    mend_en="See in the report what stands there and mend it in the file.",
    severity=Severity.WARNING,
)
ROWS_NAMELESS = Code(
    "STA-021",
    nl="Op {subject} hebben deze rijen geen prestatie of geen aanbieder; ze zijn niet gebruikt: {seen}.",
    en="{subject}: these rows have no product or no provider; they are not used: {seen}.",
    mend_nl="Kijk in het verslag wat er staat en vul de prestatiecode of aanbieder in.",
    mend_en="See in the report what stands there and fill in the product code or provider.",
    severity=Severity.WARNING,
)
CURRENCY = Code(
    "STA-010",
    nl="Op {subject} staat een bedrag in een andere munt: {seen}.",
    en="{subject} has an amount in another currency: {seen}.",
    mend_nl="Reken het om naar euro's; de regel is niet gebruikt.",
    mend_en="Convert it to euros; the row was not used.",
    severity=Severity.WARNING,
)
ROUNDED = Code(
    "STA-011",
    nl="Op {subject} zijn {seen} met een deel van een cent of van een eenheid afgerond.",
    en="{subject}: {seen} with a fraction of a cent or unit were rounded.",
    mend_nl="Niets te doen, als die delen uit een formule komen.",
    mend_en="Nothing to do when the fractions come from a formula.",
    severity=Severity.NOTE,
)
ZERO_RESTORED = Code(
    "STA-012",
    nl="Op {subject} was van {seen} de nul aan het begin weg; die is teruggezet.",
    en="{subject}: {seen} had lost their first zero; it was put back.",
    mend_nl="Maak in Excel tekst van de kolom met AGB-codes.",
    mend_en="Make the column of AGB codes text in Excel.",
    severity=Severity.NOTE,
)
FILLED = Code(
    "STA-013",
    nl="Op {subject} hadden {seen} geen aanbieder of prestatie; die van de regel erboven geldt.",
    en="{subject}: {seen} had no provider or product; that of the row above holds.",
    mend_nl="Niets te doen, als het in het bestand zo bedoeld is.",
    mend_en="Nothing to do when the file means it so.",
    severity=Severity.NOTE,
)
TWICE_LEFT = Code(
    "STA-014",
    nl="Op {subject} staan regels dubbel: {seen}; de tweede telt niet mee.",
    en="{subject} has rows twice: {seen}; the second does not count.",
    mend_nl="Haal de regel weg die te veel is, of maak zichtbaar waarin zij verschillen.",
    mend_en="Remove the row that is one too many, or show in what they differ.",
    severity=Severity.WARNING,
)
TWICE_COUNTED = Code(
    "STA-020",
    nl="Op {subject} staan regels dubbel: {seen}; ze tellen allemaal mee.",
    en="{subject} has rows twice: {seen}; they all count.",
    mend_nl="Kijk of het echt om twee keer dezelfde zorg gaat; haal anders de regel weg die te veel is.",
    mend_en="See whether it is the same care twice indeed; else remove the row that is one too many.",
    severity=Severity.WARNING,
)
NOT_PRICE_TIMES = Code(
    "STA-015",
    nl="Op {subject} is bij {seen} het bedrag niet prijs keer aantal; het bedrag is gebruikt.",
    en="{subject}: of {seen} the amount is not price times quantity; the amount was used.",
    mend_nl="Kijk of de prijs afgerond is, of dat er een afspraak over een vast bedrag is.",
    mend_en="See whether the price was rounded, or a fixed amount was agreed.",
    severity=Severity.NOTE,
)
MONTHS_DIFFER = Code(
    "STA-022",
    nl="Op {subject} komen bij {seen} de maanden niet uit op het jaar; het jaar is gebruikt.",
    en="{subject}: of {seen} the months do not come to the year; the year was used.",
    mend_nl="Kijk welke van de twee klopt.",
    mend_en="See which of the two is right.",
    severity=Severity.WARNING,
)
SHARE_UNREADABLE = Code(
    "STA-023",
    nl="Op {subject} is bij {seen} het percentage of maximumtarief niet te lezen; het is niet gebruikt.",
    en="{subject}: of {seen} the percentage or maximum tariff cannot be read; it was not used.",
    mend_nl="Kijk in het bestand wat er staat; een percentage is bijvoorbeeld 96,4%.",
    mend_en="See in the file what stands there; a percentage is for example 96.4%.",
    severity=Severity.WARNING,
)
NOT_READ = Code(
    "STA-016",
    nl="{subject} is niet gelezen: {seen}.",
    en="{subject} was not read: {seen}.",
    mend_nl="Geef Excel (.xlsx, .xls, .ods) of CSV.",
    mend_en="Give Excel (.xlsx, .xls, .ods) or CSV.",
    severity=Severity.NOTE,
)
NOTHING_READ = Code(
    "STA-017",
    nl="In {subject} is geen bestand gevonden dat te lezen is.",
    en="{subject} holds no file that can be read.",
    mend_nl="Zet er de afspraken van vorig jaar in, de geleverde productie en de tarieven, als Excel of CSV.",
    mend_en="Put last year's agreements in it, the delivered production and the tariffs, as Excel or CSV.",
)
FINDINGS = (
    NO_TABLE,
    COLUMN_DOUBTFUL,
    COLUMNS_LACKING,
    ROLE_UNKNOWN,
    PIVOT,
    HIDDEN_COLUMNS,
    HIDDEN_COUNTED,
    HIDDEN_LEFT,
    HIDDEN_UNSEEN,
    TOTAL_DIFFERS,
    ROWS_UNREADABLE,
    ROWS_NAMELESS,
    CURRENCY,
    ROUNDED,
    ZERO_RESTORED,
    FILLED,
    TWICE_LEFT,
    TWICE_COUNTED,
    NOT_PRICE_TIMES,
    MONTHS_DIFFER,
    SHARE_UNREADABLE,
    NOT_READ,
    NOTHING_READ,
)
