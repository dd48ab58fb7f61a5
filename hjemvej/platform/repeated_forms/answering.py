"""Has this very form been taken already? Sent twice, by a double click or over a bad line, it is written once.

Every form carries a key drawn with it (`{% csrf_token %}` draws both). The first to arrive takes it in the same
transaction as its change; a second waits for that and is given the same answer. Other words are another form.

The arrow back opens the page anew, with a new key and what was typed still there. So where a page begins something, the
same texts by the same user are the same form for a while, whatever the key.
"""

import datetime
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.messages import add_message, get_messages, info
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from hjemvej.platform.sealing.ciphers import cipher
from hjemvej.platform.ui.forms import ONCE

from . import actions

if TYPE_CHECKING:
    from .models import TakenForm

NOT_ITS_WORDS = {"csrfmiddlewaretoken", "waited"}  # how it came, not what it says
AGAIN_WITHIN = datetime.timedelta(minutes=15)


def answered_once(
    request: HttpRequest, view: Callable[[], HttpResponseBase], *, at: datetime.datetime, begins: bool = False
) -> HttpResponseBase:
    """The view's answer, or the one it gave before. Only a redirect tells that something was written."""
    mark = _mark(request)
    if mark is None:
        return view()
    taken = actions.take_form(mark=mark, at=at)
    if taken.answer:
        return _opened(request, taken.answer)
    texts = _mark_of_texts(request) if begins else None
    begun = actions.take_form(mark=texts, at=at) if texts else None
    if begun and begun.answer and at - begun.taken_at < AGAIN_WITHIN:
        return _written_already(request, taken, begun)
    response = view()
    for form in [taken] + ([begun] if begun else []):
        if isinstance(response, HttpResponseRedirect):
            actions.answer_form(taken=form, answer=_closed(request, response), at=at)
        else:
            actions.give_form_back(taken=form)
    return response


def _written_already(request: HttpRequest, taken: "TakenForm", begun: "TakenForm") -> HttpResponseBase:
    actions.give_form_back(taken=taken)
    leads_to, _said = json.loads(cipher("taken-form").decrypt(begun.answer.encode()))
    info(
        request,
        _("Det er allerede skrevet, og ikke skrevet en gang til. Er det sket igen, så skriv, hvad der er nyt."),
    )
    return HttpResponseRedirect(leads_to)


def _mark(request: HttpRequest) -> str | None:
    """Who sent which words with which key; nothing when there is no key."""
    if not request.POST.get(ONCE):
        return None
    mark = _mark_of(str(request.user.pk), request.get_full_path(), request.POST)
    for file in (file for name in request.FILES for file in request.FILES.getlist(name)):
        mark.update(file.read())
        file.seek(0)
    return mark.hexdigest()


def _mark_of(user_id: str, path: str, form: QueryDict) -> "hashlib._Hash":
    words = sorted((name, values) for name, values in form.lists() if name not in NOT_ITS_WORDS)
    return hashlib.sha256(json.dumps([user_id, path, words]).encode())


def is_answered(*, user_id: str, path: str, form: QueryDict) -> bool:
    """Has this very form been written already? Whoever sends it then gets the same answer, and nothing is written."""
    return actions.has_answer(mark=_mark_of(user_id, path, form).hexdigest())


def _mark_of_texts(request: HttpRequest) -> str | None:
    """Who sent which texts to which page; keyed, for texts can be guessed. Nothing where a human wrote none."""
    typed = (text.strip() for name in request.POST if name != ONCE for text in request.POST.getlist(name))
    texts = sorted({text for text in typed if " " in text})
    if not texts or request.FILES:
        return None
    said = json.dumps([str(request.user.pk), request.get_full_path(), texts])
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def _closed(request: HttpRequest, response: HttpResponseRedirect) -> str:
    """Where it led and what was said there, encrypted: an address may hold a citizen's id."""
    queued = getattr(get_messages(request), "_queued_messages", [])  # to ask openly would be to have shown them
    said = [[message.level, str(message.message)] for message in queued]
    return cipher("taken-form").encrypt(json.dumps([response.url, said]).encode()).decode()


def _opened(request: HttpRequest, answer: str) -> HttpResponseRedirect:
    leads_to, said = json.loads(cipher("taken-form").decrypt(answer.encode()))
    for level, message in said:
        add_message(request, level, message)
    return HttpResponseRedirect(leads_to)
