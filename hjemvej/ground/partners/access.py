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


def open_to_edit(viewer: Viewer, organisation_id: uuid.UUID) -> Organisation:
    """A partner that another team keeps is read, and not edited."""
    found = open_organisation(organisation_id)
    if not queries.may_edit(found.pk, viewer=viewer):
        raise Http404
    return found


def open_contact(viewer: Viewer, contact_id: int) -> ContactPerson:
    found = queries.contact(contact_id, viewer=viewer)
    if found is None or not queries.may_edit(found.partner_id, viewer=viewer):
        raise Http404
    return found


def open_agreement(viewer: Viewer, agreement_id: uuid.UUID) -> SharingAgreement:
    found = queries.agreement(agreement_id)
    if found is None or not queries.may_edit(found.partner_id, viewer=viewer):
        raise Http404
    return found
