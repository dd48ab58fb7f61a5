"""Which rows do a bystander and the tests have?"""

from hjemvej.platform.rooms import Bystander

from .models import ClockFact


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        ClockFact, person=bystander.person, organisation_id=bystander.team_id, kind="support_85a", on=bystander.night,
        amount=8_000, source="Uberørt", recorded_at=bystander.at, recorded_by_id=bystander.worker_id,
    )  # fmt: skip
