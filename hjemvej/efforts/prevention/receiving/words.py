"""How are signals and cases told to the citizen they are about?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.models import PreventionCase, SentSignal, Signal
from hjemvej.platform.rooms import TableWords

SIGNAL_WORDS = TableWords(
    Signal, _("Signaler om fare for hjemmet"),
    fields={
        "sender_kind": _("Hvem der sendte det"), "sender_name": _("Afsenderens navn"),
        "channel": _("Hvordan det kom"), "basis": _("Hvorfor vi måtte få det"), "consent_on": _("Sagde ja"),
        "consent_words": _("Hvordan der blev sagt ja"), "arose_on": _("Opstået"), "sent_on": _("Sendt"),
        "received_at": _("Modtaget"), "recorded_at": _("Skrevet ind"), "recorded_by_id": _("Skrevet ind af"),
        "amount": _("Beløb"), "demand_reached_on": _("Påkravet nåede frem"), "happens_on": _("Dagen, det gælder"),
        "began_on": _("Indsat eller indlagt"), "has_home": _("Hjem på dagen"), "contact": _("Hvem vi ringer til"),
        "children": _("Børn i hjemmet"), "is_crisis": _("Krise"), "is_warm": _("Overdraget personligt"),
        "words": _("Afsenderens ord"), "name": _("Navn, som det blev skrevet"),
        "address": _("Adresse, som den blev skrevet"), "phone": _("Telefon, som den blev skrevet"),
        "born_on": _("Fødselsdag"), "had_number": _("CPR-nummer stod der"),
        "taken_up_at": _("Taget op"), "ended": _("Hvorfor det blev afsluttet"),
        "ended_words": _("Om afslutningen"), "ended_at": _("Afsluttet"), "ended_by_id": _("Afsluttet af"),
        "due_on": _("Næste frist"), "kept_from": _("Hvor længe det gemmes, regnes fra"),
    },
    named={"organisation": _("Organisation"), "kind": _("Slags"), "sent_by": _("Sendt af")},
    untold=("organisation_id", "kind_id", "sent_by_id", "case_id", "meeting_id", "due_by", "kept_as",
            "has_made_person"),
    left_out={
        "cpr_encrypted": "kept only while the signal is about nobody yet",
        "cpr_lookup": "kept only while the signal is about nobody yet",
    },
    of_protected=("address", "phone"), read_first=("words", "ended_words", "sender_name"),
)  # fmt: skip
SENT_WORDS = TableWords(
    SentSignal, _("Det, afsenderen ser af et signal"),
    fields={
        "user_id": _("Sendt af"), "name": _("Navn, som det blev skrevet"),
        "address": _("Adresse, som den blev skrevet"), "sent_at": _("Sendt"), "state": _("Hvor langt det er"),
        "state_on": _("Siden"), "happens_on": _("Dagen, det gælder"), "meeting_asked_on": _("Bad om et netværksmøde"),
        "meeting_called_on": _("Netværksmøde indkaldt"), "meeting_on": _("Netværksmødets dag"),
    },
    named={"sent_by": _("Sendt af"), "kind": _("Slags")}, untold=("sent_by_id", "kind_id"),
    left_out={"fingerprint": "a keyed hash"}, of_protected=("address",),
)  # fmt: skip
CASE_WORDS = TableWords(
    PreventionCase, _("Sager om at beholde hjemmet"),
    fields={
        "responsible_id": _("Ansvarlig"), "opened_at": _("Åbnet"), "opened_by_id": _("Åbnet af"),
        "answer": _("Svar på spørgsmålet om hjælp"), "answered_on": _("Svaret"), "closed_at": _("Afsluttet"),
        "closed_by_id": _("Afsluttet af"), "outcome": _("Hvad der kom ud af det"),
        "outcome_words": _("Om resultatet"),
    },
    named={"organisation": _("Organisation")}, untold=("organisation_id", "course_id"), read_first=("outcome_words",),
)  # fmt: skip
