"""Which choices hold for the whole house? Read from the environment; docs/how-to/run-it-for-real.md explains each."""

import datetime
import os
import pathlib
import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from hjemvej.platform.audit import logs
from hjemvej.platform.operations import embedded
from hjemvej.platform.operations.reaching import AddressNotUnderstood, parameters_of
from hjemvej.platform.sealing.seals import keys_by_id

BASE_DIR = pathlib.Path(__file__).resolve().parent.parent.parent
DEMO = os.environ.get("HJEMVEJ_DEMO") == "1"  # invented people only
DEBUG = False
CONNECTION = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def required(name: str, demo_value: str) -> str:
    """A setting that production must give; the demo has one of its own."""
    value = os.environ.get(name, "")
    if value:
        return value
    if DEMO:
        return demo_value
    raise ImproperlyConfigured(f"Set {name} (see docs/how-to/run-it-for-real.md), or HJEMVEJ_DEMO=1 for the demo.")


def whole_number(name: str, otherwise: int, *, least: int = 0) -> int:
    """A setting that counts something."""
    word = os.environ.get(name) or str(otherwise)
    if not re.fullmatch("[0-9]{1,6}", word) or int(word) < least:
        raise ImproperlyConfigured(f"{name} is “{word}”; it must be a whole number, {least} or more.")
    return int(word)


SECRET_KEY = required("HJEMVEJ_SECRET_KEY", "demo-only-not-a-secret-demo-only-not-a-secret-demo-only")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("HJEMVEJ_OLD_SECRET_KEYS", "").split(",") if key]
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("HJEMVEJ_SECRET_KEY is too weak: at least 50 characters, made by chance.")
# Keys for CPR numbers: "id:base64, older:base64"; the first encrypts, all decrypt. Never in the database.
CPR_KEYS = required("HJEMVEJ_CPR_KEYS", "demo:ZGVtby1vbmx5LWRlbW8tb25seS1kZW1vLW9ubHktMTI=")
try:
    keys_by_id(CPR_KEYS)
except ValueError as problem:
    raise ImproperlyConfigured(f"HJEMVEJ_CPR_KEYS: {problem}") from None
CPR_LOOKUP_KEY = required("HJEMVEJ_CPR_LOOKUP_KEY", "demo-only-lookup-key")
if len(CPR_LOOKUP_KEY) < 32 and not DEMO:  # CPR numbers are few: with a key one can guess, each could be tried
    raise ImproperlyConfigured("HJEMVEJ_CPR_LOOKUP_KEY is too weak: at least 32 characters, made by chance.")
HOSTS = [host.strip() for host in required("HJEMVEJ_HOSTS", "localhost").split(",") if host.strip()]
ALLOWED_HOSTS = [*HOSTS, "localhost", "127.0.0.1"]
MUNICIPALITY_CODE = required("HJEMVEJ_MUNICIPALITY", "999")
MUNICIPALITY_NAME = required("HJEMVEJ_MUNICIPALITY_NAME", "Prøvekøbing Kommune")
# The one entry: who receives what comes from outside, and the numbers on the public page (left out when empty).
ENTRY_TEAM = os.environ.get("HJEMVEJ_ENTRY_TEAM", "Hjemløseteamet")
TEAM_PHONE = os.environ.get("HJEMVEJ_TEAM_PHONE", "00 00 00 00" if DEMO else "")
TEAM_HOURS = os.environ.get("HJEMVEJ_TEAM_HOURS", "8-15")
ACUTE_PHONE = os.environ.get("HJEMVEJ_ACUTE_PHONE", "00 00 00 11" if DEMO else "")
CHILDREN_PHONE = os.environ.get("HJEMVEJ_CHILDREN_PHONE", "00 00 00 22" if DEMO else "")
PRIVACY_CONTACT = os.environ.get("HJEMVEJ_PRIVACY_CONTACT", "databeskyttelse@example.org" if DEMO else "")
# Where a case waits for the archive, sealed, before it is erased; and the marks of who was erased, for older backups.
ARCHIVE_DIR = os.environ.get("HJEMVEJ_ARCHIVE_DIR", str(BASE_DIR / ".local" / "archive") if DEMO else "")
ERASED_FILE = os.environ.get("HJEMVEJ_ERASED_FILE", str(BASE_DIR / ".local" / "erased") if DEMO else "")
PROXIES_IN_FRONT = whole_number("HJEMVEJ_PROXIES", 0 if DEMO else 1)  # their X-Forwarded-For is believed
# Row security looks dear to PostgreSQL and is not: it would compile the questions of every page (jit), and choose plans
# blindly, by what a disc that turns would cost.
PLANNING = "-c jit=off -c random_page_cost=1.1"


