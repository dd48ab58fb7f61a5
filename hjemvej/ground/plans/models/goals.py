"""What do we remember of goals? The citizen's words, the small steps, the citizen's verdicts, and their strengths."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import Task
from hjemvej.ground.people.models import Person
from hjemvej.ground.plans.dimensions import LifeDimension
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class Goal(models.Model):
    """What the citizen wants, as they say it. It is never deleted: a goal that is dropped is a choice."""

    class State(models.TextChoices):
        OPEN = "open", _("I gang")
        SET_ASIDE = "set_aside", _("Lagt til side")
        REACHED = "reached", _("Nået")
        DROPPED = "dropped", _("Valgt fra")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    words = FreeText()
    dimension = models.CharField(max_length=10, choices=LifeDimension, blank=True)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)  # as the latest verdict has it
    state_on = models.DateField(null=True, blank=True)

    data = FieldClasses(
        personal=dict.fromkeys(("words", "dimension", "said_on", "state", "state_on"), REMOVE),
        plain=("id", "person", "organisation", "recorded_at", "recorded_by", "steps", "verdicts"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-said_on"], name="goal_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="goal_has_the_citizens_words"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(state_on__gte=models.F("said_on")), name="goal_ends_after_it_is_said"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SmallStep(models.Model):
    """The next small step towards a goal: what, who does it, and by when. A worker's is a task; a citizen's is none."""

    class Who(models.TextChoices):
        CITIZEN = "citizen", _("Borgeren selv")
        WORKER = "worker", _("En af os")
        OTHER = "other", _("En anden")

    class Outcome(models.TextChoices):
        DONE = "done", _("Gjort")
        NOT_NEEDED = "not_needed", _("Ikke nødvendigt længere")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    what = FreeLine(max_length=160)
    who = models.CharField(max_length=7, choices=Who)
    who_words = FreeLine(max_length=80, blank=True)  # another: their name, as the citizen says it
    worker = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_on = models.DateField(null=True, blank=True)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_words = FreeText(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(
            ("goal", "what", "who", "who_words", "worker", "by_on", "outcome", "outcome_words"), REMOVE
        ),
        plain=("id", "person", "organisation", "task", "recorded_at", "recorded_by", "closed_at", "closed_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person"], condition=Q(closed_at=None), name="small_step_open")]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="small_step_says_what"),
            models.CheckConstraint(
                condition=Q(who="citizen", worker=None, who_words="", task=None)
                | Q(who="worker", worker__isnull=False, who_words="", task__isnull=False, by_on__isnull=False)
                | (Q(who="other", worker=None, task=None) & ~Q(who_words="")),
                name="small_step_names_who_does_it",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="closed_small_step_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Verdict(models.Model):
    """What the citizen says of a goal on a day: nearer or not, or that it is reached, set aside, dropped, taken up."""

    class Answer(models.TextChoices):
        NEARER = "nearer", _("Nærmere")
        SAME = "same", _("Det samme")
        FURTHER = "further", _("Længere væk")
        REACHED = "reached", _("Nået")
        SET_ASIDE = "set_aside", _("Lagt til side for nu")
        DROPPED = "dropped", _("Vil ikke længere")
        TAKEN_UP = "taken_up", _("Taget op igen")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="verdicts")
    answer = models.CharField(max_length=9, choices=Answer)
    words = FreeText(blank=True)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("goal", "answer", "words", "said_on"), REMOVE),
        plain=("id", "person", "organisation", "recorded_at", "recorded_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-said_on"], name="verdict_person")]

    def __str__(self) -> str:
        return str(self.pk)


class Strengths(models.Model):
    """What the citizen is good at, and what has worked before, as told on a day; the latest holds, the rest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    good_at = FreeText(blank=True)
    has_worked = FreeText(blank=True)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("good_at", "has_worked", "said_on"), REMOVE),
        plain=("id", "person", "organisation", "recorded_at", "recorded_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-recorded_at"], name="strengths_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(good_at="") | ~Q(has_worked=""), name="strengths_say_something")
        ]

    def __str__(self) -> str:
        return str(self.pk)
