"""How does a network meeting stand, and which calendar entry is it? Values in, answers in words out."""

import datetime
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hjemvej.platform.ui.when import clock, day_of, long_date

from .models import Invited, NetworkMeeting

Outcome = NetworkMeeting.Outcome
WISHES, TOLD = Invited.Wish.choices, Invited.Told.choices
TIMES, PEOPLE, LINES = 3, 6, 6  # how many each form has room for


def headline(meeting: NetworkMeeting, now: datetime.datetime) -> str:
    """Say in one line how it stands, and what is next."""
    if meeting.outcome == Outcome.HELD and meeting.starts_at:
        return _("Mødet blev holdt %s") % moment(meeting.starts_at)
    if meeting.outcome == Outcome.NOT_COME:
        return _("Borgeren kom ikke. Spørg, hvad der ville passe bedre")
    if meeting.outcome == Outcome.CANCELLED:
        return _("Mødet er aflyst")
    if meeting.starts_at is None:
        return _("Borgeren har ikke valgt en tid endnu")
    if meeting.starts_at > now:
        return _("Netværksmøde %s") % moment(meeting.starts_at)
    return _("Mødet var %s. Skriv, hvad der blev aftalt") % moment(meeting.starts_at)


def moment(at: datetime.datetime) -> str:
    return _("%(day)s %(time)s") % {"day": long_date(at), "time": clock(at)}


def next_step(meeting: NetworkMeeting, on: datetime.date) -> tuple[str, datetime.date]:
    """Say what is to be done next, and on which day: choose before the first time offered; then hold it."""
    if meeting.starts_at is None:
        day_before = day_of(min(meeting.times)) - datetime.timedelta(days=1)
        return _("Vælg tid til netværksmøde sammen med borgeren"), max(day_before, on)
    return _("Netværksmøde, og skriv hvad der blev aftalt"), day_of(meeting.starts_at)


def who_chose(meeting: NetworkMeeting) -> str:
    return _("Borgeren valgte tiden.") if meeting.is_citizens_choice else _("Vi satte tiden.")


def times_to_come(meeting: NetworkMeeting, now: datetime.datetime) -> list[datetime.datetime]:
    """List the time that was chosen, or else those to choose from, without those that are over."""
    times = [meeting.starts_at] if meeting.starts_at else meeting.times
    return [at for at in times if at > now]


def invitation(meeting: NetworkMeeting, now: datetime.datetime) -> str:
    """The invitation in words, for the citizen's letter: the time chosen, or times to choose from; never a summons."""
    lines = [_("Du inviteres til et netværksmøde: %s") % meeting.place, ""]
    times = times_to_come(meeting, now)
    if meeting.starts_at:
        lines += [_("Tiden: %s") % moment(at) for at in times]
        lines += [
            "",
            _("Passer den ikke alligevel, finder vi en anden. Ring, skriv, eller sig det, næste gang vi ses."),
        ]
    else:
        lines += [_("Vælg den tid, der passer dig bedst:"), *(f"- {moment(at)}" for at in times)]
        lines += ["", _("Passer ingen af dem, finder vi en anden. Ring, skriv, eller sig det, næste gang vi ses.")]
    names = [one.name for one in meeting.invited.all()]
    if names:
        lines += ["", _("De kommer, hvis du stadig vil have dem med: %s.") % ", ".join(names)]
    return "\n".join(lines)


def calendar(
    meeting_id: uuid.UUID, starts_at: datetime.datetime, minutes: int, place: str, now: datetime.datetime
) -> bytes:
    """A calendar file of the meeting: when and where; not about whom, since calendars are read by many.

    No place: the citizen is protected, and it could tell where they can be found.
    """
    entry = Event()
    entry.add("uid", f"{meeting_id}@hjemvej")
    entry.add("dtstamp", now.astimezone(datetime.UTC))
    entry.add("dtstart", starts_at.astimezone(datetime.UTC))
    entry.add("dtend", (starts_at + datetime.timedelta(minutes=minutes)).astimezone(datetime.UTC))
    entry.add("summary", _("Møde"))
    if place:
        entry.add("location", place)
    file = Calendar()
    file.add("prodid", "-//Hjemvej//DA")
    file.add("version", "2.0")
    file.add_component(entry)
    return bytes(file.to_ical())


def times_wrong(times: Sequence[datetime.datetime], now: datetime.datetime) -> str:
    """Say what is wrong with the times offered; nothing: they can be chosen from."""
    if len(times) < 2:
        return _("Skriv mindst to tider, så borgeren kan vælge.")
    if len(set(times)) < len(times):
        return _("To af tiderne er ens.")
    return _("En af tiderne er gået.") if min(times) <= now else ""
