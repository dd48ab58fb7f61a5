"""What do we remember of a consent? Who may be told what, why, how the citizen said it, and until when."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class Consent(models.Model):
    """A citizen's yes to telling a recipient about some topics, for a purpose, from a day to a day."""

    class How(models.TextChoices):
        OWN_WORDS = "own_words", _("Sagt ansigt til ansigt")
        PHONE = "phone", _("Sagt i telefonen")
        PAPER = "paper", _("Skrevet under på papir")

    class Topic(models.TextChoices):
        INQUIRY = "inquiry", _("hvad der sker med en henvendelse")
        HOME = "home", _("boligen og boligsøgningen")
        SLEEPS = "sleeps", _("hvor borgeren sover")
        HELP = "help", _("at der er hjælp på vej til at beholde hjemmet")
        SUPPORT = "support", _("støtten og planen")
        ECONOMY = "economy", _("økonomi og gæld")
        HEALTH = "health", _("helbred og behandling")
        REACHED = "reached", _("hvordan borgeren træffes")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    to_name = FreeLine(max_length=120, blank=True)  # where the recipient is no partner: "min søster Lone"
    topics = ArrayField(models.CharField(max_length=10, choices=Topic))
    details = FreeLine(max_length=200, blank=True)  # what of it, or what not
    purpose = FreeLine(max_length=200)
    how = models.CharField(max_length=10, choices=How)
    words = FreeText(blank=True)  # what the citizen said, or where the paper is
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    last_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal={
            "person": REMOVE, "to_organisation": REMOVE, "to_name": REMOVE, "topics": REMOVE, "details": REMOVE,
            "purpose": REMOVE, "words": REMOVE,
        },
        plain=("id", "how", "given_at", "recorded_by", "organisation", "from_on", "last_on", "withdrawn_at",
               "withdrawal_recorded_by"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-given_at"], name="consent_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_organisation__isnull=False, to_name="")
                | (Q(to_organisation__isnull=True) & ~Q(to_name="")),
                name="consent_names_one_recipient",
            ),
            models.CheckConstraint(condition=Q(topics__len__gt=0), name="consent_is_about_something"),
            models.CheckConstraint(condition=~Q(purpose=""), name="consent_has_a_purpose"),
            models.CheckConstraint(condition=Q(how="paper") | ~Q(words=""), name="spoken_consent_has_words"),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("from_on")), name="consent_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_is_withdrawn_after_it_is_given",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
