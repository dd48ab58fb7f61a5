"""Whose rows may this viewer read? A team reads the whole case; others only what they wrote themselves.

Row-level security lets an organisation see a person's rows once it needs to know of the person; a shelter that has
the person as its guest still has no business in the team's notes.
"""

from django.db.models import Q

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer


def readable(viewer: Viewer) -> Q:
    if viewer.scope == "system" or viewer.organisation_kind == Organisation.Kind.TEAM:
        return Q()
    return Q(organisation_id=viewer.organisation_id)
