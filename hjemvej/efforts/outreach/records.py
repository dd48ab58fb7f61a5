"""Which rows do the door table and a bystander have?"""

from django.utils.timezone import localdate

from hjemvej.platform.rooms import Bystander, Laid

from .models import Meeting, Place, Promise, Round


def place(laid: Laid) -> Place:
    return Place.objects.create(
        team=laid.team, name="Parken ved åen", coarseness="area", added_at=laid.at, used_on=localdate(laid.at)
    )


def promise(laid: Laid) -> Promise:
    """Lay out a promise that is due."""
    return Promise.objects.create(
        person=laid.person, team=laid.team, worker=laid.user, what="Tørre strømper", by_on=localdate(laid.at),
        made_at=laid.at,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    at, who = bystander.at, {"team_id": bystander.team_id, "worker_id": bystander.worker_id}
    place = bystander.add(
        Place,
        team_id=bystander.team_id,
        name=str(bystander.person.pk),
        coarseness="part",
        added_at=at,
        used_on=bystander.night,
    )
    running = bystander.add(Round, **who, night=bystander.night, began_at=at, ended_at=at)
    met = bystander.add(
        Meeting, **who, person=bystander.person, round=running, place=place, happened_at=at, written_at=at,
        own_words="Uberørt", danger="Uberørt",
    )  # fmt: skip
    bystander.add(
        Promise, **who, person=bystander.person, meeting=met, place=place, what="Uberørt", by_on=bystander.night,
        made_at=at,
    )  # fmt: skip
