"""How do the settings differ under test? The demo's, with quick passwords and static files that need no collecting."""

import os
import pathlib
import tempfile

os.environ.setdefault("HJEMVEJ_DEMO", "1")
os.environ.setdefault("HJEMVEJ_LOG_LEVEL", "ERROR")  # a line for each request costs a tenth of the time

from hjemvej.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # real hashing costs a second a sign-in
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
# A test that erases somebody says where; the demo's own archive and marks are never touched.
ERASED = pathlib.Path(tempfile.gettempdir()) / f"hjemvej-erased-{os.getpid()}"
ARCHIVE_DIR, ERASED_FILE = f"{ERASED}-archive", str(ERASED)
