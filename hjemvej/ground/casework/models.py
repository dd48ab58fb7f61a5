"""What do we remember of the work with a person? Who coordinates, which courses run, what was noted, what is due.

Casework knows kinds of course, never their content: that belongs to the effort's own room.
"""

import uuid
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.law.models import date_span
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person, ReachedBy
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import everybody, needs_to_know, nobody, own_user
from hjemvej.platform.audit.triggers import Trigger, logged, not_logged, written_by_the_system
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms import course_kinds
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE, COARSEN = WhenErased.REMOVE, WhenErased.COARSEN


class Coordination(models.Model):
    """One citizen, one coordinator at a time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    coordinator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    data = FieldClasses(personal={"coordinator": REMOVE}, plain=("id", "person", "from_on", "until_on"))
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.until_on IS NULL"),)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_coordinator_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (date_span("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            )
        ]
        indexes = [models.Index(  # who coordinates now is asked of many at once, and an index of spans is slow at it
            fields=["person"], include=["coordinator", "until_on"], condition=models.Q(until_on=None),
            name="coordination_present")]  # fmt: skip

    def gives_way_to(self, _kept: "Coordination") -> bool:
        """When two records become one, whoever coordinates for the kept one goes on."""
        return True


class CourseKindField(models.CharField):  # type: ignore[type-arg]
    """A kind of course that some room brings. The kinds are no part of the table, so no migration names them."""

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        options.pop("choices", None)
        return name, "django.db.models.CharField", args, options


class Course(models.Model):
    """A course of a kind: how one effort hands over to another. The receiving room lists its open courses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = CourseKindField(max_length=20, choices=course_kinds)
    opened_at = models.DateTimeField()
    opened_because = FreeLine(max_length=300, blank=True)
    responsible = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = FreeLine(max_length=300, blank=True)

    data = FieldClasses(
        personal={"kind": REMOVE, "opened_because": REMOVE, "outcome": REMOVE},
        plain=("id", "person", "opened_at", "responsible", "closed_at"),
    )
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.closed_at IS NULL"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(closed_at=None), name="one_open_course_of_a_kind"
            )
        ]


class Note(models.Model):
    """What happened, in words. Locked once signed (OFL § 13); corrected by adding another that points to it."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Kontakt med borgeren")
        ATTEMPT = "attempt", _("Forsøgt kontakt")
        PARTNER = "partner", _("Samtale med samarbejdspartner")
        INTERNAL = "internal", _("Sagsskridt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    text = FreeText()
    own_words = FreeText(blank=True)  # the citizen's own words, shown in quotation marks
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")

    data = FieldClasses(
        personal={"kind": COARSEN, "text": REMOVE, "own_words": REMOVE, "happened_at": COARSEN},
        plain=("id", "person", "course", "written_at", "author", "organisation", "signed_at", "corrects",
               "corrections"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (Trigger("lock_signed", "BEFORE UPDATE OR DELETE", "casework_lock_signed_note"),)

    class Meta:
        indexes = [models.Index(fields=["person", "-happened_at"], name="note_person_happened")]


class Task(models.Model):
    """Something to be done by a day, often because the law says so; then `law_key` names the rule."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)  # `shelter_notice`, `own`: what the page offers as the next step
    title = FreeLine(max_length=200)
    law_key = models.SlugField(max_length=60, blank=True)
    clock_started_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField()
    assigned_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by_id = models.UUIDField(null=True)
    outcome = FreeLine(max_length=300, blank=True)

    data = FieldClasses(
        personal={"title": REMOVE, "outcome": REMOVE},
        plain=("id", "person", "organisation", "kind", "law_key", "clock_started_on", "due_at", "assigned_to",
               "created_at", "created_by_id", "done_at", "done_by_id"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.done_at IS NULL"),)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "due_at"], condition=models.Q(done_at=None), name="task_open_due"),
            models.Index(fields=["person"], condition=models.Q(done_at=None), name="task_open_person"),
            models.Index(fields=["done_at"], name="task_done"),  # what was open at a moment, by who follows up
        ]


class Informing(models.Model):
    """A step of the duty to inform (GDPR art. 13-14): we met, the citizen was told, or why it waits until a day."""

    class Kind(models.TextChoices):
        MET = "met", _("Første kontakt")
        TOLD = "told", _("Fik det at vide")
        WAITS = "waits", _("Venter")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind)
    on = models.DateField()
    reached_by = models.CharField(max_length=12, choices=ReachedBy, blank=True)
    basis_key = models.SlugField(max_length=40, blank=True)  # of ground/law's LegalBasis
    why = FreeText(blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    data = FieldClasses(
        personal={"kind": REMOVE, "on": REMOVE, "reached_by": REMOVE, "basis_key": REMOVE, "why": REMOVE},
        plain=("id", "person", "look_again_on", "recorded_at", "recorded_by", "organisation"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "kind"], name="informing_person_kind")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="told") | ~models.Q(reached_by=""), name="told_citizen_was_reached_somehow"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="waits")
                | (models.Q(look_again_on__isnull=False) & ~models.Q(basis_key="") & ~models.Q(why="")),
                name="not_told_has_paragraph_reason_and_day",
            ),
        ]


