"""``python -m tests.oidc.server FOLDER REDIRECT``: serve with django-oauth-toolkit; prints the address."""

from __future__ import annotations

import os
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command

from tests.oidc import CLIENT, NAME, PASSWORD, SECRET

FORM = (
    '<form method="post">{% csrf_token %}{{ form }}<input type="hidden" name="next" value="{{ next }}">'
    "<button>Log in</button></form>"
)


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


def configure(folder: str) -> None:
    """The settings: a database in the folder, a key of its own, PKCE asked of everyone."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    loader = ("django.template.loaders.locmem.Loader", {"registration/login.html": FORM})
    settings.configure(
        SECRET_KEY="van-de-proef",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tests.oidc.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/oidc.sqlite3"}},
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [loader]}}],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        LOGIN_URL="/login/",
        USE_TZ=True,
        SESSION_COOKIE_NAME="oidc",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": key.decode(),
            "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
            "OIDC_RP_INITIATED_LOGOUT_ALWAYS_PROMPT": False,
            "PKCE_REQUIRED": True,
            "OAUTH2_VALIDATOR_CLASS": "tests.oidc.says.Says",
            "SCOPES": {"openid": "Inloggen"},
            "ALLOWED_REDIRECT_URI_SCHEMES": ["http"],
        },
    )


def fill(redirect: str) -> None:
    """The tables, one client and one person."""
    from django.contrib.auth.models import User  # noqa: PLC0415 - tables are known once the server is configured
    from oauth2_provider.models import Application  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0)
    User.objects.create_user(NAME, password=PASSWORD)
    Application.objects.create(
        name="Driehoek",
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=redirect,
        post_logout_redirect_uris="http://testserver/",
        algorithm=Application.RS256_ALGORITHM,
        skip_authorization=True,
    )


def main() -> None:
    """Serve."""
    folder, redirect = sys.argv[1:]
    os.environ["SAYS"] = f"{folder}/claims.json"
    configure(folder)
    django.setup()
    fill(redirect)
    server = make_server("127.0.0.1", 0, WSGIHandler(), server_class=_Threads, handler_class=_Silent)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}/o\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
