"""What do the figures keep of an erased citizen's stays? The reimbursement of years in which the limit changed."""

from django.db import transaction
from django.utils.timezone import localdate

from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.staying.queries.reimbursement import crossing_years, is_anothers, year_of
from hjemvej.platform.rooms import Leaving


@transaction.atomic
def leave_years(leaving: Leaving) -> None:
    """Keep days and kroner of each such year, if we were responsible."""
    on = localdate(leaving.at)
    if is_anothers(leaving.person_id, on, viewer=leaving.viewer):
        return
    stays = leaving.viewer.rows_of(Occupancy).filter(person_id=leaving.person_id, from_night__lte=on)
    years = crossing_years(list(stays.select_related("house").order_by("from_night")), on)
    for year in years:
        kept = year_of(year)
        kept.spell_id = leaving.spell_id
        kept.save(force_insert=True)
