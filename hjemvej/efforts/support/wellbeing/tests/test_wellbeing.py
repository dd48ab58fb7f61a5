"""Is wellbeing followed by the citizen's wish alone, seen by nobody it is not for, and gone when they say so?"""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hjemvej.efforts.support.models import WellbeingSheet, WellbeingWish
from hjemvej.efforts.support.wellbeing import actions
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Change, Look

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
ANSWERS = {f"answer_{number}": value for number, value in enumerate("34343", 1)}  # 68


@pytest.fixture
def to(ib):
    return lambda name, *args: reverse(f"support:{name}", args=args or [ib.pk])


@pytest.fixture
def wish(ib, do, at):
    return do(actions.wish_for_wellbeing, person_id=ib.pk, at=at - 90 * DAY)


@pytest.fixture
def filled(ib, do, wish, at):
    """Filled in 60 and 30 days ago: 48, then 56."""
    return [
        do(actions.fill_in, person_id=ib.pk, answers=answers, at=at - days * DAY)
        for days, answers in ((60, [2, 2, 3, 3, 2]), (30, [3, 3, 3, 3, 2]))
    ]


@pytest.fixture
def bystander(homeless, do, at):
    """Another of the team's citizens, whose answers must stay."""
    other = homeless("Ove")
    do(actions.wish_for_wellbeing, person_id=other.pk, at=at - 90 * DAY)
    return do(actions.fill_in, person_id=other.pk, answers=[1] * 5, at=at - 80 * DAY)


def test_it_begins_by_the_citizens_wish_alone(page, ib, to, karen, do):
    shown = page.get(to("wellbeing")).content.decode()
    assert "Kun hvis borgeren selv ønsker det" in shown
    assert "Udfyld sammen" not in shown
    assert page.get(to("fill_in_wellbeing")).headers["Location"] == to("wellbeing")
    refused = page.post(to("fill_in_wellbeing"), ANSWERS)
    assert refused.status_code == 422
    assert "har ikke sagt det endnu" in refused.content.decode()
    assert page.get(to("wish_for_wellbeing")).status_code == 405
    page.post(to("wish_for_wellbeing"))
    with looking_as(karen):
        wish = WellbeingWish.objects.get()
        assert (wish.person_id, wish.recorded_by_id, wish.taken_back_at) == (ib.pk, karen.user_id, None)
        assert not WellbeingSheet.objects.exists()
    with pytest.raises(actions.WishedAlready):
        do(actions.wish_for_wellbeing, person_id=ib.pk)


