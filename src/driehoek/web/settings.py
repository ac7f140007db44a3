"""The portal for Django. What differs between places comes from the environment; every default is the safe one.

``DRIEHOEK_SECRET_KEY``  signs sessions; `driehoek serve` keeps one in the data folder when it is not given.
``DRIEHOEK_HOSTS``       the names under which the portal is reached, with commas; default this machine only.
``DRIEHOEK_HTTPS``       ``yes`` behind a server that speaks TLS: cookies then travel by TLS alone.
``DRIEHOEK_PROXIES``     how many servers stand between a browser and us, so that the lock on an address of the network
                         falls on the browser and not on them; default one with ``DRIEHOEK_HTTPS``, else none.
``DRIEHOEK_OIDC``        a file with the servers at which one can sign in; see docs/how-to/sign-in-with-oidc.md.
``DRIEHOEK_BINDING``     how sure it must be who acts, for an act that binds an organisation: ``none``, ``low``,
                         ``substantial`` (default) or ``high``.
``DRIEHOEK_EXAMPLE``     ``yes`` shows the sign-in of the example people; refused for a store with real people in it.
``DRIEHOEK_LOG``         where the log goes: ``stderr``, or a file; default ``DRIEHOEK_DATA``/portal.jsonl.
``DRIEHOEK_URL``          where the portal is reached, such as ``https://inkoop.example.org``; mails name it.
``DRIEHOEK_LIVE``        where a page hears what goes on in an agreement: a path that the server in front passes on to
                         the live process, a port under the name of the portal, or empty: the page then asks by itself.
                         Default ``/live/`` with ``DRIEHOEK_HTTPS``, else the port that `driehoek serve` chose.
``DRIEHOEK_MAIL``        ``smtp://host:port``; without it mails are files in ``DRIEHOEK_DATA``/mail.
``DRIEHOEK_MAIL_FROM``    the address mails come from.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.store.settings import (
    AUTH_USER_MODEL,
    DATABASES,
    DEFAULT_AUTO_FIELD,
    LANGUAGE_CODE,
    TIME_ZONE,
    USE_TZ,
)
from driehoek.domain.people import Assurance
from driehoek.web.log_place import written_to
from driehoek.web.oidc.configured import configured
from driehoek.web.words import make as make_words

__all__ = ["AUTH_USER_MODEL", "DATABASES", "DEFAULT_AUTO_FIELD", "LANGUAGE_CODE", "TIME_ZONE", "USE_TZ"]


def _yes(name: str) -> bool:
    return os.environ.get(name, "").casefold() in {"yes", "1", "true"}


HERE = Path(__file__).parent
DATA = Path(os.environ.get("DRIEHOEK_DATA", ".driehoek"))
SECRET_KEY = os.environ.get("DRIEHOEK_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = [name for name in os.environ.get("DRIEHOEK_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if name]
EXAMPLE = _yes("DRIEHOEK_EXAMPLE")
HTTPS = _yes("DRIEHOEK_HTTPS")
EXAMPLE_DAY = os.environ.get("DRIEHOEK_EXAMPLE_DAY", "") if EXAMPLE else ""
"""The example stands in mid-course: its clock runs, but began on this day."""
EXAMPLE_OFFSET = datetime.fromisoformat(EXAMPLE_DAY) - timezone.now() if EXAMPLE_DAY else timedelta(0)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "driehoek.adapters.store",
    "driehoek.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "driehoek.web.logs.requests",
    "driehoek.web.middleware.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "driehoek.web.middleware.ActingMiddleware",  # the last: it calls the view
]

ROOT_URLCONF = "driehoek.web.urls"
WSGI_APPLICATION = "driehoek.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "driehoek.web.context.portal",
            ],
            "builtins": ["driehoek.web.templatetags.dutch"],
        },
    }
]

LANGUAGES = [("nl", _("Nederlands")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
make_words(LOCALE_PATHS[0])
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # a form without script sends every cell of its grid

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "choose"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "driehoek.web.accounts.InvitedOnly"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/5m/ip"}
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("DRIEHOEK_PROXIES", "1" if HTTPS else "0"))
OIDC = configured(os.environ.get("DRIEHOEK_OIDC", ""))
SOCIALACCOUNT_ADAPTER = "driehoek.web.oidc.adapter.KnownOnly"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [server.app for server in OIDC.values()]}}
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
BINDING_ASSURANCE = Assurance[os.environ.get("DRIEHOEK_BINDING", "substantial").upper()]
"""How sure it must be who acts, for an act that binds; a password with a second factor is taken for substantial."""
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Driehoek"

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_NAME = "driehoek"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "driehoek-csrf"
CSRF_FAILURE_VIEW = "driehoek.web.portal.errors.expired"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

_mail = urlsplit(os.environ.get("DRIEHOEK_MAIL", ""))
if _mail.scheme == "smtp":
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")
DEFAULT_FROM_EMAIL = os.environ.get("DRIEHOEK_MAIL_FROM", "driehoek@localhost")
PUBLIC_URL = os.environ.get("DRIEHOEK_URL", "")
LIVE = os.environ.get("DRIEHOEK_LIVE", "/live/" if HTTPS else os.environ.get("DRIEHOEK_LIVE_PORT", ""))

LOG = os.environ.get("DRIEHOEK_LOG", "") or str(DATA / "portal.jsonl")
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = written_to(LOG)
