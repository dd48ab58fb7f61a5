"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

from hjemvej.platform.rooms import Bystander, Laid

from .models import Course, HandOver, Informing, Note, Task, UnheldDay


def note(laid: Laid) -> Note:
    return Note.objects.create(
        person=laid.person, author=laid.user, organisation=laid.team, kind="contact", text="Talte om i nat.",
        happened_at=laid.at, written_at=laid.at,
    )  # fmt: skip


def task(laid: Laid) -> Task:
    return Task.objects.create(
        person=laid.person, assigned_to=laid.user, organisation=laid.team, kind="own", title="Ring til huset",
        due_at=laid.at, created_at=laid.at,
    )  # fmt: skip


def course(laid: Laid) -> Course:
    return Course.objects.create(person=laid.person, kind="housing_first", opened_at=laid.at)


def hand_over(laid: Laid) -> HandOver:
    return HandOver.objects.create(
        person=laid.person, sender=laid.user, from_team=laid.team, team=laid.team, why="Går på ferie.",
        given_at=laid.at, answer_by=laid.night,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        Informing, person=bystander.person, kind="told", on=bystander.night, reached_by="oral",
        recorded_at=bystander.at, recorded_by_id=bystander.worker_id, organisation_id=bystander.team_id,
    )  # fmt: skip
    bystander.add(
        HandOver, person=bystander.person, sender_id=bystander.worker_id, from_team_id=bystander.team_id,
        team_id=bystander.team_id, why="Uberørt", given_at=bystander.at, answer_by=bystander.night,
        settled_at=bystander.at, outcome="withdrawn",
    )  # fmt: skip
    bystander.add(UnheldDay, person=bystander.person, on=bystander.night)
