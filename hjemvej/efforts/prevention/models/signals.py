"""What do we remember of a signal and of the case it led to, and of its counts without names?"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import Course
from hjemvej.ground.law.models import Provision, one_at_a_time
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.network_meetings.models import NetworkMeeting
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import as_its, everybody, needs_to_know, only_seen, own_organisation
from hjemvej.platform.audit.triggers import logged, not_logged, written_by_the_system
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class Sender(models.TextChoices):
    """Who may tell us that a home is at risk."""

    CITIZEN = "citizen", _("Borgeren selv")
    LANDLORD = "landlord", _("Boligorganisation eller udlejer")
    COURT = "court", _("Fogedretten")
    PRISON = "prison", _("Kriminalforsorgen")
    HEALTH = "health", _("Sygehus eller behandling")
    SHELTER = "shelter", _("Forsorgshjem")
    UNIT = "unit", _("En anden afdeling eller kommune")


class Happening(models.TextChoices):
    """What the day is that a signal names."""

    NONE = "none", _("Ingen dag")
    BAILIFF = "bailiff", _("Fogedens dag")
    RELEASE = "release", _("Løsladelsen")
    DISCHARGE = "discharge", _("Udskrivningen")
    HOME_ENDS = "home_ends", _("Dagen, hvor hjemmet ophører")


class Received(models.TextChoices):
    """A field that a kind of signal may bring beside the name: no other is taken."""

    ADDRESS = "address", _("Adresse")
    PHONE = "phone", _("Telefon")
    BORN_ON = "born_on", _("Fødselsdag")
    CPR = "cpr", _("CPR-nummer")
    AMOUNT = "amount", _("Beløb")
    AROSE_ON = "arose_on", _("Hvornår gælden opstod")
    DEMAND = "demand_reached_on", _("Hvornår påkravet nåede frem")
    BEGAN_ON = "began_on", _("Hvornår opholdet begyndte")
    HAPPENS_ON = "happens_on", _("Hvilken dag det sker")
    HAS_HOME = "has_home", _("Om der er et hjem på dagen")
    CONTACT = "contact", _("Hvem vi ringer til")
    CHILDREN = "children", _("Om der er børn i hjemmet")
    CRISIS = "is_crisis", _("Om det er en krise")
    WORDS = "words", _("Ord fra afsenderen")


class SignalKind(models.Model):
    """A kind of signal that may be received: by which paragraph, from whom, for which purpose, with which fields."""

    key = models.SlugField(max_length=40)
    title = FreeLine(max_length=120)
    paragraph = FreeLine(max_length=120)
    certainty = models.CharField(max_length=1, choices=Provision.Certainty)
    source = FreeLine(max_length=200, blank=True)
    purpose = FreeText()
    senders = ArrayField(models.CharField(max_length=10, choices=Sender))
    agreed_as = models.SlugField(max_length=20, blank=True)  # what a partner's agreement calls it; empty: by no partner
    needs_consent = models.BooleanField(default=False)
    fields = ArrayField(models.CharField(max_length=20, choices=Received))
    happening = models.CharField(max_length=10, choices=Happening, default=Happening.NONE)
    clocks = ArrayField(models.SlugField(max_length=60), default=list, blank=True)  # of the law, from its arrival
    keep_nowhere = models.SlugField(max_length=60)  # the law's length for one that led nowhere
    order = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # first day it no longer holds

    data = plain(
        "id", "key", "title", "paragraph", "certainty", "source", "purpose", "senders", "agreed_as", "needs_consent",
        "fields", "happening", "clocks", "keep_nowhere", "order", "valid_from", "valid_to",
    )  # fmt: skip
    rows = everybody("what may be received is public")
    changes = logged()
    triggers = written_by_the_system()

    class Meta:
        constraints = one_at_a_time(
            "one_signal_kind_of_a_key_on_a_day", "signal_kind_ends_after_it_begins", of=("key",)
        )

    def __str__(self) -> str:
        return self.title


class PreventionCase(models.Model):
    """What we do so that a citizen keeps a home: one open case a citizen, however many signals lead to it."""

    class Outcome(models.TextChoices):
        KEPT = "kept", _("Beholdt hjemmet")
        MOVED = "moved", _("Flyttede til et andet hjem")
        LOST_STREET = "lost_street", _("Mistede hjemmet og sover på gaden")
        LOST_SHELTER = "lost_shelter", _("Mistede hjemmet og bor på forsorgshjem")
        LOST_FRIENDS = "lost_friends", _("Mistede hjemmet og bor hos andre")
        LOST_ELSEWHERE = "lost_elsewhere", _("Mistede hjemmet og er et andet sted")
        IN_A_COURSE = "in_a_course", _("Er allerede i et andet forløb")
        SOLVED_ALONE = "solved_alone", _("Løste det selv")
        WANTS_NO_HELP = "wants_no_help", _("Ønsker ikke hjælp")
        WRONG_SIGNAL = "wrong_signal", _("Signalet var forkert")
        NEVER_REACHED = "never_reached", _("Blev aldrig truffet")

    class Answer(models.TextChoices):
        HELP = "help", _("Der gives hjælp")
        DECIDED = "decided", _("Afgørelse: der gives ikke hjælp")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    responsible = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)  # to the question of help (RSL § 5 a)
    answered_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    outcome_words = FreeText(blank=True)

    data = FieldClasses(
        personal=dict.fromkeys(("answer", "answered_on", "outcome", "outcome_words"), REMOVE),
        plain=("id", "person", "organisation", "course", "responsible", "opened_at", "opened_by", "closed_at",
               "closed_by", "signals"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.closed_at IS NULL"),)

    class Meta:
        indexes = [
            models.Index(fields=["organisation"], condition=Q(closed_at=None), name="prevention_case_open"),
            models.Index(fields=["person", "-opened_at"], name="prevention_case_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(closed_at=None), name="one_open_prevention_case"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="closed_prevention_case_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="prevention_answer_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=models.F("opened_at")),
                name="prevention_case_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Signal(models.Model):
    """A signal as it came, by which paragraph, and what became of it. What has no basis never becomes a row."""

    class Channel(models.TextChoices):
        PORTAL = "portal", _("Partnerens egen side")
        FILE = "file", _("Fil fra partneren")
        LETTER = "letter", _("Brev")
        PHONE = "phone", _("Telefon")
        SPOKEN = "spoken", _("Fortalt ansigt til ansigt")

    class Children(models.TextChoices):
        YES = "yes", _("Ja")
        NO = "no", _("Nej")
        UNKNOWN = "unknown", _("Vides ikke")

    class HasHome(models.TextChoices):
        YES = "yes", _("Ja")
        NO = "no", _("Nej")
        UNKNOWN = "unknown", _("Vides ikke")

    class Ended(models.TextChoices):
        WRONG = "wrong", _("Signalet var forkert")
        DUPLICATE = "duplicate", _("Samme som et andet signal")
        WITHDRAWN = "withdrawn", _("Afsenderen trak det tilbage")
        NOT_OURS = "not_ours", _("En anden kommunes borger")
        SOLVED = "solved", _("Løst, før vi nåede at hjælpe")
        WANTS_NO_HELP = "wants_no_help", _("Ønsker ikke hjælp")
        NO_RISK = "no_risk", _("Der er ingen fare for hjemmet")
        OBJECTED = "objected", _("Borgeren gjorde indsigelse og fik ja")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # the team that has it
    kind = models.ForeignKey(SignalKind, on_delete=models.PROTECT, related_name="+")
    sender_kind = models.CharField(max_length=10, choices=Sender)
    sent_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sender_name = FreeLine(max_length=160, blank=True)  # in words, where no partner of ours sent it
    channel = models.CharField(max_length=8, choices=Channel)
    basis = FreeLine(max_length=250)  # as the law had it that day
    consent_on = models.DateField(null=True, blank=True)
    consent_words = FreeLine(max_length=200, blank=True)  # how the tenant said yes
    arose_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField()  # when it reached the municipality: what the clocks count from
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    demand_reached_on = models.DateField(null=True, blank=True)
    began_on = models.DateField(null=True, blank=True)  # the stay in prison or hospital
    happens_on = models.DateField(null=True, blank=True)
    has_home = models.CharField(max_length=7, choices=HasHome, default=HasHome.UNKNOWN)  # on the day, as they wrote
    contact = FreeLine(max_length=160, blank=True)  # whom we ring at the sender's
    children = models.CharField(max_length=7, choices=Children, default=Children.UNKNOWN)
    is_crisis = models.BooleanField(default=False)
    is_warm = models.BooleanField(default=False)  # handed over warm: the sender and the citizen talked with us together
    words = FreeText(blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    has_made_person = models.BooleanField(default=False)  # nobody knew the citizen before this signal
    name = FreeLine(max_length=200)
    address = FreeLine(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    born_on = models.DateField(null=True, blank=True)
    cpr_encrypted = models.TextField(blank=True)  # until the signal is about somebody: then it is on the citizen alone
    cpr_lookup = models.CharField(max_length=64, blank=True)
    had_number = models.BooleanField(default=False)  # a number stood there, also when it is on the citizen by now
    case = models.ForeignKey(PreventionCase, on_delete=models.CASCADE, null=True, blank=True, related_name="signals")
    meeting = models.ForeignKey(NetworkMeeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_up_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended = models.CharField(max_length=13, choices=Ended, blank=True)
    ended_words = FreeText(blank=True)
    due_on = models.DateField(null=True, blank=True)  # the first clock that still runs; none when nothing does
    due_by = models.SlugField(max_length=60, blank=True)  # which clock that is
    kept_from = models.DateField(null=True, blank=True)  # from when how long it is kept is counted
    kept_as = models.SlugField(max_length=60, blank=True)  # the law's length

    data = FieldClasses(
        personal=dict.fromkeys(
            ("kind", "sender_kind", "sender_name", "basis", "consent_on", "consent_words", "arose_on", "sent_on",
             "amount", "demand_reached_on", "began_on", "happens_on", "has_home", "contact", "children", "is_crisis",
             "is_warm", "words", "person", "name", "address", "phone", "born_on", "cpr_encrypted", "cpr_lookup",
             "had_number", "ended", "ended_words"),
            REMOVE,
        ),
        plain=("id", "organisation", "sent_by", "channel", "received_at", "recorded_at", "recorded_by",
               "has_made_person", "case", "meeting", "taken_up_at", "ended_at", "ended_by", "due_on", "due_by",
               "kept_from", "kept_as", "sent", "trace"),
        never_typed={"phone": "a telephone number", "cpr_encrypted": "sealed", "cpr_lookup": "a keyed hash"},
    )  # fmt: skip
    rows = own_organisation() & needs_to_know(or_nobody=True)
    changes = logged("person", masked=("cpr_encrypted", "cpr_lookup"))
    triggers = (begins_need_again("NEW.ended_at IS NULL AND NEW.case_id IS NULL", basis="inquiry"),)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "due_on", "received_at", "id"],
                condition=Q(case=None, ended_at=None),
                name="signal_waiting",
            ),
            models.Index(fields=["case", "due_on"], name="signal_case"),
            models.Index(fields=["person", "-received_at"], name="signal_person"),
            models.Index(fields=["organisation", "-ended_at"], name="signal_ended"),
            models.Index(fields=["kept_as", "kept_from"], name="signal_kept"),
            models.Index(fields=["happens_on"], condition=Q(ended_at=None), name="signal_happens"),
            models.Index(fields=["cpr_lookup"], condition=~Q(cpr_lookup=""), name="signal_cpr"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(basis=""), name="signal_has_name_and_basis"),
            models.CheckConstraint(condition=Q(recorded_at__gte=models.F("received_at")), name="signal_recorded_after"),
            models.CheckConstraint(
                condition=Q(ended="", ended_at=None) | (Q(ended_at__isnull=False, case=None) & ~Q(ended="")),
                name="signal_ends_with_a_reason_or_has_a_case",
            ),
            models.CheckConstraint(
                condition=Q(case=None, taken_up_at=None)
                | Q(case__isnull=False, taken_up_at__isnull=False, person__isnull=False),
                name="signal_in_a_case_is_about_somebody",
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(cpr_encrypted="", cpr_lookup=""), name="signal_number_is_on_the_citizen"
            ),
            models.CheckConstraint(
                condition=Q(kept_from=None, kept_as="") | (Q(kept_from__isnull=False) & ~Q(kept_as="")),
                name="signal_kept_has_a_rule",
            ),
            models.CheckConstraint(
                condition=~Q(sent_by=None) | ~Q(channel__in=("portal", "file")), name="partner_signal_names_its_sender"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SentSignal(models.Model):
    """What a partner may see of a signal it sent: the name as it wrote it, and how far it came. Never whom we know."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Modtaget")
        TAKEN_UP = "taken_up", _("Taget op")
        CLOSED = "closed", _("Afsluttet")

    signal = models.OneToOneField(Signal, on_delete=models.CASCADE, primary_key=True, related_name="sent")
    sent_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.ForeignKey(SignalKind, on_delete=models.PROTECT, related_name="+")
    name = FreeLine(max_length=200)
    address = FreeLine(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    state_on = models.DateField()
    happens_on = models.DateField(null=True, blank=True)  # a release or a discharge, as they last told it
    meeting_asked_on = models.DateField(null=True, blank=True)
    meeting_called_on = models.DateField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True)  # none: no time is chosen yet
    fingerprint = models.CharField(max_length=64)  # of all that was written: the same is not received twice

    data = FieldClasses(
        personal=dict.fromkeys(("kind", "name", "address", "happens_on", "meeting_on", "fingerprint"), REMOVE),
        plain=("signal", "sent_by", "user", "sent_at", "state", "state_on", "meeting_asked_on", "meeting_called_on"),
        never_typed={"fingerprint": "a keyed hash"},
    )
    rows = only_seen(as_its("signal") | own_organisation("sent_by"))
    changes = logged(masked=("fingerprint",))

    class Meta:
        indexes = [models.Index(fields=["sent_by", "-sent_at"], name="sent_signal_of")]
        constraints = [models.UniqueConstraint(fields=["sent_by", "fingerprint"], name="same_signal_is_sent_once")]


