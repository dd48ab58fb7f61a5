"""What do we remember of the plans that were agreed? Each version as it was, locked once it is agreed."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import Trigger, logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class PlanVersion(models.Model):
    """A plan in writing, locked once it is agreed: another version corrects it, and it can be read again."""

    class Kind(models.TextChoices):
        PLAN_142 = "plan_142", _("Handleplan (§ 142, på forsorgshjem)")
        PLAN_141 = "plan_141", _("Handleplan (§ 141)")
        STAY = "stay", _("Opholdsplan (forsorgshjemmets egen)")

    class Together(models.TextChoices):
        SIGNED = "signed", _("Borgeren har skrevet under")
        MARK = "mark", _("Borgeren har sat et mærke")
        SPOKEN = "spoken", _("Borgeren har sagt ja")
        NOT = "not", _("Planen er ikke lavet sammen med borgeren")

    class Provider(models.TextChoices):
        SHELTER = "shelter", _("Forsorgshjemmet")
        OTHER = "other", _("Nogen andre")
        NO_WISH = "no_wish", _("Borgeren har ingen ønsker")

    class Followed(models.TextChoices):
        YES = "yes", _("Ja")
        NO = "no", _("Nej")
        LATER = "later", _("Det er ikke afgjort endnu")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)  # counts the changes of a draft that two may write at
    goals = models.JSONField(default=list)  # the goals and next steps as they stood when it was agreed, in words
    purpose = FreeText(blank=True)
    effort = FreeText(blank=True)
    duration = FreeLine(max_length=160, blank=True)
    home = FreeText(blank=True)
    work = FreeText(blank=True)
    personal_help = FreeText(blank=True)
    treatment = FreeText(blank=True)
    aids = FreeText(blank=True)
    provider = models.CharField(max_length=7, choices=Provider, blank=True)  # whom the citizen wishes support from
    provider_words = FreeText(blank=True)
    named_employee = FreeLine(max_length=120, blank=True)
    followed = models.CharField(max_length=5, choices=Followed, blank=True)
    not_followed_because = FreeText(blank=True)
    together = models.CharField(max_length=6, choices=Together, blank=True)
    together_words = FreeText(blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(
            ("kind", "agreed_on", "goals", "purpose", "effort", "duration", "home", "work", "personal_help",
             "treatment", "aids", "provider", "provider_words", "named_employee", "followed", "not_followed_because",
             "together", "together_words"),
            REMOVE,
        ),
        plain=("id", "person", "organisation", "begun_at", "begun_by", "version", "agreed_at", "agreed_by"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (Trigger("lock_agreed", "BEFORE UPDATE OR DELETE", "plans_lock_agreed"),)

    class Meta:
        indexes = [models.Index(fields=["person", "-agreed_at"], name="plan_version_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "kind"], condition=Q(agreed_at=None), name="one_draft_of_a_plan"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None, agreed_on=None)
                | (
                    Q(agreed_at__isnull=False, agreed_by__isnull=False, agreed_on__isnull=False)
                    & ~Q(purpose="")
                    & ~Q(effort="")
                    & ~Q(duration="")
                ),
                name="agreed_plan_says_what_the_law_asks",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | (~Q(together="") & (~Q(together="not") | ~Q(together_words=""))),
                name="agreed_plan_says_how_it_was_made_together",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | ~Q(kind="plan_142") | ~Q(provider=""),
                name="wish_for_a_provider_is_asked_in_a_142_plan",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None)
                | Q(provider__in=["", "no_wish"], followed="", named_employee="")
                | (Q(provider__in=["shelter", "other"]) & ~Q(followed="")),
                name="wish_for_a_provider_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | ~Q(followed="no") | ~Q(not_followed_because=""),
                name="wish_not_followed_has_reasons",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
