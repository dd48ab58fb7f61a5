"""What do we remember of the offer of Housing First? When, by whom, the answer in own words; or what it waits for."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class HousingFirstOffer(models.Model):
    """A citizen was asked about a home of their own with support (SEL § 85 a), and what they answered.

    Asked again, there is a new row. A row that was wrong is corrected by a new one, and stays.
    """

    class How(models.TextChoices):
        IN_PERSON = "in_person", _("Ansigt til ansigt")
        PHONE = "phone", _("I telefonen")
        LETTER = "letter", _("I et brev")

    class Answer(models.TextChoices):
        YES = "yes", _("Ja")
        NOT_YET = "not_yet", _("Ikke endnu")
        OTHER_FORM = "other_form", _("Vil først have en anden boform")
        NO = "no", _("Nej")

    class OtherForm(models.TextChoices):
        TEMPORARY = "temporary", _("Midlertidigt botilbud (SEL § 107)")
        LASTING = "lasting", _("Længerevarende botilbud (SEL § 108)")
        UNCONVENTIONAL = "unconventional", _("Skæv bolig (ABL § 149 a)")
        TRANSITIONAL = "transitional", _("Udslusningsbolig (ABL § 63)")
        STARTER = "starter", _("Startbolig for unge (ABL § 101 a)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    offered_on = models.DateField()
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=10, choices=How)
    paragraph = models.CharField(max_length=80)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)  # empty: the citizen is thinking it over
    other_form = models.CharField(max_length=14, choices=OtherForm, blank=True)
    words = FreeText(blank=True)  # the citizen's own
    answered_on = models.DateField(null=True, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    answer_recorded_at = models.DateTimeField(null=True, blank=True)  # nothing: with the offer
    recorded_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True, blank=True)

    data = FieldClasses(
        personal={
            "offered_on": REMOVE, "how": REMOVE, "answer": REMOVE, "other_form": REMOVE, "words": REMOVE,
            "answered_on": REMOVE, "ask_again_on": REMOVE,
        },
        plain=("id", "person", "organisation", "offered_by", "paragraph", "recorded_at", "corrected_at",
               "answer_recorded_at"),
        never_typed={"paragraph": "as ground/law has it on that day"},
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-offered_on"], name="housing_first_offer_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(answer="", corrected_at=None), name="one_offer_waits_for_its_answer"
            ),
            models.CheckConstraint(condition=~Q(paragraph=""), name="offer_names_its_paragraph"),
            models.CheckConstraint(
                condition=Q(answer="", words="", answered_on=None)
                | (~Q(answer="") & ~Q(words="") & Q(answered_on__isnull=False)),
                name="answer_is_in_own_words_and_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("offered_on")),
                name="offer_is_answered_after_it_is_made",
            ),
            models.CheckConstraint(
                condition=(Q(answer__in=["", "yes"]) & Q(ask_again_on=None))
                | (
                    Q(answer__in=["no", "not_yet", "other_form"], ask_again_on__isnull=False)
                    & Q(ask_again_on__gt=F("answered_on"))
                ),
                name="whoever_did_not_say_yes_is_asked_again",
            ),
            models.CheckConstraint(
                condition=(Q(answer="other_form") & ~Q(other_form="")) | (~Q(answer="other_form") & Q(other_form="")),
                name="another_form_is_named",
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None) | Q(corrected_at__gte=F("recorded_at")),
                name="offer_is_corrected_after_it_is_recorded",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class NotOfferedYet(models.Model):
    """Why Housing First was not offered yet, what is waited for, and when we look again; the latest row holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    why = FreeText()
    waits_for = FreeLine(max_length=120)
    said_on = models.DateField()
    look_again_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    data = FieldClasses(
        personal={"why": REMOVE, "waits_for": REMOVE, "said_on": REMOVE, "look_again_on": REMOVE},
        plain=("id", "person", "organisation", "recorded_at", "recorded_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-recorded_at"], name="not_offered_yet_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="not_offered_yet_has_a_reason"),
            models.CheckConstraint(condition=~Q(waits_for=""), name="not_offered_yet_waits_for_something"),
            models.CheckConstraint(
                condition=Q(look_again_on__gt=F("said_on")), name="not_offered_yet_is_looked_at_again"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
