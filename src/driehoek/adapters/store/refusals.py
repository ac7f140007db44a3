"""What the database refuses, in words: each rule of ``sql/`` that a person can run into has its finding."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.kernel import Code, Finding

REFUSED: Mapping[str, Code] = {
    "assignment_person": Code(
        "STO-020",
        nl="Deze beoordelaar is al toegewezen aan dit criterium.",
        en="This assessor is assigned to this criterion already.",
        mend_nl="Kies iemand anders.",
        mend_en="Choose somebody else.",
    ),
    "assignment_open": Code(
        "STO-021",
        nl="De cijfers van dit criterium zijn al open. Wie er nu bij komt, is niet meer onbevooroordeeld.",
        en="The marks of this criterion are open already; who comes in now would not judge blind.",
        mend_nl="Werk met de cijfers die er zijn.",
        mend_en="Work with the marks there are.",
    ),
    "mark_handed_in": Code(
        "STO-022",
        nl="U heeft de cijfers van dit criterium ingeleverd. Ze staan vast.",
        en="You handed in the marks of this criterion; they stand.",
        mend_nl="Is er een fout gemaakt? Meld het aan de inkoper.",
        mend_en="Was a mistake made? Tell the purchaser.",
    ),
    "mark_interest": Code(
        "STO-023",
        nl="Zonder verklaring dat u geen belang heeft, geeft u geen cijfer.",
        en="Without declaring that you have no interest you give no mark.",
        mend_nl="Verklaar eerst of u een belang heeft bij deze aanbieder.",
        mend_en="First declare whether you have an interest in this provider.",
    ),
    "mark_window": Code(
        "STO-024",
        nl="De inschrijving is nog niet gesloten; wat u beoordeelt kan nog veranderen.",
        en="The window is still open; what you mark can still change.",
        mend_nl="Wacht tot de inschrijving gesloten is.",
        mend_en="Wait until the window has closed.",
    ),
    "deviation_two_people": Code(
        "STO-025",
        nl="Wie een afwijking voorstelt, keurt haar niet zelf goed.",
        en="Who proposes a deviation does not approve it.",
        mend_nl="Vraag een collega om de afwijking te beoordelen.",
        mend_en="Ask a colleague to judge the deviation.",
    ),
    "deviation_amounts": Code(
        "STO-026",
        nl="Het nieuwe bedrag voor contract {subject} is hetzelfde als het oude, of lager dan nul.",
        en="The new amount of contract {subject} equals the old one or is below zero.",
        mend_nl="Geef een ander bedrag.",
        mend_en="Give another amount.",
    ),
    "deviation_gone": Code(
        "STO-027",
        nl="Deze afwijking is ingetrokken.",
        en="This deviation was withdrawn.",
        mend_nl="Stel zo nodig een nieuwe voor.",
        mend_en="Propose a new one if needed.",
    ),
    "event_two_people": Code(
        "STO-090",
        nl="Wie een nieuwe versie voorstelt, keurt haar niet zelf goed.",
        en="Who proposes a new version does not approve it.",
        mend_nl="Vraag een collega om het voorstel te beoordelen.",
        mend_en="Ask a colleague to judge the proposal.",
    ),
    "event_decided": Code(
        "STO-091",
        nl="Over dit voorstel is al besloten.",
        en="This proposal was decided already.",
        mend_nl="Doe zo nodig een nieuw voorstel.",
        mend_en="Make a new proposal if needed.",
    ),
    "result_term": Code(
        "STO-028",
        nl="De termijn waarin aanbieders tegen {subject} kunnen opkomen, loopt nog.",
        en="The term in which providers can come up against {subject} still runs.",
        mend_nl="Wacht tot de dag na de termijn.",
        mend_en="Wait until the day after the term.",
    ),
    "bound_mandate": Code(
        "STO-060",
        nl="Op dit moment geldt er geen mandaat waarmee u namens {subject} kunt handelen.",
        en="At this moment no mandate holds by which you can act for {subject}.",
        mend_nl="Vraag de beheerder van uw organisatie om een mandaat.",
        mend_en="Ask the administrator of your organisation for a mandate.",
    ),
    "mandate_not_own": Code(
        "STO-061",
        nl="U kunt uzelf geen mandaat geven.",
        en="You cannot give yourself a mandate.",
        mend_nl="Vraag een andere beheerder.",
        mend_en="Ask another administrator.",
    ),
    "membership_two_hats": Code(
        "STO-062",
        nl="Inkoop en controle kunnen in één regio niet in één hand zijn. Deze persoon heeft de andere rol al.",
        en="Purchasing and control cannot be in one hand in one region. This person holds the other role already.",
        mend_nl="Geef deze rol aan iemand anders, of beëindig eerst de andere rol.",
        mend_en="Give this role to somebody else, or end the other role first.",
    ),
    "membership_no_overlap": Code(
        "STO-063",
        nl="Deze persoon heeft deze rol in deze periode al.",
        en="This person holds this role in this period already.",
        mend_nl="Kies een andere periode.",
        mend_en="Choose another period.",
    ),
    "invitation_open": Code(
        "STO-064",
        nl="Deze uitnodiging geldt niet meer, of is niet voor u.",
        en="This invitation holds no more, or is not for you.",
        mend_nl="Vraag de beheerder van de organisatie om een nieuwe.",
        mend_en="Ask the administrator of the organisation for a new one.",
    ),
    "factor_reset_three_people": Code(
        "STO-067",
        nl="Wie om een nieuwe tweede factor vraagt, keurt dat niet zelf goed, en u keurt uw eigen niet goed.",
        en="Who asks for a new second factor does not approve it, and nobody approves their own.",
        mend_nl="Laat een andere beheerder dit goedkeuren.",
        mend_en="Let another administrator approve it.",
    ),
    "factor_reset_asker": Code(
        "STO-068",
        nl="U kunt voor uzelf geen nieuwe tweede factor vragen.",
        en="You cannot ask a new second factor for yourself.",
        mend_nl="Gebruik een herstelcode, of vraag een andere beheerder.",
        mend_en="Use a recovery code, or ask another administrator.",
    ),
    "factor_reset_member": Code(
        "STO-069",
        nl="Deze persoon heeft geen rol bij uw organisatie.",
        en="This person has no role at your organisation.",
        mend_nl="Kies iemand die hier nu werkt.",
        mend_en="Choose somebody who works here now.",
    ),
    "delegation_other": Code(
        "STO-065",
        nl="Een organisatie kan niet aan zichzelf overdragen.",
        en="An organisation cannot delegate to itself.",
        mend_nl="Kies een andere organisatie.",
        mend_en="Choose another organisation.",
    ),
    "council_shared": Code(
        "STO-050",
        nl="Deze inbreng is al met het bestuur gedeeld.",
        en="This input was shared with the board already.",
        mend_nl="Er is niets meer te doen.",
        mend_en="There is nothing left to do.",
    ),
    "council_share_one": Code(
        "STO-051",
        nl="Het plan van contract {subject} is al met deze cliëntenraad gedeeld.",
        en="The plan of contract {subject} was shared with this client council already.",
        mend_nl="Er is niets meer te doen.",
        mend_en="There is nothing left to do.",
    ),
    "consultation_one": Code(
        "STO-052",
        nl="Deze organisatie is al gevraagd over {subject}.",
        en="This organisation was asked about {subject} already.",
        mend_nl="Kies een andere organisatie.",
        mend_en="Choose another organisation.",
    ),
    "talk_confirmed": Code(
        "STO-053",
        nl="Beide kanten hebben het verslag '{subject}' bevestigd. Het staat vast.",
        en="Both sides confirmed the report '{subject}'; it stands.",
        mend_nl="Maak een nieuw verslag als er iets bij moet.",
        mend_en="Make a new report when something has to be added.",
    ),
    "talk_later_version": Code(
        "STO-054",
        nl="Van '{subject}' is intussen een nieuwe versie.",
        en="There is a later version of '{subject}' by now.",
        mend_nl="Lees die versie en bevestig haar.",
        mend_en="Read that version and confirm it.",
    ),
    "talk_version_number": Code(
        "STO-055",
        nl="Iemand anders schreef op hetzelfde moment een versie van '{subject}'.",
        en="Somebody else wrote a version of '{subject}' at the same moment.",
        mend_nl="Lees die versie en schrijf daarna de uwe.",
        mend_en="Read that version and write yours after it.",
    ),
    "talk_confirmation_one": Code(
        "STO-056",
        nl="Uw kant heeft deze versie van '{subject}' al bevestigd.",
        en="Your side confirmed this version of '{subject}' already.",
        mend_nl="Wacht op de andere kant.",
        mend_en="Wait for the other side.",
    ),
    "publication_final": Code(
        "STO-057",
        nl="De uitslag van {subject} is niet definitief; er wordt niets gepubliceerd.",
        en="The result of {subject} is not final; nothing is published.",
        mend_nl="Maak de uitslag eerst definitief.",
        mend_en="Make the result final first.",
    ),
    "publication_one": Code(
        "STO-058",
        nl="Dezelfde bestanden van {subject} zijn al gepubliceerd.",
        en="The same files of {subject} were published already.",
        mend_nl="Er is niets meer te doen.",
        mend_en="There is nothing left to do.",
    ),
    "repair_decided": Code(
        "STO-092",
        nl="Over deze ronde is intussen besloten; er wordt niets meer hersteld.",
        en="This round was decided meanwhile; nothing is repaired any more.",
        mend_nl="Bent u het niet eens met de uitslag? Gebruik dan een van de routes erbij.",
        mend_en="If you disagree with the result, use one of the routes beside it.",
    ),
    "repair_time": Code(
        "STO-093",
        nl="Het moment om hierom te vragen of dit te herstellen is voorbij, of nog niet gekomen.",
        en="The moment to ask or to repair this has passed or has not come yet.",
        mend_nl="Kijk tot wanneer er hersteld kan worden.",
        mend_en="See until when it can be repaired.",
    ),
    "repair_other": Code(
        "STO-094",
        nl="De inschrijving van contract {subject} is intussen veranderd.",
        en="The submission of contract {subject} changed meanwhile.",
        mend_nl="Laad de pagina opnieuw en kijk wat er nu staat.",
        mend_en="Load the page again and see what stands now.",
    ),
}
"""What the database refuses, by the name of its rule."""
LAST_ADMINISTRATOR = Code(
    "STO-066",
    nl="{subject} is de laatste beheerder van deze organisatie; zonder beheerder kan niemand meer iemand toelaten.",
    en="{subject} is the last administrator of this organisation; without one nobody can let anybody in.",
    mend_nl="Nodig eerst een andere beheerder uit.",
    mend_en="First invite another administrator.",
)
FINDINGS = (*REFUSED.values(), LAST_ADMINISTRATOR)


def refusal(error: Exception, subject: str) -> Finding:
    """The finding that belongs to a rule of the database; a rule without words is a fault of ours and is raised."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if name not in REFUSED:
        raise error
    return Finding(REFUSED[name], subject)
