"""Between the request and the view: who acts, whether that may be, and one transaction around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.middleware import AccountMiddleware
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from driehoek.adapters.store.acting import Actor, set_actor
from driehoek.adapters.store.arriving import Arrived, arrive, set_public
from driehoek.adapters.store.keys import has_second_factor
from driehoek.adapters.store.mandating import Principal
from driehoek.adapters.store.models import Membership, Person
from driehoek.domain.people import Assurance, needs_second_factor
from driehoek.domain.people.claims import WORDS as LEVEL_WORDS
from driehoek.web.access import ACCESS, BINDING, NOBODY, SIGNED_IN, may
from driehoek.web.example_clock import wound
from driehoek.web.flows import is_declared
from driehoek.web.oidc.adapter import SIGNED_BY

MEMBERSHIP = "membership"
"""The key in the session of the membership that the person chose to act in."""
PRINCIPAL = "principal"
"""The key in the session of another organisation that the person acts for."""
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; "
    "frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
CHOOSE = "choose"
"""The page on which one chooses a role, and for whom."""
SERVER_FAULT = 500
WITHOUT_STORE = frozenset({"health", "ready"})
"""Routes for the machine that watches us, which must answer when the database does not."""


class PortalRequest(HttpRequest):
    """A request after the middleware: who acts, and when it arrived.

    Attributes:
        who: a role, or `NOBODY`, or `SIGNED_IN`.
        actor: for the database; None for who has no role.
        held: the roles that the person has today, and on the page to choose one for whom else; None for nobody.
        membership: the role that was chosen.
        lacks_factor: whether the role that was chosen waits for a second factor.
        principal: another organisation for which one acts in that role; None for the own one.
        arrived: when the request came in; deadlines are judged by it, and it is read once.
        speaks_with: set by a page whose script speaks with another process than this: its origin.
    """

    who: str
    actor: Actor | None
    held: Arrived | None
    membership: Membership | None
    principal: Principal | None
    lacks_factor: bool
    arrived: datetime
    speaks_with: str


def person_of(request: HttpRequest) -> Person:
    """Who signed in; asking it of somebody who did not is a fault of ours."""
    assert isinstance(request.user, Person), "the access table lets nobody in who did not sign in"
    return request.user


def actor_of(request: PortalRequest) -> Actor:
    """Who acts; asking it of somebody without a role is a fault of ours."""
    assert request.actor is not None, "the access table lets nobody in without a role"
    return request.actor


def now() -> datetime:
    """The present moment; the example has a clock of its own."""
    if not settings.EXAMPLE:
        return timezone.now()
    return timezone.now() + settings.EXAMPLE_OFFSET + wound(settings.DATA)


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Note when the request arrived, and say to the browser that nothing from elsewhere belongs on our pages."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.arrived = now()  # type: ignore[attr-defined]  # made a PortalRequest step by step
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(request))
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if response.status_code >= SERVER_FAULT or _is_signed_in(request):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def _policy(request: HttpRequest) -> str:
    """What the page may load; one that said so speaks with one other place as well, and loads nothing from there."""
    place = getattr(request, "speaks_with", "")
    return f"{POLICY}; connect-src 'self' {place}" if place else POLICY


def _is_signed_in(request: HttpRequest) -> bool:
    """Whether the answer is for one person; a watching machine is nobody, and is not looked up."""
    found = request.resolver_match
    if found and found.view_name in WITHOUT_STORE:
        return False
    return getattr(request, "user", None) is not None and request.user.is_authenticated


class ActingMiddleware:
    """Finds out who acts, holds the access table, and runs the view in a transaction in which the database knows it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the next in the row."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before the route is known."""
        return self.get_response(request)

    def process_view(
        self,
        request: PortalRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> HttpResponse:
        """Run the view, or say why not."""
        if request.resolver_match and request.resolver_match.view_name in WITHOUT_STORE:
            return _declared(request.resolver_match.view_name, view(request, *args, **kwargs))
        route = request.resolver_match.view_name if request.resolver_match else ""
        try:
            with transaction.atomic():
                _find_actor(request, route)
                if not may(route, request.who):
                    return _closed(request, route)
                if route in BINDING and assurance_of(request, person_of(request)) < settings.BINDING_ASSURANCE:
                    return _too_unsure(request)
                if request.actor is not None:
                    set_actor(request.actor)
                return _declared(route, view(request, *args, **kwargs))
        except (ImmediateHttpResponse, ReauthenticationRequired) as way:
            # how allauth sends somebody on; as we call the view ourselves, its own middleware does not see it
            sent: HttpResponse = AccountMiddleware(self.get_response).process_exception(request, way)
            return sent


class UndeclaredStreamError(RuntimeError):
    """A route answers with something that is no page and that the table of streams does not know: a fault of ours."""


def _declared(route: str, answer: HttpResponse) -> HttpResponse:
    """The answer, when it is a page or stands in the table of what may be sent; else nothing goes out."""
    if not is_declared(route, answer):
        msg = f"{route} sends {answer.headers.get('Content-Type')}, which is not in the table of streams"
        raise UndeclaredStreamError(msg)
    return answer


def _too_unsure(request: PortalRequest) -> HttpResponse:
    words = {"wanted": LEVEL_WORDS[settings.BINDING_ASSURANCE], "has_local": SIGNED_BY not in request.session}
    return render(request, "portal/too_unsure.html", words, status=403)


def _find_actor(request: PortalRequest, route: str) -> None:
    """Who acts; the database knows the person before it is asked which roles there are."""
    request.membership, request.actor, request.principal, request.lacks_factor = None, None, None, False
    request.held = None
    user: Person | AnonymousUser = request.user
    if not isinstance(user, Person):
        request.who = NOBODY
        set_public()
        return
    request.who = SIGNED_IN
    bound = request.session.get(PRINCIPAL)
    today = timezone.localdate(request.arrived)
    request.held = arrive(user.pk, today, with_principals=bound is not None or route == CHOOSE)
    chosen = request.session.get(MEMBERSHIP)
    if chosen is None:
        return
    held = next((item for item in request.held.roles if item.pk == chosen), None)
    if held is None or not of_organisation(request, held):  # the role ended while the session went on
        forget_role(request)
        return
    if _lacks_factor(request, user, held.role):
        request.lacks_factor = True
        return
    if bound is not None:
        acts_for = request.held.principals
        request.principal = next(
            (item for item in acts_for if (item.membership, str(item.id)) == (held.pk, bound)), None
        )
        if request.principal is None:  # the other organisation ended it
            forget_role(request)
            return
    request.membership = held
    request.who = held.role
    if request.principal is not None:
        request.actor = Actor(request.principal.id, held.role, user.pk, held.organisation_id)
    else:
        request.actor = Actor(held.organisation_id, held.role, user.pk)


def _lacks_factor(request: PortalRequest, person: Person, role: str) -> bool:
    """Whether a role asks for a second factor that this person has not; the example's people need none."""
    needed = needs_second_factor(role, timezone.localdate(request.arrived))
    return needed and assurance_of(request, person) < Assurance.SUBSTANTIAL


def assurance_of(request: HttpRequest, person: Person) -> Assurance:
    """How sure it is who acts: as an OIDC server said, or by a password with or without a second factor."""
    if settings.EXAMPLE and person.is_example:
        return Assurance.HIGH
    said = request.session.get(SIGNED_BY)
    if said is not None:
        return Assurance(said["assurance"])
    return Assurance.SUBSTANTIAL if has_second_factor(person.pk) else Assurance.LOW


def of_organisation(request: HttpRequest, membership: Membership) -> bool:
    """Whether a role is of the organisation for which the person signed in, where the sign-in said which."""
    said = request.session.get(SIGNED_BY) or {}
    return not said.get("organisation") or membership.organisation.kvk == said["organisation"]


def forget_role(request: HttpRequest) -> None:
    """Act in no role from now on, until one is chosen."""
    request.session.pop(MEMBERSHIP, None)
    request.session.pop(PRINCIPAL, None)


def _closed(request: PortalRequest, route: str) -> HttpResponse:
    """Who could come in with another key is shown the door; for the rest the page does not exist."""
    if route not in ACCESS or (request.who not in (NOBODY, SIGNED_IN) and not request.lacks_factor):
        raise PermissionDenied
    if request.headers.get("HX-Request"):  # a script that keeps what is typed: a page of another kind is no answer
        return HttpResponse(status=401)
    if request.who == NOBODY:
        return redirect_to_login(_back_to(request, route))
    if request.lacks_factor:
        messages.info(request, _("Uw rol vraagt een tweede factor. Stel die hier in; daarna kunt u verder."))
        return redirect("mfa_activate_totp")
    return redirect(f"{reverse('choose')}?{urlencode({'next': _back_to(request, route)})}")


def _back_to(request: PortalRequest, route: str) -> str:
    """Where to go on after signing in: the page itself, or, for what was sent, the page it was sent from."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    path = urlsplit(request.headers.get("Referer", "")).path
    back = path if path and url_has_allowed_host_and_scheme(path, None) else "/"
    return f"{back}?niet-ingediend=1" if route in ("submit", "withdraw") else back
