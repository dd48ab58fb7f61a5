"""When is a session over, and what becomes of what was being written? It waits, encrypted, for the same person."""

import datetime
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest

from hjemvej.platform.sealing.ciphers import cipher
from hjemvej.platform.ui.forms import ONCE

LAST_SEEN = "last_seen"
SIGNED_IN = "signed_in"
SIGNED_OUT = "signed_out_user"
KEPT = "kept_form"
NOTED_EVERY = datetime.timedelta(minutes=1)  # how often a click is worth a write
BACKGROUND = "X-Background"  # a page that refreshes by itself says so, and keeps nobody signed in
BY_THE_PAGE = "X-Sent-By-Page"  # drafts and taps that wait on the device: ui/static/hjemvej/storage.js
KEPT_AT_MOST = 500_000
NOT_KEPT = {"csrfmiddlewaretoken", ONCE}


@dataclass(frozen=True)
class KeptForm:
    """What was sent after the session was over: where to, and each field as it was typed."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]  # their names only: they must be chosen again
    was_signed_out: bool = True  # else the access had ended, or what it was about is gone
    person_id: str = ""  # whom it is about, where the access had ended or it is gone
    is_gone: bool = False

    def is_about(self, person_id: uuid.UUID) -> bool:
        return str(person_id) == self.person_id or str(person_id) in self.path

    @property
    def texts(self) -> list[str]:
        """What a human wrote, longest first, to show that it is there."""
        return sorted((value for _name, value in self.fields if " " in value.strip()), key=len, reverse=True)


def end_if_idle(request: HttpRequest, *, at: datetime.datetime) -> None:
    """Sign out whoever has been away too long; note that the others are here."""
    session = request.session
    if not request.user.is_authenticated:
        return
    last_seen = _moment(session.get(LAST_SEEN))
    signed_in = _moment(session.get(SIGNED_IN)) or at
    is_over = (last_seen is not None and at - last_seen > settings.IDLE_AFTER) or at - signed_in > settings.OVER_AFTER
    if is_over:
        user_id = str(request.user.pk)
        auth.logout(request)
        request.session[SIGNED_OUT] = user_id
        return
    if last_seen is None or (at - last_seen > NOTED_EVERY and BACKGROUND not in request.headers):
        session[LAST_SEEN] = at.isoformat()
        session[SIGNED_IN] = signed_in.isoformat()


def keep(request: HttpRequest) -> bool:
    """Keep a form that was sent too late; only for one whom the session still knew, and of files the names only."""
    user_id = request.session.get(SIGNED_OUT)
    return user_id is not None and _keep(request, user_id, was_signed_out=True)


def keep_refused(request: HttpRequest, *, person_id: uuid.UUID, is_gone: bool) -> bool:
    """Keep a form that was sent after the access to its citizen had ended, or after its row was thrown away."""
    about = {"person_id": str(person_id), "is_gone": is_gone}
    return _keep(request, str(request.user.pk), was_signed_out=False, **about)


def _keep(request: HttpRequest, user_id: str, **why: Any) -> bool:
    if not (request.POST or request.FILES):
        return False
    if BY_THE_PAGE in request.headers:
        return False  # the page still holds the words and sends them again itself
    if any("password" in name for name in request.POST):
        return False  # it would be shown again, to see that it is there
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_KEPT]
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    sent = {"path": request.get_full_path(), "fields": fields, "files": files, **why}
    text = json.dumps({"user": user_id, **sent})
    if len(text) > KEPT_AT_MOST:
        return False
    request.session[KEPT] = cipher("kept-form").encrypt(text.encode()).decode()
    return True


def kept(request: HttpRequest) -> KeptForm | None:
    """The form that waits for this user; another's stays shut and is thrown away."""
    closed = request.session.get(KEPT)
    if closed is None:
        return None
    found = json.loads(cipher("kept-form").decrypt(closed.encode()))
    if found["user"] != str(request.user.pk):
        forget(request)
        return None
    fields = tuple((name, value) for name, value in found["fields"])
    why = {name: found[name] for name in ("was_signed_out", "person_id", "is_gone") if name in found}
    return KeptForm(found["path"], fields, tuple(found.get("files", ())), **why)


def forget(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)


def _moment(text: Any) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None
