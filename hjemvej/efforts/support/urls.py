"""Which addresses does this room answer?"""

from django.urls import path

from .board import views as board
from .contacting import views as contacting
from .fidelity import views as fidelity
from .reporting import views as reporting
from .running import views as running
from .wellbeing import views as wellbeing

app_name = "support"
urlpatterns = [
    path("", board.board, name="board"),
    path("min-dag/", board.day, name="day"),
    path("min-dag/med/", board.take_along, name="take_along"),
    path("syg/<uuid:worker_id>/", board.cover, name="cover"),
    path("indberetning/", reporting.reporting, name="reporting"),
    path("indberetning/fil/", reporting.fetch_report, name="fetch_report"),
    path("metoden/", fidelity.fidelity, name="fidelity"),
    path("borger/<uuid:person_id>/", running.course, name="course"),
    path("borger/<uuid:person_id>/metode/", running.choose_method, name="choose_method"),
    path("forloeb/<uuid:support_id>/naeste-fase/", running.begin_phase, name="begin_phase"),
    path("forloeb/<uuid:support_id>/plan/", running.change_plan, name="change_plan"),
    path("forloeb/<uuid:support_id>/hvor-tit/", running.agree_rhythm, name="agree_rhythm"),
    path("forloeb/<uuid:support_id>/medarbejder/", running.give_worker, name="give_worker"),
    path("forloeb/<uuid:support_id>/pause/", running.pause_support, name="pause_support"),
    path("forloeb/<uuid:support_id>/tilbage/", running.resume_support, name="resume_support"),
    path("forloeb/<uuid:support_id>/slut/", running.end_support, name="end_support"),
    path("omraade/<int:area_id>/", running.hand_area, name="hand_area"),
    path("borger/<uuid:person_id>/kontakter/", contacting.contacts_page, name="contacts"),
    path("borger/<uuid:person_id>/kontakt/", contacting.log_contact, name="log_contact"),
    path("borger/<uuid:person_id>/besoeg/", contacting.plan_visit, name="plan_visit"),
    path("besoeg/<uuid:visit_id>/", contacting.log_visit, name="log_visit"),
    path("besoeg/<uuid:visit_id>/aflys/", contacting.cancel_visit, name="cancel_visit"),
    path("besoeg/<uuid:visit_id>/tag/", contacting.take_visit, name="take_visit"),
    path("kontakt/<uuid:support_contact_id>/ret/", contacting.correct_contact, name="correct_contact"),
    path("borger/<uuid:person_id>/trivsel/", wellbeing.wellbeing, name="wellbeing"),
    path("borger/<uuid:person_id>/trivsel/oensket/", wellbeing.wish_for_wellbeing, name="wish_for_wellbeing"),
    path("borger/<uuid:person_id>/trivsel/udfyld/", wellbeing.fill_in_wellbeing, name="fill_in_wellbeing"),
    path("borger/<uuid:person_id>/trivsel/slut/", wellbeing.take_wellbeing_back, name="take_wellbeing_back"),
    path("trivsel/<uuid:wellbeing_sheet_id>/ret/", wellbeing.correct_wellbeing, name="correct_wellbeing"),
]