def test_five_answers_are_told_to_the_citizen_in_words_and_as_a_curve(
    page, to, karen, filled, bystander, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        form = page.get(to("fill_in_wellbeing")).content.decode()
    assert form.count('type="radio"') == 30
    assert "I de sidste to uger har jeg været glad og i godt humør" in form
    assert "checked" not in form, "nothing is answered for the citizen"
    assert page.post(to("fill_in_wellbeing"), ANSWERS).headers["Location"] == to("wellbeing")
    with django_assert_max_num_queries(20):
        shown = page.get(to("wellbeing")).content.decode()
    assert "68 af 100. Sidst 56: det er en forandring." in shown
    assert "tale med nogen" not in shown
    assert shown.index("68 af 100") < shown.index("<svg"), "the words first"
    with looking_as(karen):
        kept = WellbeingSheet.objects.get(answers=[3, 4, 3, 4, 3])
        assert (kept.worker_id, kept.statements) == (karen.user_id, "who5_1998")
        looks = set(Look.objects.filter(person_id=kept.person_id).values_list("page", flat=True))
        assert looks == {"support.wellbeing", "support.fill_in_wellbeing"}


def test_half_a_sheet_is_none_and_nothing_is_lost(page, to, karen, wish):
    answer = page.post(to("fill_in_wellbeing"), {**ANSWERS, "answer_4": ""})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Her mangler et svar" in text
    assert text.count("checked") == 4
    for bad in ("6", "-1", "x", "٣"):
        assert page.post(to("fill_in_wellbeing"), {**ANSWERS, "answer_4": bad}).status_code == 422
    with looking_as(karen):
        assert not WellbeingSheet.objects.exists()


def test_low_points_name_somebody_to_talk_with(page, to, do, ib, wish):
    do(actions.fill_in, person_id=ib.pk, answers=[2] * 5)
    shown = page.get(to("wellbeing")).content.decode()
    assert "40 af 100. Det er første gang." in shown
    assert "Det kan være godt at tale med nogen" in shown
    assert "<svg" not in shown.split("<main", 1)[1], "one day is no curve"


def test_one_sheet_a_day_and_a_wrong_one_is_corrected_by_a_new_row(page, ib, to, do, karen, filled, bystander, at):
    sheet = do(actions.fill_in, person_id=ib.pk, answers=[1] * 5)
    again = page.post(to("fill_in_wellbeing"), ANSWERS)
    assert again.status_code == 422
    assert "udfyldte det med borgeren i dag" in again.content.decode()
    assert again.content.decode().count("checked") == 5, "nothing is lost"
    begun = page.get(to("correct_wellbeing", sheet.pk)).content.decode()
    assert begun.count("checked") == 5
    assert page.post(to("correct_wellbeing", sheet.pk), ANSWERS).status_code == 302
    with looking_as(karen):
        wrong, right = WellbeingSheet.objects.filter(filled_on=sheet.filled_on).order_by("written_at")
        assert (wrong.pk, wrong.answers, bool(wrong.corrected_at)) == (sheet.pk, [1] * 5, True)
        assert (right.answers, right.corrects_id, right.filled_on) == ([3, 4, 3, 4, 3], sheet.pk, sheet.filled_on)
        bystander.refresh_from_db()
        assert bystander.corrected_at is None
        with pytest.raises(IntegrityError, match="is locked"), transaction.atomic():
            WellbeingSheet.objects.filter(pk=right.pk).update(answers=[5] * 5)
        with pytest.raises(IntegrityError, match="is locked"), transaction.atomic():
            right.delete()
    with pytest.raises(actions.CorrectedMeanwhile):
        do(actions.correct_sheet, sheet=sheet, answers=[2] * 5)
    assert "68 af 100. Sidst 56" in page.get(to("wellbeing")).content.decode()


@pytest.mark.parametrize(("afterwards", "left"), [("hidden", 2), ("erased", 0)])
def test_the_wish_is_taken_back_and_the_citizen_says_what_becomes_of_the_answers(
    page, ib, to, do, karen, filled, bystander, afterwards, left
):
    assert "Borgeren bestemmer" in page.get(to("take_wellbeing_back")).content.decode()
    assert page.post(to("take_wellbeing_back"), {"sent": "1"}).status_code == 422, "the citizen must say it"
    assert page.post(to("take_wellbeing_back"), {"afterwards": afterwards}).status_code == 302
    shown = page.get(to("wellbeing")).content.decode()
    assert "Spørg ikke igen" in shown
    assert "af 100" not in shown.split("<main", 1)[1]
    assert page.get(to("correct_wellbeing", filled[0].pk)).status_code == 404
    with looking_as(karen):
        assert WellbeingSheet.objects.filter(person=ib).count() == left
        assert WellbeingSheet.objects.filter(pk=bystander.pk).exists()
        assert WellbeingWish.objects.get(person=ib).afterwards == afterwards
        log = [*Change.objects.filter(person_id=ib.pk, table_name="support_wellbeingsheet")]
        assert log, "that it was filled in stands in the log"
        assert not any("[2, 2, 3, 3, 2]" in f"{one.before} {one.after}" for one in log), "the answers do not"
    with pytest.raises(actions.NotWished):
        do(actions.fill_in, person_id=ib.pk, answers=[3] * 5)
    page.post(to("wish_for_wellbeing"))
    again = page.get(to("wellbeing")).content.decode()
    assert "Udfyld sammen" in again
    assert "af 100" not in again.split("<main", 1)[1], "what was taken back does not come back"


def test_a_line_on_the_person_page_only_by_the_wish_and_never_to_a_leader(
    page, ib, to, do, begin, client_of, leader, filled
):
    begin(ib)
    person = reverse("staff:person", args=[ib.pk])
    assert "sidst udfyldt" in page.get(person).content.decode()
    assert to("wellbeing") in page.get(to("course")).content.decode()
    lead = client_of(leader)
    for address in (person, to("course")):
        text = lead.get(address).content.decode()
        assert to("wellbeing") not in text
    for name in ("wellbeing", "fill_in_wellbeing", "take_wellbeing_back"):
        assert lead.get(to(name)).status_code in (403, 404)
    assert lead.get(to("correct_wellbeing", filled[0].pk)).status_code in (403, 404)
    do(actions.take_wish_back, person_id=ib.pk, afterwards="hidden")
    assert to("wellbeing") not in page.get(person).content.decode()


def test_another_team_sees_nothing_of_it(ib, to, filled, colleague_in_other_team, client_of, viewer_for):
    theirs = client_of(colleague_in_other_team)
    for name, pk in (("wellbeing", ib.pk), ("fill_in_wellbeing", ib.pk), ("take_wellbeing_back", ib.pk),
                     ("correct_wellbeing", filled[0].pk)):  # fmt: skip
        assert theirs.get(to(name, pk)).status_code == 404, name
        assert theirs.get(to(name, uuid.uuid4())).status_code == 404, name
    assert theirs.post(to("wish_for_wellbeing")).status_code == 404
    with looking_as(viewer_for(colleague_in_other_team)):
        assert not WellbeingSheet.objects.exists()
        assert not WellbeingWish.objects.exists()