def database(url: str, *, role: str = "hjemvej_web") -> dict[str, Any]:
    """Make Django's settings for a PostgreSQL address; every connection takes the web role, which owns nothing.

    Every parameter of libpq goes through (sslrootcert, connect_timeout, several hosts, …).
    """
    try:
        given = parameters_of(url)
    except AddressNotUnderstood as problem:
        raise ImproperlyConfigured(f"DATABASE_URL or DATABASE_OWNER_URL: {problem}.") from None
    settings = {name: given.pop(word, "") for name, word in CONNECTION.items()}
    if role:
        given["options"] = " ".join(
            filter(None, (PLANNING, given.get("options"), f"-c role={role}"))
        )  # the last counts
    return {"ENGINE": "django.db.backends.postgresql", **settings, "OPTIONS": given, "CONN_HEALTH_CHECKS": True}


EMBEDDED = not os.environ.get("DATABASE_URL")
if EMBEDDED and not DEMO:
    raise ImproperlyConfigured("The embedded database serves the demo only. Set DATABASE_URL, or HJEMVEJ_DEMO=1.")
WEB_URL = os.environ.get("DATABASE_URL") or embedded.address("hjemvej_web")
OWNER_URL = os.environ.get("DATABASE_OWNER_URL") or (embedded.address("hjemvej_owner") if EMBEDDED else WEB_URL)
AS_OWNER = os.environ.get("HJEMVEJ_AS_OWNER") == "1"  # set by manage.py for commands that change the tables
DATABASES = {"default": database(OWNER_URL, role="") if AS_OWNER else database(WEB_URL)}
if os.environ.get("HJEMVEJ_POOL") == "1" and not AS_OWNER:
    # two for each of the four threads: the page's own, and one on which a try is counted
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "csp",
    "hjemvej.platform.ui",
    "hjemvej.platform.audit",
    "hjemvej.platform.outside.login_broker",
    "hjemvej.platform.identity",
    "hjemvej.platform.repeated_forms",
    "hjemvej.platform.tries",
    "hjemvej.platform.access",
    "hjemvej.platform.offline",
    "hjemvej.platform.operations",
    "allauth",  # after identity, which replaces its sign-in pages
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "procrastinate.contrib.django",
    "hjemvej.ground.law",
    "hjemvej.ground.people",
    "hjemvej.ground.known",
    "hjemvej.ground.needs",
    "hjemvej.ground.economy",
    "hjemvej.ground.documents",
    "hjemvej.ground.partners",
    "hjemvej.ground.consents",
    "hjemvej.ground.correspondence",
    "hjemvej.ground.homes",
    "hjemvej.ground.shelters",
    "hjemvej.ground.situations",
    "hjemvej.ground.casework",
    "hjemvej.ground.plans",
    "hjemvej.ground.circumstances",
    "hjemvej.ground.retention",
    "hjemvej.ground.decisions",
    "hjemvej.ground.network_meetings",
    "hjemvej.ground.referrals",
    "hjemvej.ground.payment_plans",
    "hjemvej.ground.reimbursement",
    "hjemvej.ground.requests",
    "hjemvej.ground.spreadsheets",
    "hjemvej.efforts.one_entry",
    "hjemvej.efforts.safe_night",
    "hjemvej.efforts.housing_first",
    "hjemvej.efforts.support",
    "hjemvej.efforts.prevention",
    "hjemvej.efforts.outreach",
    "hjemvej.insight.mapping",
    "hjemvej.portals.staff",
    "hjemvej.portals.partner",
    "hjemvej.portals.public",
    "hjemvej.invented",
    "hjemvej.config",  # hands the rooms over
    "django.forms",  # last: the ui room's field templates come before Django's own
]
MIDDLEWARE = [
    "hjemvej.platform.audit.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # with random bytes, and the token masked: what it packs tells nothing
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hjemvej.platform.ui.middleware.LanguageMiddleware",
    "hjemvej.platform.offline.middleware.SealedFormMiddleware",  # before what is typed is read
    "hjemvej.platform.sealing.middleware.SeenTextMiddleware",
    "hjemvej.platform.ui.middleware.TakenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hjemvej.platform.identity.middleware.IdleMiddleware",
    "hjemvej.platform.access.middleware.ViewerMiddleware",
    "hjemvej.platform.ui.middleware.ButtonAddressMiddleware",
]
ROOT_URLCONF = "hjemvej.config.urls"
WSGI_APPLICATION = "hjemvej.config.wsgi.application"
AUTH_USER_MODEL = "identity.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "hjemvej.platform.ui.context.shell",
                "hjemvej.platform.access.context.frame",
                "hjemvej.platform.offline.context.bad_line",
            ],
            "builtins": ["hjemvej.platform.ui.templatetags.ui"],
        },
    },
]
FORM_RENDERER = "hjemvej.platform.ui.forms.DesignSystemRenderer"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk"), ("en", "English"), ("pl", "Polski"), ("ro", "Română"), ("ar", "العربية")]
STAFF_LANGUAGES = ["da", "en"]
LOCALE_PATHS = [
    BASE_DIR / "hjemvej" / "config" / "locale"
]  # shorter words for Django's own texts; each room has a locale of its own
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / ".local" / "static"
STATICFILES_DIRS = [BASE_DIR / "hjemvej" / "platform" / "ui" / "vendor"]
# "collected": hashed names made by collectstatic; "plain": straight from the source, for tests and development.
COLLECTED = os.environ.get("HJEMVEJ_STATIC", "plain" if DEMO else "collected") == "collected"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not COLLECTED
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map", "ttf")  # no phone fetches them
HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": HASHED if COLLECTED else PLAIN},
}

