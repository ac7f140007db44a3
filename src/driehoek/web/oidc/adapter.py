"""The doors of allauth for OIDC that we keep closed, and the checks that we add."""

from __future__ import annotations

from secrets import compare_digest
from typing import Any

from allauth.account.signals import user_logged_in
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.adapters.store import members
from driehoek.adapters.store.models import Person
from driehoek.domain.people import Broker, read_claims
from driehoek.kernel import Finding
from driehoek.web.oidc.configured import OidcServer

SIGNED_BY = "signed-in-by"
"""The key in the session of what an OIDC sign-in said: server, level and organisation."""
WAITING = "invitation"
"""The key in the session of the invitation whose link was opened."""
REFUSED = 403


def refused(request: HttpRequest, text: str) -> HttpResponse:
    """Why somebody does not come in, in words."""
    return render(request, "portal/oidc_refused.html", {"text": text}, status=REFUSED)


class CheckedOidc(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # the package ships no types
    """Reads a token: signature, server, client, time and once are checked always; then the map of the day reads it."""

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """The sign-in as far as we keep it; the nonce is checked once the state is known."""
        raw = kwargs["response"].get("id_token")
        if not raw:
            msg = "no id_token"
            raise OAuth2Error(msg)
        claims = jwtkit.verify_and_decode(
            credential=raw,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        server: OidcServer = settings.OIDC[self.provider_id]
        if server.fetches_userinfo:
            more = self._fetch_user_info(token.token)
            if more.get("sub") != claims["sub"]:
                msg = "userinfo is of somebody else"
                raise OAuth2Error(msg)
            claims = {**more, **claims}
        given = server.maps.find(timezone.localdate(request.arrived))  # type: ignore[attr-defined]  # a PortalRequest
        if given is None:
            raise ImmediateHttpResponse(refused(request, _("Voor deze dag is niet ingesteld hoe u kunt inloggen.")))
        signed = read_claims(server.name, given.value, claims, settings.SECRET_KEY.encode())
        if isinstance(signed, Finding):
            raise ImmediateHttpResponse(refused(request, f"{signed.sentence()} {signed.mend()}"))
        kept = {
            "sub": signed.person,
            "assurance": int(signed.assurance),
            "organisation": signed.organisation,
            "email": signed.email if given.value.broker is Broker.ORGANISATION else "",
            "name": signed.name,
            "nonce": str(claims.get("nonce", "")),
        }
        return self.get_provider().sociallogin_from_response(request, kept)


class KnownOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the package ships no types
    """Nobody signs up by himself; whoever is not known is told so."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an organisation's own administrator invites."""
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The nonce, and who it is: linked before, or by an address that the server checked."""
        said = sociallogin.account.extra_data
        asked = str(sociallogin.state.get("nonce", ""))
        if not asked or not compare_digest(asked, said.pop("nonce", "")):
            raise ImmediateHttpResponse(refused(request, _("Het antwoord hoort niet bij uw vraag. Begin opnieuw.")))
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        person = self._by_address(request, said)
        if person is None:
            text = _("Wij kennen u niet. Log eerst in met uw wachtwoord en koppel dit inlogmiddel bij Uw gegevens, of "
                     "vraag de beheerder van uw organisatie om een uitnodiging.")  # fmt: skip
            raise ImmediateHttpResponse(refused(request, text))
        sociallogin.connect(request, person)

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Whatever went wrong on the way: one page in words, without what the other side said."""
        del args, kwargs
        text = _("Het inloggen is niet gelukt of werd afgebroken. Begin opnieuw.")
        raise ImmediateHttpResponse(refused(request, text))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Back to the page of the person."""
        del request, socialaccount
        return reverse("me")

    @staticmethod
    def _by_address(request: HttpRequest, said: dict[str, Any]) -> Person | None:
        """The account with the checked address; for whom an invitation waits, one is made without a password."""
        email = said.get("email", "")
        if not email:
            return None
        person = Person.objects.filter(email=email).first()
        if person is not None:
            return person if person.is_active else None
        found = members.opened(request.session.get(WAITING, ""))
        arrived = request.arrived  # type: ignore[attr-defined]  # a PortalRequest
        if found is None or not found.opens(arrived) or found.email != email:
            return None
        return Person.objects.create_user(email, said.get("name") or email)


@receiver(user_logged_in)
def remember(request: HttpRequest, sociallogin: SocialLogin | None = None, **kwargs: object) -> None:
    """Keep for the session what the sign-in said; one with a password says nothing."""
    del kwargs
    request.session.pop(SIGNED_BY, None)
    if sociallogin is not None:
        said = sociallogin.account.extra_data
        request.session[SIGNED_BY] = {
            "server": sociallogin.account.provider,
            "assurance": said.get("assurance", 0),
            "organisation": said.get("organisation", ""),
        }
