"""Are our counts in the shape of DDAS, with its own words alone, in no order that tells, and nobody in them?"""

import datetime
import json

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.funnel import ddas, queries
from hjemvej.efforts.prevention.funnel.ddas import Counted
from hjemvej.efforts.prevention.models import PreventionCase, Sender, Signal, SignalTrace
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

D = datetime.date
AT = datetime.datetime(2026, 11, 20, 14, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
STATUSES = {  # of the schema 1.2, as are the results
    "Inwoner al bekend bij schuldhulpverlening", "Inwoner is overleden", "Niet opgepakt: andere reden",
    "Niet opgepakt: herhaalde melding", "Niet opgepakt: onterecht signaal", "Nog niet opgepakt", "Opgepakt",
    "Persoon is geen inwoner (meer) in de gemeente",
}  # fmt: skip
RESULTS = {
    "(Budget)advies en/of quick fix", "Definitief geen contact kunnen krijgen", "Geen reactie na eerder contact",
    "Inwoner al bekend bij schuldhulpverlening", "Inwoner heeft al een ander lopend traject",
    "Inwoner heeft zelf al betaald/betalingsregeling getroffen", "Inwoner is overleden",
    "Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering", "Niet opgepakt: andere reden",
    "Niet opgepakt: herhaalde melding", "Niet opgepakt: onterecht signaal",
    "Persoon is geen inwoner (meer) in de gemeente", "Vervolghulp en/of verwijzing",
    "Vervolghulp en/of verwijzing financieel", "Vervolghulp en/of verwijzing niet financieel",
    "Verwijzing zonder tussenkomst inwoner",
}  # fmt: skip


def written(*counted):
    return ddas.delivery(counted, since=D(2023, 11, 21), until=D(2026, 11, 20), at=AT, code="999", name="Prøvekøbing")


def test_a_worked_file():
    first, second = (
        Counted(D(2026, 11, 1), "landlord", True, "kept", True),
        Counted(D(2026, 10, 1), "court", False, "", False),
    )
    assert written(first, second) == {
        "startdatumLevering": "2023-11-01", "einddatumLevering": "2026-11-20",
        "aanleverdatumEnTijd": "2026-11-20T13:30:00Z", "codeGegevensleverancier": "Hjemvej",
        "leveringen": [{
            "teller": 1, "gemeentecode": "999", "aanleverendeOrganisatie": {"naam": "Prøvekøbing"},
            "vroegsignalen": [
                {"ID": "1", "signaaldatum": "2026-10-01", "status": "Nog niet opgepakt",
                 "signaalpartner": {"type": "Overige"}},
                {"ID": "2", "signaaldatum": "2026-11-01", "status": "Opgepakt", "signaalpartner": {"type": "Huur"}},
            ],
            "vroegsignaalzaken": [
                {"vroegsignalen": [{"ID": "2"}], "resultaat": "Vervolghulp en/of verwijzing",
                 "contactpogingen": [{"soort": "Onbekend", "bereikt": True}]},
            ],
        }],
    }  # fmt: skip


def test_each_end_and_outcome_has_a_word_of_the_standard():
    ends = {"", *Signal.Ended.values}
    assert set(ddas.STATUS) == ends
    assert set(ddas.STATUS.values()) <= STATUSES
    assert set(ddas.RESULT) == set(PreventionCase.Outcome.values)
    assert set(ddas.RESULT.values()) <= RESULTS


COUNTED = st.one_of(
    st.builds(Counted, st.dates(), st.sampled_from(Sender.values), st.just(True),
              st.sampled_from(["", *PreventionCase.Outcome.values, *Signal.Ended.values]), st.booleans()),
    st.builds(Counted, st.dates(), st.sampled_from(Sender.values), st.just(False),
              st.sampled_from(["", *Signal.Ended.values]), st.just(False)),
)  # fmt: skip


@given(st.lists(COUNTED).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_they_came_in_is_not_in_the_file(both):
    some, others = both
    assert written(*some) == written(*others)
    (made,) = written(*some)["leveringen"]
    assert len(made["vroegsignalen"]) == len(some)
    assert len(made["vroegsignaalzaken"]) == sum(one.is_taken_up for one in some)


@pytest.mark.django_db
def test_the_file_counts_each_signal_and_names_nobody(
    send, typed, client_of, coordinator, clock_stands, bystanders_stay_away
):
    send()
    typed(name="Uberørt Prøve")
    answer = client_of(coordinator).post(reverse("prevention:write_out"))
    assert answer["Content-Disposition"] == 'attachment; filename="signaler-2026-11-20.json"'
    (made,) = json.loads(answer.content)["leveringen"]
    assert [one["signaaldatum"] for one in made["vroegsignalen"]] == ["2026-11-01", "2026-11-01"]
    for told in ("Lea", "Uberørt", "Prøvevej", "14250", "client"):
        assert told not in answer.content.decode()
    assert Event.objects.get(name="prevention.counts_written_out").details["signals"] == 2


@pytest.mark.django_db
def test_another_teams_signals_and_old_ones_are_not_in_it(
    send, client_of, colleague_in_other_team, freja, clock_stands, bystanders_stay_away
):
    send()
    with looking_as(freja):
        assert len(queries.counted(viewer=freja, since=D(2026, 11, 16))) == 1
        assert queries.counted(viewer=freja, since=D(2026, 11, 23)) == []
    answer = client_of(colleague_in_other_team).post(reverse("prevention:write_out"))
    assert json.loads(answer.content)["leveringen"][0]["vroegsignalen"] == []


@pytest.mark.django_db
def test_a_signal_that_ended_in_its_case_by_an_objection_is_in_it_too(send, act, testa, freja, client_of, coordinator,
                                                                       clock_stands, bystanders_stay_away):  # fmt: skip
    case = act(actions.take_up, signal=act(actions.settle_person, signal=send(), person_id=testa.pk))
    SignalTrace.objects.filter(signal__case=case).update(came_to="objected")  # as `end_objected` leaves it
    answer = client_of(coordinator).post(reverse("prevention:write_out"))
    (found,) = json.loads(answer.content)["leveringen"][0]["vroegsignaalzaken"]
    assert found["resultaat"] == "Niet opgepakt: andere reden"


@pytest.mark.django_db
def test_only_who_may_take_a_list_out_may_take_it(client_of, support_worker):
    assert client_of(support_worker).post(reverse("prevention:write_out")).status_code in (403, 404)