SELF = "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "hjemvej.platform.identity.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24  # outlives OVER_AFTER, so that we still know whose form came too late
IDLE_AFTER = datetime.timedelta(minutes=whole_number("HJEMVEJ_IDLE_MINUTES", 30, least=1))
OVER_AFTER = datetime.timedelta(hours=10)  # a working day, however busy
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hjemvej.platform.ui.views.form_too_old"
if not DEMO:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(health|metrics)$"]  # asked from the machine itself, without TLS
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"  # a neighbour under the same kommune.dk cannot give us one of theirs
    CSRF_COOKIE_SECURE = True

LOG_LEVEL = os.environ.get("HJEMVEJ_LOG_LEVEL") or "INFO"
if LOG_LEVEL not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
    raise ImproperlyConfigured(f"HJEMVEJ_LOG_LEVEL is “{LOG_LEVEL}”; write DEBUG, INFO, WARNING, ERROR or CRITICAL.")
LOGGING = logs.settings(LOG_LEVEL)

# Sign-in: docs/how-to/sign-in.md
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "hjemvej.config.timetable.set_times"

# Letters as Digital Post: with the municipality's CVR number, a worker can fetch each as a MeMo message.
REPORT_EXPORT = (
    os.environ.get("HJEMVEJ_REPORT_EXPORT") == "1"
)  # of support to Danmarks Statistik: a file with CPR numbers
DIGITAL_POST_CVR = os.environ.get("HJEMVEJ_DIGITAL_POST_CVR", "")
if DIGITAL_POST_CVR and not re.fullmatch(r"\d{8}", DIGITAL_POST_CVR):
    raise ImproperlyConfigured(
        f"HJEMVEJ_DIGITAL_POST_CVR is “{DIGITAL_POST_CVR}”; write the eight digits of a CVR number."
    )

