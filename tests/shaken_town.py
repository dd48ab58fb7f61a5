"""How else could the invented town have gone? Its rows of support, told otherwise by chance, within the constraints."""

import contextlib
import datetime
import random
import uuid
from collections.abc import Iterator, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F

from hjemvej.efforts.housing_first.models import HomeOffer, WishSheet
from hjemvej.efforts.support.models import Contact, Pause, Phase, PhaseArea, SupportCourse
from hjemvej.ground.homes.models import Dwelling, Tenancy
from hjemvej.ground.plans.models import Goal, PlanVersion, Verdict

DAY = datetime.timedelta(days=1)
NEAR = (-9, -1, 0, 1, 2, 30)  # days from one end to another
OFFERS = (
    {"state": "lapsed", "answered_on": None}, {"state": "declined", "words": "Nej tak"}, {"state": "withdrawn"},
    {"state": "withdrawn", "answered_on": None}, {"state": "proposed", "answered_on": None, "ended_on": None},
)  # fmt: skip


@contextlib.contextmanager
def if_it_may() -> Iterator[None]:
    """What the database refuses is not changed."""
    with contextlib.suppress(IntegrityError), transaction.atomic():
        yield


def shake(seed: int, team: uuid.UUID, on: datetime.date) -> None:
    """Change the rows of a team's courses; needs the tables' owner."""
    rng = random.Random(seed)
    courses = list(SupportCourse.objects.filter(team_id=team).order_by("pk"))
    for course in courses:
        _course(course, rng, on)
        _home(course, rng, on)
        _phases(course, rng)
    people = [course.person_id for course in courses]
    _contacts(courses, rng, chance=1 if seed % 2 else 0.5)
    for model in (WishSheet, HomeOffer, PlanVersion):
        for told in model.objects.order_by("pk"):
            if rng.random() < 0.6:
                with if_it_may():
                    model.objects.filter(pk=told.pk).update(person_id=rng.choice(people))
    for offer in HomeOffer.objects.filter(person_id__in=people).order_by("pk"):
        day = on - rng.randrange(120) * DAY
        said = {"offered_on": day, "answered_on": day, "ended_on": on, "ended_because": "Fristen", **rng.choice(OFFERS)}
        with if_it_may():
            HomeOffer.objects.filter(pk=offer.pk).update(**said)
    for goal in Goal.objects.filter(person_id__in=people).order_by("pk"):
        said_on, state = on - rng.randrange(200) * DAY, rng.choice(("open", "open", "reached"))
        changed = {"said_on": said_on, "state": state, "state_on": said_on + rng.randrange(60) * DAY}
        Goal.objects.filter(pk=goal.pk).update(**changed)
    for verdict in Verdict.objects.filter(person_id__in=people).order_by("pk"):
        Verdict.objects.filter(pk=verdict.pk).update(said_on=on - rng.randrange(200) * DAY)


def _course(course: SupportCourse, rng: random.Random, on: datetime.date) -> None:
    """Some are of modified ACT, some end, for one reason or another; hospitals come in between."""
    if rng.random() < {"icm": 0.5, "act": 0.2}.get(course.method, 0):
        course.method = "act_modified"
    if course.ended_on is None and rng.random() < 0.5:
        course.ended_on = max(course.began_on, on - rng.randrange(110) * DAY)
        course.ended_because = rng.choice(list(SupportCourse.Ended.values))
        course.ended_words = "Det gik godt"
    course.save()
    for _pause in range(rng.choice((0, 0, 1, 2))):
        from_on = max(course.began_on, on - rng.randrange(150) * DAY)
        until_on = rng.choice((None, from_on, from_on + rng.randrange(60) * DAY))
        with if_it_may():
            Pause.objects.create(
                support=course, person_id=course.person_id, because="hospital", from_on=from_on, until_on=until_on
            )


def _contacts(courses: Sequence[SupportCourse], rng: random.Random, *, chance: float) -> None:
    """Some were wrong; and by a chance those whom the team has together were met by one worker alone."""
    alone = {course.person_id for course in courses if course.is_shared and rng.random() < chance}
    first = courses[0].worker_id
    told = Contact.objects.filter(person_id__in=[course.person_id for course in courses], corrected_at=None)
    wrong = [
        row.pk for row in told.order_by("pk")
        if rng.random() < 0.3 or (row.person_id in alone and row.worker_id != first)
    ]  # fmt: skip
    Contact.objects.filter(pk__in=wrong).update(corrected_at=F("written_at"))


def _home(course: SupportCourse, rng: random.Random, on: datetime.date) -> None:
    """A home that goes on, or ends about when something else does."""
    if rng.random() < 0.3:
        return
    Tenancy.objects.filter(person_id=course.person_id).delete()
    dwelling = Dwelling.objects.order_by("pk").first()
    assert dwelling
    dwelling.pk, dwelling.address, dwelling.number, dwelling.dar_id = uuid.uuid4(), f"Prøvevej {course.pk}", "", None
    dwelling.save(force_insert=True)
    from_on = max(course.began_on - rng.choice((-20, 0, 40)) * DAY, on - 400 * DAY)
    ends = (course.ended_on or on - rng.randrange(120) * DAY) + rng.choice(NEAR) * DAY
    until_on, ended = (ends, rng.choice(Tenancy.Ended.values)) if rng.random() < 0.7 else (None, "")
    with if_it_may():
        Tenancy.objects.create(
            person_id=course.person_id, dwelling=dwelling, lease_form="unlimited", from_on=from_on, until_on=until_on,
            ended=ended, recorded_at="2024-01-01T12:00Z",
        )  # fmt: skip


def _phases(course: SupportCourse, rng: random.Random) -> None:
    for phase in Phase.objects.filter(support=course, planned_until_on__isnull=False).order_by("number"):
        assert phase.planned_until_on
        moved = phase.planned_until_on + rng.choice((-40, 0, 0, 5, 40)) * DAY
        with if_it_may():
            Phase.objects.filter(pk=phase.pk).update(planned_until_on=moved)
        for area in PhaseArea.objects.filter(phase=phase).order_by("order"):
            name = rng.choice(("", "Mona, hjemmeplejen", area.handed_to))
            area.handed_to, area.handed_on = name, phase.from_on if name else None
            if rng.random() < 0.3:  # the plan was changed
                area.ended_on, area.ended_by_id = phase.from_on, course.worker_id
            area.save()
