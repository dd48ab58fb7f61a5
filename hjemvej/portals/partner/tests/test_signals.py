"""A partner tells that a home is at risk: two minutes, least data, a receipt; and learns nothing of whom we know."""

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import tight
from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.keeping.actions import renew_due
from hjemvej.efforts.prevention.models import SentSignal, Signal
from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.efforts.prevention.tests.test_receiving import rows_with
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands", "our_team")]
LIST, CHOOSE = "/partner/signaler/", "/partner/signaler/send/"
NOTICE, CONCERN, RELEASE = (f"{CHOOSE}{kind}/" for kind in ("eviction_notice", "landlord_concern", "release"))
WORDS = {
    "name": "Quxibald Zwölfmann", "address": "Prøvevej 1, 1. tv.", "amount": "14.250,00 kr.", "happens_on": "8/12",
    "children": "yes",
}  # fmt: skip
D = datetime.date


def agree(organisation, what):
    partner, _new = Partner.objects.get_or_create(organisation=organisation)
    SharingAgreement.objects.create(
        partner=partner, direction="sends", what=what, legal_basis=f"aftale om {what}", from_on=D(2020, 1, 1)
    )


@pytest.fixture
def browser(landlord, housing_association, client_of):
    """The landlord's, which has agreed to send notices and concerns."""
    agree(housing_association, "eviction_notices")
    agree(housing_association, "tenant_concerns")
    return client_of(landlord)


@pytest.fixture
def prison_browser(prison, prison_worker, client_of):
    agree(prison, "releases")
    return client_of(prison_worker)


def text_of(answer) -> str:
    return tight(re.sub("<[^>]*>", " ", answer.content.decode().split("<main")[1]))


def asked(call) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        call()
    return [one["sql"] for one in queries.captured_queries]


def test_a_notice_is_sent_from_one_page_and_the_receipt_says_so(browser, our_team, housing_association):
    answer = browser.post(NOTICE, WORDS)
    signal = Signal.objects.get()
    assert (signal.name, signal.happens_on, signal.children) == (WORDS["name"], D(2026, 12, 8), "yes")
    assert (str(signal.amount), signal.channel, signal.sent_by) == ("14250.00", "portal", housing_association)
    assert answer.headers["Location"] == f"{LIST}{signal.pk}/"
    receipt = text_of(browser.get(answer.headers["Location"]))
    assert "Kommunen har modtaget signalet." in receipt
    assert "Modtaget 20. nov." in receipt


def test_only_what_the_agreement_lets_it_send_is_offered_and_the_rest_says_why(browser):
    SharingAgreement.objects.filter(what="tenant_concerns").update(last_on=D(2026, 11, 19))
    page = text_of(browser.get(CHOOSE))
    assert page.index("Underretning om udsættelse") < page.index("Det må I ikke sende endnu")
    assert "Udlejers bekymring Bekymring for en lejer, med lejerens samtykke: aftalen ophørte 19. november" in page
    assert "Løsladelse" not in page
    assert browser.get(CONCERN).status_code == browser.post(CONCERN, WORDS).status_code == 404
    assert browser.get(RELEASE).status_code == browser.get(f"{CHOOSE}no_such_kind/").status_code == 404


def test_without_any_agreement_it_says_whom_to_ring(landlord, client_of):
    assert "I har ikke en aftale om at sende signaler." in text_of(client_of(landlord).get(CHOOSE))
    assert client_of(landlord).get(NOTICE).status_code == 404


def test_who_may_send_one_kind_alone_begins_in_its_form(prison_browser):
    assert prison_browser.get(CHOOSE).headers["Location"] == RELEASE
    page = text_of(prison_browser.get(RELEASE))
    assert "Løslades den" in page
    assert "Påkravet" not in page, "least data: only what the kind may bring is asked"


def test_a_shelter_tells_of_a_discharge(shelter_worker, shelter, client_of):
    agree(shelter, "discharges")
    address = f"{CHOOSE}discharge/"
    assert client_of(shelter_worker).post(address, {"name": "Testa Gæst", "happens_on": "1/12"}).status_code == 302
    assert Signal.objects.get().sender_kind == "shelter"


