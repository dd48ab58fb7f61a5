"""Which addresses does this room answer?"""

from django.urls import path

from .views import cases, lists, signal

app_name = "prevention"
urlpatterns = [
    path("", lists.signals, name="signals"),
    path("sag/<uuid:prevention_case_id>/", cases.case, name="case"),
    path("<uuid:signal_id>/", signal.signal, name="signal"),
]
