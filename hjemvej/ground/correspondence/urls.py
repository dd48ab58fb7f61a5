"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "correspondence"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<uuid:message_id>/", views.message, name="message"),
    path("<uuid:message_id>/sendt/", views.mark_sent, name="mark_sent"),
    path("<uuid:message_id>/send-igen/", views.send_again, name="send_again"),
    path("<uuid:message_id>/send-ikke/", views.drop_message, name="drop_message"),
]
