"""Which files does the browser keep for the shell, and which version are they? By what is in them."""

import hashlib
import pathlib
from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.templatetags.static import static

LINKED = (
    "dkfds/css/dkfds.min.css", "hjemvej/app.css", "hjemvej/parts.css", "hjemvej/forms.css", "hjemvej/mark.svg",
    "offline/shell.css", "offline/shell.js",
)  # fmt: skip
IMPORTED = ("offline/along.js", "offline/shelf.js")  # by a script, under its own name
TEMPLATES = ("offline/shell.html", "offline/worker.js")


def addresses() -> list[str]:
    return [static(name) for name in LINKED] + [settings.STATIC_URL + name for name in IMPORTED]


def version() -> str:
    return _of_a_release() if settings.COLLECTED else _read()


@lru_cache(maxsize=1)
def _of_a_release() -> str:
    return _read()


def _read() -> str:
    read = hashlib.sha256()
    for name in LINKED + IMPORTED:
        found = finders.find(name)
        read.update(pathlib.Path(str(found)).read_bytes() if found else name.encode())
    for name in TEMPLATES:
        read.update(pathlib.Path(get_template(name).template.origin.name).read_bytes())  # type: ignore[attr-defined]
    read.update(f"{settings.TEAM_PHONE} {settings.ACUTE_PHONE}".encode())
    return read.hexdigest()[:12]
