"""Which addresses does this room answer?"""

from django.urls import path

from .in_hand import views as in_hand
from .informing import views as informing
from .views import coordination, drafts, notes, tasks

app_name = "casework"
urlpatterns = [
    path("borger/<uuid:person_id>/noter-kontakt/", notes.write_note, name="write_note"),
    path("borger/<uuid:person_id>/notater/", notes.notes, name="notes"),
    path("borger/<uuid:person_id>/forloeb-over-tid/", notes.timeline, name="timeline"),
    path("borger/<uuid:person_id>/naeste-skridt/", tasks.add_task, name="add_task"),
    path("borger/<uuid:person_id>/koordinator/", coordination.assign_coordinator, name="assign_coordinator"),
    path("borger/<uuid:person_id>/begynd/", coordination.open_course, name="open_course"),
    path("notat/<uuid:note_id>/", notes.note, name="note"),
    path("notat/<uuid:note_id>/aendr/", notes.change_note, name="change_note"),
    path("notat/<uuid:note_id>/ret/", notes.correct_note, name="correct_note"),
    path("notat/<uuid:note_id>/underskriv/", notes.sign_note, name="sign_note"),
    path("opgave/<uuid:task_id>/", tasks.task, name="task"),
    path("opgave/<uuid:task_id>/klaret/", tasks.complete_task, name="complete_task"),
    path("opgave/<uuid:task_id>/udskyd/", tasks.postpone_task, name="postpone_task"),
    path("forloeb/<uuid:course_id>/afslut/", coordination.close_course, name="close_course"),
    path("borger/<uuid:person_id>/oplysning/", informing.inform, name="inform"),
    path("borger/<uuid:person_id>/oplysning/senere/", informing.inform_later, name="inform_later"),
    path("hvem-foelger-op/", in_hand.unheld, name="unheld"),
    path("borger/<uuid:person_id>/jeg-tager-den/", in_hand.take_citizen, name="take_citizen"),
    path("borger/<uuid:person_id>/giv-videre/", in_hand.give_citizen, name="give_citizen"),
    path("overdragelse/<uuid:hand_over_id>/", in_hand.hand_over, name="hand_over"),
    path("overdragelse/<uuid:hand_over_id>/tag-imod/", in_hand.receive_citizen, name="receive_citizen"),
    path("overdragelse/<uuid:hand_over_id>/nej-tak/", in_hand.decline_citizen, name="decline_citizen"),
    path("overdragelse/<uuid:hand_over_id>/fortryd/", in_hand.withdraw_hand_over, name="withdraw_hand_over"),
    path("kladde/", drafts.save_draft, name="save_draft"),
    path("kladde/smid-vaek/", drafts.discard_draft, name="discard_draft"),
]
