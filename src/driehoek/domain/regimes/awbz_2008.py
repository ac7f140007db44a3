"""AWBZ 2008: the joint framework of the zorgkantoren, "Zorginkoop AWBZ 2008" (source 002).

All zorgkantoren follow the same five steps and dates, for care with and without residence; what the steps ask
differs, because in 2008 the obligation to contract holds for intramural care only (A-044, B-002).
"""

from __future__ import annotations

from datetime import date

from driehoek.domain.regimes.regime import Goal, Goals, Regime, Setting, Term, Word, WrongWord
from driehoek.domain.regimes.template import (
    CalendarTemplate,
    Duty,
    MilestoneRule,
    MonthDay,
    NthWeekday,
    PreconditionRule,
    ProcessStep,
    WindowRule,
)
from driehoek.kernel import Dated, Entry, Period

_FRAME = "Zorginkoop AWBZ 2008"
_PROCESS = f"{_FRAME}, par. 2.2"
_YEAR = Period.year(2008)

_WORDS = {
    Term.POLICY: Word("inkoopbeleid", "procurement policy", "het"),
    Term.SUBMISSION: Word("offerte", "offer", "de", "offertes"),
    Term.AGREEMENT: Word("overeenkomst", "agreement", "de", "overeenkomsten"),
    Term.VOLUME_AGREEMENT: Word("productieafspraak", "production agreement", "de", "productieafspraken"),
    Term.BASE_PERCENTAGE: Word("basistarief", "base tariff", "het", "basistarieven"),
    Term.MAXIMUM_TARIFF: Word("maximumtarief", "maximum tariff", "het", "maximumtarieven"),
    Term.SURCHARGE: Word("opslag", "surcharge", "de", "opslagen"),
    Term.POLICY_CHANGE: Word("wijziging van het inkoopbeleid", "change of the policy", "de", "wijzigingen"),
    Term.SPACE: Word("contracteerruimte", "contracting space"),
    Term.ABOVE_AGREEMENT: Word("overproductie", "production above the agreement"),
    Term.REALLOCATION: Word("herschikking", "reallocation", "de", "herschikkingen"),
    Term.SETTLEMENT: Word("nacalculatie", "settlement", "de", "nacalculaties"),
    Term.PROFILE_FOR_CLIENT: Word("indicatie", "indication", "de", "indicaties"),
    Term.PROFILE_ON_CLAIM: Word("functie en klasse", "function and class"),
    Term.USER: Word("cliënt", "client", "de", "cliënten"),
    Term.INSURED: Word("verzekerde", "insured person", "de", "verzekerden"),
    Term.PURCHASER: Word("zorgkantoor", "zorgkantoor", "het", "zorgkantoren"),
    Term.PROVIDER: Word("instelling", "institution", "de", "instellingen"),
    Term.ADMISSION: Word("toelating", "admission", "de", "toelatingen"),
    Term.DISAGREEMENT: Word("eenzijdig verzoek aan de NZa", "one-sided filing with the NZa", "het"),
}

_WRONG_WORDS = (
    WrongWord("bezwaar", "eenzijdig verzoek of kort geding", "the agreement falls under private law"),
    WrongWord("inschrijving", "offerte", "word of the Wlz"),
    WrongWord("budgetafspraak", "productieafspraak", "word of the Wlz"),
    WrongWord("richttarief", "basistarief", "word of the Wlz since 2022"),
    WrongWord("zorgprofiel", "indicatie", "word of the Wlz"),
)

