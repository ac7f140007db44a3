"""Why something cannot be done with an agreement, said where it is opened, talked about and signed."""

from __future__ import annotations

from driehoek.kernel import Code

CHOSEN = Code(
    "AGR-070",
    nl="Bij {subject} heeft iemand al gekozen, of er zijn geen twee waarden.",
    en="Somebody chose for {subject} already, or it has no two values.",
    mend_nl="Kijk wat er nu staat. Klopt het niet, verander de cel dan.",
    mend_en="Look at what stands there now; change the cell where it is wrong.",
)
NO_PROPOSAL = Code(
    "AGR-071",
    nl="{subject} is geen open voorstel van de andere kant.",
    en="{subject} is no open proposal of the other side.",
    mend_nl="Kijk bij de regel welke voorstellen er open staan.",
    mend_en="Look at the line which proposals are open.",
)
SAY_WHY = Code(
    "AGR-072",
    nl="Bij {subject} staat nog geen reden.",
    en="{subject} has no reason yet.",
    mend_nl="Schrijf in een zin waarom.",
    mend_en="Say in one sentence why.",
)
CELL_WENT_ON = Code(
    "AGR-073",
    nl="Bij {subject} staat sinds u keek een andere waarde.",
    en="{subject} has another value since you looked.",
    mend_nl="Er is niets gekozen. Kijk welke twee waarden er nu staan en kies opnieuw.",
    mend_en="Nothing was chosen. Look which two values it has now and choose again.",
)
NOT_FINAL = Code(
    "AGR-080",
    nl="De uitslag van {subject} is nog niet definitief.",
    en="The result of {subject} is not final yet.",
    mend_nl="Maak eerst de uitslag definitief; daarna kunt u de overeenkomsten klaarzetten.",
    mend_en="Make the result final first; after that agreements can be opened.",
)
NOTHING_NEW = Code(
    "AGR-081",
    nl="Alle overeenkomsten van {subject} staan al klaar, met de regels van het laatste besluit.",
    en="All agreements of {subject} are open already, with the lines of the last decision.",
    mend_nl="U hoeft niets te doen.",
    mend_en="There is nothing to do.",
)
CANNOT_BE = Code(
    "AGR-082",
    nl="Versie {subject} kan niet worden getekend: {seen}",
    en="Version {subject} cannot be signed: {seen}",
    mend_nl="Pas de voorwaarden of regels aan en geef opnieuw akkoord.",
    mend_en="Change the conditions or lines and agree again.",
)
NO_SEAL = Code(
    "AGR-083",
    nl="{subject} heeft nog geen certificaat om mee te tekenen.",
    en="{subject} has no certificate to sign with yet.",
    mend_nl="Vraag uw beheerder het certificaat van uw organisatie te plaatsen, bij Organisatie, Zegel.",
    mend_en="Ask your administrator to bring the certificate of your organisation, at Organisation, Seal.",
)
SEAL_CLOSED = Code(
    "AGR-084",
    nl="De sleutel van {subject} gaat niet open met het geheim van dit portaal.",
    en="The key of {subject} does not open with the secret of this portal.",
    mend_nl="Plaats het certificaat opnieuw. Het geheim van het portaal is intussen veranderd.",
    mend_en="Bring the certificate again. The secret of the portal changed meanwhile.",
)
FINDINGS = (NO_SEAL, SEAL_CLOSED, CHOSEN, NO_PROPOSAL, SAY_WHY, CELL_WENT_ON, NOT_FINAL, NOTHING_NEW, CANNOT_BE)
