"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "referrals"
urlpatterns = [
    path("borger/<uuid:person_id>/", views.referrals, name="referrals"),
    path("borger/<uuid:person_id>/ny/", views.ask_unit, name="ask_unit"),
    path("<uuid:referral_id>/", views.referral, name="referral"),
    path("<uuid:referral_id>/ryk/", views.remind_unit, name="remind_unit"),
    path("<uuid:referral_id>/svar/", views.record_answer, name="record_answer"),
    path("<uuid:referral_id>/ikke-noedvendigt/", views.withdraw_referral, name="withdraw_referral"),
    path("opgave/<uuid:task_id>/", views.referral_of_task, name="referral_of_task"),
]
