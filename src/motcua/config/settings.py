"""Django's settings, made from the environment alone (docs/settings.md lists them)."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from motcua.config import environment
from motcua.offices.rules.roles import Role

PACKAGE = Path(__file__).resolve().parent.parent
HOME = environment.home()

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.key("SECRET_KEY", HOME)
PERSONAL_DATA_KEY = environment.key("PERSONAL_DATA_KEY", HOME)
ALLOWED_HOSTS = environment.listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.listed("TRUSTED_ORIGINS")
IS_BEHIND_TLS = environment.flag("TLS")

PROFILE = environment.text("PROFILE")
IS_DEMONSTRATION = bool(PROFILE)
CLOCK_OFFSET_SECONDS = float(environment.text("CLOCK_OFFSET_SECONDS", "0"))
PUBLIC_ADDRESS = environment.text("PUBLIC_ADDRESS", "http://127.0.0.1:8000")
AUTHORITIES = environment.listed("AUTHORITY")
TRUSTED_PROXIES = environment.listed("TRUSTED_PROXIES")

BACKUP_FOLDER = Path(environment.text("BACKUP_FOLDER") or HOME / "backups")
BACKUP_AT = environment.clock_time("BACKUP_AT", "12:00")
BACKUP_KEEP = int(environment.text("BACKUP_KEEP", "14"))
BACKUP_PASSPHRASE_FILE = environment.text("BACKUP_PASSPHRASE_FILE")

DOCUMENTS_FOLDER = environment.documents_folder(HOME)
DOCUMENT_LIMITS = {
    "file_bytes": int(environment.text("FILE_MB", "20")) * 1_000_000,
    "case_bytes": int(environment.text("CASE_FILES_MB", "200")) * 1_000_000,
    "pages": int(environment.text("FILE_PAGES", "200")),
    "pixels": int(environment.text("FILE_MEGAPIXELS", "60")) * 1_000_000,
}

SEALING_KEY_FILE = environment.text("SEALING_KEY_FILE")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.messages",
    "axes",
    "csp",
    "motcua.journal",
    "motcua.offices",
    "motcua.documents",
    "motcua.catalogue",
    "motcua.cases",
    "motcua.fees",
    "motcua.queue",
    "motcua.reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "motcua.doors.shared.compressed_static.CompressedStaticMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "motcua.doors.shared.frame.FrameMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE / "doors" / door / "templates"
            for door in ("shared", "counter", "cashier", "desk", "board", "registers", "portal", "setup")
        ],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "motcua.doors.shared.frame.frame",
            ],
            "builtins": ["motcua.doors.shared.tags", "motcua.doors.shared.work_tags"],
        },
    }
]

DATABASES = {"default": dj_database_url.parse(environment.database_url(HOME), conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Counts of tries are kept here, shared by all processes; an attacker must not be able to push them out by making many.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

DATABASE_NUMBER = int(environment.text("DATABASE_NUMBER", "0"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "offices.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "motcua.doors.shared.second_factor.CodeBackend",
]
SECOND_FACTOR_ROLES = frozenset(Role(role) for role in environment.listed("SECOND_FACTOR_ROLES"))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_USERNAME_FORM_FIELD = "username"  # what authenticate() is given; without it axes counts nobody
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "new", "again", "code"]  # a wrong try is kept with its form, these without values
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "motcua.doors.shared.signing_in.locked_out"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "motcua.doors.shared.client_address.client_address"

IDLE_MINUTES = int(environment.text("IDLE_MINUTES", "10"))
SESSION_HOURS = int(environment.text("SESSION_HOURS", "12"))
SIGNING_MINUTES = int(environment.text("SIGNING_MINUTES", "10"))
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "vi"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "doors" / "shared" / "static"]
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = ["motcua.doors.shared.uploads.BoundedUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.text("LOG_LEVEL", "WARNING")},
}
