"""Which addresses does a bad line have?"""

from django.urls import path

from . import views

app_name = "offline"
urlpatterns = [
    path("", views.shell, name="shell"),
    path("vagt.js", views.worker, name="worker"),
    path("send/", views.send, name="send"),
    path("kom-tilbage/", views.returned, name="returned"),
    path("kom-tilbage/<uuid:form_id>/igen/", views.send_again, name="send_again"),
    path("kom-tilbage/<uuid:form_id>/fjern/", views.throw_away, name="throw_away"),
]
