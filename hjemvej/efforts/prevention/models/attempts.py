"""What do we remember of reaching a citizen? Each attempt as it went, and the one that is planned."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.fields import FieldClasses
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeText

from .signals import REMOVE, PreventionCase


class Attempt(models.Model):
    """An attempt to reach the citizen of a case: as it went, or as it is planned, by whom, on which day."""

    class Kind(models.TextChoices):
        CALL = "call", _("Ring")
        TEXT = "text", _("Skriv en sms")
        LETTER = "letter", _("Send et brev")
        INVITATION = "invitation", _("Inviter, med tider at vælge imellem")
        KNOCK = "knock", _("Bank på, og læg et kort")
        VISIT = "visit", _("Besøg")
        ELSEWHERE = "elsewhere", _("Mød borgeren et andet sted")

    class Part(models.TextChoices):
        MORNING = "morning", _("Formiddag")
        AFTERNOON = "afternoon", _("Eftermiddag")
        EVENING = "evening", _("Aften")

    class Outcome(models.TextChoices):
        PLANNED = "planned", _("Planlagt")
        REACHED = "reached", _("Talte sammen")
        MISSED = "missed", _("Traf ikke borgeren")
        CARD = "card", _("Lagde et kort")
        SENT = "sent", _("Sendt, intet svar endnu")
        CAME_BACK = "came_back", _("Brevet kom tilbage")
        CALLED_OFF = "called_off", _("Ikke nødvendigt mere")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(PreventionCase, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")  # who tried, or is going to
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField()
    part = models.CharField(max_length=9, choices=Part, blank=True)  # of the day; a letter has none
    outcome = models.CharField(max_length=10, choices=Outcome)
    words = FreeText(blank=True)
    written_at = models.DateTimeField()  # when it was planned, or written as it went
    settled_at = models.DateTimeField(null=True, blank=True)  # none while it is planned

    data = FieldClasses(
        personal=dict.fromkeys(("kind", "day", "part", "outcome", "words"), REMOVE),
        plain=("id", "case", "person", "worker", "written_at", "settled_at"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-day"], name="attempt_person"),
            models.Index(fields=["case", "day"], name="attempt_case"),
        ]
        constraints = [
            models.UniqueConstraint(name="one_planned_attempt_of_a_case",
                fields=["case"], condition=Q(outcome="planned")),
            models.CheckConstraint(name="attempt_is_planned_or_settled", condition=Q(outcome="planned", settled_at=None)
                | (~Q(outcome="planned") & Q(settled_at__isnull=False, settled_at__gte=F("written_at")))),
            models.CheckConstraint(name="card_is_left_at_a_door",
                condition=~Q(outcome="card") | Q(kind__in=("knock", "visit"))),
            models.CheckConstraint(name="only_a_letter_comes_back",
                condition=~Q(outcome="came_back") | Q(kind__in=("letter", "invitation"))),
            models.CheckConstraint(name="only_what_is_written_is_sent",
                condition=~Q(outcome="sent") | Q(kind__in=("text", "letter", "invitation"))),
            models.CheckConstraint(name="nobody_is_missed_by_a_letter",
                condition=~Q(outcome="missed") | ~Q(kind__in=("text", "letter"))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
