"""What does a citizen's timeline tell of the inquiries? Who turned to us, and what they said, in their words."""

import datetime
import uuid
from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Happened

from .inquiries import inquiries_of


def happened(person_id: uuid.UUID, viewer: Viewer, limit: int, before: datetime.datetime | None) -> Iterator[Happened]:
    """Without the words where the citizen is protected: they may tell a name or a street; the call itself has them."""
    if not viewer.may(Permission.HANDLE_INQUIRIES):
        return
    inquiries = inquiries_of(person_id, viewer=viewer)
    if before:
        inquiries = inquiries.filter(received_at__lt=before)
    for inquiry in inquiries[:limit]:
        yield Happened(
            at=inquiry.received_at,
            title=_("Henvendelse: %s") % inquiry.get_asker_kind_display().lower(),
            text=str(inquiry.get_channel_display()),
            quote="" if inquiry.person and inquiry.person.is_protected else Truncator(inquiry.text).words(40),
            url=reverse("one_entry:inquiry", args=[inquiry.pk]),
        )
