"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "payment_plans"
urlpatterns = [
    path("borger/<uuid:person_id>/", views.plans, name="plans"),
    path("borger/<uuid:person_id>/ny/", views.make_payment_plan, name="make_payment_plan"),
    path("<uuid:payment_plan_id>/", views.plan, name="plan"),
    path("<uuid:payment_plan_id>/ny-aftale/", views.change_plan, name="change_plan"),
    path("<uuid:payment_plan_id>/afdrag/", views.report_instalment, name="report_instalment"),
    path("<uuid:payment_plan_id>/fejl/", views.take_back, name="take_back"),
    path("<uuid:payment_plan_id>/slut/", views.end_plan, name="end_plan"),
    path("<uuid:payment_plan_id>/brev/", views.write_plan_letter, name="write_plan_letter"),
    path("<uuid:payment_plan_id>/udlejer/", views.give_landlord, name="give_landlord"),
    path("<uuid:payment_plan_id>/udlejer/pdf/", views.landlords_copy, name="landlords_copy"),
]
