"""Which rows do tests, a bystander and the invented town have? A sent decision, one in writing, and a complaint."""

import datetime
import uuid
from typing import Any

from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Note, Task
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.platform.rooms import Bystander, Laid, Soul, TownSoFar

from .actions import REASSESS
from .models import Complaint, Decision, DecisionNote

GUIDANCE = (
    "Du kan klage over afgørelsen. Sig eller skriv det til os inden 4 uger, efter at du har fået den; vi skriver gerne "
    "klagen ned for dig. Giver vi dig ikke ret i det hele, sender vi klagen videre til Ankestyrelsen."
)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
CAN_COMPLAIN = 28 * DAY
DECIDED: tuple[dict[str, Any], ...] = (
    {"title": "Bostøtte i egen bolig", "basis_key": "support_85a", "paragraph": "SEL § 85 a, Bostøtte i egen bolig",
     "asked_for": "Hjælp til at holde fast i lejligheden.", "granted": "wholly",
     "decided": "Du får støtte to gange om ugen fra på mandag.",
     "reasons": "Du har lige fået din egen bolig og har selv bedt om hjælp til post, økonomi og naboer."},
    {"title": "Husly nu og her", "basis_key": "unhoused_80", "paragraph": "SEL § 80, Husly til husvilde",
     "asked_for": "Et værelse alene.", "granted": "partly",
     "decided": "Du får et værelse, som du deler med én.",
     "reasons": "Der er ikke et enkeltværelse ledigt, og i nat er det vigtigste, at du ikke er ude.",
     "no_hearing_because": "Du var selv med, da vi talte om det, og kender alle oplysningerne."},
    {"title": "Hjælp til flytning", "basis_key": "single_payment_81",
     "paragraph": "Aktivlov § 81, Hjælp til en enkelt udgift", "asked_for": "Penge til at få hentet møbler.",
     "granted": "not", "decided": "Du får ikke pengene.",
     "reasons": "Udgiften kunne være sparet op, efter det du har fortalt om din indtægt i efteråret.",
     "hearing_about": "At udgiften kunne være sparet op.", "hearing_answer": "Jeg har ikke haft noget at spare op af."},
)  # fmt: skip


def sent_decision(laid: Laid) -> Decision:
    """Lay out a decision that the citizen has got."""
    return Decision.objects.create(
        person=laid.person, organisation=laid.team, author=laid.user, written_at=laid.at, sent_at=laid.at,
        sent_by=laid.user, received_on=localdate(laid.at), reached_by="handed_over", complaint_text=GUIDANCE,
        complaint_until_on=localdate(laid.at + CAN_COMPLAIN), **DECIDED[1],
    )  # fmt: skip


def complaint(laid: Laid) -> Complaint:
    return _complaint(laid, laid.made[Decision])


def task(laid: Laid) -> Task:
    """Lay out the clock of a complaint: its address leads to the complaint."""
    return _complaint(laid, sent_decision(laid)).task  # the other has an open complaint


def _complaint(laid: Laid, decision: Any) -> Complaint:
    clock = Task.objects.create(
        person=laid.person, organisation=laid.team, kind=REASSESS, title="Se på afgørelsen igen",
        law_key="reassessment", clock_started_on=localdate(laid.at), due_at=laid.at, created_at=laid.at,
    )  # fmt: skip
    return Complaint.objects.create(
        person=laid.person, organisation=laid.team, decision=decision, words="Jeg fik ikke det, jeg bad om.",
        how="spoken", received_on=localdate(laid.at), written_at=laid.at, written_by=laid.user, task=clock,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    """Lay out a draft (a sent decision can never be removed), its note, and a complaint."""
    at, who = bystander.at, {"person": bystander.person, "organisation_id": bystander.team_id}
    draft = bystander.add(Decision, **who, author_id=bystander.worker_id, title="Uberørt", written_at=at)
    note = bystander.add(
        Note, **who, kind="internal", text="Uberørt.", happened_at=at, written_at=at, author_id=bystander.worker_id
    )
    bystander.add(DecisionNote, person=bystander.person, decision=draft, note=note)
    clock = bystander.add(Task, **who, kind=REASSESS, title="Uberørt", due_at=at, created_at=at)
    bystander.add(
        Complaint, **who, decision=draft, words="Uberørt", how="spoken", received_on=bystander.night, written_at=at,
        written_by_id=bystander.worker_id, task=clock,
    )  # fmt: skip


def live(town: TownSoFar) -> None:
    """A handful of decisions of the last weeks, one in writing, and a complaint over the one that said no."""
    souls = [soul for soul in town.souls if soul.since < town.until - 30 * DAY]
    chosen = town.rng.sample(souls, min(len(DECIDED) + 2, len(souls)))
    for days, (soul, words) in enumerate(zip(chosen, (*DECIDED, DECIDED[0]), strict=False)):
        decision_id = _decided(town, soul, words, town.at_work(town.now - (3 + 5 * days) * DAY))
        if words["granted"] == "not":
            _complained(town, soul, decision_id, words["title"])
    for soul in chosen[len(DECIDED) + 1 :]:
        town.ledger.add(
            Decision, id=_id(town), person_id=soul.id, organisation_id=town.team, author_id=town.colleagues[0],
            title="Midlertidigt botilbud", basis_key="place_107", granted="not",
            written_at=town.at_work(town.now - DAY), decided="Du får ikke tilbudt et botilbud nu.",
        )  # fmt: skip


def _decided(town: TownSoFar, soul: Soul, words: dict[str, Any], sent_at: datetime.datetime) -> Any:
    decision_id, heard = _id(town), {}
    if "hearing_about" in words:
        sent_on = localdate(town.at_work(sent_at - 20 * DAY))
        heard = {"hearing_sent_on": sent_on, "hearing_until_on": town.due_on("hearing_answer", sent_on)}
    town.ledger.add(
        Decision, id=decision_id, person_id=soul.id, organisation_id=town.team, author_id=town.colleagues[0],
        written_at=sent_at - HOUR, sent_at=sent_at, sent_by_id=town.colleagues[0], received_on=localdate(sent_at),
        reached_by="handed_over", complaint_text=GUIDANCE, **words, **heard,
        complaint_until_on=town.due_on("complaint", localdate(sent_at)),
    )  # fmt: skip
    return decision_id


def _complained(town: TownSoFar, soul: Soul, decision_id: Any, title: str) -> None:
    at = town.at_work(town.now - 2 * DAY)
    came, task_id = localdate(at), _id(town)
    who = {"person_id": soul.id, "organisation_id": town.team}
    town.ledger.add(
        Task, id=task_id, **who, kind=REASSESS, title=f"Se på afgørelsen igen: {title}", law_key="reassessment",
        clock_started_on=came, due_at=end_of_day(town.due_on("reassessment", came)),
        assigned_to_id=town.colleagues[0], created_at=at, created_by_id=town.colleagues[0],
    )  # fmt: skip
    town.ledger.add(
        Complaint, id=_id(town), **who, decision_id=decision_id, how="spoken", received_on=came, written_at=at,
        words="Jeg har jo sagt, at jeg ikke havde noget at spare op af. Det er ikke fair.",
        written_by_id=town.colleagues[0], task_id=task_id,
    )  # fmt: skip


def _id(town: TownSoFar) -> Any:
    return uuid.UUID(int=town.rng.getrandbits(128), version=4)