class SignalTrace(models.Model):
    """How far a signal came, without a name: what the counts need when the signal itself is gone."""

    class Home(models.TextChoices):
        HOME = "home", _("Har et hjem")
        LOST = "lost", _("Mistede hjemmet")
        ELSEWHERE = "elsewhere", _("Et andet sted")
        UNKNOWN = "unknown", _("Ved vi ikke")

    signal = models.OneToOneField(Signal, on_delete=models.SET_NULL, null=True, blank=True, related_name="trace")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    received_week = models.DateField()  # its Monday
    kind_key = models.SlugField(max_length=40)
    sender_kind = models.CharField(max_length=10, choices=Sender)
    channel = models.CharField(max_length=8, choices=Signal.Channel)
    is_taken_up = models.BooleanField(default=False)
    came_to = models.SlugField(max_length=14, blank=True)  # why it ended, or the outcome of its case
    is_reached = models.BooleanField(default=False)
    is_helped = models.BooleanField(default=False)
    is_preceded = models.BooleanField(default=False)  # a § 92 notice after a contact that the tenant said yes to
    home_3 = models.CharField(max_length=9, choices=Home, blank=True)  # so many months after its case was closed
    home_6 = models.CharField(max_length=9, choices=Home, blank=True)
    home_12 = models.CharField(max_length=9, choices=Home, blank=True)

    data = plain(
        "id", "signal", "organisation", "received_week", "kind_key", "sender_kind", "channel", "is_taken_up", "came_to",
        "is_reached", "is_helped", "is_preceded", "home_3", "home_6", "home_12",
    )  # fmt: skip
    rows = own_organisation()
    changes = not_logged("counts without names, which outlast what they count")

    class Meta:
        indexes = [models.Index(fields=["organisation", "received_week"], name="signal_trace_week")]
        constraints = [
            models.CheckConstraint(condition=Q(received_week__iso_week_day=1), name="signal_trace_week_is_a_monday")
        ]
