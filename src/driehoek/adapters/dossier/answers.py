"""Answers in their canonical form: one way to write each, so that rules compare texts without guessing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from driehoek.adapters.dossier.decode import read_boolean, read_date
from driehoek.domain.policy import Question, QuestionType, named
from driehoek.kernel import Money, Rate

_NUMBER = re.compile(r"^-?[0-9]+([.,][0-9]+)?$")
_TWO_READINGS = re.compile(r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$")

_WANTED = {
    QuestionType.YES_NO: "yes / no",
    QuestionType.NUMBER: "12.5",
    QuestionType.PERCENTAGE: "94.5%",
    QuestionType.AMOUNT: "1234.50",
    QuestionType.DATE: "2027-01-01",
}


def canonical_answer(question: Question, text: str) -> tuple[str, str]:
    """Write an answer in canonical form.

    Returns:
        The answer, and nothing; or the answer as it was given and what was expected, when it cannot be read. An
        empty answer stays empty: whether that makes the submission incomplete is not for a reader to say.
    """
    body = text.strip()
    if not body:
        return "", ""
    try:
        return _canonical(question, body), ""
    except ValueError:
        return body, _WANTED.get(question.type) or " / ".join(question.options)


def _canonical(question: Question, text: str) -> str:
    if question.type is QuestionType.CHOICE and text not in question.options:
        raise ValueError(text)
    if question.type is QuestionType.NEED_LINES:
        return _lines(question, text)
    return _FORMS.get(question.type, str)(text)


def _lines(question: Question, text: str) -> str:
    """The lines that are named, each once, in the order of the form."""
    lines = named(text)
    if not lines or any(line not in question.options for line in lines):
        raise ValueError(text)
    return ", ".join(line for line in question.options if line in lines)


def _number(text: str) -> str:
    if not _NUMBER.match(text) or _TWO_READINGS.match(text):
        raise ValueError(text)
    return text.replace(",", ".")


def _percentage(text: str) -> str:
    # 94.5 can only be points; 0.945 may be meant as a share or as points, so it is not read
    body = text.removesuffix("%").strip()
    if body == text and 0 < abs(Rate.parse(body).value) <= 1:
        raise ValueError(text)
    return f"{_number(body)}%"


_FORMS: Mapping[QuestionType, Callable[[str], str]] = {
    QuestionType.YES_NO: lambda text: "yes" if read_boolean(text) else "no",
    QuestionType.NUMBER: _number,
    QuestionType.PERCENTAGE: _percentage,
    QuestionType.AMOUNT: lambda text: str(Money.parse(text)),
    QuestionType.DATE: lambda text: read_date(text).isoformat(),
}
