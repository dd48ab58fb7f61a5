"""Who may open a consent? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Consent


def open_consent(
    viewer: Viewer,
    consent_id: uuid.UUID,
    *,
    page: str,
    at: datetime.datetime,
    needs: Permission = Permission.SEE_PERSON,
) -> Consent:
    consent = queries.consent(consent_id, viewer=viewer)
    if consent is None:
        raise Http404
    open_person(viewer, consent.person_id, page=page, at=at, needs=needs)
    return consent
