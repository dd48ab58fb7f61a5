"""What do we remember of a release or a discharge? The steps of its method, what is done, and each day that moved."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.law.models import Provision, one_at_a_time
from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.fields import FieldClasses, plain
from hjemvej.platform.audit.row_security import as_its, everybody, needs_to_know
from hjemvej.platform.audit.triggers import logged, written_by_the_system
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

from .signals import REMOVE, Happening, Signal


class LeavingStep(models.Model):
    """A step of the method of a release or a discharge: who does it, and by when, counted from which day."""

    class Who(models.TextChoices):
        SENDER = "sender", _("Fængslet eller afdelingen")
        US = "us", _("Kommunen")
        BOTH = "both", _("Begge")

    class CountedFrom(models.TextChoices):
        BEGAN = "began", _("efter indsættelsen eller indlæggelsen")
        HEARD = "heard", _("efter beskeden kom")
        BEFORE = "before", _("før dagen")
        AFTER = "after", _("efter dagen")

    key = models.SlugField(max_length=40)
    happening = models.CharField(max_length=10, choices=Happening)
    order = models.PositiveSmallIntegerField()
    title = FreeLine(max_length=120)
    text = FreeText()
    who = models.CharField(max_length=6, choices=Who)
    counted_from = models.CharField(max_length=6, choices=CountedFrom)
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=Provision.Unit)
    weeks_in = models.PositiveSmallIntegerField(default=0)  # never sooner than so many weeks after it began
    is_always = models.BooleanField(default=False)  # also of a short stay that ends in a home
    certainty = models.CharField(max_length=1, choices=Provision.Certainty)
    source = FreeLine(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # first day it no longer holds

    data = plain(
        "id", "key", "happening", "order", "title", "text", "who", "counted_from", "value", "unit", "weeks_in",
        "is_always", "certainty", "source", "valid_from", "valid_to",
    )  # fmt: skip
    rows = everybody("the method is public")
    changes = logged()
    triggers = written_by_the_system()

    class Meta:
        constraints = one_at_a_time(
            "one_leaving_step_of_a_key_on_a_day", "leaving_step_ends_after_it_begins", of=("key",)
        )

    def __str__(self) -> str:
        return self.title


class StepTaken(models.Model):
    """A step that is done, or that is not needed, and why; it stays when the day moves."""

    class State(models.TextChoices):
        DONE = "done", _("Gjort")
        NOT_NEEDED = "not_needed", _("Ikke nødvendigt")

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    step = models.SlugField(max_length=40)
    state = models.CharField(max_length=10, choices=State)
    words = FreeText(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("step", "state", "words"), REMOVE),
        plain=("id", "signal", "person", "written_at", "written_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signal", "step"], name="leaving_step_is_taken_once"),
            models.CheckConstraint(
                condition=Q(state="done") | ~Q(words=""), name="leaving_step_not_needed_says_why"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)


class MovedDay(models.Model):
    """A release or a discharge got another day: which day was known until then, and when we were told."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="+")
    was_on = models.DateField(null=True, blank=True)  # nothing: no day was known
    now_on = models.DateField()
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("was_on", "now_on"), REMOVE), plain=("id", "signal", "told_at", "told_by")
    )
    rows = as_its("signal")
    changes = logged()

    class Meta:
        indexes = [models.Index(fields=["signal", "told_at"], name="moved_day_of")]
        constraints = [
            models.CheckConstraint(condition=Q(was_on=None) | ~Q(was_on=F("now_on")), name="moved_day_is_another")
        ]

    def __str__(self) -> str:
        return str(self.pk)
