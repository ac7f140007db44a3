"""What changed in a form since a provider filled it: told for this provider alone, for what it is asked (B-068)."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.application.entry_form import EntryForm, FormQuestion
from driehoek.kernel import Money
from driehoek.kernel.dutch import amount


def form_changes(before: EntryForm, after: EntryForm) -> tuple[str, ...]:
    """Every change that this provider meets, a sentence each, in the order of the form.

    Args:
        before: the form as it stood when the provider last kept or handed in.
        after: as it stands now.
    """
    return (*_windows(before, after), *_questions(before, after), *_products(before, after))


def _windows(before: EntryForm, after: EntryForm) -> Iterator[str]:
    if before.deadlines() != after.deadlines():
        yield from (f"Het inschrijven is veranderd. Nu geldt: {text}" for text in after.deadlines())


def _questions(before: EntryForm, after: EntryForm) -> Iterator[str]:
    old = {item.question.id: item for item in before.questions}
    new = {item.question.id: item for item in after.questions}
    for name, item in new.items():
        if name not in old:
            yield f"Nieuwe vraag: {item.question.text}"
        else:
            yield from _question(old[name], item)
    yield from (f"Niet meer gevraagd: {item.question.text}" for name, item in old.items() if name not in new)


def _question(before: FormQuestion, after: FormQuestion) -> Iterator[str]:
    was, now = before.question, after.question
    if was.text != now.text:
        yield f"De vraag '{was.text}' luidt nu: {now.text}"
    if (was.type, dict(was.options)) != (now.type, dict(now.options)):
        yield f"Bij '{now.text}' kunt u nu anders antwoorden dan eerst."
    if was.required != now.required:
        yield f"Een antwoord op '{now.text}' is nu {'verplicht' if now.required else 'niet meer verplicht'}."
    told = {use.sentence for use in before.uses}
    for use in after.uses:
        if use.sentence not in told:
            yield f"Uw antwoord op '{now.text}' telt nu zo: {use.sentence}"


def _products(before: EntryForm, after: EntryForm) -> Iterator[str]:
    names = {lot.id: lot.name for lot in (*before.lots, *after.lots)}
    old = {(item.lot, item.product.code): item for item in before.products}
    new = {(item.lot, item.product.code): item for item in after.products}
    for key, item in new.items():
        what = f"{item.product.code} {item.product.name}, {names[item.lot]}"
        if key not in old:
            yield f"Nieuw om aan te bieden: {what}"
        elif old[key].maximum != item.maximum:
            yield f"Het maximumtarief van {what} was {_shown(old[key].maximum)} en is nu {_shown(item.maximum)}."
    for key, item in old.items():
        if key not in new:
            yield f"Niet meer aan te bieden: {item.product.code} {item.product.name}, {names[item.lot]}"


def _shown(maximum: Money | None) -> str:
    return "nog niet bekend" if maximum is None else amount(maximum)