# E-mail to askers through the municipality's own server; without a server, messages wait in the outbox.
EMAIL_HOST = os.environ.get("HJEMVEJ_MAIL_HOST", "")
EMAIL_PORT = whole_number("HJEMVEJ_MAIL_PORT", 587, least=1)
EMAIL_USE_SSL = EMAIL_PORT == 465  # TLS from the start; every other port begins with STARTTLS, never without TLS
EMAIL_USE_TLS = not EMAIL_USE_SSL
EMAIL_HOST_USER = os.environ.get("HJEMVEJ_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HJEMVEJ_MAIL_PASSWORD", "")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = required("HJEMVEJ_MAIL_FROM", "hjemvej@example.org") if EMAIL_HOST else "hjemvej@example.org"

# A home's address as the national register writes it (Adressevælger); without its web address nobody is asked.
ADDRESS_REGISTER = os.environ.get("HJEMVEJ_ADDRESS_REGISTER", "").rstrip("/")
ADDRESS_TOKEN = os.environ.get("HJEMVEJ_ADDRESS_TOKEN", "")
if ADDRESS_REGISTER and not ADDRESS_REGISTER.startswith("https://"):
    raise ImproperlyConfigured(f"HJEMVEJ_ADDRESS_REGISTER is “{ADDRESS_REGISTER}”; it begins with https://.")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 3  # the link that a leader hands over
CACHES = {  # shared by the web server's processes, so that the throttle counts once
    "default": {"BACKEND": "hjemvej.platform.operations.counts.Counts", "LOCATION": "identity_cache"}
}
TWO_FACTOR_REQUIRED = not DEMO or os.environ.get("HJEMVEJ_TWO_FACTOR") == "1"
ACCOUNT_ADAPTER = "hjemvej.platform.access.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever adds a member vouches for the address
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES_IN_FRONT
MFA_ADAPTER = "hjemvej.platform.access.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO  # http://localhost
SOCIALACCOUNT_ADAPTER = "hjemvej.platform.access.adapters.BrokerAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another site would be stopped by form-action
OIDC_ISSUER = os.environ.get("HJEMVEJ_OIDC_ISSUER", "")
OIDC_ACCEPTED_ACR = os.environ.get("HJEMVEJ_OIDC_ACR", "").split()
if OIDC_ISSUER:
    if not DEMO and not OIDC_ISSUER.startswith("https://"):
        raise ImproperlyConfigured("HJEMVEJ_OIDC_ISSUER must begin with https://.")
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "SCOPE": os.environ.get("HJEMVEJ_OIDC_SCOPE", "openid email").split(),
            "AUTH_PARAMS": {"acr_values": " ".join(OIDC_ACCEPTED_ACR)} if OIDC_ACCEPTED_ACR else {},
            "APPS": [
                {
                    "provider_id": "broker",
                    "name": os.environ.get("HJEMVEJ_OIDC_NAME", "kommunens login"),
                    "client_id": required("HJEMVEJ_OIDC_CLIENT_ID", ""),
                    "secret": required("HJEMVEJ_OIDC_CLIENT_SECRET", ""),
                    "settings": {
                        "server_url": OIDC_ISSUER,
                        "uid_field": os.environ.get("HJEMVEJ_OIDC_SUBJECT", "sub"),
                        "trusts_email": os.environ.get("HJEMVEJ_OIDC_TRUSTS_EMAIL") == "1",
                    },
                }
            ],
        }
    }