@pytest.mark.parametrize(
    ("address", "changes", "says"),
    [
        (CONCERN, {}, "Uden lejerens samtykke må udlejers bekymring ikke sendes"),
        (CONCERN, {"consent_on": "1/11-2025"}, "gælder ikke længere"),
        (NOTICE, {"words": "Har tit fest"}, "Tag dette ud: ord fra afsenderen"),
        (NOTICE, {"cpr": "010280-1234"}, "Tag dette ud: cpr-nummer"),
        (NOTICE, {"amount": "0"}, "mere end nul"),
        (NOTICE, {"amount": "mange penge"}, "Skriv beløbet i kroner"),
        (NOTICE, {"happens_on": "31/2"}, "februar"),
        (NOTICE, {"arose_on": "1/1-1880", "demand_reached_on": "1/11"}, "ligger for langt tilbage"),
        (NOTICE, {"demand_reached_on": "1/11-2006"}, "ligger for langt tilbage"),
        (NOTICE, {"address": "Prøvevej 1, 1. tv., " * 11}, "200"),
        (NOTICE, {"address": "Prøvevej 1, 010170-1234"}, "Her må ikke stå et CPR-nummer"),
        (NOTICE, {"happens_on": "8/12-2036"}, "Er året rigtigt?"),
    ],
)
def test_what_is_refused_says_why_and_stays_in_the_senders_page_alone(browser, address, changes, says):
    before = Event.objects.count()
    answer = browser.post(address, {**WORDS, "once": "tap-1", **changes})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert 'value="Quxibald Zwölfmann"' in answer.content.decode(), "nothing that was typed is lost"
    assert not rows_with("Quxibald")
    assert not rows_with("Prøvevej 1, 1. tv.")
    assert Event.objects.count() == before


def test_a_concern_with_the_tenants_yes_is_received(browser):
    said = {
        **WORDS,
        "consent_on": "19/11",
        "consent_words": "I telefonen",
        "words": "Er ked af det.",
        "is_crisis": "on",
    }
    assert browser.post(CONCERN, said).status_code == 302
    signal = Signal.objects.get()
    assert (signal.consent_on, signal.consent_words, signal.is_crisis) == (D(2026, 11, 19), "I telefonen", True)


def test_sent_after_the_session_ended_it_is_kept_nowhere(browser, landlord):
    browser.get(NOTICE)
    browser.session.flush()
    answer = browser.post(NOTICE, WORDS)
    assert answer.status_code == 302
    assert "go_on" not in answer.headers["Location"]
    assert not rows_with("Quxibald")


def test_the_same_form_twice_is_one_signal_and_so_is_the_same_again_by_the_arrow_back(browser):
    first = browser.post(NOTICE, {**WORDS, "once": "tap-1"})
    assert browser.post(NOTICE, {**WORDS, "once": "tap-1"}).headers["Location"] == first.headers["Location"]
    again = browser.post(NOTICE, {**WORDS, "once": "tap-2"})
    assert again.headers["Location"] == LIST
    assert "Det samme signal er allerede modtaget" in text_of(browser.get(LIST))
    assert Signal.objects.count() == 1


def test_the_list_says_how_far_each_came_and_no_more(browser, prevention_worker, viewer_for, now):
    browser.post(NOTICE, WORDS)
    browser.post(NOTICE, {**WORDS, "name": "Testa Taget"})
    freja = viewer_for(prevention_worker)
    with looking_as(freja):
        taken = actions.settle_person(
            signal=Signal.objects.get(name="Testa Taget"), person_id=None, is_new=True, by=freja, at=now
        )
        actions.take_up(signal=taken, by=freja, at=now)
        waits = Signal.objects.get(name="Quxibald Zwölfmann")
        actions.end_signal(signal=waits, ended="no_risk", words="Lejeren har betalt", by=freja, at=now)
    listed = browser.get(LIST)
    assert "Ingen af jeres signaler venter." in text_of(listed)
    assert re.search("Testa Taget .*taget op", text_of(listed))
    receipts = [browser.get(f"{LIST}{one.pk}/") for one in (taken, waits)]
    assert "Kommunen har taget signalet op." in text_of(receipts[0])
    assert "Signalet er afsluttet." in text_of(receipts[1])
    for page in (listed, *receipts):
        assert "har betalt" not in text_of(page)
        assert "Ingen fare" not in text_of(page)
        assert "Freja" not in text_of(page)


