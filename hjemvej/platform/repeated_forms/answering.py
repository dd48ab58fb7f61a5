"""Has this very form been taken already? Sent twice, by a double click or over a bad line, it is written once.

Every form carries a key drawn with it (`{% csrf_token %}` draws both). The first to arrive takes it in the same
transaction as its change; a second waits for that and is given the same answer. Other words are another form.
"""

import datetime
import hashlib
import json
from collections.abc import Callable

from django.contrib.messages import add_message, get_messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from hjemvej.platform.sealing.ciphers import cipher
from hjemvej.platform.ui.forms import ONCE

from . import actions

NOT_ITS_WORDS = {"csrfmiddlewaretoken"}  # another each time the browser signs in


def answered_once(
    request: HttpRequest, view: Callable[[], HttpResponseBase], *, at: datetime.datetime
) -> HttpResponseBase:
    """The view's answer, or the one it gave before. Only a redirect tells that something was written."""
    mark = _mark(request)
    if mark is None:
        return view()
    taken = actions.take_form(mark=mark, at=at)
    if taken.answer:
        return _opened(request, taken.answer)
    response = view()
    if isinstance(response, HttpResponseRedirect):
        actions.answer_form(taken=taken, answer=_closed(request, response))
    else:
        actions.give_form_back(taken=taken)
    return response


def _mark(request: HttpRequest) -> str | None:
    """Who sent which words with which key; nothing when there is no key."""
    if not request.POST.get(ONCE):
        return None
    words = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_ITS_WORDS)
    mark = hashlib.sha256(json.dumps([str(request.user.pk), request.get_full_path(), words]).encode())
    for file in (file for name in request.FILES for file in request.FILES.getlist(name)):
        mark.update(file.read())
        file.seek(0)
    return mark.hexdigest()


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
