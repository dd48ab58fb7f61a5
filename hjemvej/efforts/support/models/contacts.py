"""What do we remember of meeting a citizen? The visit that was planned, and each contact as it went."""

import datetime
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.ground.plans.dimensions import LifeDimension
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import Trigger, logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

from .courses import REMOVE, SupportCourse


class Visit(models.Model):
    """A meeting that is planned, and what to remember there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    support = models.ForeignKey(SupportCourse, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    remember = FreeLine(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    data = FieldClasses(
        personal=dict.fromkeys(("planned_at", "minutes", "remember", "cancelled_at"), REMOVE),
        plain=("id", "person", "support", "worker"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [
            models.Index(fields=["person", "planned_at"], name="visit_person"),
            models.Index(fields=["worker", "planned_at"], condition=Q(cancelled_at=None), name="visit_of_a_worker"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(minutes=None) | Q(minutes__gt=0), name="visit_lasts_a_while"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def ends_at(self) -> datetime.datetime:
        """When its time is over: from then on it is written down, or missing."""
        return self.planned_at + datetime.timedelta(minutes=self.minutes or 0)


class Contact(models.Model):
    """A meeting, or what came of trying. Locked from the first moment: a wrong one is corrected by a new row."""

    class Kind(models.TextChoices):
        MET = "met", _("Mødtes")
        NO_SHOW = "no_show", _("Kom ikke")
        ATTEMPT = "attempt", _("Forsøgt")
        RELATIVE = "relative", _("Talte med pårørende")
        PARTNER = "partner", _("En anden enhed")

    class Place(models.TextChoices):
        HOME = "home", _("Hjemme hos borgeren")
        STREET = "street", _("På gaden")
        SHELTER = "shelter", _("Forsorgshjem eller natcafé")
        OFFICE = "office", _("Hos os")
        PHONE = "phone", _("Telefon eller sms")
        HOSPITAL = "hospital", _("Hospital")
        PRISON = "prison", _("Fængsel eller arrest")
        ELSEWHERE = "elsewhere", _("Et andet sted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    support = models.ForeignKey(SupportCourse, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=8, choices=Kind)
    place = models.CharField(max_length=9, choices=Place)
    is_planned = models.BooleanField(default=False)
    visit = models.ForeignKey(Visit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    about = ArrayField(models.CharField(max_length=10, choices=LifeDimension), default=list, blank=True)
    words = FreeText(blank=True)
    own_words = FreeText(blank=True)  # the citizen's own
    corrected_at = models.DateTimeField(null=True, blank=True)  # wrong: what is right stands in another row
    corrects = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(
            ("happened_at", "minutes", "kind", "place", "is_planned", "about", "words", "own_words"), REMOVE
        ),
        plain=("id", "person", "support", "worker", "team", "written_at", "visit", "corrected_at", "corrects"),
    )
    rows = needs_to_know()
    changes = logged("person")
    triggers = (Trigger("lock_contact", "BEFORE UPDATE OR DELETE", "support_lock_contact"),)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-happened_at"], name="contact_person_happened"),
            models.Index(fields=["team", "happened_at"], name="contact_team_happened"),
            models.Index(
                fields=["person", "-happened_at"], condition=Q(kind="met", corrected_at=None), name="contact_last_met"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(corrected_at=None), name="one_contact_comes_of_a_visit"
            ),
            models.CheckConstraint(condition=Q(minutes=None) | Q(minutes__gt=0), name="contact_lasts_a_while"),
            models.CheckConstraint(
                condition=Q(corrected_at=None) | Q(corrected_at__gte=F("written_at")),
                name="contact_is_corrected_after_it_is_written",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def about_in_words(self) -> list[str]:
        return [str(LifeDimension(each).label) for each in self.about]
