"""Which addresses does this room answer?"""

from django.urls import path

from .children import views as children
from .views import handling, inbox, inquiry, receiving

app_name = "one_entry"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("ny/", receiving.record, name="record"),
    path("ny/hvem/", receiving.who, name="who"),
    path("<uuid:inquiry_id>/", inquiry.inquiry, name="inquiry"),
    path("<uuid:inquiry_id>/barn/", children.child_of_inquiry, name="child_of_inquiry"),
    path("borger/<uuid:person_id>/barn/", children.child_of_person, name="child_of_person"),
    path("barn/<uuid:notice_id>/", children.child_notice, name="child_notice"),
    path("barn/<uuid:notice_id>/kvittering/", children.child_receipt, name="child_receipt"),
    path("barn/<uuid:notice_id>/spurgt/", children.child_asked, name="child_asked"),
    path("<uuid:inquiry_id>/tag/", handling.take_inquiry, name="take_inquiry"),
    path("<uuid:inquiry_id>/giv-videre/", handling.pass_on, name="pass_on"),
    path("<uuid:inquiry_id>/hvem/", handling.link_person, name="link_person"),
    path("<uuid:inquiry_id>/bemaerk/", handling.remark, name="remark"),
    path("<uuid:inquiry_id>/spoerg/", handling.ask_back, name="ask_back"),
    path("<uuid:inquiry_id>/svar/", handling.answer_inquiry, name="answer_inquiry"),
    path("<uuid:inquiry_id>/afslut/", handling.close_inquiry, name="close_inquiry"),
    path("<uuid:inquiry_id>/aabn-igen/", handling.reopen_inquiry, name="reopen_inquiry"),
]
