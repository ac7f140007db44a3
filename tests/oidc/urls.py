"""The addresses of the server: those of django-oauth-toolkit, and a form to sign in."""

from __future__ import annotations

from django.contrib.auth.views import LoginView
from django.urls import include, path

urlpatterns = [path("o/", include("oauth2_provider.urls")), path("login/", LoginView.as_view())]
