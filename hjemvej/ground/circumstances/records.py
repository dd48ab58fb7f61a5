"""Which sample row does an id in an address lead to, and which row does a bystander have?"""

from django.utils.timezone import localdate

from hjemvej.platform.rooms import Bystander, Laid

from .models import Circumstance


def circumstance(laid: Laid) -> Circumstance:
    """Lay out an answer that the citizen gave."""
    on = localdate(laid.at)
    return Circumstance.objects.create(
        person=laid.person, organisation=laid.team, question="substances", form_year=2024, answers=["hash"],
        source="citizen", told_on=on, from_on=on, recorded_at=laid.at, recorded_by=laid.user,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        Circumstance, person=bystander.person, organisation_id=bystander.team_id, question="reasons", form_year=2024,
        answers=["other"], words="Uberørt", source="citizen", told_on=bystander.night, from_on=bystander.night,
        recorded_at=bystander.at, recorded_by_id=bystander.worker_id,
    )  # fmt: skip
