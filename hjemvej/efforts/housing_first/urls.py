"""Which addresses does this room answer?"""

from django.urls import path

from .asking import views
from .matching import views as matching
from .meeting import views as meeting
from .moving_in import views as moving_in
from .offering import views as offering
from .registering import views as registering
from .wishing import views as wishing

app_name = "housing_first"
urlpatterns = [
    path("", views.not_offered, name="not_offered"),
    path("borger/<uuid:person_id>/", views.offers, name="offers"),
    path("borger/<uuid:person_id>/tilbyd/", views.offer_housing_first, name="offer_housing_first"),
    path("borger/<uuid:person_id>/ikke-endnu/", views.put_off_offer, name="put_off_offer"),
    path("tilbud/<uuid:housing_first_offer_id>/svar/", views.answer_offer, name="answer_offer"),
    path("tilbud/<uuid:housing_first_offer_id>/ret/", views.correct_offer, name="correct_offer"),
    path("borger/<uuid:person_id>/bolig/", offering.choose_home, name="choose_home"),
    path("borger/<uuid:person_id>/bolig/<uuid:vacancy_id>/", offering.offer_home, name="offer_home"),
    path("borger/<uuid:person_id>/bolig/<uuid:vacancy_id>/hvorfor/", matching.why_home, name="why_home"),
    path("ledig/<uuid:vacancy_id>/", matching.who_fits, name="who_fits"),
    path("ledig/<uuid:vacancy_id>/gem/", matching.save_order, name="save_order"),
    path("regler/", matching.matching_rules, name="matching_rules"),
    path("regler/proev/", meeting.try_rule, name="try_rule"),
    path("boligmoede/", meeting.meetings, name="meetings"),
    path("boligmoede/<uuid:housing_meeting_id>/", meeting.meeting, name="meeting"),
    path("boligmoede/<uuid:housing_meeting_id>/slut/", meeting.end_meeting, name="end_meeting"),
    path("boligmoede/<uuid:housing_meeting_id>/regler/", meeting.rule_costs, name="rule_costs"),
    path("boligmoede/<uuid:housing_meeting_id>/anden/", meeting.other_order, name="other_order"),
    path("boligmoede/bolig/<uuid:meeting_home_id>/enig/", meeting.agree, name="agree"),
    path("boligmoede/bolig/<uuid:meeting_home_id>/", meeting.decide_home, name="decide_home"),
    path("boligmoede/bolig/<uuid:meeting_home_id>/igen/", meeting.reopen_home, name="reopen_home"),
    path("borger/<uuid:person_id>/boliger/", offering.home_offers, name="home_offers"),
    path("borger/<uuid:person_id>/oenske/", offering.say_wish, name="say_wish"),
    path("borger/<uuid:person_id>/oensker/", wishing.wishes, name="wishes"),
    path("borger/<uuid:person_id>/oensker/skriv/", wishing.write_wishes, name="write_wishes"),
    path("borger/<uuid:person_id>/oensker/papir/", wishing.wishes_on_paper, name="wishes_on_paper"),
    path("bolig/<uuid:home_offer_id>/", offering.home_offer, name="home_offer"),
    path("bolig/<uuid:home_offer_id>/adresse/", offering.show_home_address, name="show_home_address"),
    path("bolig/<uuid:home_offer_id>/fortalt/", offering.show_offer, name="show_offer"),
    path("bolig/<uuid:home_offer_id>/set/", offering.record_viewing, name="record_viewing"),
    path("bolig/<uuid:home_offer_id>/svar/", offering.answer_home, name="answer_home"),
    path("bolig/<uuid:home_offer_id>/vaek/", offering.fall_away, name="fall_away"),
    path("bolig/<uuid:home_offer_id>/aabent/", offering.share_offer, name="share_offer"),
    path("bolig/<uuid:home_offer_id>/uden-om/", offering.arrange_outside, name="arrange_outside"),
    path("bolig/<uuid:home_offer_id>/brev/", offering.write_offer_letter, name="write_offer_letter"),
    path("bolig/<uuid:home_offer_id>/liste/brev/", moving_in.write_checklist, name="write_checklist"),
    path("bolig/<uuid:home_offer_id>/udlejer/", offering.tell_landlord, name="tell_landlord"),
    path("borger/<uuid:person_id>/opskrivninger/", registering.register, name="register"),
    path("opskrivning/<uuid:registration_id>/forny/", registering.renew_registration, name="renew_registration"),
    path("opskrivning/<uuid:registration_id>/afslut/", registering.end_registration, name="end_registration"),
    path(
        "opskrivning/opgave/<uuid:task_id>/", registering.renew_registration_of_task, name="renew_registration_of_task"
    ),
    path("bolig/opgave/<uuid:task_id>/", offering.home_offer_of_task, name="home_offer_of_task"),
    path("bolig/<uuid:home_offer_id>/kontrakt/", moving_in.sign_lease, name="sign_lease"),
    path("bolig/<uuid:home_offer_id>/indflytning/", moving_in.move_in, name="move_in"),
    path("bolig/<uuid:home_offer_id>/liste/", moving_in.checklist, name="checklist"),
    path("bolig/<uuid:home_offer_id>/liste/ny/", moving_in.add_line, name="add_line"),
    path("liste/<uuid:line_id>/ret/", moving_in.change_line, name="change_line"),
    path("liste/<uuid:line_id>/gjort/", moving_in.finish_line, name="finish_line"),
    path("liste/<uuid:line_id>/ikke-gjort/", moving_in.reopen_line, name="reopen_line"),
    path("indflytningsliste/", moving_in.moving_in_steps, name="moving_in_steps"),
    path("indflytningsliste/<int:step_id>/", moving_in.change_step, name="change_step"),
    path("indflytningsliste/<int:step_id>/vaek/", moving_in.drop_step, name="drop_step"),
]
