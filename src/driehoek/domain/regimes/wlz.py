"""The Wlz as it is now, with the cycle of contract year 2017 beside it.

The calendar is a template for contract year t. Lines that law or the NZa fixes have a latest day; the others are
the usual days of zorgkantoren and only help to start a calendar. For 2018 and 2019 no source was at hand: those
years are not known here.
"""

from __future__ import annotations

from datetime import date, time

from driehoek.domain.regimes.regime import Experiment, Goal, Goals, Regime, Term, Word, WrongWord
from driehoek.domain.regimes.template import (
    After,
    CalendarTemplate,
    Duty,
    MilestoneRule,
    MonthDay,
    ProcessStep,
    WindowRule,
)
from driehoek.kernel import Dated, Entry, Period

_WLZ = date(2015, 1, 1)
_NORM = "NZa, normenkader prestatiemeting Wlz 2015 (BWBR0036635)"
_TRANSPARENCY = "NZa, regeling transparantie contracteerproces Wlz (BWBR0037180), art. 4"
_FORMS = "NZa, budgetaanvragen langdurige zorg (2024 en 2025)"
_EXAMPLE = "Planning Zilveren Kruis 2019, als voorbeeld"
_EXAMPLE_CUT = "Herschikking 2023 van Zorg en Zekerheid, als voorbeeld"
_SAFARI = "Inkoopsafari 2016, par. 3.2"
_YEARLY = tuple(range(1, 13))
_CONFIRMED = date(2026, 11, 22)

_WORDS = {
    Term.POLICY: Word("inkoopbeleid", "procurement policy", "het"),
    Term.SUBMISSION: Word("inschrijving", "submission", "de", "inschrijvingen"),
    Term.AGREEMENT: Word("overeenkomst", "agreement", "de", "overeenkomsten"),
    Term.VOLUME_AGREEMENT: Word("budgetafspraak", "budget agreement", "de", "budgetafspraken"),
    Term.BASE_PERCENTAGE: Word("richttarief", "guide tariff", "het", "richttarieven"),
    Term.MAXIMUM_TARIFF: Word("maximumtarief", "maximum tariff", "het", "maximumtarieven"),
    Term.SURCHARGE: Word("opslag", "surcharge", "de", "opslagen"),
    Term.POLICY_CHANGE: Word("nota van wijziging", "published change", "de", "nota's van wijziging"),
    Term.SPACE: Word("contracteerruimte", "contracting space"),
    Term.ABOVE_AGREEMENT: Word("zorg boven de afspraak", "care above the agreement"),
    Term.REALLOCATION: Word("herschikking", "reallocation", "de", "herschikkingen"),
    Term.SETTLEMENT: Word("verrekening", "settlement", "de", "verrekeningen"),
    Term.PROFILE_FOR_CLIENT: Word("zorgprofiel", "care profile", "het", "zorgprofielen"),
    Term.PROFILE_ON_CLAIM: Word("zzp", "zzp", "het", "zzp's"),
    Term.USER: Word("cliënt", "client", "de", "cliënten"),
    Term.INSURED: Word("verzekerde", "insured person", "de", "verzekerden"),
    Term.PURCHASER: Word("zorgkantoor", "zorgkantoor", "het", "zorgkantoren"),
    Term.PROVIDER: Word("zorgaanbieder", "provider", "de", "zorgaanbieders"),
    Term.ADMISSION: Word("toelating", "admission", "de", "toelatingen"),
    Term.DISAGREEMENT: Word("opkomen tegen de uitkomst", "contest the outcome", ""),
}
# The guide tariff came in 2022; before, zorgkantoren spoke of a base tariff.
_WORDS_BEFORE_2022 = _WORDS | {Term.BASE_PERCENTAGE: Word("basistarief", "base tariff", "het", "basistarieven")}

_WRONG_WORDS = (
    WrongWord("bezwaar", "vraag, klacht, beroep op hardheid of kort geding", "the agreement falls under private law"),
    WrongWord("offerte", "inschrijving", "word of the AWBZ"),
    WrongWord("productieafspraak", "budgetafspraak", "word of the AWBZ"),
)


def _published(*, source: str) -> MilestoneRule:
    """The publication of the policy: usually 1 June, never after 1 July (norm B.2)."""
    return MilestoneRule(
        "policy-published",
        "Inkoopbeleid bekendgemaakt",
        "Procurement policy published",
        MonthDay(6, 1, -1),
        source,
        latest=MonthDay(7, 1, -1),
        stated=True,
    )


