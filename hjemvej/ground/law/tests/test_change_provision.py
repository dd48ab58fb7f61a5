"""Can everybody read the law, and the leader change it from a day without rewriting the past?"""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from conftest import as_owner
from hjemvej.ground.law import actions, queries
from hjemvej.ground.law.forms import ChangeProvision
from hjemvej.ground.law.models import Provision
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Change, Event

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture
def change(leader, viewer_for, now):
    by = viewer_for(leader)

    def change(**changes):
        values = {
            "key": "hold_lasts", "valid_from": D(2027, 1, 1), "value": Decimal(3), "paragraph": "Vores servicemål",
            "text": "Tre timer.", "certainty": "L", "source": "teammøde",
        }  # fmt: skip
        with looking_as(by):
            return actions.change_provision(by=by, at=now, **{**values, **changes})

    return change


def test_a_new_version_ends_the_old_one_and_leaves_the_past_alone(change):
    change()
    assert queries.provision_on("hold_lasts", D(2026, 12, 31)).value == 2
    assert queries.provision_on("hold_lasts", D(2027, 1, 1)).value == 3
    assert queries.provision_on("hold_lasts", D(2027, 1, 1)).title == "Hvor længe en plads er reserveret"
    assert Event.objects.get().name == "law.rule_changed"


def test_a_version_put_in_between_ends_where_the_next_begins(change):
    change(key="shelter_reimbursed_days", valid_from=D(2025, 1, 1), value=Decimal(110))
    found = [(rule.valid_from, rule.valid_to, int(rule.value)) for rule in queries.versions("shelter_reimbursed_days")]
    assert found == [
        (D(2026, 4, 1), None, 90), (D(2025, 1, 1), D(2026, 4, 1), 110), (D(2023, 10, 1), D(2025, 1, 1), 120)
    ]  # fmt: skip


def test_on_the_day_a_version_begins_it_is_corrected(change):
    change()
    change(value=Decimal(4))
    assert [int(rule.value) for rule in queries.versions("hold_lasts")] == [4, 2]
    assert Provision.objects.filter(key="hold_lasts").count() == 2


def test_before_the_first_version_nothing_is_changed(change):
    with pytest.raises(actions.NothingBeforeThatDay, match=r"1\. januar 2015"):
        change(valid_from=D(1999, 1, 1))
    with pytest.raises(actions.NothingBeforeThatDay):
        change(key="no_such_rule")


def test_nothing_is_changed_when_the_log_cannot_be_written(change, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError, match="the log is full"):
        change()
    assert len(queries.versions("hold_lasts")) == 1


def test_the_history_tells_who_changed_what(change, leader, viewer_for):
    change()
    newest, ended, reworded, made = queries.history("hold_lasts", viewer=viewer_for(leader))
    assert (newest.by, ended.by, reworded.by, made.by) == (leader.name, leader.name, "", "")
    assert ("Tal", "", "3") in newest.fields
    assert ("Paragraffen er kontrolleret", "", "ja") in newest.fields
    assert ended.fields == [("Gælder til og med", "", "31. december 2026")]


def test_those_who_work_with_the_leader_read_who_changed_a_rule(change, leader, coordinator, viewer_for):
    change()
    for reader in (leader, coordinator):
        viewer = viewer_for(reader)
        with looking_as(viewer):
            assert [row.by for row in queries.history("hold_lasts", viewer=viewer)] == [leader.name, leader.name]


def test_another_organisation_reads_no_name_of_ours(change, colleague_in_other_team, viewer_for):
    change()
    viewer = viewer_for(colleague_in_other_team)
    with looking_as(viewer):
        assert queries.history("hold_lasts", viewer=viewer) == []


def test_the_history_tells_that_a_paragraph_is_no_longer_checked(change, leader, viewer_for):
    change()
    change(is_paragraph_checked=False)
    corrected = queries.history("hold_lasts", viewer=viewer_for(leader))[0]
    assert ("Paragraffen er kontrolleret", "ja", "nej") in corrected.fields


def test_the_history_is_of_this_rule_alone(change, leader, viewer_for, now):
    before = queries.history("hold_lasts", viewer=viewer_for(leader))
    change(key="shelter_reimbursed_days", valid_from=D(2027, 1, 1), value=Decimal(60))
    other_table = {"table_name": "shelters_house", "operation": "update", "transaction": 1}
    with as_owner():
        Change.objects.create(at=now, row_id=str(Provision.objects.get(key="hold_lasts").pk), **other_table)
    assert queries.history("hold_lasts", viewer=viewer_for(leader)) == before


def test_many_rules_in_a_single_query_each_have_their_own_key_and_day():
    march, april = D(2026, 3, 31), D(2026, 4, 1)
    wanted = [("shelter_reimbursed_days", march), ("shelter_reimbursed_days", april), ("hold_lasts", april)]
    rules = queries.rules_of([*wanted, ("no_such_rule", april), ("shelter_reimbursed_days", D(1999, 1, 1))])
    assert {clock: (rule.key, int(rule.value)) for clock, rule in rules.items()} == {
        ("shelter_reimbursed_days", march): ("shelter_reimbursed_days", 120),
        ("shelter_reimbursed_days", april): ("shelter_reimbursed_days", 90),
        ("hold_lasts", april): ("hold_lasts", 2),
    }


