"""What happens at a housing meeting? It begins with the order and the proposal saved; each home is decided; it ends."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.contrib.messages import constants as messages
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.housing_first.matching import queries as matching
from hjemvej.efforts.housing_first.matching.actions import write_order
from hjemvej.efforts.housing_first.matching.queries import Fitting
from hjemvej.efforts.housing_first.matching.rules import Rules
from hjemvej.efforts.housing_first.models import HousingMeeting, MeetingChoice, MeetingHome
from hjemvej.ground.homes.models import Vacancy
from hjemvej.ground.law import queries as law
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .queries import Situation

Decided = MeetingHome.Decided


class NoHomeIsVacant(Refused):
    """A meeting without a vacant home has nothing to decide."""


class MeetingGoesOn(Refused):
    """The team's last meeting was not ended."""

    level = messages.INFO


class HomeIsElsewhere(Refused):
    """Another team's meeting looks at the same home."""

    level = messages.INFO


class AlreadyDecided(Refused):
    """A colleague was first, or the meeting is over."""

    level = messages.INFO


class NoReason(Refused):
    """Another than proposed, or nobody, and no reason."""

    field = "because"


class DoesNotFit(Refused):
    """The citizen is no longer among those whom the home fits."""

    field = "person"


def begin_meeting(*, present: str, by: Viewer, at: datetime.datetime) -> HousingMeeting:
    """Save the order of everybody who waits and the best proposal for all vacant homes, before anybody is named."""
    in_force = matching.rules_on(localdate(at))
    now, elsewhere = _not_elsewhere(queries.situation(viewer=by, at=at, in_force=in_force), by)
    people, homes = queries.waiting_of(now.people), queries.homes_of(now.vacancies)
    proposal = rules.propose(rules.grid_of(people, homes, in_force, localdate(at)))
    usual = int(law.provision_then(rules.USUAL_RENT, localdate(at)).value)
    found = rules.told(people, homes, in_force, localdate(at), proposal, usual_rent=usual)
    try:
        with transaction.atomic():
            order = write_order([(one, 0) for one in now.people], in_force, by=by, at=at)
            meeting = HousingMeeting.objects.create(
                organisation_id=by.team_id, began_at=at, began_by_id=by.signed_in_id, present=present.strip(),
                order=order, found={**found, "elsewhere": elsewhere},
            )  # fmt: skip
            _write_homes(meeting, now, proposal.home_of, at)
            record("housing_first.meeting_begun", by=by, at=at, details={"meeting": str(meeting.pk)})
    except IntegrityError as problem:
        raise _meanwhile(problem) from problem
    return meeting


def _not_elsewhere(now: Situation, by: Viewer) -> tuple[Situation, int]:
    """Leave out homes that another team's meeting looks at, and count them. Refuse where none is left."""
    if queries.goes_on(viewer=by):
        raise _goes_on()
    taken = queries.at_other_meetings(viewer=by)
    free = [one for one in now.vacancies if one.pk not in taken]
    if not free and now.vacancies:
        raise HomeIsElsewhere(
            _("Et andet team holder boligmøde om de ledige boliger nu. Begynd, når det er slut, eller hold det sammen.")
        )
    if not free:
        raise NoHomeIsVacant(_("Ingen bolig er ledig, så mødet har ikke noget at beslutte. Meld en bolig ledig først."))
    return replace(now, vacancies=free), len(now.vacancies) - len(free)


def _goes_on() -> MeetingGoesOn:
    return MeetingGoesOn(_("Et boligmøde er i gang allerede. Gå til det, eller afslut det først."))


def _meanwhile(problem: IntegrityError) -> Exception:
    """A colleague, or another team, began in the same second."""
    if "one_housing_meeting_at_a_time" in str(problem):
        return _goes_on()
    if "a_home_is_at_one_open_meeting" in str(problem):
        return HomeIsElsewhere(
            _("Et andet team begyndte et boligmøde om de samme boliger imens. Prøv igen: så er resten med.")
        )
    return problem


