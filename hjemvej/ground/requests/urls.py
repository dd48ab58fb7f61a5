"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "requests"
urlpatterns = [
    path("borger/<uuid:person_id>/", views.requests, name="requests"),
    path("borger/<uuid:person_id>/ny/", views.receive_request, name="receive_request"),
    path("<uuid:citizen_request_id>/", views.citizen_request, name="request"),
    path("<uuid:citizen_request_id>/brev/", views.letter, name="letter"),
    path("<uuid:citizen_request_id>/forlaeng/", views.extend_request, name="extend_request"),
    path("<uuid:citizen_request_id>/svar/", views.answer_request, name="answer_request"),
    path("<uuid:citizen_request_id>/traek-tilbage/", views.withdraw_request, name="withdraw_request"),
    path("<uuid:citizen_request_id>/stop-sletning/", views.stop_erasure, name="stop_erasure"),
    path("opgave/<uuid:task_id>/", views.request_of_task, name="request_of_task"),
]
