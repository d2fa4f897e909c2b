"""A service: behind TLS, cookies for https only (unless it answers on this machine alone), static files hashed and compressed."""

from waymark.project.settings.base import *  # noqa: F403
from waymark.project.settings.base import ALLOWED_HOSTS, STORAGES

PLAIN_HTTP = all(host in ("localhost", "127.0.0.1", "[::1]") for host in ALLOWED_HOSTS)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
if not PLAIN_HTTP:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-waymark_session", "__Host-waymark_csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_CONTENT_TYPE_NOSNIFF = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
WHITENOISE_USE_FINDERS = False
