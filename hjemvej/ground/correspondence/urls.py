"""Which addresses does this room answer?"""

from django.urls import path

from . import views
from .letters import views as letters

app_name = "correspondence"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("breve/skabeloner/", letters.templates, name="templates"),
    path("breve/skabeloner/<slug:kind>/", letters.template, name="template"),
    path("breve/borger/<uuid:person_id>/", letters.letters, name="letters"),
    path("breve/borger/<uuid:person_id>/skriv/", letters.begin_letter, name="begin_letter"),
    path("breve/<uuid:letter_id>/", letters.letter, name="letter"),
    path("breve/<uuid:letter_id>/pdf/", letters.letter_pdf, name="letter_pdf"),
    path("breve/<uuid:letter_id>/digital-post/", letters.digital_post_file, name="digital_post_file"),
    path("breve/<uuid:letter_id>/smid-vaek/", letters.drop_draft, name="drop_draft"),
    path("breve/<uuid:letter_id>/sendt/", letters.post_letter, name="post_letter"),
    path("breve/<uuid:letter_id>/modtaget/", letters.receive_letter, name="receive_letter"),
    path("breve/<uuid:letter_id>/gives-ikke/", letters.drop_letter, name="drop_letter"),
    path("<uuid:message_id>/", views.message, name="message"),
    path("<uuid:message_id>/sendt/", views.mark_sent, name="mark_sent"),
    path("<uuid:message_id>/send-igen/", views.send_again, name="send_again"),
    path("<uuid:message_id>/send-ikke/", views.drop_message, name="drop_message"),
]
