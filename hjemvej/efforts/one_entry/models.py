"""What do we remember of an inquiry? Who asked, about whom, what is known about tonight, and what came of it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.consents.models import Consent
from hjemvej.ground.correspondence.models import Message
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import as_its, needs_to_know, own_organisation
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class Inquiry(models.Model):
    """Anything that reaches the team about a person without a home, or about to lose one."""

    class Channel(models.TextChoices):
        PHONE = "phone", _("Telefon")
        DESK = "desk", _("Skranken")
        STREET = "street", _("På gaden")
        MAIL = "mail", _("E-mail")
        LETTER = "letter", _("Brev")
        PARTNER = "partner", _("Samarbejdspartner")
        PUBLIC = "public", _("Borgersiden")
        REPLY = "reply", _("Mere om en afsluttet henvendelse")

    class Asker(models.TextChoices):
        SELF = "self", _("Borgeren selv")
        RELATIVE = "relative", _("Pårørende")
        NEIGHBOUR = "neighbour", _("Nabo eller forbipasserende")
        PROFESSIONAL = "professional", _("Fagperson")
        LANDLORD = "landlord", _("Boligorganisation eller udlejer")
        ANONYMOUS = "anonymous", _("Vil ikke oplyse navn")

    class Concern(models.TextChoices):
        NO_HOME = "no_home", _("Har intet hjem")
        LOSING_HOME = "losing_home", _("Er ved at miste sit hjem")
        SEEN_OUTSIDE = "seen_outside", _("Er set sove ude")
        DISCHARGE = "discharge", _("Udskrives eller løslades")
        SUPPORT = "support", _("Har brug for støtte i sit hjem")
        OTHER = "other", _("Noget andet")

    class Tonight(models.TextChoices):
        UNKNOWN = "unknown", _("Vides ikke")
        HAS_PLACE = "has_place", _("Har et trygt sted i nat")
        NO_PLACE = "no_place", _("Har ikke et sted i nat")

    class Status(models.TextChoices):
        NEW = "new", _("Ny")
        TAKEN = "taken", _("I gang")
        CLOSED = "closed", _("Afsluttet")

    class Outcome(models.TextChoices):
        PLACED = "placed", _("Fik et sted at sove")
        COURSE = "course", _("Forløb sat i gang")
        ADVISED = "advised", _("Råd og vejledning")
        PASSED_ON = "passed_on", _("Givet videre til rette sted")
        NOT_FOUND = "not_found", _("Kunne ikke findes")
        DECLINED = "declined", _("Ønskede ikke hjælp nu")
        DUPLICATE = "duplicate", _("Samme som en anden henvendelse")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # the team that has it
    sent_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel)
    language = models.CharField(max_length=2, default="da")
    asker_kind = models.CharField(max_length=12, choices=Asker)
    asker_name = FreeLine(max_length=120, blank=True)
    asker_contact = FreeLine(max_length=200, blank=True)
    wants_answer = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    about = FreeLine(max_length=300, blank=True)  # whom, in words, until a person is chosen
    where = FreeLine(max_length=300, blank=True)
    concerns = ArrayField(models.CharField(max_length=12, choices=Concern), default=list, blank=True)
    text = FreeText(blank=True)
    tonight = models.CharField(max_length=10, choices=Tonight, default=Tonight.UNKNOWN)
    children = models.PositiveSmallIntegerField(null=True, blank=True)
    is_threatened = models.BooleanField(default=False)
    danger = FreeLine(max_length=300, blank=True)
    animals = FreeLine(max_length=200, blank=True)
    eviction_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.NEW)
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = FreeText(blank=True)  # the citizen's own answer; everybody else gets one of three sentences
    more = FreeText(blank=True)  # told to others than the citizen, by a consent or a paragraph
    told_by = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    basis_key = models.SlugField(max_length=40, blank=True)  # of ground/law's LegalBasis
    answered_at = models.DateTimeField(null=True, blank=True)
    follow_up_hash = models.CharField(max_length=64, blank=True)  # of the code given on the public page

    data = FieldClasses(
        personal={
            "asker_name": REMOVE, "asker_contact": REMOVE, "about": REMOVE, "where": REMOVE, "concerns": REMOVE,
            "text": REMOVE, "tonight": REMOVE, "children": REMOVE, "is_threatened": REMOVE, "danger": REMOVE,
            "animals": REMOVE, "eviction_on": REMOVE, "answer": REMOVE, "more": REMOVE, "person": REMOVE,
        },
        plain=("id", "received_at", "recorded_at", "recorded_by", "organisation", "sent_by", "channel", "language",
               "asker_kind", "wants_answer", "status", "taken_by", "taken_at", "closed_at", "outcome",
               "told_by", "basis_key",
               "answered_at", "follow_up_hash", "steps"),
        never_typed={"follow_up_hash": "a hash"},
    )  # fmt: skip
    rows = own_organisation() & needs_to_know(or_nobody=True) | own_organisation("sent_by")
    changes = logged("person", masked=("follow_up_hash",))
    triggers = (begins_need_again("NEW.status <> 'closed'", basis="inquiry"),)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "received_at"], condition=~models.Q(status="closed"), name="inquiry_open"
            ),
            models.Index(fields=["organisation", "received_at"], name="inquiry_received"),
            models.Index(fields=["person", "-received_at"], name="inquiry_person"),
            models.Index(fields=["organisation", "-closed_at"], name="inquiry_closed"),
            models.Index(fields=["sent_by", "-received_at"], name="inquiry_sent_by"),
            models.Index(fields=["follow_up_hash"], condition=~models.Q(follow_up_hash=""), name="inquiry_code"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="closed") | (models.Q(closed_at__isnull=False) & ~models.Q(outcome="")),
                name="closed_inquiry_has_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="taken") | models.Q(taken_by__isnull=False), name="taken_inquiry_has_taker"
            ),
            models.CheckConstraint(
                condition=models.Q(more="") | models.Q(told_by__isnull=False) | ~models.Q(basis_key=""),
                name="what_is_told_names_its_right",
            ),
        ]


class InquiryStep(models.Model):
    """What was done with an inquiry on its way: taken, passed on, asked back, answered."""

    class Kind(models.TextChoices):
        TAKEN = "taken", _("Taget")
        PASSED_ON = "passed_on", _("Givet videre")
        LINKED = "linked", _("Knyttet til borger")
        ANSWERED = "answered", _("Besvaret")
        REMARK = "remark", _("Bemærkning")
        ASKED_BACK = "asked_back", _("Spurgt tilbage")
        REPLIED = "replied", _("Svar fra den, der spurgte")
        CLOSED = "closed", _("Afsluttet")
        REOPENED = "reopened", _("Åbnet igen")

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = FreeText(blank=True)
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    data = FieldClasses(personal={"text": REMOVE}, plain=("id", "inquiry", "kind", "at", "by", "to", "message"))
    rows = as_its("inquiry")
    changes = logged()


class ChildNotice(models.Model):
    """A child may need support: whom did we tell, and when, or why was it not needed? Never by a consent."""

    class Outcome(models.TextChoices):
        NOTIFIED = "notified", _("Underretning givet")
        NOT_NEEDED = "not_needed", _("Ikke nødvendig")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = FreeText(blank=True)  # what was seen, where no inquiry says it
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    municipality_code = models.CharField(max_length=3, blank=True)  # the child's
    municipality_name = models.CharField(max_length=60, blank=True)
    reason = FreeText(blank=True)  # why it was not needed
    receipt_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)  # for the receipt that did not come

    data = FieldClasses(
        personal={
            "person": REMOVE, "what": REMOVE, "outcome": REMOVE, "municipality_code": REMOVE,
            "municipality_name": REMOVE, "reason": REMOVE,
        },
        plain=("id", "inquiry", "organisation", "raised_at", "raised_by", "settled_at", "settled_by", "told_at",
               "receipt_on", "asked_on"),
        never_typed={"municipality_name": "chosen from a list"},
    )  # fmt: skip
    rows = own_organisation() & needs_to_know(or_nobody=True)
    changes = logged("person")
    triggers = (begins_need_again("NEW.outcome = ''", basis="inquiry"),)

    class Meta:
        indexes = [
            models.Index(fields=["organisation"], condition=models.Q(outcome=""), name="child_notice_open"),
            models.Index(
                fields=["organisation", "told_at"], condition=models.Q(receipt_on=None), name="child_no_receipt"
            ),
            models.Index(fields=["person"], name="child_notice_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["inquiry"], name="one_child_notice_of_an_inquiry"),
            models.CheckConstraint(
                condition=models.Q(outcome="", settled_at=None)
                | models.Q(outcome="notified", settled_at__isnull=False, told_at__isnull=False)
                | (models.Q(outcome="not_needed", settled_at__isnull=False) & ~models.Q(reason="")),
                name="child_notice_says_when_or_why_not",
            ),
            models.CheckConstraint(
                condition=models.Q(told_at=None) | ~models.Q(municipality_code=""), name="child_notice_says_to_whom"
            ),
        ]