def _write_homes(
    meeting: HousingMeeting, now: Situation, home_of: Mapping[str, str], at: datetime.datetime
) -> None:  # fmt: skip
    fitting = matching.whom_they_fit(now.people, now.vacancies, now.in_force)
    rows = {
        str(vacancy.dwelling_id): MeetingHome(
            meeting=meeting,
            vacancy=vacancy,
            fits=len(found.in_order),
            kept_out=found.kept_out,
            has_choice=str(vacancy.dwelling_id) in home_of.values(),
        )
        for vacancy, found in zip(now.vacancies, fitting, strict=True)
    }
    asked = _unknown(now.vacancies, fitting)
    MeetingHome.objects.bulk_create(sorted(rows.values(), key=lambda row: row.vacancy_id))  # two teams wait, in turn
    MeetingChoice.objects.bulk_create(
        MeetingChoice(home=rows[home], person_id=uuid.UUID(person), unknown=asked[person, home], recorded_at=at)
        for person, home in home_of.items()
    )


def _unknown(vacancies: Sequence[Vacancy], fitting: Sequence[Fitting]) -> dict[tuple[str, str], int]:
    """Which conditions nobody has asked about, in bits, for each citizen and each dwelling that fits."""
    return {
        (str(one.person_id), str(vacancy.dwelling_id)): bits
        for vacancy, found in zip(vacancies, fitting, strict=True)
        for one, bits in found.in_order
    }


def decide_home(
    *, home_id: uuid.UUID, person_id: uuid.UUID | None, because: str, by: Viewer, at: datetime.datetime
) -> MeetingHome:
    """Decide who is offered a home: as proposed, or another or nobody with a reason, and the rest is proposed anew."""
    with transaction.atomic():
        home, choice = _hold(home_id, by)
        if home.decided:
            raise AlreadyDecided(_("Boligen er besluttet allerede. Se referatet."))
        is_proposed = choice is not None and choice.person_id == person_id
        if not is_proposed and not because.strip():
            raise NoReason(_("Skriv hvorfor. Det står i referatet, og borgeren kan læse det om sig selv."))
        unknown = _check(home, choice, person_id, by, at) if person_id else 0
        home.decided = Decided.AGREED if is_proposed else Decided.ANOTHER if person_id else Decided.NOBODY
        home.decided_at, home.decided_by_id = at, by.signed_in_id
        home.because = "" if person_id or choice else because.strip()
        home.has_choice = bool(person_id) or (home.has_choice and choice is None)
        home.save()
        if is_proposed and choice:
            choice.is_chosen, choice.because = True, because.strip()
            choice.save()
        else:
            _choose_another(home, choice, person_id, because.strip(), unknown, by, at)
            _propose_rest(home.meeting, by, at)
        record("housing_first.home_decided", by=by, at=at, person_id=person_id, details={"home": str(home.pk)})
    return home


def _choose_another(
    home: MeetingHome, choice: MeetingChoice | None, person_id: uuid.UUID | None, because: str, unknown: int,
    by: Viewer, at: datetime.datetime,
) -> None:  # fmt: skip
    """Who was proposed gives way to another, or to nobody; the one chosen is proposed for no other home any more."""
    if choice and not person_id:
        choice.because = because
    _give_way([choice] if choice else [], at)
    if person_id is None:
        return
    elsewhere = list(_proposals(home.meeting_id, by).filter(person_id=person_id))
    _give_way(elsewhere, at)
    by.rows_of(MeetingHome).filter(pk__in=[one.home_id for one in elsewhere]).update(has_choice=False)
    MeetingChoice.objects.create(
        home=home, person_id=person_id, is_chosen=True, because=because, recorded_at=at, unknown=unknown
    )


def _check(
    home: MeetingHome, choice: MeetingChoice | None, person_id: uuid.UUID, by: Viewer, at: datetime.datetime
) -> int:  # fmt: skip
    """Refuse a home that is gone or fits the citizen no longer; return the conditions not asked about, in bits."""
    if home.vacancy.state != Vacancy.State.NOTIFIED:
        raise AlreadyDecided(_("Boligen er ikke ledig længere."))
    if home.has_choice and choice is None:
        raise AlreadyDecided(_("Forslaget er en borger, du ikke har adgang til. Lad en kollega beslutte boligen."))
    unknown = {one.person_id: bits for one, bits in queries.may_have(home, viewer=by, at=at)}
    if person_id not in unknown:
        raise DoesNotFit(_("Boligen passer ikke længere til borgeren, eller borgeren er tilbudt en anden. Vælg igen."))
    return unknown[person_id]


