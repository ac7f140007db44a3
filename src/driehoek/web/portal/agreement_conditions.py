"""The conditions of an agreement: contract form, amount, duration, and clause by clause what the provider answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from driehoek.adapters.report.contract_form_chart import contract_form_figure
from driehoek.adapters.report.figure import Figure
from driehoek.adapters.store import agreement_versions
from driehoek.adapters.store.models import Agreement
from driehoek.application.agreement.forms_shown import show_form
from driehoek.bootstrap.kept import Kept
from driehoek.domain.agreement.clauses import CONTESTED, Answer, Clause, Reply, Subject, contested, lacking
from driehoek.domain.agreement.conditions import Conditions
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS
from driehoek.domain.agreement.duration import NotLonger, Term, check_term
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.policy.params import read
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.agreements import own_agreement, side_of
from driehoek.web.portal.forms import UnreadError, amount
from driehoek.web.templatetags.dutch import told

LONGEST = 4000
MOST_YEARS = 5
"""Wlz art. 4.2.2: an agreement lasts five years at most."""
EMPTY_CLAUSES = 2
"""So many empty clauses a form ends with."""
REPLIES = (
    (Reply.ACCEPTED.value, _lazy("Akkoord")),
    (Reply.RESERVED.value, _lazy("Akkoord met een voorbehoud")),
    (Reply.REFUSED.value, _lazy("Niet akkoord")),
)
NOT_LONGER = (
    (NotLonger.NO_PLANS.value, _lazy("er is geen akkoord over de ontwikkelplannen")),
    (NotLonger.OWN_CRITERIA.value, _lazy("niet voldaan aan de eigen criteria")),
    (NotLonger.NATIONAL_CONDITIONS.value, _lazy("niet voldaan aan de landelijke voorwaarden")),
    (NotLonger.OWN_CHOICE.value, _lazy("eigen keuze")),
)
SUBJECTS = (
    (Subject.OTHER.value, _lazy("iets anders")),
    (Subject.DURATION.value, _lazy("begin, duur en einde")),
    (Subject.CARE.value, _lazy("de zorg")),
    (Subject.PRICE.value, _lazy("de prijs")),
    (Subject.INFORMATION.value, _lazy("informatie aan verzekerden")),
    (Subject.INFORMAL_CARE.value, _lazy("mantelzorgers en vrijwilligers")),
    (Subject.CONTROL.value, _lazy("controle")),
    (Subject.ADMINISTRATION.value, _lazy("administratie")),
)


def page(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Show the conditions, and write the next when they are sent."""
    agreement, side = own_agreement(request, agreement_id), side_of(request)
    number, before = agreement_versions.conditions_of(agreement)
    wanted, wrong = before, ""
    if request.method == "POST":
        try:
            wanted = _answered(request, before) if side is Side.PROVIDER else _written(request, before)
        except UnreadError as unread:
            wrong = str(unread)
        else:
            wrong = _keep(request, agreement, wanted)
            if not wrong:
                messages.success(request, _("De voorwaarden zijn bewaard. De andere kant ziet wat u veranderde."))
                return redirect("agreement-conditions", agreement_id=agreement_id)
    context = {
        "agreement": agreement,
        "side": side.value,
        "number": number,
        "wanted": wanted,
        "wrong": wrong,
        "form": CONTRACT_FORMS[wanted.form],
        "clauses": _shown(wanted),
        "findings": (*wanted.open_points, *check_term(wanted.term), *_lacking(agreement, wanted)),
        "choices": _CHOICES,
        "other_texts": [item for item in CONTESTED if item.id not in {c.contested for c in wanted.clauses}],
    }
    return render(request, "portal/agreement_conditions.html", context, status=400 if wrong else 200)


_CHOICES = {
    "replies": REPLIES,
    "not_longer": NOT_LONGER,
    "subjects": SUBJECTS,
    "forms": [(name, form.dutch) for name, form in CONTRACT_FORMS.items()],
    "years": range(1, MOST_YEARS + 1),
}


