"""The findings of reading a tariff file, and of packaged tables that grow old, each with its mend."""

from __future__ import annotations

from driehoek.kernel import Code, Severity

SERIES_ENDS = Code(
    "TAR-005",
    nl="{subject} weet niets meer na {seen}.",
    en="{subject} knows nothing after {seen}.",
    mend_nl="Laad op tijd een nieuwe tabel voor de dagen daarna.",
    mend_en="Load a new table for the days after in time.",
    severity=Severity.WARNING,
)
TABLE_OLD = Code(
    "TAR-006",
    nl="{subject} is voor het laatst nagekeken op {seen}; dat had na {wanted} nog eens gemoeten.",
    en="{subject} was last checked on {seen}; it should have been checked again after {wanted}.",
    mend_nl="Vergelijk de tabel met de bron en leg de dag vast.",
    mend_en="Compare the table with its source and record the day.",
    severity=Severity.WARNING,
)
NEVER_CONFIRMED = Code(
    "TAR-007",
    nl="{subject}: {seen} regels zijn nooit met een bron vergeleken.",
    en="{subject}: {seen} rows were never compared with a source.",
    mend_nl="Zoek het besluit op, vergelijk de regels ermee en leg de dag vast.",
    mend_en="Look up the decision, compare the rows with it and record the day.",
    severity=Severity.WARNING,
)
FILE_UNREADABLE = Code(
    "TAR-020",
    nl="{subject} is niet te lezen: {seen}.",
    en="{subject} cannot be read: {seen}.",
    mend_nl="Bied een CSV-bestand aan of een Excel-werkmap (.xlsx) zonder wachtwoord.",
    mend_en="Give a CSV file or an Excel workbook (.xlsx) without a password.",
)
FILE_EMPTY = Code(
    "TAR-021",
    nl="{subject} bevat geen tarieven.",
    en="{subject} holds no tariffs.",
    mend_nl="Kijk of dit het goede bestand is; er moet een regel met kolomtitels en een regel met een tarief in staan.",
    mend_en="Check that this is the right file; it needs a row of column titles and a row with a tariff.",
)
ENCODING = Code(
    "TAR-022",
    nl="{subject} is niet opgeslagen als UTF-8; het is gelezen als {seen}.",
    en="{subject} is not saved as UTF-8; it was read as {seen}.",
    mend_nl="Kijk of letters als ë en é goed staan, of sla het op als 'CSV UTF-8'.",
    mend_en="Check that letters such as ë and é are right, or save it as 'CSV UTF-8'.",
    severity=Severity.WARNING,
)
NO_HEADER = Code(
    "TAR-023",
    nl="In {subject} is geen regel met kolomtitels gevonden.",
    en="No row of column titles was found in {subject}.",
    mend_nl="Zet boven de tarieven een regel met titels, zoals 'prestatiecode' en 'maximumtarief'.",
    mend_en="Put a row of titles above the tariffs, such as 'prestatiecode' and 'maximumtarief'.",
)
SHEET_SKIPPED = Code(
    "TAR-024",
    nl="Blad '{subject}' is niet gelezen: {seen}.",
    en="Sheet '{subject}' was not read: {seen}.",
    mend_nl="Staan er tarieven op? Maak het blad zichtbaar en zet er kolomtitels boven.",
    mend_en="Does it hold tariffs? Unhide the sheet and put column titles above them.",
    severity=Severity.NOTE,
)
ROWS_SKIPPED = Code(
    "TAR-025",
    nl="In {subject} zijn kopjes, totalen en voetnoten overgeslagen: regel {seen}.",
    en="Headings, totals and footnotes in {subject} were skipped: row {seen}.",
    mend_nl="Staat daar toch een tarief? Vul dan de code en het bedrag in.",
    mend_en="Is there a tariff after all? Then fill its code and amount.",
    severity=Severity.NOTE,
)
COLUMNS_NOT_SAID = Code(
    "TAR-026",
    nl="Voor {subject} is niet gezegd welke kolom dit is: {wanted}.",
    en="For {subject} it was not said which column this is: {wanted}.",
    mend_nl="Wijs de kolom aan, of geef één waarde die voor alle regels geldt.",
    mend_en="Point at the column, or give one value that holds for all rows.",
)
COLUMN_OUTSIDE = Code(
    "TAR-027",
    nl="'{subject}' wijst naar kolom {seen}, maar het bestand heeft er {wanted}.",
    en="'{subject}' points at column {seen}, but the file has {wanted}.",
    mend_nl="Wijs een kolom aan die er is, en gebruik elke kolom hooguit één keer.",
    mend_en="Point at a column that is there, and use each column once at most.",
)
MEMORY_UNREADABLE = Code(
    "TAR-028",
    nl="{subject} is niet te gebruiken: {seen}.",
    en="{subject} cannot be used: {seen}.",
    mend_nl="Gooi het bestand weg; de kolommen worden dan opnieuw gevraagd.",
    mend_en="Delete the file; the columns will then be asked again.",
    severity=Severity.WARNING,
)
CELL_EMPTY = Code(
    "TAR-029",
    nl="Het vak '{subject}' is leeg.",
    en="The cell '{subject}' is empty.",
    mend_nl="Vul het in. Een formule met een fout leest ook als leeg.",
    mend_en="Fill it. A formula with an error reads as empty too.",
)
AMOUNT_UNREADABLE = Code(
    "TAR-030",
    nl="'{seen}' is geen bedrag.",
    en="'{seen}' is no amount.",
    mend_nl="Schrijf het bedrag in euro's, zoals 46,65 of 1.234,50.",
    mend_en="Write the amount in euros, such as 46.65 or 1,234.50.",
)
AMOUNT_NEGATIVE = Code(
    "TAR-031",
    nl="Het tarief {seen} is lager dan nul.",
    en="The tariff {seen} is below zero.",
    mend_nl="Een maximumtarief is nul of meer; haal het minteken weg of verbeter het bedrag.",
    mend_en="A maximum tariff is zero or more; remove the minus sign or mend the amount.",
)
AMOUNT_FRACTION = Code(
    "TAR-032",
    nl="Het tarief {seen} heeft een deel van een cent.",
    en="The tariff {seen} has a fraction of a cent.",
    mend_nl="Rond het bedrag af op hele centen, volgens de regel die voor het tarief geldt.",
    mend_en="Round the amount to whole cents, by the rule that holds for the tariff.",
)
AMOUNT_TWO_MEANINGS = Code(
    "TAR-033",
    nl="'{seen}' kan twee dingen betekenen: duizendtallen of decimalen.",
    en="'{seen}' can mean two things: thousands or decimals.",
    mend_nl="Schrijf het bedrag met twee cijfers achter de komma.",
    mend_en="Write the amount with two decimals.",
)
DECIMALS_MIXED = Code(
    "TAR-034",
    nl="In {subject} staan bedragen met een decimale komma ({seen}) en met een decimale punt ({wanted}).",
    en="{subject} has amounts with a decimal comma ({seen}) and with a decimal point ({wanted}).",
    mend_nl="Kijk of alle bedragen goed gelezen zijn en schrijf ze op één manier.",
    mend_en="Check that all amounts were read well and write them in one way.",
    severity=Severity.WARNING,
)
AMOUNT_ZERO = Code(
    "TAR-035",
    nl="Het tarief van {subject} is nul.",
    en="The tariff of {subject} is zero.",
    mend_nl="Kijk of dat klopt; met een tarief van nul wordt er niets betaald.",
    mend_en="Check that this is right; at a tariff of zero nothing is paid.",
    severity=Severity.WARNING,
)
DATE_UNREADABLE = Code(
    "TAR-036",
    nl="'{seen}' is geen datum.",
    en="'{seen}' is no date.",
    mend_nl="Schrijf de datum als dag-maand-jaar, zoals 01-01-2027, of als 2027-01-01.",
    mend_en="Write the date as day-month-year, such as 01-01-2027, or as 2027-01-01.",
)
DATE_SERIAL = Code(
    "TAR-037",
    nl="'{seen}' is gelezen als de Excel-datum {wanted}.",
    en="'{seen}' was read as the Excel date {wanted}.",
    mend_nl="Kijk of de datum klopt en schrijf hem uit.",
    mend_en="Check the date and write it out.",
    severity=Severity.WARNING,
)
PERIOD_BACKWARDS = Code(
    "TAR-038",
    nl="Het tarief van {subject} eindigt op {seen}, vóór het begint op {wanted}.",
    en="The tariff of {subject} ends on {seen}, before it starts on {wanted}.",
    mend_nl="Verbeter een van de twee datums.",
    mend_en="Mend one of the two dates.",
)
WORD_UNKNOWN = Code(
    "TAR-039",
    nl="Bij '{subject}' staat '{seen}'; dat woord is niet bekend.",
    en="'{subject}' is '{seen}'; that word is not known.",
    mend_nl="Gebruik een van: {wanted}.",
    mend_en="Use one of: {wanted}.",
)
CODE_UNKNOWN = Code(
    "TAR-040",
    nl="{subject} kent geen code {seen}.",
    en="{subject} has no code {seen}.",
    mend_nl="Zoek de code op in {subject}, of laat het vak leeg.",
    mend_en="Look the code up in {subject}, or leave the cell empty.",
)
PRODUCT_DIFFERS = Code(
    "TAR-041",
    nl="Prestatie {subject} staat er twee keer, met een andere {seen}; de eerste staat op {wanted}.",
    en="Product {subject} stands there twice with another {seen}; the first stands at {wanted}.",
    mend_nl="Maak de gegevens van dezelfde code gelijk.",
    mend_en="Make the data of one code the same.",
)
PRODUCTS_NOT_MADE = Code(
    "TAR-042",
    nl="{subject} geeft alleen tarieven; voor een lijst van prestaties ontbreekt: {wanted}.",
    en="{subject} gives tariffs only; a list of products lacks: {wanted}.",
    mend_nl="Wijs ook die kolommen aan, of zet de prestaties zelf in products.csv.",
    mend_en="Point at those columns too, or put the products in products.csv yourself.",
    severity=Severity.WARNING,
)
ROW_TOO_LONG = Code(
    "TAR-043",
    nl="Deze regel heeft {seen} vakken, maar de titelregel {wanted}.",
    en="This row has {seen} cells, but the header {wanted}.",
    mend_nl="Zet tekst waarin het scheidingsteken voorkomt tussen aanhalingstekens.",
    mend_en="Put text that holds the separator between quotes.",
)
FILE_LOCKED = Code(
    "TAR-044",
    nl="{subject} is met een wachtwoord beveiligd.",
    en="{subject} is protected by a password.",
    mend_nl="Open het bestand met het wachtwoord en sla het op zonder.",
    mend_en="Open the file with its password and save it without one.",
)
FINDINGS = (
    SERIES_ENDS,
    TABLE_OLD,
    NEVER_CONFIRMED,
    FILE_UNREADABLE,
    FILE_EMPTY,
    FILE_LOCKED,
    ENCODING,
    NO_HEADER,
    SHEET_SKIPPED,
    ROWS_SKIPPED,
    COLUMNS_NOT_SAID,
    COLUMN_OUTSIDE,
    MEMORY_UNREADABLE,
    CELL_EMPTY,
    AMOUNT_UNREADABLE,
    AMOUNT_NEGATIVE,
    AMOUNT_FRACTION,
    AMOUNT_TWO_MEANINGS,
    DECIMALS_MIXED,
    AMOUNT_ZERO,
    DATE_UNREADABLE,
    DATE_SERIAL,
    PERIOD_BACKWARDS,
    WORD_UNKNOWN,
    CODE_UNKNOWN,
    PRODUCT_DIFFERS,
    PRODUCTS_NOT_MADE,
    ROW_TOO_LONG,
)
