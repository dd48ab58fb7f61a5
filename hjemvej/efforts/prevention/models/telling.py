"""What do we remember of telling a citizen of a signal? The letter that tells it, or why it is not told."""

import uuid

from django.db import models
from django.db.models import Q

from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.fields import FieldClasses
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

from .signals import REMOVE, Signal


class SignalNotice(models.Model):
    """A signal in a letter to its citizen, or the dated choice not to tell of it; the latest of a signal counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    basis_key = models.SlugField(max_length=40, blank=True)  # of ground/law's LegalBasis: by which it is not told
    basis = FreeLine(max_length=250, blank=True)  # as the law had it that day
    why = FreeText(blank=True)
    look_again_on = models.DateField(null=True, blank=True)  # none: it is not told for good
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("basis", "why", "look_again_on"), REMOVE),
        plain=("id", "signal", "person", "letter", "basis_key", "written_at", "written_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [
            models.Index(fields=["signal", "-written_at"], name="signal_notice_of"),
            models.Index(fields=["person"], name="signal_notice_person"),
        ]
        constraints = [
            models.CheckConstraint(name="signal_is_told_in_a_letter_or_has_a_reason",
                condition=Q(letter__isnull=False, basis_key="", basis="", why="", look_again_on=None)
                | (Q(letter=None) & ~Q(basis_key="") & ~Q(basis="") & ~Q(why=""))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
