"""Which addresses does this room answer?"""

from django.urls import path

from .views import cases, lists, receiving, signal

app_name = "prevention"
urlpatterns = [
    path("", lists.signals, name="signals"),
    path("sager/", lists.cases, name="cases"),
    path("nyt/", receiving.receive_signal, name="receive_signal"),
    path("sag/<uuid:prevention_case_id>/", cases.case, name="case"),
    path("sag/<uuid:prevention_case_id>/svar/", cases.note_answer, name="note_answer"),
    path("sag/<uuid:prevention_case_id>/afslut/", cases.close_case, name="close_case"),
    path("<uuid:signal_id>/", signal.signal, name="signal"),
    path("<uuid:signal_id>/hvem/", signal.settle_person, name="settle_person"),
    path("<uuid:signal_id>/tag-op/", signal.take_up, name="take_up"),
    path("<uuid:signal_id>/afslut/", signal.end_signal, name="end_signal"),
]