def test_staff_read_the_law_and_are_told_what_is_unsure(client_of, support_worker):
    shown = client_of(support_worker).get(reverse("law:provisions")).content.decode()
    assert "3 hverdage" in shown
    assert "SEL § 110 stk. 6" in shown
    assert "Usikker – kontrollér på retsinformation.dk" in shown
    only = client_of(support_worker).get(reverse("law:provisions"), {"vis": "usikre"}).content.decode()
    assert "SEL § 110 stk. 6" not in only


def test_the_law_is_read_as_it_stood_on_a_day(client_of, support_worker):
    reader = client_of(support_worker)
    assert "120 dage" in reader.get(reverse("law:provisions"), {"dag": "31. marts 2026"}).content.decode()
    assert "90 dage" in reader.get(reverse("law:provisions"), {"dag": "1. april 2026"}).content.decode()
    assert reader.get(reverse("law:provisions"), {"dag": "sludder"}).status_code == 200


@pytest.mark.parametrize(
    ("words", "found", "not_found"),
    [
        ("husleje PÅKRAV", "Frist i påkrav om husleje", "Aktindsigt"),
        ("§ 110", "Forsorgshjemmets besked", "Frist i påkrav"),
        ("xyzzy", "Ingen frist eller sats siger det", "Forsorgshjemmets besked"),
        ("", "Forsorgshjemmets besked", "Ingen frist"),
        ("<b>", "&lt;b&gt;", "<b>"),
    ],
)
def test_the_law_is_searched(client_of, coordinator, words, found, not_found):
    page = client_of(coordinator).post(reverse("law:provisions"), {"tekst": words}).content.decode()
    assert found in page
    assert not_found not in page


def test_only_the_leader_changes_it(client_of, support_worker, leader):
    address = reverse("law:change_provision", args=["hold_lasts"])
    assert client_of(support_worker).get(address).status_code == 404
    assert client_of(leader).get(address).status_code == 200
    assert client_of(leader).get(reverse("law:provision", args=["no_such_rule"])).status_code == 404
    assert client_of(leader).get(reverse("law:change_provision", args=["no_such_rule"])).status_code == 404


TODAY = D(2026, 11, 20)


def errors(unit, **changes):
    typed = {
        "valid_from": "20. november 2036", "value": "12500,50", "paragraph": "SEL § 0", "text": "Prøve",
        "certainty": "L",
    }  # fmt: skip
    rule = ProvisionInForce("k", "Prøve", "SEL § 0", "Prøve", Decimal(1), unit, "B", True, TODAY, None, "", "us")
    return set(ChangeProvision(typed | changes, rule=rule, today=TODAY).errors)


def test_an_amount_may_be_large_with_decimals_and_a_version_ten_years_ahead():
    assert errors("kroner") == set()
    assert errors("days") == {"value"}
    assert errors("days", value="1000") == set()
    assert errors("kroner", valid_from="21. november 2036") == {"valid_from"}


@pytest.mark.parametrize(
    ("unit", "value", "is_taken"),
    [
        ("months", "0", False), ("months", "1", True), ("months", "240", True), ("months", "241", False),
        ("years", "0", False), ("years", "101", False), ("weeks", "0", False), ("novembers", "21", False),
        ("percent", "100", True), ("percent", "101", False), ("percent", "0", True), ("days", "0", True),
        ("days", "1000", True), ("days", "1001", False), ("kroner", "42766", True), ("hours", "0", True),
    ],
)  # fmt: skip
def test_a_figure_of_a_unit_lies_between_its_least_and_its_most(unit, value, is_taken):
    assert ("value" not in errors(unit, value=value)) is is_taken


@pytest.mark.parametrize(("value", "shown"), [("12.50", "12.50"), ("12.00", "12")])
def test_the_figure_to_change_is_shown_with_its_hundredths_where_there_are_any(value, shown):
    rule = ProvisionInForce("k", "Prøve", "SEL § 0", "Prøve", Decimal(value), "kroner", "B", True, D(2026, 1, 1), None)
    assert str(ChangeProvision(rule=rule, today=D(2026, 11, 20)).initial["value"]) == shown


def test_changes_a_rule(client_of, leader):
    typed = {
        "valid_from": "1. januar 2027", "value": "3", "paragraph": "Vores servicemål", "text": "Tre timer.",
        "certainty": "L", "source": "",
    }  # fmt: skip
    page, address = client_of(leader), reverse("law:change_provision", args=["hold_lasts"])
    for wrong, said in [
        ({"value": "to"}, "Skriv det med tal"), ({"value": "2,5"}, "Skriv et helt tal."),
        ({"valid_from": "1/1-1999"}, "Vi kender først reglen fra"), ({"certainty": "X"}, "Vælg en af mulighederne"),
        ({"value": "-1"}, "Skriv mindst 0."), ({"value": "1001"}, "fra 0 til 1.000"),
        ({"value": "NaN"}, "Skriv det med tal"),
    ]:  # fmt: skip
        assert said in page.post(address, {**typed, **wrong}).content.decode()
    assert page.post(address, typed).status_code == 302
    assert "3 timer" in page.get(reverse("law:provision", args=["hold_lasts"])).content.decode()
    assert leader.name in page.get(reverse("law:provision", args=["hold_lasts"])).content.decode()
