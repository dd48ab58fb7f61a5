"""Which partner, contact or agreement is opened? Those that are not there answer 404; they hold no citizen's data."""

import uuid

from django.http import Http404

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import ContactPerson, SharingAgreement


def open_organisation(organisation_id: uuid.UUID) -> Organisation:
    found = queries.organisation(organisation_id)
    if found is None:
        raise Http404
    return found


def open_contact(viewer: Viewer, contact_id: int) -> ContactPerson:
    found = queries.contact(contact_id, viewer=viewer)
    if found is None:
        raise Http404
    return found


def open_agreement(agreement_id: uuid.UUID) -> SharingAgreement:
    found = queries.agreement(agreement_id)
    if found is None:
        raise Http404
    return found