_MILESTONES = (
    MilestoneRule(
        "policy-published",
        "Bekendmaking van het inkoopbeleid",
        "Procurement policy published",
        MonthDay(10, 8, -1),
        _PROCESS,
        latest=MonthDay(10, 8, -1),
        stated=True,
    ),
    MilestoneRule(
        "information",
        "Informatie over contractering en inkoop",
        "Information on contracting and purchasing",
        MonthDay(11, 30, -1),
        _PROCESS,
        first=MonthDay(10, 1, -1),
        latest=MonthDay(11, 30, -1),
        stated=True,
    ),
    MilestoneRule(
        "entry-closes",
        "Laatste dag om een offerte in te dienen",
        "Last day for offers",
        MonthDay(12, 3, -1),
        _PROCESS,
        latest=MonthDay(12, 3, -1),
        stated=True,
    ),
    MilestoneRule(
        "award",
        "Toekenning van een contract",
        "Contract awarded",
        MonthDay(12, 31, -1),
        _PROCESS,
        latest=MonthDay(12, 31, -1),
        stated=True,
    ),
    MilestoneRule(
        "agreements-filed",
        "Toedeling van productieruimte en indiening van productieafspraken",
        "Production space allotted and production agreements filed",
        MonthDay(3, 1),
        _PROCESS,
        latest=MonthDay(3, 1),
        stated=True,
    ),
)

_PRECONDITIONS = (
    PreconditionRule(
        "earmarked-space",
        "Geoormerkte contracteerruimte voor speerpunten",
        "Earmarked space for spearheads",
        MonthDay(8, 1, -1),
        ("division.space",),
        f"{_FRAME}, noot 18",
    ),
    PreconditionRule(
        "extramural-terms",
        "Prestaties en definities van de extramurale zorg",
        "Terms of extramural performances",
        MonthDay(8, 31, -1),
        ("tariffs",),
        f"{_FRAME}, par. 2.1",
        first=MonthDay(8, 1, -1),
    ),
    PreconditionRule(
        "zzp-introduction",
        "Invoering van zorgzwaartepakketten",
        "Introduction of ZZPs clear",
        MonthDay(8, 31, -1),
        ("contract",),
        f"{_FRAME}, par. 2.1",
        first=MonthDay(7, 1, -1),
    ),
    PreconditionRule(
        "growth-space",
        "Groeiruimte in de AWBZ",
        "Growth space",
        MonthDay(9, 1, -1),
        ("space",),
        f"{_FRAME}, noot 18",
    ),
    PreconditionRule(
        "policy-aspects",
        "Beleidsmatige aspecten van de begrenzing van de ruimte",
        "Policy aspects, from budget day (Prinsjesdag)",
        NthWeekday(9, 1, 3, -1),
        ("division",),
        f"{_FRAME}, par. 2.1",
    ),
    PreconditionRule(
        "space-per-office",
        "Contracteerruimte per zorgkantoor",
        "Space per zorgkantoor",
        MonthDay(11, 1, -1),
        ("space", "division.models"),
        f"{_FRAME}, par. 2.1 en noot 18",
        first=MonthDay(10, 1, -1),
    ),
)

