"""Which rows do tests, a bystander and the invented town have?"""

import datetime
import uuid

from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.rooms import Bystander, Laid, TownSoFar

from .actions import ANSWER
from .models import Matter, Referral

DAY = datetime.timedelta(days=1)
TITLE = "Svar fra Ydelse: Indskud til bolig"


def referral(laid: Laid) -> Referral:
    clock = Task.objects.create(
        person=laid.person, organisation=laid.team, kind=ANSWER, title=TITLE, due_at=laid.at, created_at=laid.at
    )
    return Referral.objects.create(
        person=laid.person, organisation=laid.team, matter=_a_matter(), words="Lån til indskud.", ground="citizen",
        asked_on=localdate(laid.at), asked_by=laid.user, written_at=laid.at, task=clock,
    )  # fmt: skip


def task(laid: Laid) -> Task:
    """Lay out the clock of a question: its address leads to the question."""
    return referral(laid).task


def _a_matter() -> Matter:
    return Matter.objects.order_by("order", "key")[0]


def add_bystander(bystander: Bystander) -> None:
    who = {"person": bystander.person, "organisation_id": bystander.team_id}
    clock = bystander.add(Task, **who, kind=ANSWER, title="Uberørt", due_at=bystander.at, created_at=bystander.at)
    bystander.add(
        Referral, **who, matter=_a_matter(), words="Uberørt", ground="citizen", asked_on=bystander.night,
        written_at=bystander.at, asked_by_id=bystander.worker_id, task=clock,
    )  # fmt: skip


ASKED = [  # matter, what was asked, after how many days the answer came (nothing: it waits), its outcome and words
    ("deposit_loan", "Lån til indskud på 14.200 kr.", 6, "granted", "Bevilget, udbetales til udlejer."),
    ("furniture", "Seng, dyne og køkkenting til den nye bolig.", 9, "partly", "Seng og køkkenting, ikke gardiner."),
    ("moving", "Flytning af indbo fra lager.", 12, "refused", "Udgiften kan dækkes af borgerens egne midler."),
    ("substances", "En samtale om behandling, som borgeren ønsker.", 5, "granted", "Tid givet på tirsdag."),
    ("address", "Folkeregisteradresse på den nye bolig.", None, "", ""),
    ("furniture", "Seng og dyne. Borgeren flytter ind den 1.", None, "", ""),
    ("deposit_loan", "Lån til indskud. Kontrakten skal underskrives i næste uge.", None, "", ""),
    ("psychiatry", "Et møde om støtte efter udskrivelsen.", None, "", ""),
]


def live(town: TownSoFar) -> None:
    """Citizens who have got a home ask other units for this and that: some have answered, some are late."""
    matters = {matter.key: matter for matter in Matter.objects.filter(valid_to=None)}
    housed = [soul for soul in town.souls if soul.kind == Situation.Kind.OWN_HOME] or list(town.souls)
    for number, (key, words, after, outcome, answer) in enumerate(ASKED):
        soul, worker = town.rng.choice(housed), town.rng.choice(town.colleagues)
        at = town.at_work(town.now - (5 + 3 * number) * DAY)
        asked_on, done_at = localdate(at), town.at_work(at + after * DAY) if after else None
        if done_at and done_at > town.now:
            done_at, outcome, answer = None, "", ""
        who = {"person_id": soul.id, "organisation_id": town.team}
        task_id, referral_id = (uuid.UUID(int=town.rng.getrandbits(128), version=4) for _each in range(2))
        due_on = town.due_on("unit_answers_within", asked_on)
        town.ledger.add(
            Task, id=task_id, **who, kind=ANSWER, title=f"Svar fra {matters[key].unit}: {matters[key].title}",
            due_at=end_of_day(due_on), assigned_to_id=worker, created_at=at, created_by_id=worker,
            done_at=done_at, done_by_id=worker if done_at else None, outcome=answer[:300],
        )  # fmt: skip
        town.ledger.add(
            Referral, id=referral_id, **who, matter_id=matters[key].pk, words=words, ground="citizen",
            asked_on=asked_on, asked_by_id=worker, written_at=at, task_id=task_id, outcome=outcome, answer=answer,
            answered_on=localdate(done_at) if done_at else None, closed_at=done_at,
            closed_by_id=worker if done_at else None,
        )  # fmt: skip
