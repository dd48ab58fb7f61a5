"""What do we remember of the night after a signal's day? Where the citizen sleeps, and who said so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import Course
from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.fields import FieldClasses
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeText

from .signals import REMOVE, Sender


class NightAfter(models.Model):
    """Where does the citizen sleep the night after the day of a signal? Unanswered, it is on the night board."""

    class Answer(models.TextChoices):
        HOME = "home", _("Hjemme: hjemmet er klar eller reddet, eller løsladelsen eller udskrivningen er udsat")
        OTHER_HOME = "other_home", _("I et andet hjem")
        FRIENDS = "friends", _("Hos familie eller venner, det er aftalt")
        SHELTER = "shelter", _("På et forsorgshjem, pladsen er aftalt")
        NOWHERE = "nowhere", _("Har ikke et sted: find en plads")
        CALLED_OFF = "called_off", _("Fogeden er aflyst")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    night = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    words = FreeText(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    called_off_by = models.CharField(max_length=10, choices=Sender, blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    course = models.ForeignKey(
        Course, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # on the board

    data = FieldClasses(
        personal=dict.fromkeys(("night", "answer", "words", "called_off_by", "called_off_on"), REMOVE),
        plain=("id", "person", "answered_at", "answered_by", "course"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["night"], name="night_after_of")]
        constraints = [
            models.UniqueConstraint(fields=["person", "night"], name="one_night_after_of_a_day"),
            models.CheckConstraint(name="night_after_is_answered_by_somebody",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False))),
            models.CheckConstraint(name="called_off_says_by_whom_and_when",
                condition=(~Q(answer="called_off") & Q(called_off_by="", called_off_on=None))
                | (Q(answer="called_off", called_off_on__isnull=False) & ~Q(called_off_by=""))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