_STEPS = (
    ProcessStep(
        "preparation",
        "Voorbereiding",
        "Preparation",
        "policy-published",
        (
            Duty("pursue", "Hoe we voldoende, passende en doelmatige zorg nastreven.", "How enough care is pursued."),
            Duty("need", "Een schets van de benodigde zorg.", "A sketch of the care needed."),
            Duty("requirements", "De eisen aan aanbieders.", "The requirements for providers."),
            Duty("procedure", "De procedure voor extramurale zorg.", "The procedure.", Setting.EXTRAMURAL.value),
        ),
        f"{_PROCESS}, stap 1",
    ),
    ProcessStep(
        "information",
        "Informatietraject",
        "Information",
        "information",
        (
            Duty("list", "Toegelaten instellingen met zetel in de regio in beeld.", "List institutions in the region."),
            Duty("letter", "Een brief aan iedere instelling.", "A letter to each."),
            Duty("meeting", "Ten minste één bijeenkomst per regio.", "At least one meeting per region."),
            Duty("website", "Alle stukken op de website.", "All documents on the website."),
            Duty("invitation", "Een uitnodiging om een offerte in te dienen.", "An invitation to submit an offer."),
        ),
        f"{_PROCESS}, stap 2",
    ),
    ProcessStep(
        "contract",
        "Contract en overeenkomst",
        "Contract and agreement",
        "award",
        (
            Duty(
                "suitability",
                "De geschiktheidseisen toetsen: die bepalen óf er een contract komt.",
                "Test the suitability requirements: they decide whether a contract is made.",
                Setting.EXTRAMURAL.value,
            ),
            Duty(
                "general-requirements",
                "Algemene eisen, afgeleid van de geschiktheidseisen, in de overeenkomst opnemen.",
                "Lay down general requirements derived from them in the agreement.",
                Setting.INTRAMURAL.value,
            ),
        ),
        f"{_PROCESS}, stap 3",
    ),
    ProcessStep(
        "model",
        "Keuze van het inkoopmodel",
        "Choice of the procurement model",
        "policy-published",
        (
            Duty("reasons", "Het gekozen model met redenen bekendmaken.", "Publish the model chosen with reasons."),
            Duty("agree", "Afspraken over volume, prijs en kwaliteit.", "Agree on volume, price and quality."),
        ),
        f"{_PROCESS}, stap 4",
    ),
    ProcessStep(
        "assessment",
        "Beoordelen van offertes",
        "Assessment",
        "agreements-filed",
        (
            Duty(
                "objective",
                "Offertes objectief beoordelen met criteria die vooraf bekend waren.",
                "Assess offers objectively against criteria known beforehand.",
                Setting.EXTRAMURAL.value,
            ),
            Duty(
                "file",
                "Productieafspraken bij de NZa indienen, tweezijdig of eenzijdig.",
                "File production agreements with the NZa, two-sided or one-sided.",
            ),
        ),
        f"{_PROCESS}, stap 5",
    ),
)

_GOALS = Goals(
    objectives=(
        Goal("enough", "Voldoende AWBZ-zorg in verhouding tot de geïndiceerde zorgvraag.", "Enough care"),
        Goal("quality", "Zorg van kwalitatief verantwoord niveau.", "Of responsible quality"),
        Goal("choice", "Keuzemogelijkheden voor de klant.", "With choice for the client"),
        Goal("efficient", "Een zorgaanbod dat doelmatig is.", "Efficient supply"),
        Goal("affordable", "Zorg die betaalbaar blijft voor de maatschappij.", "Affordable for society"),
    ),
    public_goals=(
        Goal("accessibility", "Toegankelijkheid", "Accessibility"),
        Goal("quality", "Kwaliteit", "Quality"),
        Goal("efficiency", "Doelmatigheid", "Efficiency"),
        Goal("affordability", "Betaalbaarheid", "Affordability"),
    ),
    public_interests=(
        Goal("quality", "Kwaliteit", "Quality"),
        Goal("accessibility", "Toegankelijkheid", "Accessibility"),
        # requirement A-051 says efficiency where the source says affordability
        Goal("efficiency", "Doelmatigheid en betaalbaarheid", "Efficiency and affordability"),
        Goal("pluriformity", "Pluriformiteit: ruimte voor verschil in wat goede zorg is", "Pluriformity"),
    ),
    source=f"{_FRAME}, par. 1.1 en 1.3; Inkoopsafari 2016, par. 5.3",
)

AWBZ_2008 = Regime(
    id="awbz-2008",
    name="AWBZ 2008",
    name_en="AWBZ 2008",
    words=Dated.of((Entry(_YEAR, _WORDS, _FRAME),)),
    wrong_words=_WRONG_WORDS,
    calendars=Dated.of(
        (
            Entry(
                _YEAR,
                CalendarTemplate(
                    _MILESTONES,
                    (WindowRule("offertes", "policy-published", "entry-closes", _PROCESS),),
                    _PRECONDITIONS,
                ),
                _PROCESS,
            ),
        )
    ),
    goals=_GOALS,
    max_years=Dated(()),
    contract_obligation=Dated.of(
        (Entry(Period(date(2007, 1, 1), date(2009, 1, 1)), frozenset({Setting.INTRAMURAL}), f"{_PROCESS}, stap 4"),)
    ),
    administrative_law=False,
    source=_FRAME,
    steps=_STEPS,
)
