"""What is this viewer in the middle of writing? Nobody else's drafts are ever seen."""

import uuid

from django.db.models import Func, QuerySet, UUIDField
from django.urls import NoReverseMatch, reverse

from hjemvej.ground.casework.models import Draft
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import DraftForm, NoSuchDraftForm, draft_form


def draft(key: str, *, viewer: Viewer) -> Draft | None:
    """What was typed into this form and not sent."""
    draft_form(key)  # a form that no room brings would lose what is typed into it
    return viewer.rows_of(Draft).filter(user_id=viewer.signed_in_id, key=key).first()


def drafts_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Draft]:
    """The viewer's own unsent forms about this person, the newest first; also those begun of a record since merged."""
    return own_drafts(viewer=viewer).filter(about=person_id)  # type: ignore[misc]


def own_drafts(*, viewer: Viewer) -> QuerySet[Draft]:
    """The viewer's own unsent forms, the newest first, each with the citizen it is `about` now."""
    about = Func("person_id", function="people_survivor_of", output_field=UUIDField())
    return viewer.rows_of(Draft).filter(user_id=viewer.signed_in_id).annotate(about=about).order_by("-saved_at")


def written_on(draft: Draft, person_id: uuid.UUID | None) -> tuple[DraftForm, str] | None:
    """The draft's form and its page; nothing where its room or record is gone, or it is about a citizen not there."""
    try:
        form = draft_form(draft.key)
        if form.is_about_a_person:
            return (form, reverse(form.url_name, args=[person_id])) if person_id else None
        record = draft.key.removeprefix(form.key).removeprefix("-")  # that the form changes, if any
        return form, reverse(form.url_name, args=[record] if record else [])
    except (NoSuchDraftForm, NoReverseMatch):
        return None


def key_about(form: str, person_id: uuid.UUID, *, viewer: Viewer) -> str:
    """The key of this form about this person: the one of a draft begun, else the person's own."""
    draft_form(form)
    begun = drafts_of(person_id, viewer=viewer).filter(key__startswith=f"{form}-").first()
    return begun.key if begun else f"{form}-{person_id}"
