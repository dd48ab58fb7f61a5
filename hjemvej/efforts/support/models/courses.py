"""What do we remember of a course of support? Its method and why, CTI's phases with their plan, and its pauses."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import Course
from hjemvej.ground.law.models import date_span
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person
from hjemvej.ground.plans.dimensions import LifeDimension
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class SupportCourse(models.Model):
    """A citizen is supported by a method, from a day until another. Another method is a new row with its reasons."""

    class Method(models.TextChoices):
        CTI = "cti", _("CTI")
        ICM = "icm", _("ICM")
        ACT = "act", _("ACT")
        ACT_MODIFIED = "act_modified", _("modificeret ACT")

    class Ended(models.TextChoices):
        DONE = "done", _("Forløbet er gjort færdigt")
        HANDED_OVER = "handed_over", _("Andre har taget over")
        UNWANTED = "unwanted", _("Borgeren vil ikke have støtten mere")
        MOVED_AWAY = "moved_away", _("Flyttet til en anden kommune")
        DIED = "died", _("Død")
        ANOTHER_METHOD = "another_method", _("En anden metode")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")  # by which it was handed over to us
    method = models.CharField(max_length=12, choices=Method)
    why = FreeText()  # this method, for this citizen
    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)  # agreed with the citizen; CTI's by the phase
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)  # the first day that it no longer runs
    ended_because = models.CharField(max_length=14, choices=Ended, blank=True)
    ended_words = FreeText(blank=True)

    data = FieldClasses(
        personal=dict.fromkeys(
            ("method", "why", "every_days", "began_on", "ended_on", "ended_because", "ended_words"), REMOVE
        ),
        plain=("id", "person", "course", "team", "worker", "phases", "pauses"),
    )
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.ended_on IS NULL"),)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-began_on"], name="support_person"),
            models.Index(fields=["team", "worker"], condition=Q(ended_on=None), name="support_open_team"),
        ]
        constraints = [
            ExclusionConstraint(
                name="one_course_of_support_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (date_span("began_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=~Q(why=""), name="method_of_support_has_reasons"),
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | Q(method__in=("act", "act_modified")),
                name="support_without_a_worker_is_shared",
            ),
            models.CheckConstraint(
                condition=Q(every_days=None) | (Q(every_days__gt=0) & ~Q(method="cti")),
                name="rhythm_of_cti_stands_on_its_phase",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | (Q(ended_on__isnull=False, ended_on__gte=F("began_on")) & ~Q(ended_because="")),
                name="ended_support_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(ended_because="another_method") | ~Q(ended_words=""),
                name="change_of_method_has_reasons",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def is_shared(self) -> bool:
        """The whole team meets the citizen: ACT."""
        return self.method in (self.Method.ACT, self.Method.ACT_MODIFIED)


class Phase(models.Model):
    """A phase of CTI: the contact phase while still homeless, then three with a plan and falling intensity."""

    class Number(models.IntegerChoices):
        CONTACT = 0, _("Kontaktfase")
        TRANSITION = 1, _("Fase 1: overgang til egen bolig")
        TRY_OUT = 2, _("Fase 2: afprøvning")
        HAND_OVER = 3, _("Fase 3: overdragelse")

    support = models.ForeignKey(SupportCourse, on_delete=models.CASCADE, related_name="phases")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(choices=Number)
    from_on = models.DateField()
    planned_until_on = models.DateField(null=True, blank=True)  # the contact phase lasts as long as it must
    until_on = models.DateField(null=True, blank=True)
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)  # agreed with this citizen

    data = FieldClasses(
        personal=dict.fromkeys(("number", "from_on", "planned_until_on", "until_on", "every_days"), REMOVE),
        plain=("id", "support", "person", "areas"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person"], name="support_phase_person")]
        constraints = [
            ExclusionConstraint(
                name="one_phase_of_support_a_day",
                expressions=[
                    ("support", RangeOperators.EQUAL),
                    (date_span("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.UniqueConstraint(fields=["support", "number"], name="each_phase_of_support_once"),
            models.CheckConstraint(condition=Q(number__lte=3), name="cti_has_four_phases"),
            models.CheckConstraint(
                condition=Q(number=0) | Q(planned_until_on__isnull=False, planned_until_on__gt=F("from_on")),
                name="phase_of_support_has_a_planned_end",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="phase_of_support_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(every_days=None) | Q(every_days__gt=0), name="rhythm_of_a_phase_is_a_day_or_more"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_number_display())

    @property
    def plan(self) -> list["PhaseArea"]:
        """What the plan holds, of areas that are fetched already."""
        return [area for area in self.areas.all() if area.ended_on is None]

    @property
    def before(self) -> list["PhaseArea"]:
        """What the plan held before it was changed, the latest first."""
        ended = [area for area in self.areas.all() if area.ended_on]
        return sorted(ended, key=lambda area: (area.ended_on, area.pk), reverse=True)


class PhaseArea(models.Model):
    """What a phase is about: one to three parts of a life, each with an aim, and at last handed to a named other."""

    MOST = 3

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="areas")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField()
    dimension = models.CharField(max_length=10, choices=LifeDimension)
    aim = FreeLine(max_length=200)
    handed_to = FreeLine(max_length=160, blank=True)  # by name
    handed_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)  # none: when the phase began
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)  # the plan was changed: it is read, and holds no longer
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("dimension", "aim", "handed_to", "handed_on", "agreed_on", "ended_on"), REMOVE),
        plain=("id", "phase", "person", "order", "agreed_by", "ended_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person"], name="support_area_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "order"], condition=Q(ended_on=None), name="areas_of_a_phase_have_an_order"
            ),
            models.UniqueConstraint(
                fields=["phase", "dimension"], condition=Q(ended_on=None), name="each_area_once_a_phase"
            ),
            models.CheckConstraint(
                condition=Q(agreed_on=None, agreed_by=None) | Q(agreed_on__isnull=False, agreed_by__isnull=False),
                name="area_added_later_says_who_agreed_on_it",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None) | Q(ended_on__isnull=False, ended_by__isnull=False),
                name="area_taken_out_says_who_did_it",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(agreed_on=None) | Q(ended_on__gte=F("agreed_on")),
                name="area_is_taken_out_after_it_is_agreed",
            ),
            models.CheckConstraint(condition=Q(order__gte=1, order__lte=3), name="a_phase_has_three_areas_at_most"),
            models.CheckConstraint(condition=~Q(aim=""), name="area_of_a_phase_has_an_aim"),
            models.CheckConstraint(
                condition=Q(handed_on=None, handed_to="") | (Q(handed_on__isnull=False) & ~Q(handed_to="")),
                name="handed_area_names_who_has_it",
            ),
        ]

    def __str__(self) -> str:
        return self.aim


class Pause(models.Model):
    """The course waits while the citizen is in hospital, in prison or away. It is never closed by it."""

    class Because(models.TextChoices):
        HOSPITAL = "hospital", _("Indlagt")
        PRISON = "prison", _("I fængsel eller arrest")
        AWAY = "away", _("Rejst bort for en tid")

    support = models.ForeignKey(SupportCourse, on_delete=models.CASCADE, related_name="pauses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(max_length=8, choices=Because)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    words = FreeText(blank=True)

    data = FieldClasses(
        personal=dict.fromkeys(("because", "from_on", "until_on", "words"), REMOVE), plain=("id", "support", "person")
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person"], name="support_pause_person")]
        constraints = [
            ExclusionConstraint(
                name="one_pause_of_support_a_day",
                expressions=[
                    ("support", RangeOperators.EQUAL),
                    (date_span("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="pause_of_support_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_because_display())