class HandOver(models.Model):
    """A citizen given to a colleague or a team, who must receive them; until then the coordinator goes on."""

    class Outcome(models.TextChoices):
        RECEIVED = "received", _("Taget imod")
        DECLINED = "declined", _("Nej tak")
        CAME_BACK = "came_back", _("Kom tilbage, fordi ingen tog imod")
        WITHDRAWN = "withdrawn", _("Fortrudt")
        OVERTAKEN = "overtaken", _("En anden blev koordinator")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    from_team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # a receiver there must be
    receiver = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # of the team
    why = FreeLine(max_length=300)
    given_at = models.DateTimeField()
    answer_by = models.DateField()
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    answer = FreeLine(max_length=300, blank=True)

    data = FieldClasses(
        personal={"why": REMOVE, "answer": REMOVE},
        plain=(
            "id",
            "person",
            "sender",
            "from_team",
            "team",
            "receiver",
            "given_at",
            "answer_by",
            "settled_at",
            "outcome",
        ),
    )
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.settled_at IS NULL"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(settled_at=None), name="one_open_hand_over_of_a_citizen"
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at=None, outcome="")
                | (models.Q(settled_at__isnull=False) & ~models.Q(outcome="")),
                name="settled_hand_over_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(receiver=None) | ~models.Q(receiver=models.F("sender")),
                name="nobody_hands_over_to_themselves",
            ),
        ]

    def gives_way_to(self, _kept: "HandOver") -> bool:
        """When two records become one, the kept one's hand-over is the one that waits."""
        return self.settled_at is None


class UnheldDay(models.Model):
    """A citizen on whom nobody followed up as this day ended, as the day's evening knew it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    data = FieldClasses(personal={"on": COARSEN}, plain=("id", "person"))
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "on"], name="a_day_is_unheld_once")]
        indexes = [models.Index(fields=["on"], name="unheld_on")]

    def gives_way_to(self, kept: "UnheldDay") -> bool:
        return self.on == kept.on


class UnheldWeek(models.Model):
    """How many days of a week nobody followed up on a citizen who was erased; a week ends with its month."""

    spell_id = models.UUIDField()  # of ground/retention, a room above
    week_on = models.DateField()
    days = models.PositiveSmallIntegerField()

    data = plain("id", "spell_id", "week_on", "days")
    rows = nobody()
    changes = not_logged("a change of it would say when the citizen was erased")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spell_id", "week_on"], name="unheld_week_of_a_spell_once")]
        indexes = [models.Index(fields=["week_on"], name="unheld_week_on")]


class CountedDay(models.Model):
    """A day whose unheld citizens are written, and how many more were known to no team."""

    on = models.DateField(primary_key=True)
    counted_at = models.DateTimeField()
    without_team = models.PositiveIntegerField()

    data = plain("on", "counted_at", "without_team")
    rows = everybody("a day, and a number of nobody in particular; an alarm asks without signing in")
    changes = not_logged("a job's mark of a day, about nobody")
    triggers = written_by_the_system()


class Draft(models.Model):
    """What somebody is in the middle of writing. Only the writer sees it; it goes when the form is sent."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)  # the form, as `note:<person id>`
    person_id = models.UUIDField(null=True)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    data = FieldClasses(
        personal={"person_id": REMOVE, "fields": REMOVE},
        plain=("id", "user", "key", "saved_at"),
        never_typed={"key": "the form's name and an id"},
    )
    rows = own_user()
    changes = not_logged("half-written words are their writer's alone")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_draft_of_a_form")]
