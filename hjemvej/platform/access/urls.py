"""Which addresses does this room answer? The sign-in pages stand in sign_in_urls.py."""

from django.urls import path

from hjemvej.platform.identity import views as identity

from .pages import Audience, page
from .views import break_glass, log, members, own_page, sample

signed_in = page(Audience.SIGNED_IN)

app_name = "access"
urlpatterns = [
    path("mig/", own_page.own_page, name="own_page"),
    path("skift/", own_page.switch_organisation, name="switch_organisation"),
    path("adgangskode/<str:code>/<str:token>/", own_page.choose_password, name="choose_password"),
    path("to-faktor/", signed_in(identity.two_factor), name="two_factor"),
    path("videre/", signed_in(identity.go_on), name="go_on"),
    path("videre/gem/", signed_in(identity.send_kept), name="send_kept"),
    path("videre/glem/", signed_in(identity.throw_kept_away), name="throw_kept_away"),
    path("medlemmer/", members.members, name="members"),
    path("medlemmer/ny/", members.add_member, name="add_member"),
    path("medlemmer/<int:membership_id>/", members.member, name="member"),
    path("medlemmer/<int:membership_id>/link/", members.make_link, name="make_link"),
    path("roller/", members.roles, name="roles"),
    path("borger/<uuid:person_id>/log/", log.log, name="log"),
    path("borger/<uuid:person_id>/log/papir/", log.log_on_paper, name="log_on_paper"),
    path("noedadgang/", break_glass.break_glass, name="break_glass"),
    path("kontrol/", sample.checks, name="checks"),
    path("kontrol/traek/", sample.draw_sample, name="draw_sample"),
    path("kontrol/<str:month>/", sample.check, name="check"),
]
