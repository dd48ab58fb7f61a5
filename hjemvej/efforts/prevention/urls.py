"""Which addresses does this room answer?"""

from django.urls import path

from .cases.views import cases, lists, signal
from .funnel import views as funnel
from .helping import views as helping
from .leaving import views as leaving
from .nights_after import views as nights_after
from .objecting import views as objecting
from .onsets import views as onsets
from .pausing import views as pausing
from .reaching import views as reaching
from .receiving import views as receiving
from .telling import views as telling

app_name = "prevention"
urlpatterns = [
    path("", lists.signals, name="signals"),
    path("sager/", lists.cases, name="cases"),
    path("nyt/", receiving.receive_signal, name="receive_signal"),
    path("sag/<uuid:prevention_case_id>/", cases.case, name="case"),
    path("sag/<uuid:prevention_case_id>/svar/", cases.note_answer, name="note_answer"),
    path("sag/<uuid:prevention_case_id>/afslut/", cases.close_case, name="close_case"),
    path("hvor-langt/", funnel.funnel, name="funnel"),
    path("uden-signal/", onsets.onsets, name="onsets"),
    path("uden-signal/<uuid:onset_id>/", onsets.learn, name="learn"),
    path("hvor-langt/fil/", funnel.write_out, name="write_out"),
    path("ikke-truffet/", reaching.not_reached, name="not_reached"),
    path("sag/<uuid:prevention_case_id>/aflyst/", nights_after.call_off, name="call_off"),
    path("sag/<uuid:prevention_case_id>/aflyst/igen/", nights_after.put_on_again, name="put_on_again"),
    path("sag/<uuid:prevention_case_id>/i-nat/", nights_after.tonight, name="tonight"),
    path("sag/<uuid:prevention_case_id>/vejen-ud/", leaving.leaving, name="leaving"),
    path("sag/<uuid:prevention_case_id>/vejen-ud/trin/", leaving.take_step, name="take_step"),
    path("sag/<uuid:prevention_case_id>/vejen-ud/trin/igen/", leaving.reopen_step, name="reopen_step"),
    path("sag/<uuid:prevention_case_id>/vejen-ud/dag/", leaving.move_day, name="move_day"),
    path("sag/<uuid:prevention_case_id>/vejen-ud/moede/", leaving.call_meeting, name="call_meeting"),
    path("sag/<uuid:prevention_case_id>/forsoeg/", reaching.attempts, name="attempts"),
    path("sag/<uuid:prevention_case_id>/forsoeg/skriv/", reaching.log_attempt, name="log_attempt"),
    path("sag/<uuid:prevention_case_id>/forsoeg/planlaeg/", reaching.plan_attempt, name="plan_attempt"),
    path("sag/<uuid:prevention_case_id>/pause/", pausing.pausing, name="pausing"),
    path("sag/<uuid:prevention_case_id>/pause/spoerg/", pausing.ask_landlord, name="ask_landlord"),
    path("sag/<uuid:prevention_case_id>/pause/slut/", pausing.take_back_pause, name="take_back_pause"),
    path("sag/<uuid:prevention_case_id>/hjaelp/", helping.helping, name="helping"),
    path("sag/<uuid:prevention_case_id>/hjaelp/soeg/", helping.seek_help, name="seek_help"),
    path("hjaelp/<uuid:help_id>/svar/", helping.answer_help, name="answer_help"),
    path("<uuid:signal_id>/", signal.signal, name="signal"),
    path("<uuid:signal_id>/hvem/", signal.settle_person, name="settle_person"),
    path("<uuid:signal_id>/hvem/en-anden/", signal.correct_person, name="correct_person"),
    path("<uuid:signal_id>/tag-op/", signal.take_up, name="take_up"),
    path("<uuid:signal_id>/fortael/", telling.write_notice, name="write_notice"),
    path("<uuid:signal_id>/indsigelse/", objecting.object_to, name="object_to"),
    path("<uuid:signal_id>/fortael-ikke/", telling.tell_later, name="tell_later"),
    path("<uuid:signal_id>/afslut/", signal.end_signal, name="end_signal"),
]