_BEFORE_T = (
    _published(source=f"meepratenoverzorginkoop.nl (1 juni); {_NORM}, norm B.2 (1 juli)"),
    MilestoneRule(
        "questions-until",
        "Laatste dag om vragen te stellen",
        "Last day for questions",
        After("policy-published", 21),
        _EXAMPLE,
        stated=True,
        on_workday=True,
    ),
    MilestoneRule(
        "answers-published",
        "Nota van inlichtingen",
        "Answers to all questions published",
        After("questions-until", 7),
        _EXAMPLE,
        stated=True,
        on_workday=True,
    ),
    MilestoneRule(
        "entry-closes",
        "Laatste dag van de inschrijving",
        "Last day for submissions",
        MonthDay(8, 1, -1),
        _EXAMPLE,
        stated=True,
        on_workday=True,
        explanation="Om 17.00 uur.",
    ),
    MilestoneRule(
        "preliminary-result",
        "Voorlopige uitkomst per zorgaanbieder",
        "Preliminary result per provider",
        MonthDay(8, 31, -1),
        _EXAMPLE,
        stated=True,
        on_workday=True,
    ),
    MilestoneRule(
        "budget-form-opens",
        "NZa stelt het budgetformulier open; mogelijke nota van wijziging op het richttarief",
        "NZa opens the budget form; possible change of the guide tariff",
        MonthDay(9, 30, -1),
        f"{_FORMS}; skipr september 2023",
        first=MonthDay(9, 1, -1),
    ),
    MilestoneRule(
        "award",
        "Definitieve uitkomst en overeenkomst verstuurd",
        "Final award, contract sent",
        MonthDay(10, 10, -1),
        _EXAMPLE,
        stated=True,
        on_workday=True,
    ),
    MilestoneRule(
        "region-sum-published",
        "Som van de overeengekomen budgetten in de regio bekendgemaakt",
        "Sum of agreed budgets of the region published",
        MonthDay(11, 15, -1),
        _TRANSPARENCY,
        inclusive=False,
        latest=MonthDay(11, 15, -1),
        explanation="Voordat de budgetformulieren naar de NZa gaan.",
    ),
    MilestoneRule(
        "budget-form",
        "Budgetformulier tweezijdig bij de NZa",
        "Budget form, two-sided",
        MonthDay(11, 15, -1),
        _FORMS,
        inclusive=False,
        latest=MonthDay(11, 15, -1),
        stated=True,
    ),
)

_DURING_T = (
    MilestoneRule(
        "production-report",
        "Gerealiseerde en afgesproken productie per zorgaanbieder vergeleken",
        "Realised against agreed production per provider",
        MonthDay(1, 31),
        "NZa, regeling controle en administratie Wlz-uitvoerders (BWBR0036909), art. 10",
        months=_YEARLY,
    ),
    MilestoneRule(
        "pgb-frame-report",
        "Melding over het pgb-kader",
        "Report on the pgb frame",
        MonthDay(1, 15),
        f"{_NORM}, PI 3 B",
        months=_YEARLY,
    ),
    MilestoneRule(
        "space-use-notice",
        "Zorgaanbieders geïnformeerd over het gebruik van de ruimte; wachtlijst (AW317)",
        "Providers informed on use of the space; waiting list (AW317)",
        MonthDay(3, 31),
        f"{_NORM}, PI 3 A.c",
        months=(3, 6, 9, 12),
    ),
    MilestoneRule(
        "claims-cut-off",
        "Declaraties tot en met juni binnen",
        "Cut-off: claims to June",
        MonthDay(8, 15),
        _EXAMPLE_CUT,
        on_workday=True,
    ),
    MilestoneRule(
        "reallocation-offer",
        "Totalen gedeeld, aanvullingen, aanbod voor de herschikking",
        "Totals shared, additions, reallocation offer",
        MonthDay(9, 22),
        _EXAMPLE_CUT,
        first=MonthDay(8, 25),
    ),
    MilestoneRule(
        "reallocation-form",
        "Herschikkingsformulier bij de NZa",
        "Reallocation form",
        MonthDay(11, 1),
        _FORMS,
        inclusive=False,
        latest=MonthDay(11, 1),
    ),
)

_AFTER_T = (
    MilestoneRule(
        "settlement-form-opens",
        "NZa stelt het nacalculatieformulier open",
        "Settlement form opens",
        MonthDay(2, 31, 1),
        _FORMS,
    ),
    MilestoneRule(
        "settlement-form",
        "Nacalculatie bij de NZa",
        "Settlement",
        MonthDay(6, 1, 1),
        _FORMS,
        inclusive=False,
        latest=MonthDay(6, 1, 1),
    ),
    MilestoneRule(
        "financial-report",
        "Financieel verslag van de Wlz-uitvoerder bij de NZa",
        "Financial report to the NZa",
        MonthDay(7, 1, 1),
        "Wlz art. 4.3.1",
        inclusive=False,
        latest=MonthDay(7, 1, 1),
    ),
)

NOW = CalendarTemplate(
    _BEFORE_T + _DURING_T + _AFTER_T,
    (WindowRule("inschrijving", "answers-published", "entry-closes", _EXAMPLE, 1, time(17)),),
)

_RECALIBRATION = "Herijking: geleverde kwaliteit en productie naast de afspraak"

