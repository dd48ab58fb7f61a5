"""What is this viewer in the middle of writing? Nobody else's drafts are ever seen."""

import uuid

from django.db.models import QuerySet

from hjemvej.ground.casework.models import Draft
from hjemvej.platform.access.viewer import Viewer


def draft(key: str, *, viewer: Viewer) -> Draft | None:
    """What was typed into this form and not sent."""
    return Draft.objects.filter(user_id=viewer.signed_in_id, key=key).first()


def drafts_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Draft]:
    """The viewer's own unsent forms about this person, the newest first."""
    return Draft.objects.filter(user_id=viewer.signed_in_id, person_id=person_id).order_by("-saved_at")