def reopen_home(*, home_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> MeetingHome:
    """Take a decision back while the meeting goes on; the rest is proposed anew."""
    with transaction.atomic():
        home, choice = _hold(home_id, by)
        if not home.decided:
            raise AlreadyDecided(_("Boligen er ikke besluttet endnu."))
        home.decided, home.decided_at, home.decided_by_id, home.because = "", None, None, ""
        home.save()
        if choice:
            choice.is_chosen = False
            choice.because = ""
            choice.save()
        _propose_rest(home.meeting, by, at)
        record(
            "housing_first.home_reopened", by=by, at=at, person_id=choice.person_id if choice else None,
            details={"home": str(home.pk)},
        )  # fmt: skip
    return home


def end_meeting(*, meeting: HousingMeeting, by: Viewer, at: datetime.datetime) -> HousingMeeting:
    with transaction.atomic():
        held = by.rows_of(HousingMeeting).select_for_update().get(pk=meeting.pk)
        if held.ended_at:
            raise AlreadyDecided(_("Mødet er afsluttet allerede."))
        held.ended_at = at
        held.save()
        by.rows_of(MeetingHome).filter(meeting=held).update(is_open=False)
        record("housing_first.meeting_ended", by=by, at=at, details={"meeting": str(held.pk)})
    return held


def _hold(home_id: uuid.UUID, by: Viewer) -> tuple[MeetingHome, MeetingChoice | None]:
    """Hold the whole meeting: a decision changes what is proposed for the other homes."""
    meeting_id = by.rows_of(MeetingHome).values_list("meeting_id", flat=True).get(pk=home_id)
    if by.rows_of(HousingMeeting).select_for_update().get(pk=meeting_id).ended_at:
        raise AlreadyDecided(_("Mødet er afsluttet. Beslutningerne står i referatet."))
    home = queries.meeting_home(home_id, viewer=by)
    if home is None:
        raise AlreadyDecided(_("Boligen er ikke på mødet længere."))
    return home, by.rows_of(MeetingChoice).filter(home=home, gave_way_at=None).first()


def _proposals(meeting_id: uuid.UUID, by: Viewer) -> QuerySet[MeetingChoice]:
    return by.rows_of(MeetingChoice).filter(home__meeting_id=meeting_id, is_chosen=False, gave_way_at=None)


def _give_way(choices: Sequence[MeetingChoice], at: datetime.datetime) -> None:
    for choice in choices:
        choice.gave_way_at = at
        choice.save()


def _propose_rest(meeting: HousingMeeting, by: Viewer, at: datetime.datetime) -> None:
    """Propose anew for the homes that are not decided, among those who are not chosen; what stays the same stays."""
    in_force: Rules = meeting.order.figures
    seen = {one.home_id for one in _proposals(meeting.pk, by)}
    open_homes = {
        str(one.vacancy.dwelling_id): one
        for one in by.rows_of(MeetingHome).filter(meeting=meeting, decided="").select_related("vacancy__dwelling")
        if one.vacancy.state == Vacancy.State.NOTIFIED and (not one.has_choice or one.pk in seen)
    }
    taken = set(queries.chosen_at(meeting.pk, viewer=by))
    people = [one for one in matching.waiting(viewer=by, at=at, in_force=in_force) if one.person_id not in taken]
    vacancies = [one.vacancy for one in open_homes.values()]
    homes = queries.homes_of(vacancies)
    then = rules.propose(rules.grid_of(queries.waiting_of(people), homes, in_force, localdate(at))).home_of
    asked = _unknown(vacancies, matching.whom_they_fit(people, vacancies, in_force))
    wanted = {(open_homes[home].pk, uuid.UUID(person)) for person, home in then.items()}
    now = {(one.home_id, one.person_id): one for one in _proposals(meeting.pk, by)}
    _give_way([one for pair, one in now.items() if pair not in wanted], at)
    for home_id, home in open_homes.items():
        if home.has_choice != (home_id in then.values()):
            home.has_choice = not home.has_choice
            home.save()
    MeetingChoice.objects.bulk_create(
        MeetingChoice(home=open_homes[home], person_id=uuid.UUID(person), unknown=asked[person, home], recorded_at=at)
        for person, home in sorted(then.items())
        if (open_homes[home].pk, uuid.UUID(person)) not in now
    )
