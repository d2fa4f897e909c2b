"""What is the same everywhere. Where the data lives and which database come from WAYMARK_DATA and DATABASE_URL."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from waymark.project.settings import database, directories, secret

PACKAGE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("WAYMARK_DATA", "data")).resolve()
SECRET_KEY = secret.of(DATA, "secret.key")
# Keys before this one, after it was changed: what they sealed (seeds of codes, sessions) still opens.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("WAYMARK_OLD_SECRET_KEYS", "").split(",") if key]
AUDIT_KEY_FILE = Path(os.environ.get("WAYMARK_AUDIT_KEY_FILE", DATA / "keys" / "audit.key"))
CLOCK_JOBS = "waymark.project.clock.JOBS"
DEBUG = False
ALLOWED_HOSTS = os.environ.get("WAYMARK_HOSTS", "localhost,127.0.0.1").split(",")
ROOT_URLCONF = "waymark.project.urls"
WSGI_APPLICATION = "waymark.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_NAME = "Waymark"
# Whether NHS numbers of the 999 range may come in: they stand for people who do not exist, so never at a service's own.
INVENTED_PEOPLE = "1" in (os.environ.get("TESTKIT"), os.environ.get("WAYMARK_INVENTED_PEOPLE"))

# The rooms, from the ground up. The floors are held by import-linter (pyproject.toml).
ROOMS = [
    "waymark.core",
    "waymark.organisation.services",
    "waymark.organisation.staff",
    "waymark.organisation.parent_link",
    "waymark.organisation.role_documents",
    "waymark.people.service_users",
    "waymark.people.access",
    "waymark.work.tasks",
    "waymark.work.due",
    "waymark.work.search",
    "waymark.work.questionnaires",
    "waymark.work.documents",
    "waymark.work.correspondence",
    "waymark.support.caseload",
    "waymark.support.goals",
    "waymark.support.diary",
    "waymark.support.schedules",
    "waymark.support.advice",
    "waymark.support.case_notes",
    "waymark.support.reports",
    "waymark.support.measures",
    "waymark.support.plans",
    "waymark.support.referrals",
    "waymark.money.expenses",
    "waymark.governance.breaches",
    "waymark.governance.retention",
    "waymark.governance.information_assets",
    "waymark.governance.sharing",
    "waymark.governance.written_reports",
    "waymark.governance.subject_access",
    "waymark.governance.information_rights",
    "waymark.doors.my_day",
    "waymark.doors.record",
    "waymark.doors.details",
    "waymark.doors.alerts",
    "waymark.doors.duplicates",
    "waymark.doors.pathway",
    "waymark.doors.find",
    "waymark.doors.contact",
    "waymark.doors.group",
    "waymark.doors.api",
    "waymark.doors.boards",
    "waymark.doors.imports",
    "waymark.doors.data_quality",
    "waymark.doors.lists",
    "waymark.doors.guide",
    "waymark.doors.team",
    "waymark.doors.demo",
]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "waymark.core.middleware.KeepNothingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "waymark.organisation.staff.middleware.ActorMiddleware",
    "waymark.people.access.middleware.UndertakingMiddleware",
    "waymark.core.middleware.ReadLogMiddleware",
    "waymark.governance.information_assets.middleware.SavedAsPdfMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "waymark.project.jinja.environment"},
    },
    {  # allauth's own pages are never shown, but its app asks for this engine to exist
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    },
]

DATABASES = {"default": database.from_environment(DATA)}
CACHES = {  # shared by all processes: guesses at sign-in are counted here, so nobody must be able to push them out
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "waymark.project.sessions"
SESSION_COOKIE_NAME = "waymark_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "waymark_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "waymark.project.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA / "files"

# The operating log (core/logs.py): what an operator should know, never a word of a record.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"one_line": {"()": "waymark.core.logs.OneLine"}},
    "handlers": {
        "operator": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": "one_line"},
        "nobody": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["operator"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": ["nobody"], "propagate": False},
        "django.security.DisallowedHost": {"handlers": ["nobody"], "propagate": False},
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "camera",
        "microphone",
        "geolocation",
        "usb",
        "payment",
        "browsing-topics",
        "display-capture",
    )
}

# Sign-in (organisation/staff): a second factor for everyone, throttled by account and source together.
AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["waymark.project.logins.Logins"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Waymark"
MFA_ADAPTER = "waymark.project.second_factor.Adapter"
AUTH_PASSWORD_VALIDATORS = [  # and the words people here would try first: staff/permissions/passwords.py
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
]
# How many proxies of our own stand in front: the source of a guess is read from what they add, and from nothing else.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("WAYMARK_PROXIES", "0"))

# Doors for checks from outside (testkit/): where a machine says that it is for tests, never a service's.
if os.environ.get("TESTKIT") == "1":
    INSTALLED_APPS += ["waymark_testkit"]
    MIDDLEWARE.insert(0, "waymark_testkit.counting.CountingMiddleware")
    ROOT_URLCONF = "waymark_testkit.urls"
DIRECTORIES = directories.read(os.environ.get("WAYMARK_DIRECTORIES", ""))
"""Employers' directories by which people sign in (docs/operating/directories.md). Without a file there is none."""
NOTIFY_KEY = os.environ.get("WAYMARK_NOTIFY_KEY", "")
"""GOV.UK Notify, by which texts and emails are sent (docs/operating/messages.md). Without a key nothing is."""
NOTIFY_URL = os.environ.get("WAYMARK_NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_TEMPLATES = {
    "text": os.environ.get("WAYMARK_NOTIFY_TEXT_TEMPLATE", ""),
    "email": os.environ.get("WAYMARK_NOTIFY_EMAIL_TEMPLATE", ""),
}
