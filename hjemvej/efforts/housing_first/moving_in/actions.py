"""What happens from the yes to the first night? The lease is signed, the checklist is done, the citizen moves in."""

import datetime
from dataclasses import asdict

from django.contrib.messages import constants as messages
from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from hjemvej.efforts.housing_first.models import HomeOffer, MovingInLine, MovingInStep
from hjemvej.efforts.housing_first.offering.actions import offering
from hjemvej.efforts.housing_first.offering.rules import State
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.correspondence.letters.actions import draft_letter
from hjemvej.ground.correspondence.letters.rules.fields import Value
from hjemvej.ground.correspondence.models import Letter, LetterKind
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Vacancy
from hjemvej.ground.situations import actions as situations
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules


class LeaseDayIsWrong(Refused):
    """A lease signed before the offer or tomorrow, or beginning before it was signed."""


class LineIsDone(Refused):
    """A colleague did it."""

    level = messages.INFO


class LineSaysNothing(Refused):
    """No title, or nobody to do it."""


class NoSuchStep(Refused):
    """A colleague has taken it off the list."""

    level = messages.INFO


def sign_lease(
    *, offer: HomeOffer, signed_on: datetime.date, lease_from_on: datetime.date, by: Viewer, at: datetime.datetime
) -> HomeOffer:
    """The lease is signed: the checklist is laid out around its first day, and the first night is the next step."""
    today = localdate(at)
    with transaction.atomic():
        row = offering.stepped(offer, State.SIGNED, by)
        if not row.offered_on <= signed_on <= today:
            raise LeaseDayIsWrong(_("Skriv den dag, kontrakten blev skrevet under."), field="signed_on")
        if lease_from_on < row.offered_on:
            raise LeaseDayIsWrong(_("Lejemålet kan ikke begynde før tilbuddet."), field="lease_from_on")
        offering.refuse_while_another(row)
        if row.person.is_protected and not row.outside_pages:
            words = _("Borgeren er beskyttet. Skriv først på tilbuddet, hvordan lejen aftales uden om siderne.")
            raise LeaseDayIsWrong(words)
        row.signed_on, row.lease_from_on = signed_on, lease_from_on
        row.save(update_fields=["state", "signed_on", "lease_from_on"])
        written = Vacancy.objects.filter(pk=row.vacancy_id, state=Vacancy.State.SIGNED)  # by the landlord
        if not written.update(lease_from_on=lease_from_on):
            homes.sign_lease(vacancy_id=row.vacancy_id, lease_from_on=lease_from_on, by=by, at=at)
        plan = rules.planned(queries.steps_on(today, team_id=row.organisation_id), lease_from_on, today)
        MovingInLine.objects.bulk_create(
            MovingInLine(offer=row, person_id=row.person_id, **asdict(one)) for one in plan
        )
        offering.plan_step(row, _("Den første nat i egen bolig"), lease_from_on, by=by, at=at)
        offering.record_offer("housing_first.lease_signed", row, by, at)
        return row


def move_in(*, offer: HomeOffer, moved_in_on: datetime.date, by: Viewer, at: datetime.datetime) -> HomeOffer:
    """The first night: the tenancy begins, the home is let, and the citizen sleeps there; all of it or none."""
    with transaction.atomic():
        row = offering.stepped(offer, State.MOVED_IN, by)
        if row.signed_on is None or not row.signed_on <= moved_in_on <= localdate(at):
            raise LeaseDayIsWrong(
                _("Skriv dagen for den første nat: fra kontrakten blev skrevet og til i dag."), field="moved_in_on"
            )
        offering.refuse_while_another(row)
        home, begins = row.vacancy.dwelling, min(row.lease_from_on or moved_in_on, moved_in_on)
        row.ended_on = moved_in_on
        row.save(update_fields=["state", "ended_on"])
        homes.begin_tenancy(
            person_id=row.person_id, dwelling_id=home.pk, lease_form=home.lease_form, from_on=begins, by=by, at=at
        )
        homes.let_dwelling(vacancy_id=row.vacancy_id, on=begins, by=by, at=at)
        _tell_the_house(row, by=by, at=at)
        situations.record_situation(
            person_id=row.person_id, kind=rules.sleeps_in(home), from_on=moved_in_on, source=_("Lejekontrakten"),
            certainty=Situation.Certainty.SEEN, by=by, at=at,
        )  # fmt: skip
        offering.finish_step(row, by=by, at=at)
        offering.close_proposal(row, at=at)
        offering.record_offer("housing_first.moved_in", row, by, at)
        return row


def _tell_the_house(row: HomeOffer, *, by: Viewer, at: datetime.datetime) -> None:
    """A guest of a house who moves out must be seen off there: the house does it, we tell it today."""
    guests = Situation.objects.filter(person_id=row.person_id, superseded_at=None, until_on=None)
    slept = guests.exclude(house=None).select_related("house").first()
    if slept and slept.house:
        casework.add_task(
            person_id=row.person_id, organisation_id=by.team_id, kind="own", due_at=end_of_day(localdate(at)),
            title=_("Fortæl %s, at borgeren er flyttet") % slept.house.name, assigned_to_id=by.user_id, by=by, at=at,
        )  # fmt: skip


# --- the citizen's own checklist ------------------------------------------------------------------------------------


