"""Which addresses does this room answer?"""

from django.urls import path

from .agreeing import views as agreed
from .views import goals, plan

app_name = "plans"
urlpatterns = [
    path("borger/<uuid:person_id>/", plan.plan, name="plan"),
    path("borger/<uuid:person_id>/maal/", goals.add_goal, name="add_goal"),
    path("borger/<uuid:person_id>/styrker/", plan.write_strengths, name="write_strengths"),
    path("borger/<uuid:person_id>/handleplan/", agreed.begin_plan, name="begin_plan"),
    path("maal/<uuid:goal_id>/", goals.goal, name="goal"),
    path("maal/<uuid:goal_id>/skridt/", goals.add_step, name="add_step"),
    path("maal/<uuid:goal_id>/svar/", goals.say_verdict, name="say_verdict"),
    path("maal/<uuid:goal_id>/ret/", goals.change_goal, name="change_goal"),
    path("skridt/<uuid:small_step_id>/", goals.close_step, name="close_step"),
    path("opgave/<uuid:task_id>/", goals.goal_of_task, name="goal_of_task"),
    path("handleplan/<uuid:plan_version_id>/", agreed.plan_version, name="plan_version"),
    path("handleplan/<uuid:plan_version_id>/skriv/", agreed.write_plan, name="write_plan"),
    path("handleplan/<uuid:plan_version_id>/smid-vaek/", agreed.drop_plan_draft, name="drop_plan_draft"),
    path("handleplan/<uuid:plan_version_id>/brev/", agreed.write_plan_letter, name="write_plan_letter"),
    path("uden-handleplan/", agreed.without_plan, name="without_plan"),
]
