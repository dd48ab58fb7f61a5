"""Which rows do tests, a bystander and the door table have?"""

import datetime

from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Course
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms import Bystander, Laid

from .models import Contact, Pause, Phase, PhaseArea, SupportCourse, Visit, WellbeingSheet, WellbeingWish
from .rules import COURSE

DAY = datetime.timedelta(days=1)


def support_course(laid: Laid) -> SupportCourse:
    """Lay out a CTI course in its contact phase."""
    handed = Course.objects.create(person=laid.person, kind=COURSE, opened_at=laid.at)
    on = localdate(laid.at)
    support = SupportCourse.objects.create(
        person=laid.person, course=handed, method="cti", why="Bro ind i egen bolig.", team=laid.team, worker=laid.user,
        began_on=on,
    )  # fmt: skip
    Phase.objects.create(support=support, person=laid.person, number=0, from_on=on)
    return support


def worker(laid: Laid) -> User:
    """Give a colleague: their day is a list, and no citizen's row."""
    user: User = laid.user
    return user


def area(laid: Laid) -> PhaseArea:
    support = laid.made.get(SupportCourse) or support_course(laid)
    phase = Phase.objects.get(support=support)
    return PhaseArea.objects.create(phase=phase, person=laid.person, order=1, dimension="home", aim="Betale huslejen.")


def visit(laid: Laid) -> Visit:
    return Visit.objects.create(person=laid.person, worker=laid.user, planned_at=laid.at)


def contact(laid: Laid) -> Contact:
    return Contact.objects.create(
        person=laid.person, worker=laid.user, team=laid.team, happened_at=laid.at, written_at=laid.at, kind="met",
        place="street",
    )  # fmt: skip


def wellbeing_sheet(laid: Laid) -> WellbeingSheet:
    who = {"person": laid.person}
    wish = WellbeingWish.objects.create(**who, team=laid.team, wished_at=laid.at, recorded_by=laid.user)
    return WellbeingSheet.objects.create(
        **who, wish=wish, worker=laid.user, filled_on=localdate(laid.at), written_at=laid.at, statements="who5_1998",
        answers=[3] * 5,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    on, at, who = bystander.night, bystander.at, {"person": bystander.person}
    handed = bystander.add(Course, **who, kind=COURSE, opened_at=at)
    support = bystander.add(
        SupportCourse, **who, course=handed, method="cti", why="Uberørt", team_id=bystander.team_id,
        worker_id=bystander.worker_id, began_on=on - DAY,
    )  # fmt: skip
    phase = bystander.add(Phase, **who, support=support, number=1, from_on=on - DAY, planned_until_on=on + DAY)
    bystander.add(PhaseArea, **who, phase=phase, order=1, dimension="home", aim="Uberørt")
    bystander.add(Pause, **who, support=support, because="hospital", from_on=on - DAY, until_on=on)
    planned = bystander.add(Visit, **who, support=support, worker_id=bystander.worker_id, planned_at=at)
    bystander.add(
        Contact, **who, support=support, worker_id=bystander.worker_id, team_id=bystander.team_id, happened_at=at,
        written_at=at, kind="met", place="home", visit=planned, words="Uberørt",
    )  # fmt: skip
    wish = bystander.add(
        WellbeingWish, **who, team_id=bystander.team_id, wished_at=at, recorded_by_id=bystander.worker_id
    )
    bystander.add(
        WellbeingSheet, **who, wish=wish, worker_id=bystander.worker_id, filled_on=on, written_at=at,
        statements="who5_1998", answers=[1, 2, 3, 4, 5],
    )  # fmt: skip
