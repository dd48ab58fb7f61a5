"""Which addresses does this room answer?"""

from django.urls import path

from .views import complaints, decisions

app_name = "decisions"
urlpatterns = [
    path("borger/<uuid:person_id>/", decisions.decisions, name="decisions"),
    path("borger/<uuid:person_id>/ny/", decisions.write_decision, name="write_decision"),
    path("<uuid:decision_id>/", decisions.decision, name="decision"),
    path("<uuid:decision_id>/smid-vaek/", decisions.drop_decision, name="drop_decision"),
    path("<uuid:decision_id>/brev/", decisions.letter, name="letter"),
    path("<uuid:decision_id>/brev/pdf/", decisions.letter_pdf, name="letter_pdf"),
    path("<uuid:decision_id>/modtaget/", decisions.record_receipt, name="record_receipt"),
    path("<uuid:decision_id>/ret/", decisions.correct_decision, name="correct_decision"),
    path("<uuid:decision_id>/notat/", decisions.write_note, name="write_note"),
    path("<uuid:decision_id>/klage/", complaints.receive_complaint, name="receive_complaint"),
    path("klage/<uuid:complaint_id>/", complaints.complaint, name="complaint"),
    path("klage/<uuid:complaint_id>/fasthold/", complaints.maintain_complaint, name="maintain_complaint"),
    path("klage/<uuid:complaint_id>/send-videre/", complaints.forward_complaint, name="forward_complaint"),
    path("klage/<uuid:complaint_id>/giv-ret/", complaints.uphold_complaint, name="uphold_complaint"),
    path("klage/<uuid:complaint_id>/traek-tilbage/", complaints.withdraw_complaint, name="withdraw_complaint"),
    path("klage/<uuid:complaint_id>/ankestyrelsen/", complaints.write_board_answer, name="write_board_answer"),
    path("klage/opgave/<uuid:task_id>/", complaints.complaint_of_task, name="complaint_of_task"),
]
