"""Is the rhythm said in words, never late while paused; does a phase say when it ends, and what is lacking?"""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.rules.methods import ABOUT, Caseload, begins_when
from hjemvej.efforts.support.rules.phases import Area, Phased, lacking_before_done, latest_of_each, stands
from hjemvej.efforts.support.rules.rhythm import Met, rhythm

DAY = datetime.timedelta(days=1)
ON = datetime.date(2026, 11, 30)
GOALS = {"soon_days": 14, "home_days": 30}
days = st.integers(0, 400)


def ago(number):
    return ON - number * DAY


def said(**facts):
    return rhythm(Met(**{"began_on": ago(90), "every_days": 7, **facts}), ON).words


def test_the_rhythm_is_said_in_words():
    assert said(last_met_on=ago(16)) == "Ikke mødt i 16 dage; aftalt hver 7. dag"
    assert said(last_met_on=ago(3)) == "Mødt for 3 dage siden; aftalt hver 7. dag"
    assert said(last_met_on=ago(7)) == "Skal mødes i dag; aftalt hver 7. dag"
    assert said(last_met_on=ago(1), every_days=1) == "Skal mødes i dag; aftalt hver dag"
    assert said(last_met_on=ago(0)) == "Mødt i dag; aftalt hver 7. dag"
    assert said(last_met_on=ago(16), every_days=None) == "Mødt for 16 dage siden; hvor tit er ikke aftalt"
    assert said(every_days=None) == "Ikke mødt endnu; hvor tit er ikke aftalt"
    assert said() == "Ikke mødt i de 90 dage, forløbet har varet; aftalt hver 7. dag"
    assert said(is_dead=True) == "Borgeren er død: slut forløbet"
    assert said(began_on=ago(2)) == "Ikke mødt endnu; aftalt hver 7. dag"
    paused = {"paused": "Indlagt", "paused_on": ago(4), "last_met_on": ago(40)}
    assert said(**paused) == "På pause siden 26. november 2026: indlagt"
    assert said(last_met_on=ago(40), resumed_on=ago(2)) == "Tilbage fra pausen for 2 dage siden; aftalt hver 7. dag"
    assert said(last_met_on=ago(40), resumed_on=ago(9)).startswith("Ikke mødt i de 9 dage, siden pausen")


@given(began=days, every=st.none() | st.integers(1, 90), met=st.none() | days, resumed=st.none() | days,
       paused=st.booleans())  # fmt: skip
def test_late_is_only_what_is_agreed_and_not_kept(began, every, met, resumed, paused):
    known = Met(
        ago(began), every, ago(met) if met is not None else None, "Indlagt" if paused else "",
        ago(1) if paused else None, ago(resumed) if resumed is not None else None,
    )  # fmt: skip
    found = rhythm(known, ON)
    waited = min(number for number in (began, met, resumed) if number is not None)
    assert found.is_late == (not paused and every is not None and waited > every)
    assert (found.kind == "paused") == paused
    assert (found.kind == "not_agreed") == (every is None and not paused)
    assert found.due_on is None or found.due_on == ago(waited) + every * DAY
    met_now = rhythm(Met(ago(began), every, ON, resumed_on=known.resumed_on), ON)
    assert not met_now.must_be_met, "a meeting today is enough for today"


@given(from_on=days, long=st.integers(1, 200))
def test_a_phase_is_over_soon_or_goes_on(from_on, long):
    until = ago(from_on) + long * DAY
    found = stands(Phased(1, ago(from_on), until), ON, **GOALS)
    left = (until - ON).days
    assert found.state == ("over" if left < 0 else "soon" if left <= 14 else "goes_on")
    assert found.act_on == until
    assert found.words


def test_a_contact_phase_asks_for_a_home_only():
    assert stands(Phased(0, ago(40)), ON, **GOALS).words == "Kontaktfase i 40 dage, og ingen bolig i sigte"
    assert stands(Phased(0, ago(29)), ON, **GOALS).state == "contact"
    assert stands(Phased(0, ago(300), sees_a_home=True), ON, **GOALS).words == "Kontaktfase; en bolig er i sigte"
    assert stands(Phased(2, ago(80), ON + 10 * DAY), ON, **GOALS).words == "Fase 2 slutter om 10 dage"
    assert stands(Phased(2, ago(100), ago(9)), ON, **GOALS).words.startswith("Fase 2 skulle være slut 21. november")


def test_cti_is_done_when_each_area_has_a_name():
    areas = [Area(1, "home", "Mona, hjemmeplejen"), Area(1, "money"), Area(3, "money", "Gældsrådgivningen")]
    assert latest_of_each(areas) == [areas[0], areas[2]]
    assert lacking_before_done(Method.CTI, [0, 1, 2, 3], areas) == []
    assert lacking_before_done(Method.CTI, [0, 1], areas[1:2]) == [
        "fase 3, overdragelse, er ikke begyndt", "Økonomi er ikke givet videre til nogen ved navn",
    ]  # fmt: skip
    assert lacking_before_done(Method.CTI, [0, 3], []) == ["der er ingen områder i planen, som kan gives videre"]
    assert lacking_before_done(Method.ACT, [], []) == [], "open-ended: nothing is counted"


def test_methods_are_facts_and_a_number_that_no_source_says_is_not_invented():
    assert [about.method for about in ABOUT] == list(Method)
    assert begins_when(Method.CTI, has_home=False, sees_a_home=True).mark == "holds"
    assert begins_when(Method.CTI, has_home=False, sees_a_home=False).mark == "unknown"
    assert begins_when(Method.ACT, has_home=False, sees_a_home=False).mark == "holds"
    assert Caseload(Method.CTI, 11, 10).is_over
    assert not Caseload(Method.CTI, 10, 10).is_over
    assert "metoden regner med 10 pr. medarbejder" in Caseload(Method.CTI, 1, 10).words
    unknown = Caseload(Method.ICM, 30, None)
    assert not unknown.is_over
    assert unknown.words == "30 borgere i ICM"
