"""How is an older backup told who was erased since? By a keyed hash of each, in a file beside the keys.

The mark stands in the database until it stands in the file: so neither a crash nor a full disk loses it.
"""

import fcntl
import hashlib
import hmac
import os
import pathlib
import uuid

from django.conf import settings
from django.utils.translation import gettext as _

from hjemvej.ground.retention.models import ErasedMark
from hjemvej.platform.access.viewer import looking_as, system

from .archiving import NoPlaceToKeep


def mark_of(person_id: uuid.UUID) -> str:
    """A keyed hash of a citizen's id: with the file alone nobody finds out whose it is."""
    key = hashlib.sha256(b"retention.erased:" + settings.CPR_LOOKUP_KEY.encode()).digest()
    return hmac.new(key, person_id.bytes, hashlib.sha256).hexdigest()


def remember_erased() -> int:
    """Move the marks from the database to the file; return how many."""
    with looking_as(system("Husker, hvem der er slettet")):
        waiting = list(ErasedMark.objects.order_by("mark"))
        if not waiting:
            return 0
        _append("".join(f"{mark.erased_on} {mark.mark}\n" for mark in waiting))
        ErasedMark.objects.filter(pk__in=[mark.pk for mark in waiting]).delete()
    return len(waiting)


def is_remembering() -> bool:
    """Is there a file of marks? Before anybody was erased there is none."""
    return bool(settings.ERASED_FILE) and erased_file().exists()


def marks_in_file() -> set[str]:
    """Every mark; NoPlaceToKeep where the file is lost, for then an older backup brings back whom it likes."""
    if not is_remembering():
        raise NoPlaceToKeep(_("Filen med, hvem der er slettet, er væk: HJEMVEJ_ERASED_FILE. Læg den tilbage først."))
    return {line.split()[-1] for line in erased_file().read_text().splitlines() if line.strip()}


def erased_file() -> pathlib.Path:
    if not settings.ERASED_FILE:
        raise NoPlaceToKeep(_("Det kan ikke huskes, hvem der slettes, så intet slettes: HJEMVEJ_ERASED_FILE mangler."))
    return pathlib.Path(settings.ERASED_FILE)


def _append(lines: str) -> None:
    file = erased_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as written:
        fcntl.flock(written, fcntl.LOCK_EX)
        written.write(lines)
        written.flush()
        os.fsync(written.fileno())