def pays(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """What the contract form of an agreement pays for any amount of care, as a chart with its table."""
    agreement = own_agreement(request, agreement_id)
    _number, conditions = agreement_versions.conditions_of(agreement)
    content = agreement_versions.content_of(agreement, conditions)
    if content.faults:
        for finding in content.faults:
            messages.error(request, told(finding))
        return redirect("agreement-conditions", agreement_id=agreement_id)
    form = CONTRACT_FORMS[conditions.form]
    params, _wrong = read(form.dutch, form.params, conditions.params)
    shown = show_form(form, content.terms, params)
    drawing = _DRAWN.get(content.fingerprint, lambda: contract_form_figure("vorm", shown))
    return render(request, "portal/agreement_pays.html", {"agreement": agreement, "shown": shown, "drawing": drawing})


_DRAWN: Kept[str, Figure] = Kept(64)
"""Drawings of what forms pay, by the fingerprint of the agreement."""


def _keep(request: PortalRequest, agreement: Agreement, wanted: Conditions) -> str:
    seen = request.POST.get("number", "")
    made = agreement_versions.write_conditions(
        actor_of(request), agreement, int(seen) if seen.isdecimal() else 0, wanted, request.arrived
    )
    return told(made) if isinstance(made, Finding) else ""


def _shown(wanted: Conditions) -> list[dict[str, object]]:
    answers = {answer.clause: answer for answer in wanted.answers}
    return [{"clause": item, "answer": answers.get(item.id), "contested": contested(item)} for item in wanted.clauses]


def _lacking(agreement: Agreement, wanted: Conditions) -> tuple[Finding, ...]:
    """What the law of the first day of the year asks an agreement to say."""
    return lacking(wanted.clauses, date(agreement.year, 1, 1))


def _answered(request: PortalRequest, before: Conditions) -> Conditions:
    """What the provider answers, clause by clause; nothing is accepted by leaving it open."""
    kept = {answer.clause: answer for answer in before.answers}
    answers = []
    for clause in before.clauses:
        reply = request.POST.get(f"reply-{clause.id}", "")
        if reply not in {value for value, _label in REPLIES}:
            continue
        reason = _text(request, f"reason-{clause.id}") if reply != Reply.ACCEPTED.value else ""
        settled = kept[clause.id].settled if clause.id in kept else ""
        answers.append(Answer(clause.id, Reply(reply), reason, settled))
    return replace(before, answers=tuple(answers))


def _written(request: PortalRequest, before: Conditions) -> Conditions:
    """What the purchaser writes; a clause of which the text is emptied goes."""
    typed = request.POST
    form = typed.get("form", before.form)
    years = typed.get("years", "")
    if form not in CONTRACT_FORMS or not years.isdecimal() or not 1 <= int(years) <= MOST_YEARS:
        raise UnreadError(_("Kies een contractvorm en een duur van een tot vijf jaar."))
    people = typed.get("inhabitants", "").replace(".", "").strip()
    if people and not people.isdecimal():
        raise UnreadError(_("Geef het aantal inwoners als een heel getal."))
    why = typed.get("not_longer", "")
    term = Term(
        int(years),
        covers_tariffs="tariffs" in typed,
        covers_volumes="volumes" in typed,
        index=_text(request, "index"),
        not_longer=NotLonger(why) if why in {value for value, _label in NOT_LONGER} and years == "1" else None,
    )
    clauses = tuple(_clauses(request, before))
    settled = {clause.id: _text(request, f"settled-{clause.id}") for clause in before.clauses}
    answers = tuple(replace(item, settled=settled.get(item.clause, item.settled)) for item in before.answers)
    sent = {param.name: typed.get(f"param-{param.name}", "").strip() for param in CONTRACT_FORMS[form].params}
    params = {name: raw for name, raw in sent.items() if raw}
    return Conditions(form, params, amount(request, "amount"), int(people or 0), term, clauses, answers)


def _clauses(request: PortalRequest, before: Conditions) -> list[Clause]:
    found = []
    for clause in before.clauses:
        text = _text(request, f"text-{clause.id}")
        if text:
            found.append(replace(clause, text=text))
    last = max((_number(clause.id) for clause in before.clauses), default=0)
    for place in range(1, EMPTY_CLAUSES + 1):
        text, subject = _text(request, f"new-{place}"), request.POST.get(f"subject-{place}", "")
        of_law = subject if subject in {value for value, _label in SUBJECTS} else Subject.OTHER.value
        if text:
            last += 1
            found.append(Clause(f"condition-{last}", text, Subject(of_law)))
    taken = next((item for item in CONTESTED if item.id == request.POST.get("contested", "")), None)
    if taken is not None:
        found.append(Clause(f"condition-{last + 1}", taken.nl, contested=taken.id))
    return found


def _number(name: str) -> int:
    tail = name.removeprefix("condition-")
    return int(tail) if tail.isdecimal() else 0


def _text(request: PortalRequest, name: str) -> str:
    return request.POST.get(name, "").strip().replace("\r\n", "\n")[:LONGEST]