CYCLE_2017 = CalendarTemplate(
    (
        _published(source=f"{_SAFARI}; {_NORM}, norm B.2 (1 juli)"),
        MilestoneRule(
            "entry-closes",
            "Laatste dag om stukken in het portaal te zetten",
            "Last day for documents in the portal",
            MonthDay(9, 1, -1),
            _SAFARI,
            stated=True,
            explanation="De bron zegt niet of 1 september zelf meetelt; het beleid moet dat zeggen. Hier telt die mee.",
        ),
        MilestoneRule(
            "talks",
            "Gesprekken in het najaar, ten hoogste vijf of zes per instelling",
            "Conversations in autumn, up to five or six per institution",
            MonthDay(10, 31, -1),
            _SAFARI,
            first=MonthDay(9, 2, -1),
        ),
        MilestoneRule(
            "budget-form",
            "Volledig budgetformulier bij de NZa",
            "Complete budget form to the NZa",
            MonthDay(11, 1, -1),
            _SAFARI,
            inclusive=False,
            latest=MonthDay(11, 1, -1),
            stated=True,
        ),
        MilestoneRule(
            "tariff-decisions",
            "Tariefbeschikkingen van de NZa; voorlopige budgetten bekend",
            "Tariff decisions by the NZa; provisional budgets known",
            MonthDay(1, 1),
            _SAFARI,
            inclusive=False,
        ),
        MilestoneRule(
            "may-round",
            "Mei-ronde",
            "May round",
            MonthDay(5, 31),
            "Enquête 2017, par. 1.4",
            MonthDay(5, 1),
            optional=True,
        ),
        MilestoneRule("recalibration-1", f"{_RECALIBRATION} (1)", "First recalibration", None, _SAFARI, stated=True),
        MilestoneRule(
            "inflow-reference",
            "Peildatum voor instroom; wie later komt is nog niet toegekend",
            "Reference date for inflow; later entries not awarded yet",
            MonthDay(7, 1),
            "Enquête 2017, par. 1.6",
            optional=True,
        ),
        MilestoneRule("recalibration-2", f"{_RECALIBRATION} (2)", "Second recalibration", None, _SAFARI, stated=True),
    ),
    (WindowRule("portaal", "policy-published", "entry-closes", _SAFARI),),
    steps=(
        ProcessStep(
            "dialogue",
            "Dialoogmodel",
            "Dialogue model",
            "",
            (
                Duty("self-analysis", "De aanbieder maakt een zelfanalyse op kwaliteitsthema's.", "Self-analysis."),
                Duty("plans", "De aanbieder maakt ontwikkelplannen.", "Development plans."),
                Duty("dialogue", "Zorgkantoor en aanbieder voeren de dialoog.", "Dialogue."),
                Duty("agreements", "SMART-afspraken over resultaat en beloning.", "SMART agreements."),
                Duty("test", "Na het jaar: is het resultaat behaald en de opslag definitief?", "Test after the year."),
            ),
            "Doelmatige Wlz-zorg 2016, par. 3.3.1 en 3.5.1",
        ),
    ),
)

_INTERESTS = (
    Goal("quality", "Kwaliteit", "Quality"),
    Goal("accessibility", "Toegankelijkheid", "Accessibility"),
    # requirement A-051 says efficiency where the source says affordability
    Goal("efficiency", "Doelmatigheid en betaalbaarheid", "Efficiency and affordability"),
)

WLZ = Regime(
    id="wlz",
    name="Wet langdurige zorg",
    name_en="Long-term Care Act (Wlz)",
    words=Dated.of(
        (
            Entry(Period(_WLZ, date(2022, 1, 1)), _WORDS_BEFORE_2022, "ontwerp Driehoek, hoofdstuk 1"),
            Entry(Period(date(2022, 1, 1)), _WORDS, "ontwerp Driehoek, hoofdstuk 1; zn.nl", _CONFIRMED),
        )
    ),
    wrong_words=_WRONG_WORDS,
    calendars=Dated.of(
        (
            Entry(Period.year(2017), CYCLE_2017, _SAFARI),
            Entry(Period(date(2020, 1, 1)), NOW, "bijlage A van het standaardenrapport", _CONFIRMED),
        )
    ),
    goals=Goals(
        objectives=(),
        public_goals=_INTERESTS,
        public_interests=(
            *_INTERESTS,
            Goal("pluriformity", "Pluriformiteit: ruimte voor verschil in wat goede zorg is", "Pluriformity"),
        ),
        source="Inkoopsafari 2016, par. 5.3",
    ),
    max_years=Dated.of((Entry(Period(_WLZ), 5, "Wlz art. 4.2.2 lid 3", _CONFIRMED),)),
    contract_obligation=Dated.of((Entry(Period(_WLZ), frozenset(), "Wlz art. 4.2.2"),)),
    administrative_law=False,
    source="Wlz (BWBR0035917)",
    reasoned_tariff=Dated.of(
        (Entry(Period(date(2024, 1, 1)), value=True, source="RBDHA:2023:15099 (GZ), :16336 (VV)"),)
    ),
    experiments=(
        Entry(
            Period(date(2017, 1, 1), date(2019, 1, 1)),
            Experiment(
                "Experiment persoonsvolgende inkoop Rotterdam en Zuid-Limburg",
                "Experiment with person-following procurement in Rotterdam and Zuid-Limburg",
                frozenset({"5521", "5531"}),
                "person-following",
            ),
            "Doelmatige Wlz-zorg 2016, par. 3.3.2 (2017-2018)",
        ),
    ),
)
