"""How does an inquiry stand on its page? What is known, why it hastens, whose it is, and one next step."""

import datetime
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from hjemvej.efforts.one_entry import access, queries, rules
from hjemvej.efforts.one_entry.answering import queries as askers
from hjemvej.efforts.one_entry.answering.forms import AnswerInquiry, AskBack
from hjemvej.efforts.one_entry.answering.rules import MayTell, standard_answers
from hjemvej.efforts.one_entry.children import queries as children
from hjemvej.efforts.one_entry.forms import (
    CONCERNS,
    CloseInquiry,
    PassOn,
    Remark,
    ReopenInquiry,
    Whom,
)
from hjemvej.ground.needs.queries import former_citizens
from hjemvej.ground.people.recognising.queries import FoundPerson
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

if TYPE_CHECKING:
    from hjemvej.efforts.one_entry.models import Inquiry

WAYS = {  # the address, its heading, and its button
    "link_person": (gettext_lazy("Find eller opret borgeren"), gettext_lazy("Det er borgeren")),
    "answer_inquiry": (gettext_lazy("Svar den, der spurgte"), gettext_lazy("Gem svaret")),
    "ask_back": (gettext_lazy("Spørg tilbage"), gettext_lazy("Spørg")),
    "remark": (gettext_lazy("Skriv bemærkning"), gettext_lazy("Gem bemærkningen")),
    "pass_on": (gettext_lazy("Giv videre til en kollega"), gettext_lazy("Giv videre")),
    "close_inquiry": (gettext_lazy("Afslut"), gettext_lazy("Afslut")),
    "reopen_inquiry": (gettext_lazy("Åbn igen"), gettext_lazy("Åbn igen")),
}


@dataclass(frozen=True)
class Way:
    """One thing that can be done with the inquiry: a form behind its heading, open when it is the next step."""

    name: str
    heading: str | Promise
    button: str | Promise
    form: Form
    is_next: bool
    is_open: bool

    @property
    def address(self) -> str:
        return f"one_entry:{self.name}"


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_GET
def inquiry(request: ViewerRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return show(request, access.open_inquiry(request.viewer, inquiry_id, page="one_entry.inquiry", at=now), now)


def show(request: ViewerRequest, found: "Inquiry", now: datetime.datetime, **typed: Form) -> HttpResponse:
    """The page of the inquiry; a form with an error stands open, as it was typed."""
    viewer = request.viewer
    may_tell = askers.may_tell(found, viewer=viewer, at=now)
    about = str(typed["link_person"]["about"].value() or "") if "link_person" in typed else found.about or found.where
    chosen = request.POST.get("person", "")
    like = [] if found.person_id else queries.like(about, viewer=viewer, on=timezone.localdate(now), chosen=chosen)
    urgency = queries.urgency_of(found, now, viewer=viewer)
    child = children.of_inquiry(found, viewer=viewer, on=timezone.localdate(now))
    next_step = rules.next_step(
        status=found.status, needs_place=urgency.needs_place, knows_whom=found.person_id is not None,
        waits_for_answer=found.wants_answer, is_answered=found.answered_at is not None,
        child_waits=child.waits,
    )  # fmt: skip
    forms = {**_forms(found, viewer, now, may_tell, about, like, is_placed=urgency.is_placed), **typed}
    opened = next(iter(typed), next_step)
    if opened == "take_inquiry" and urgency.due_at and timezone.localdate(urgency.due_at) <= timezone.localdate(now):
        opened = "answer_inquiry"  # the one who opens it can answer at once, taken or not
    context = {
        "inquiry": found,
        "title": queries.title(found),
        "concerns": [str(label) for value, label in CONCERNS if value in found.concerns],
        "urgency": urgency,
        "child": child,
        "language": translation.get_language_info(found.language)["name_translated"],
        "late": rules.late_in_words(urgency, now),
        "may_tell": may_tell,
        "is_answer_seen": askers.is_answer_seen(found, on=timezone.localdate(now)),
        "steps": queries.steps_of(found, viewer=viewer),
        "look_alikes": queries.look_alikes(found, viewer=viewer),
        "is_mine": found.taken_by_id == viewer.user_id,
        "found": like,
        "former": [] if found.person_id else former_citizens(about, viewer=viewer, on=timezone.localdate(now)),
        "next_step": next_step,
        "ways": [_way(name, form, next_step, opened=opened) for name, form in forms.items()],
    }
    return render(request, "one_entry/inquiry.html", context, status=422 if typed else 200)


def _forms(
    found: "Inquiry",
    viewer: Viewer,
    now: datetime.datetime,
    may_tell: MayTell,
    about: str,
    like: list[FoundPerson],
    *,
    is_placed: bool,
) -> dict[str, Form]:
    """What can be done with it as it stands, in the order it is usually done."""
    if found.status == "closed":
        return {"remark": Remark(), "reopen_inquiry": ReopenInquiry()}
    forms: dict[str, Form] = {}
    if found.person_id is None:
        forms["link_person"] = Whom(initial={"about": about[:200]}, found=[one.id for one in like])
    forms["answer_inquiry"] = answer_form(found, may_tell)
    if found.channel in ("public", "partner"):
        forms["ask_back"] = AskBack()
    forms["remark"] = Remark()
    forms["pass_on"] = PassOn(colleagues=colleagues_of(viewer, now))
    forms["close_inquiry"] = CloseInquiry(initial={"outcome": "placed"} if is_placed else {})
    return forms


def _way(name: str, form: Form, next_step: str, *, opened: str) -> Way:
    form.auto_id = f"{name}-%s"  # several forms of one page have a field of the same name
    heading, button = WAYS[name]
    return Way(name, heading, button, form, is_next=name == next_step, is_open=name == opened)


def answer_form(inquiry: "Inquiry", may_tell: MayTell, data: Any = None) -> AnswerInquiry:
    """The sentences are sent in the language of the asker; the one who chooses reads them in their own."""
    read = standard_answers()
    with translation.override(inquiry.language):
        sent = standard_answers()
    language = translation.get_language_info(inquiry.language)["name_translated"]
    language = language.lower() if translation.get_language() == "da" else language
    sentences = []
    for stage, words in sent.items():
        label = read[stage]
        if words != label:
            label = _("%(words)s (sendes på %(language)s)") % {"words": label, "language": language}
        sentences.append((words, label))
    return AnswerInquiry(
        data, tells_everything=may_tell.everything, sentences=sentences, suggested=sent["taken"],
        grounds=[(ground.key, ground.label) for ground in may_tell.grounds], address=askers.address_for_mail(inquiry),
        wants_answer=inquiry.wants_answer,
    )  # fmt: skip


def colleagues_of(viewer: Viewer, now: datetime.datetime) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in queries.colleagues(viewer=viewer, on=timezone.localdate(now))]
