"""What do we remember of what another unit is asked for? The matter, our words, by which right, and its answer."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import Task
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.law.models import Provision, one_at_a_time
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import everybody, needs_to_know
from hjemvej.platform.audit.triggers import logged, written_by_the_system
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText


class Matter(models.Model):
    """Something that another unit can do for a citizen: which unit, by which paragraph, from a day to a day."""

    key = models.SlugField(max_length=40)
    unit = FreeLine(max_length=80)  # "Ydelse"
    title = FreeLine(max_length=160)
    paragraph = FreeLine(max_length=120)
    certainty = models.CharField(max_length=1, choices=Provision.Certainty)
    source = FreeLine(max_length=200, blank=True)
    told_as = models.CharField(max_length=20, choices=Organisation.Kind)  # a team: a unit of our own municipality
    order = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # first day it no longer holds

    data = plain(
        "id", "key", "unit", "title", "paragraph", "certainty", "source", "told_as", "order", "valid_from", "valid_to",
        "referrals",
    )  # fmt: skip
    rows = everybody("what a municipality's units do is public")
    changes = logged()
    triggers = written_by_the_system()

    class Meta:
        constraints = one_at_a_time("one_matter_of_a_key_on_a_day", "matter_ends_after_it_begins", of=("key",))

    def __str__(self) -> str:
        return f"{self.unit}: {self.title}"


class Referral(models.Model):
    """What we asked another unit about a citizen, by which right we told it, and what it answered."""

    class Ground(models.TextChoices):
        CITIZEN = "citizen", _("Borgeren søger selv, og vi hjælper")
        CONSENT = "consent", _("Borgeren har sagt ja til, at vi fortæller det")
        LAW = "law", _("En paragraf")

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Ja, det hele")
        PARTLY = "partly", _("Noget af det")
        REFUSED = "refused", _("Nej")
        WITHDRAWN = "withdrawn", _("Ikke nødvendigt længere")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="referrals")
    words = FreeText()
    ground = models.CharField(max_length=7, choices=Ground)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paragraph = FreeLine(max_length=250, blank=True)  # by which we told it, as the law had it that day
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")  # until when we expect the answer
    reminded_on = models.DateField(null=True, blank=True)  # the last time
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    answer = FreeText(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(
            ("matter", "words", "ground", "asked_on", "reminded_on", "outcome", "answer", "answered_on"),
            WhenErased.REMOVE,
        ),
        plain=("id", "person", "organisation", "consent", "paragraph", "asked_by", "written_at", "task", "closed_at",
               "closed_by"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.closed_at IS NULL"),)

    class Meta:
        indexes = [models.Index(fields=["person", "-asked_on"], name="referral_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="referral_has_words"),
            models.CheckConstraint(
                condition=Q(ground="citizen", consent=None, paragraph="")
                | Q(ground="consent", consent__isnull=False, paragraph="")
                | (Q(ground="law", consent=None) & ~Q(paragraph="")),
                name="referral_was_told_by_one_right",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="", answered_on=None)
                | (
                    Q(closed_at__isnull=False, closed_by__isnull=False, answered_on__isnull=False)
                    & ~Q(outcome="")
                    & (Q(outcome="granted") | ~Q(answer=""))
                ),
                name="closed_referral_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=models.F("asked_on")),
                name="referral_is_answered_after_it_is_asked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
