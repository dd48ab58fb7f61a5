"""Which pages can anybody open? Get help, follow up, and the two statements; in the language of the address."""

import contextlib
import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hjemvej.efforts.one_entry.actions import InquiryFacts, InquiryIsClosed, NobodyReceives
from hjemvej.efforts.prevention.publishing import queries as published
from hjemvej.platform.access.pages import Audience, page
from hjemvej.platform.ui.small_numbers import SMALLEST_SHOWN

from . import actions, rules
from .forms import FollowUp, GetHelp, Reply

# one_entry shows these in the asker's language; they are here so that this room's five catalogues hold them.
STANDARD_ANSWERS = (
    gettext_noop("Vi har fået din henvendelse."),
    gettext_noop("Vi har taget din henvendelse op."),
    gettext_noop("Vi har afsluttet din henvendelse."),
    gettext_noop("Svar på din henvendelse"),
)
SOMEWHERE_ELSE = "https://www.dmi.dk/"
LANGUAGES = [("da", "Dansk"), ("en", "English"), ("pl", "Polski"), ("ro", "Română"), ("ar", "العربية")]
PAGES = ("get_help", "follow_up", "accessibility", "privacy", "received")

View = Callable[..., HttpResponse]


def in_language(view: View) -> View:
    """The address names the language, so that it needs no cookie and can be printed on a poster."""

    @wraps(view)
    def translated(request: HttpRequest, language: str, **rest: Any) -> HttpResponse:
        with translation.override(language):
            response = view(request, language, **rest)
        response["Content-Language"] = language
        return response

    return translated


def plain(view: View) -> View:
    """A page for anybody: no cookie is needed to send it. There is no sign-in here for a foreign page to misuse."""
    return csrf_exempt(never_cache(require_http_methods(["GET", "HEAD", "POST"])(in_language(view))))


@page(Audience.PUBLIC)
@plain
def get_help(request: HttpRequest, language: str) -> HttpResponse:
    at = timezone.now()
    if request.method != "POST":
        return _render(request, "get_help", language, form=GetHelp(initial={"stamp": rules.new_stamp(at)}))
    form = GetHelp(request.POST)
    if not form.is_valid() or "send" not in request.POST:
        return _show_answers(request, language, form, at)
    again = _("Der er ikke sendt noget endnu. Alt, hvad du skrev, står her. Tryk Send en gang til.")
    if form.is_robot():
        return _show_answers(request, language, form, at, trouble=again)
    try:
        receipt = _send(form, language, request, at)
    except (rules.StampTooQuick, rules.StampWorn):
        return _show_answers(request, language, form, at, trouble=again)
    except actions.TooManyKnocks:
        ring = _("Lige nu kommer der for mange henvendelser. Ring til os i stedet. Det, du skrev, står her endnu.")
        return _show_answers(request, language, form, at, trouble=ring, status=429)
    except NobodyReceives:
        ring = _("Siden kan ikke modtage lige nu. Ring til os i stedet. Det, du skrev, står her endnu.")
        return _show_answers(request, language, form, at, trouble=ring, status=503)
    return _render(request, "sent", language, receipt=receipt)


def _send(form: GetHelp, language: str, request: HttpRequest, at: datetime.datetime) -> actions.Receipt:
    stamp = form.read_stamp(at)
    typed = form.cleaned_data
    facts = InquiryFacts(
        language=language, asker_name=typed["asker_name"], asker_contact=typed["asker_contact"], wants_answer=True,
        where=typed["where"], concerns=typed["concerns"], text=typed["text"], tonight=typed["tonight"] or "unknown",
        children=typed["children"], is_threatened=typed["is_threatened"] == "yes",
    )  # fmt: skip
    network = rules.network_of(_address(request), at.date())
    return actions.send_inquiry(stamp=stamp, network=network, asker_kind=typed["asker_kind"], facts=facts, at=at)


