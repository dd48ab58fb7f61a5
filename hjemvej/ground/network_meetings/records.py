"""Which rows do tests, a bystander and the invented town have?"""

import datetime
import uuid

from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.platform.rooms import Bystander, Laid, TownSoFar

from .actions import STEP
from .models import Agreed, Invited, NetworkMeeting

DAY = datetime.timedelta(days=1)


def meeting(laid: Laid) -> NetworkMeeting:
    """Lay out a meeting whose time the citizen chose, and a sister who is asked."""
    step = Task.objects.create(
        person=laid.person, organisation=laid.team, kind=STEP, title="Vælg tid", due_at=laid.at + DAY,
        created_at=laid.at,
    )  # fmt: skip
    made = NetworkMeeting.objects.create(
        person=laid.person, organisation=laid.team, about="Min bolig.", place="Værestedet", written_at=laid.at,
        times=[laid.at + 3 * DAY, laid.at + 4 * DAY], starts_at=laid.at + 3 * DAY, is_citizens_choice=True, task=step,
        invited_by=laid.user,
    )  # fmt: skip
    Invited.objects.create(meeting=made, person=laid.person, name="Ida", role="søster", wish="citizen")
    return made


def task(laid: Laid) -> Task:
    """Lay out the next step of a meeting: its address leads to the meeting."""
    return meeting(laid).task


def add_bystander(bystander: Bystander) -> None:
    who = {"person": bystander.person, "organisation_id": bystander.team_id}
    step = bystander.add(Task, **who, kind=STEP, title="Uberørt", due_at=bystander.at, created_at=bystander.at)
    made = bystander.add(
        NetworkMeeting, **who, about="Uberørt", place="Uberørt", times=[bystander.at], written_at=bystander.at,
        task=step, invited_by_id=bystander.worker_id,
    )  # fmt: skip
    bystander.add(Invited, meeting=made, person=bystander.person, name="Uberørt", wish="citizen")
    bystander.add(Agreed, meeting=made, person=bystander.person, what="Uberørt", who="Uberørt")


ABOUT = [  # what the citizen wants to talk of, who comes, and what was agreed
    ("Jeg vil gerne have, at I taler sammen, så jeg slipper for at sige det hele fem gange.", "Ida", "søster",
     "Bostøtten ringer til lægen sammen med borgeren."),
    ("Det er svært om aftenen. Jeg vil vide, hvem jeg kan ringe til.", "Per", "bostøtte",
     "En seddel med tre numre ved døren."),
    ("Jeg vil tilbage på arbejde, bare lidt.", "Lone", "fra værestedet", "To formiddage i køkkenet på værestedet."),
]  # fmt: skip


def live(town: TownSoFar) -> None:
    """Citizens meet with their network: most chose the time and came; some have not chosen yet, one did not come."""
    for number in range(min(8, len(town.souls))):
        soul, worker = town.rng.choice(list(town.souls)), town.rng.choice(town.colleagues)
        words, name, role, agreed = ABOUT[number % len(ABOUT)]
        written = town.at_work(town.now - (40 - 5 * number) * DAY)
        times = [town.at_work(written + days * DAY) for days in (9, 10, 13)]
        chosen = times[1] if number != 7 else None
        has_been = chosen is not None and chosen < town.now
        outcome = ("not_come" if number == 3 else "held") if has_been else ""
        summary = {"held": agreed, "not_come": "Ved vi ikke."}.get(outcome, "")
        ended_at = min(town.at_work(times[1] + DAY), town.now) if outcome else None
        who = {"person_id": soul.id, "organisation_id": town.team}
        ids = [uuid.UUID(int=town.rng.getrandbits(128), version=4) for _each in range(2)]
        town.ledger.add(
            Task, id=ids[0], **who, kind=STEP, title="Netværksmøde, og skriv hvad der blev aftalt",
            due_at=end_of_day((chosen or times[0] - DAY).date()), assigned_to_id=worker, created_at=written,
            created_by_id=worker, done_at=ended_at, done_by_id=worker if ended_at else None,
        )  # fmt: skip
        town.ledger.add(
            NetworkMeeting, id=ids[1], **who, about=words, place="Værestedet", times=times, starts_at=chosen,
            is_citizens_choice=None if chosen is None else number != 3, task_id=ids[0], invited_by_id=worker,
            written_at=written, outcome=outcome, summary=summary,
            ended_at=ended_at, ended_by_id=worker if ended_at else None,
        )  # fmt: skip
        town.ledger.add(
            Invited, meeting_id=ids[1], person_id=soul.id, name=name, role=role, wish="citizen",
            came=True if outcome == "held" else None,
        )  # fmt: skip
        if outcome == "held":
            town.ledger.add(Agreed, meeting_id=ids[1], person_id=soul.id, what=agreed, who=name)
