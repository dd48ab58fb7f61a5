"""What do we remember of a citizen who became homeless? Whether we had heard of it before, and what we learn of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.audit.fields import FieldClasses, plain
from hjemvej.platform.audit.row_security import municipal_teams, needs_to_know
from hjemvej.platform.audit.triggers import logged, not_logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeText

from .signals import REMOVE, Sender


class OnsetTrace(models.Model):
    """That somebody became homeless, without a name: had we heard before, and who could have told us?"""

    class Heard(models.TextChoices):
        IN_CASE = "in_case", _("Et signal, og der var en sag")
        SIGNAL = "signal", _("Et signal, men ingen sag")
        NONE = "none", _("Intet signal")
        LATE = "late", _("Vi fik det at vide for sent til at kunne se efter")
        BEGIN_UNKNOWN = "begin", _("Vi ved ikke, hvornår hjemløsheden begyndte")
        OBJECTED = "objected", _("Signalet må ikke bruges: borgeren har gjort indsigelse")

    class CouldTell(models.TextChoices):
        LANDLORD = Sender.LANDLORD.value, Sender.LANDLORD.label
        COURT = Sender.COURT.value, Sender.COURT.label
        PRISON = Sender.PRISON.value, Sender.PRISON.label
        HEALTH = Sender.HEALTH.value, Sender.HEALTH.label
        SHELTER = Sender.SHELTER.value, Sender.SHELTER.label
        UNIT = Sender.UNIT.value, Sender.UNIT.label
        CITIZEN = Sender.CITIZEN.value, Sender.CITIZEN.label
        US = "us", _("Vi vidste det selv fra en anden sag")
        NOBODY = "nobody", _("Ingen kunne have sagt det")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    began_week = models.DateField()  # its Monday
    decided_after = models.PositiveSmallIntegerField()  # days from the day they became homeless
    heard = models.CharField(max_length=8, choices=Heard)
    came_from = models.CharField(max_length=20, choices=Situation.Kind, blank=True)  # empty: nobody knew
    came_to = models.CharField(max_length=20, choices=Situation.Kind)
    could_tell = models.CharField(max_length=8, choices=CouldTell, blank=True)  # empty: nobody has read it yet

    data = plain("id", "began_week", "decided_after", "heard", "came_from", "came_to", "could_tell", "onset")
    rows = municipal_teams()
    changes = not_logged("counts without names, which outlast what they count")

    class Meta:
        indexes = [models.Index(fields=["began_week"], name="onset_trace_week")]
        constraints = [
            models.CheckConstraint(condition=Q(began_week__iso_week_day=1), name="onset_trace_week_is_a_monday")
        ]


class Onset(models.Model):
    """Who it was, for as long as we may learn from it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    began_on = models.DateField()
    trace = models.OneToOneField(OnsetTrace, on_delete=models.CASCADE, related_name="onset")
    decided_at = models.DateTimeField()
    words = FreeText(blank=True)  # what we learn from it
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("began_on", "words"), REMOVE),
        plain=("id", "person", "trace", "decided_at", "read_at", "read_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["began_on"], name="onset_began")]
        constraints = [
            models.UniqueConstraint(fields=["person", "began_on"], name="one_onset_of_a_day"),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None, words="") | Q(read_at__isnull=False, read_by__isnull=False),
                name="onset_is_read_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def gives_way_to(self, _kept: "Onset") -> bool:
        """When two records become one, they became homeless once."""
        return True
