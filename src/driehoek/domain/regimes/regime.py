"""What a legal regime says: its words, its yearly calendar as a template, its goals and the rules that differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.regimes.template import CalendarTemplate, ProcessStep
from driehoek.kernel import Dated, Entry, Language, Rate


class Term(Enum):
    """A notion that each regime has its own word for; the value is its English code name."""

    POLICY = "procurement-policy"
    SUBMISSION = "submission"
    AGREEMENT = "agreement"
    VOLUME_AGREEMENT = "volume-agreement"
    BASE_PERCENTAGE = "base-percentage"
    MAXIMUM_TARIFF = "maximum-tariff"
    SURCHARGE = "surcharge"
    POLICY_CHANGE = "policy-change"
    SPACE = "contracting-space"
    ABOVE_AGREEMENT = "care-above-agreement"
    REALLOCATION = "reallocation"
    SETTLEMENT = "settlement"
    PROFILE_FOR_CLIENT = "profile-for-client"
    PROFILE_ON_CLAIM = "profile-on-claim"
    USER = "user"
    INSURED = "insured"
    PURCHASER = "purchaser"
    PROVIDER = "provider"
    ADMISSION = "admission"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Word:
    """The word for a notion in one regime and time.

    Attributes:
        nl: in Dutch, as on screens and in letters.
        en: in English.
        article: ``de`` or ``het``; empty where the word takes none.
        plural: in Dutch; empty where there is none in use.
    """

    nl: str
    en: str
    article: str = "de"
    plural: str = ""

    def text(self, language: Language = Language.NL) -> str:
        """The word in ``language``."""
        return self.nl if language is Language.NL else self.en


@dataclass(frozen=True, slots=True)
class WrongWord:
    """A word that belongs to another regime, with the one to use here.

    Attributes:
        word: the word, also as the beginning of a compound.
        instead: what to write here.
        reason: why it is wrong here, in English.
    """

    word: str
    instead: str
    reason: str

    def occurs_in(self, text: str) -> bool:
        """Whether ``text`` uses it, alone or at the start of a compound."""
        return re.search(rf"\b{re.escape(self.word)}", text, re.IGNORECASE) is not None


class Setting(Enum):
    """Care with or without a stay in an institution; the value is the word in files."""

    INTRAMURAL = "intramural"
    EXTRAMURAL = "extramural"

    @classmethod
    def of(cls, form: DeliveryForm) -> Setting:
        """The setting of a form of delivery: with residence or at home."""
        with_residence = (DeliveryForm.RESIDENCE, DeliveryForm.PART_TIME_RESIDENCE, DeliveryForm.WRONG_BED)
        return cls.INTRAMURAL if form in with_residence else cls.EXTRAMURAL


class RequirementEffect(Enum):
    """What a suitability requirement does to a provider of one kind of care."""

    DECIDES_ON_CONTRACT = "decides-on-contract"
    """No agreement without it."""
    TERM_OF_AGREEMENT = "term-of-agreement"
    """There must be an agreement anyhow; the same requirement is laid down in it."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What purchasing is for.

    Attributes:
        id: its name.
        nl: in plain Dutch, as printed in a policy.
        en: in English.
    """

    id: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals that come with a regime (A-050, A-051).

    Attributes:
        objectives: what every policy under this regime wants to reach.
        public_goals: what the law wants.
        public_interests: the interests weighed against each other, pluriformity among them.
        source: where they stand.
    """

    objectives: tuple[Goal, ...]
    public_goals: tuple[Goal, ...]
    public_interests: tuple[Goal, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Experiment:
    """A trial in some regions and years that goes by rules of its own, and is easily taken for something else (E-024).

    Attributes:
        name: in Dutch.
        name_en: in English.
        regions: the COD001 codes of its regions.
        rule: the rule of the division that it looks like.
    """

    name: str
    name_en: str
    regions: frozenset[str]
    rule: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A legal regime under which care is purchased.

    Attributes:
        id: its name in policies.
        name: in Dutch.
        name_en: in English.
        words: its words, by date.
        wrong_words: words of other regimes that must not stand on its screens.
        calendars: the template of its year, by contract year.
        goals: what purchasing is for.
        steps: the steps of purchasing with their duties, in order.
        max_years: the longest an agreement may last, by its first day, in years; empty where no law limits it.
        contract_obligation: for which care every admitted provider must get an agreement, by date.
        administrative_law: whether a decision of the purchaser falls under administrative law, so that ``bezwaar``
            is the right route and the right word.
        source: where the regime is described.
        price_bound: by date the highest share of the maximum tariff that may be agreed; where it is silent, the maximum
            itself (E-053).
        reasoned_tariff: by date whether the base percentage of each sector must be explained from real cost and be open
            to objection every year.
        experiments: trials in some regions, by date.
    """

    id: str
    name: str
    name_en: str
    words: Dated[Mapping[Term, Word]]
    wrong_words: tuple[WrongWord, ...]
    calendars: Dated[CalendarTemplate]
    goals: Goals
    max_years: Dated[int]
    contract_obligation: Dated[frozenset[Setting]]
    administrative_law: bool
    source: str
    steps: tuple[ProcessStep, ...] = field(default=())
    price_bound: Dated[Rate] | None = None
    reasoned_tariff: Dated[bool] | None = None
    experiments: tuple[Entry[Experiment], ...] = ()

    def word(self, term: Term, day: date) -> Word:
        """The word for ``term`` on ``day``.

        Raises:
            OutsideHorizonError: when the regime did not exist on that day.
        """
        return self.words.on(day)[term]

    def wrong_words_in(self, text: str) -> tuple[WrongWord, ...]:
        """The words in ``text`` that belong to another regime."""
        return tuple(word for word in self.wrong_words if word.occurs_in(text))

    def template(self, year: int) -> CalendarTemplate | None:
        """The calendar template for contract year ``year``; None when the regime knows none, never a guess."""
        entry = self.calendars.find(date(year, 1, 1))
        return entry.value if entry else None

    def must_contract(self, setting: Setting, day: date) -> bool:
        """Whether every admitted provider of such care must get an agreement (contracteerplicht, A-044)."""
        entry = self.contract_obligation.find(day)
        return entry is not None and setting in entry.value

    def requirement_effect(self, setting: Setting, day: date) -> RequirementEffect:
        """What failing a suitability requirement does: no agreement, or a term of the agreement (A-044, B-005)."""
        if self.must_contract(setting, day):
            return RequirementEffect.TERM_OF_AGREEMENT
        return RequirementEffect.DECIDES_ON_CONTRACT

    def highest_share(self, day: date) -> Rate:
        """The highest share of the maximum tariff that may be agreed on that day: the maximum, or more by rule."""
        entry = self.price_bound.find(day) if self.price_bound else None
        return entry.value if entry else Rate.percent(100)

    def asks_rationale(self, day: date) -> bool:
        """Whether the base percentage of an agreement that starts on that day must be explained and contestable."""
        entry = self.reasoned_tariff.find(day) if self.reasoned_tariff else None
        return entry is not None and entry.value

    def experiments_in(self, region: str, day: date) -> tuple[Entry[Experiment], ...]:
        """The trials that run in a region (COD001) on a day, with their period and source."""
        return tuple(item for item in self.experiments if day in item.period and region in item.value.regions)

    def longest_agreement(self, starts_on: date) -> int | None:
        """The most years an agreement that starts on that day may last, extension included; None without a limit."""
        entry = self.max_years.find(starts_on)
        return entry.value if entry else None