def _show_answers(
    request: HttpRequest,
    language: str,
    form: GetHelp,
    at: datetime.datetime,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    """All that was answered, to read before it is sent; the robots' field is emptied."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["website"] = ""  # type: ignore[index]
    form.data["stamp"] = _usable_stamp(form, at)  # type: ignore[index]
    return _render(request, "get_help", language, status=status, form=form, trouble=trouble)


def _usable_stamp(form: GetHelp, at: datetime.datetime) -> str:
    """The stamp that was sent, for its clock has run already; a worn one gives way to a new one."""
    given = str(form.data.get("stamp", ""))
    with contextlib.suppress(rules.StampTooQuick):
        try:
            rules.read_stamp(given, at)
        except rules.StampWorn:
            return rules.new_stamp(at)
    return given


@page(Audience.PUBLIC)
@plain
def follow_up(request: HttpRequest, language: str) -> HttpResponse:
    at = timezone.now()
    network = rules.network_of(_address(request), at.date())
    form = FollowUp(request.POST or None)
    if not form.is_valid():
        return _render(request, "follow_up", language, form=form)
    code = form.cleaned_data["code"]
    more = Reply(request.POST if "text" in request.POST else None, initial={"code": code})
    try:
        if more.is_valid():
            inquiry = actions.reply(code=code, text=more.cleaned_data["text"], network=network, at=at)
            return _render(
                request, "status", language, inquiry=inquiry, more=Reply(initial={"code": code}), is_sent=True
            )
        inquiry = actions.look_up(code=code, network=network, at=at)
    except actions.CodeNotKnown:
        form.add_error("code", _("Vi kender ikke koden. Se efter, om alle ti tegn er med."))
    except actions.TooManyKnocks:
        form.add_error("code", _("Der er slået op for mange gange herfra. Ring til os, eller prøv igen om en time."))
    except InquiryIsClosed:
        form.add_error("code", _("Henvendelsen er afsluttet. Skriv en ny, eller ring til os."))
    else:
        return _render(request, "status", language, inquiry=inquiry, more=more)
    return _render(request, "follow_up", language, form=form)


@page(Audience.PUBLIC)
@plain
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    return _render(request, "accessibility", language)


@page(Audience.PUBLIC)
@plain
def privacy(request: HttpRequest, language: str) -> HttpResponse:
    return _render(request, "privacy", language)


@page(Audience.PUBLIC)
@plain
def received(request: HttpRequest, language: str) -> HttpResponse:
    """What may anybody tell us before a home is lost? Written from the rows by which it is received and forgotten."""
    on = timezone.localdate()
    with translation.override("da"):  # the rows of the law are Danish, and marked so
        told, kept = actions.what_is_received(on), published.kept(on)
    return _render(request, "received", language, received=told, kept=kept, year=on.year - 1, few=SMALLEST_SHOWN)


def _render(request: HttpRequest, name: str, language: str, *, status: int = 200, **values: Any) -> HttpResponse:
    here = name if name in PAGES else "get_help"
    frame = {
        "language": language,
        "languages": [(code, label, _url(here, code)) for code, label in LANGUAGES],
        "url": {name: _url(name, language) for name in PAGES},
        "somewhere_else": SOMEWHERE_ELSE,
        "team_phone": settings.TEAM_PHONE,
        "team_hours": format_html('<bdi dir="ltr">{}</bdi>', settings.TEAM_HOURS),  # "8-15", also among Arabic words
        "acute_phone": settings.ACUTE_PHONE,
        "municipality": settings.MUNICIPALITY_NAME,
        "privacy_contact": settings.PRIVACY_CONTACT,
    }
    return render(request, f"public/{name}.html", {**frame, **values}, status=status)


def _url(name: str, language: str) -> str:
    return reverse(f"public:{name}", kwargs={"language": language})


def _address(request: HttpRequest) -> str:
    """Who is at the other end: beyond as many proxies as stand in front of us, never what the sender claims."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    proxies = settings.PROXIES_IN_FRONT
    if proxies and len(hops) >= proxies:
        return str(hops[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
