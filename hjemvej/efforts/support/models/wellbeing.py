"""What do we remember of wellbeing? The citizen's own wish to follow it, and each sheet that was filled in together."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import Trigger, logged
from hjemvej.platform.identity.models import User

from .courses import REMOVE

STATEMENTS, HIGHEST = 5, 5  # of a sheet, and of an answer


class WellbeingWish(models.Model):
    """The citizen wants to follow their own wellbeing, from a moment until they take the wish back."""

    class Afterwards(models.TextChoices):
        HIDDEN = "hidden", _("Gem svarene, men vis dem ikke mere")
        ERASED = "erased", _("Slet svarene")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    wished_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    afterwards = models.CharField(max_length=6, choices=Afterwards, blank=True)  # what becomes of the answers

    data = FieldClasses(
        personal=dict.fromkeys(("wished_at", "taken_back_at", "afterwards"), REMOVE),
        plain=("id", "person", "team", "recorded_by", "taken_back_recorded_by", "sheets"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-wished_at"], name="wellbeing_wish_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(taken_back_at=None), name="one_wish_to_follow_wellbeing"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_recorded_by=None, afterwards="")
                | (Q(taken_back_at__gte=F("wished_at"), taken_back_recorded_by__isnull=False) & ~Q(afterwards="")),
                name="wish_taken_back_says_what_becomes_of_answers",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WellbeingSheet(models.Model):
    """Five answers of a day. Locked: a wrong one is corrected by a new row; erased by the citizen's own choice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wish = models.ForeignKey(WellbeingWish, on_delete=models.CASCADE, related_name="sheets")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")  # with whom it was filled in
    filled_on = models.DateField()
    written_at = models.DateTimeField()
    statements = models.SlugField(max_length=20)  # which wording: wellbeing/statements.py
    answers = ArrayField(models.PositiveSmallIntegerField())
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("filled_on", "answers"), REMOVE),
        plain=("id", "person", "wish", "worker", "written_at", "statements", "corrected_at", "corrects"),
    )
    rows = needs_to_know()
    changes = logged("person", masked=("answers",))  # what the citizen has erased stands in no log either
    triggers = (Trigger("lock_sheet", "BEFORE UPDATE OR DELETE", "support_lock_wellbeing_sheet"),)

    class Meta:
        indexes = [models.Index(fields=["person"], name="wellbeing_sheet_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "filled_on"], condition=Q(corrected_at=None), name="one_wellbeing_sheet_a_day"
            ),
            models.CheckConstraint(
                condition=Q(answers__len=STATEMENTS, answers__contained_by=list(range(HIGHEST + 1))),
                name="wellbeing_sheet_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None) | Q(corrected_at__gte=F("written_at")),
                name="wellbeing_sheet_is_corrected_after_it_is_written",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