def test_a_new_day_for_a_signal_that_has_ended_says_so(prison_browser):
    where = prison_browser.post(RELEASE, {"name": "Testa P.", "happens_on": "8/12"}).headers["Location"]
    SentSignal.objects.update(state="closed")
    answer = prison_browser.post(f"{where}dag/", {"now_on": "15/12"})
    assert answer.status_code == 422
    assert "Det, I sendte, er afsluttet. Ring til teamet, eller send et nyt." in text_of(answer)


# --- an attacker with a partner's sign-in ------------------------------------------------------------------------


def test_another_partners_row_is_the_404_of_nothing(browser, client_of, request, shelter_worker, prison_browser):
    browser.post(NOTICE, WORDS)
    own = SentSignal.objects.get()
    for other in (prison_browser, client_of(shelter_worker)):
        assert "Quxibald" not in text_of(other.get(LIST))
        answers = [other.get(f"{LIST}{key}/") for key in (own.pk, uuid.uuid4())]
        assert [one.status_code for one in answers] == [404, 404]
        assert text_of(answers[0]) == text_of(answers[1])
    for who in ("volunteer", "council_member", "coordinator", "administrator"):
        others = client_of(request.getfixturevalue(who))
        assert {others.get(one).status_code for one in (LIST, CHOOSE, NOTICE, f"{LIST}{own.pk}/")} == {404}


KNOWN, UNKNOWN = "010280-1234", "020290-1234"


@pytest.fixture
def testa(prevention_worker, viewer_for, now):
    """A citizen whom our team knows."""
    freja = viewer_for(prevention_worker)
    with looking_as(freja):
        return people.create_person(by=freja, at=now, given_names="Testa", surname="Prøvesen", cpr=KNOWN)


@pytest.mark.parametrize(("address", "named"), [(NOTICE, "name"), (RELEASE, "cpr")])
def test_a_known_citizen_costs_exactly_what_an_unknown_does(browser, prison_browser, testa, address, named):
    sender = browser if address == NOTICE else prison_browser
    said = {"happens_on": "8/12", "name": "Nogen Prøve"}
    known, unknown = {"name": ("Testa Prøvesen", "Ingen Ukendtsen"), "cpr": (KNOWN, UNKNOWN)}[named]
    sender.get(LIST)
    sender.post(address, {**said, "name": "Den Første"})  # the first page of a session also writes down that it began
    answers, counts = [], []
    for value in (known, unknown):
        counts.append(len(asked(lambda value=value: answers.append(sender.post(address, {**said, named: value})))))
    assert counts[0] == counts[1]
    assert [one.status_code for one in answers] == [302, 302]
    pages = [text_of(sender.get(one.headers["Location"])) for one in answers]
    hidden = [page.replace("Testa Prøvesen", "?").replace("Ingen Ukendtsen", "?") for page in pages]
    assert hidden[0] == hidden[1]


def test_a_known_number_is_settled_by_the_job_and_the_sender_sees_the_same(prison_browser, testa, now, our_team):
    where = prison_browser.post(RELEASE, {"name": "Testa P.", "cpr": KNOWN, "happens_on": "8/12"}).headers["Location"]
    assert Signal.objects.get().person_id is None
    before = [text_of(prison_browser.get(page)) for page in (LIST, where)]
    renew_due(by=system("Regner fristerne for signaler ud"), at=now)
    assert Signal.objects.get().person_id == testa.pk
    assert NeedToKnow.objects.filter(person_id=testa.pk, organisation=our_team).exists()
    after = [text_of(prison_browser.get(page)) for page in (LIST, where)]
    assert before == after


def test_a_list_of_sixty_asks_as_often_as_one_of_three(browser, landlord, viewer_for, now):
    def send(numbers):
        ulla = viewer_for(landlord)
        with looking_as(ulla):
            for number in numbers:
                sent = Sent(kind="eviction_notice", name=f"Nr {number} Prøve")
                actions.receive_signal(sent, channel="file", by=ulla, at=now)

    send(range(3))
    browser.get(LIST)
    few = len(asked(lambda: browser.get(LIST)))
    send(range(3, 60))
    assert len(asked(lambda: browser.get(LIST))) == few <= 20