def finish_line(*, line: MovingInLine, by: Viewer, at: datetime.datetime) -> MovingInLine:
    return _set_done(line, localdate(at), by, at)


def reopen_line(*, line: MovingInLine, by: Viewer, at: datetime.datetime) -> MovingInLine:
    """It was not done after all."""
    return _set_done(line, None, by, at)


def _set_done(line: MovingInLine, on: datetime.date | None, by: Viewer, at: datetime.datetime) -> MovingInLine:
    with transaction.atomic():
        rows = by.rows_of(MovingInLine).filter(pk=line.pk, done_on__isnull=on is not None)
        if not rows.update(done_on=on, done_by_id=by.signed_in_id if on else None):
            raise LineIsDone(_("En kollega har gjort det i mellemtiden."))
        _record_line("housing_first.line_done" if on else "housing_first.line_reopened", line, by, at)
        line.refresh_from_db()
        return line


def add_line(
    *, offer: HomeOffer, title: str, who: str, by_on: datetime.date, by: Viewer, at: datetime.datetime
) -> MovingInLine:
    _refuse_empty(title, who)
    with transaction.atomic():
        row = offering.locked(offer, by)
        line = MovingInLine.objects.create(
            offer=row, person_id=row.person_id, title=title.strip(), who=who.strip(), by_on=by_on, order=LAST
        )
        _record_line("housing_first.line_added", line, by, at)
        return line


def change_line(
    *, line: MovingInLine, who: str, by_on: datetime.date, by: Viewer, at: datetime.datetime
) -> MovingInLine:
    """Another does it, or on another day."""
    _refuse_empty(line.title, who)
    with transaction.atomic():
        by.rows_of(MovingInLine).filter(pk=line.pk).update(who=who.strip(), by_on=by_on)
        _record_line("housing_first.line_changed", line, by, at)
        line.refresh_from_db()
        return line


LAST = 999  # after the team's own steps


def _refuse_empty(title: str, who: str) -> None:
    if not title.strip():
        raise LineSaysNothing(_("Skriv, hvad der skal gøres."), field="title")
    if not who.strip():
        raise LineSaysNothing(_("Skriv, hvem der gør det: borgeren, en kollega, Ydelse …"), field="who")


def _record_line(name: str, line: MovingInLine, by: Viewer, at: datetime.datetime) -> None:
    record(name, by=by, at=at, person_id=line.person_id, details={"line": str(line.pk)})


def write_checklist(*, offer: HomeOffer, by: Viewer, at: datetime.datetime) -> Letter:
    """The checklist as a letter to the citizen: a draft to read through, and then to send."""
    left = queries.lines_of(offer, viewer=by).filter(done_on=None)
    with override("da"):  # the letter is Danish whoever writes it
        points = [_("%(what)s (%(who)s, senest %(day)s)") % rules.in_words(line) for line in left]
        about = _("Din indflytning")
    values: dict[str, Value] = {"om": about, "punkter": points, "indflytning": offer.lease_from_on or localdate(at)}
    return draft_letter(person_id=offer.person_id, kind=LetterKind.CHECKLIST, values=values, by=by, at=at)


# --- the team's list ------------------------------------------------------------------------------------------------


def keep_step(
    *, step_id: int | None, title: str, who: str, days: int, by: Viewer, at: datetime.datetime
) -> MovingInStep:
    """A new step, or an old one in other words: checklists that are laid out already keep theirs."""
    _refuse_empty(title, who)
    today = localdate(at)
    with transaction.atomic():
        own = _own_list(by, today)
        before = _end_step(own.get(step_id), by, today) if step_id else None
        step = MovingInStep.objects.create(
            team_id=by.team_id, title=title.strip(), who=who.strip(), days=days,
            order=before.order if before else LAST, valid_from=today,
        )  # fmt: skip
        record("housing_first.step_kept", by=by, at=at, details={"step": str(step.pk)})
        return step


def drop_step(*, step_id: int, by: Viewer, at: datetime.datetime) -> None:
    """It is on no new checklist from today."""
    today = localdate(at)
    with transaction.atomic():
        _end_step(_own_list(by, today).get(step_id), by, today)
        record("housing_first.step_dropped", by=by, at=at, details={"step": str(step_id)})


def _own_list(by: Viewer, on: datetime.date) -> dict[int, int]:
    """Each step that a colleague may have seen → the team's own; the first change makes the list the team's own."""
    with connection.cursor() as cursor:  # one colleague at a time
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"housing_first.moving_in_steps.{by.team_id}"])
    steps = queries.steps_on(on, team_id=by.team_id)
    return {step.pk: step.pk if step.team_id else _as_own(step, by, on).pk for step in steps}


def _as_own(step: MovingInStep, by: Viewer, on: datetime.date) -> MovingInStep:
    return MovingInStep.objects.create(
        team_id=by.team_id, title=step.title, who=step.who, days=step.days, order=step.order, valid_from=on
    )


def _end_step(step_id: int | None, by: Viewer, on: datetime.date) -> MovingInStep:
    own = MovingInStep.objects.filter(team_id=by.team_id, valid_to=None)
    if step_id is None or not own.filter(pk=step_id).update(valid_to=on):
        raise NoSuchStep(_("En kollega har rettet listen i mellemtiden. Se den igen; intet er ændret."))
    return MovingInStep.objects.get(pk=step_id)
