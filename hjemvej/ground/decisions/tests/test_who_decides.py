"""Does who does what was decided (udfører) read what is sent, and neither see nor write what is being decided?"""

import pytest
from django.urls import reverse

from hjemvej.ground.decisions.models import Complaint, Decision


@pytest.fixture
def bo(support_worker, client_of, clock_stands):
    return client_of(support_worker)


def address(name, thing):
    return reverse(f"decisions:{name}", args=[thing.pk])


def test_a_sent_decision_is_read_its_receipt_and_a_complaint_are_written_down(bo, sent):
    decision = sent(received=False)
    page = bo.get(address("decision", decision)).content.decode()
    assert "Du får ikke støtte." in page
    assert "Ret med en ny afgørelse" not in page
    assert bo.get(address("letter", decision)).status_code == 200
    received = {"received_on": "i dag", "reached_by": "handed_over", "note": ""}
    assert bo.post(address("record_receipt", decision), received).status_code == 302
    words = {"words": "Det er ikke fair.", "how": "spoken", "received_on": "i dag"}
    assert bo.post(address("receive_complaint", decision), words).status_code == 302
    assert Complaint.objects.get().status == "received"


def test_what_is_being_written_is_not_there(bo, page, drafted, sent, testa, bystander):
    draft = drafted(title="Nyt udkast")
    sent(title="Sendt afgørelse")
    listed = bo.get(reverse("decisions:decisions", args=[testa.pk])).content.decode()
    assert "Sendt afgørelse" in listed
    assert "Nyt udkast" not in listed
    assert "Ny afgørelse" not in listed
    assert "Nyt udkast" in page.get(reverse("decisions:decisions", args=[testa.pk])).content.decode()
    for name in ("decision", "letter"):
        assert bo.get(address(name, draft)).status_code == 404
        assert page.get(address(name, draft)).status_code == 200


@pytest.mark.parametrize("name", ["decision", "drop_decision", "correct_decision"])
def test_no_decision_is_written_by_an_udfoerer(bo, drafted, sent, name):
    for decision in (drafted(), sent(title="En anden")):
        before = Decision.objects.count()
        assert bo.post(address(name, decision), {"title": "Ændret"}).status_code == 404
        assert Decision.objects.count() == before
        decision.refresh_from_db()
        assert decision.title != "Ændret"


def test_none_is_begun_and_no_complaint_is_answered(bo, testa, complained):
    complaint = complained()
    assert bo.get(reverse("decisions:write_decision", args=[testa.pk])).status_code == 404
    assert bo.get(address("complaint", complaint)).status_code == 200
    for name in ("maintain_complaint", "forward_complaint", "uphold_complaint", "withdraw_complaint"):
        assert bo.post(address(name, complaint), {"reasons": "Fordi", "words": "x"}).status_code == 404
    complaint.refresh_from_db()
    assert complaint.status == "received"
