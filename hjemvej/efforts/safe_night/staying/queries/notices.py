"""Which notices of an admission are open, and which team handles each?"""

import uuid

from django.db.models import F

from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.ground.casework.models import Task
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.alphabet import DanishOrder

NOTICE = "shelter_notice"


def responsible_team(occupancy: Occupancy, *, viewer: Viewer) -> uuid.UUID | None:
    """Return the team that gets the notice: who requested the place, else has or had the case, else the first."""
    teams = Organisation.objects.filter(kind=Organisation.Kind.TEAM, is_active=True)
    if occupancy.request_id:
        requesting_team = teams.filter(
            pk__in=viewer.rows_of(PlaceRequest).filter(pk=occupancy.request_id).values("organisation_id")
        )
        if requesting_team.exists():
            return requesting_team.get().pk
    cases = NeedToKnow.objects.filter(basis=NeedToKnow.Basis.CASE, organisation__in=teams)
    theirs = (
        cases.filter(person_id=occupancy.person_id)
        .order_by(F("until_at").desc(nulls_first=True), DanishOrder("organisation__name"))
        .first()
    )
    if theirs:
        return theirs.organisation_id
    team = teams.order_by(DanishOrder("name")).first()
    return team.pk if team else None


def open_notice(person_id: uuid.UUID, *, viewer: Viewer) -> Task | None:
    """The notice of this person's admission that the municipality hasn't answered."""
    return viewer.rows_of(Task).filter(person_id=person_id, kind=NOTICE, done_at=None).first()
