"""Where does each address lead? One line a room."""

from django.urls import URLPattern, URLResolver, include, path

from hjemvej.platform.access.pages import Audience, page
from hjemvej.platform.operations import views as monitoring
from hjemvej.platform.ui import views as frame

# The frame knows nothing of who looks, so its pages get their audience here.
FRAME = [
    path("", page(Audience.SIGNED_IN)(frame.gallery), name="gallery"),
    path("sprog/", page(Audience.PUBLIC)(frame.set_language), name="set_language"),
]
handler400 = frame.bad_request
handler404 = frame.not_found
handler500 = frame.server_error
urlpatterns: list[URLPattern | URLResolver] = [
    path("ui/", include((FRAME, "ui"))),
    path("adgang/", include("hjemvej.platform.access.urls")),
    path("uden-linje/", include("hjemvej.platform.offline.urls")),
    path("borgere/", include("hjemvej.ground.people.urls")),
    path("sag/", include("hjemvej.ground.casework.urls")),
    path("plan/", include("hjemvej.ground.plans.urls")),
    path("afgoerelser/", include("hjemvej.ground.decisions.urls")),
    path("anmodninger/", include("hjemvej.ground.requests.urls")),
    path("netvaerksmoede/", include("hjemvej.ground.network_meetings.urls")),
    path("andre-enheder/", include("hjemvej.ground.referrals.urls")),
    path("afdragsordning/", include("hjemvej.ground.payment_plans.urls")),
    path("refusion/", include("hjemvej.ground.reimbursement.urls")),
    path("sover/", include("hjemvej.ground.situations.urls")),
    path("oekonomi/", include("hjemvej.ground.economy.urls")),
    path("baggrund/", include("hjemvej.ground.circumstances.urls")),
    path("filer/", include("hjemvej.ground.documents.urls")),
    path("samtykker/", include("hjemvej.ground.consents.urls")),
    path("udbakke/", include("hjemvej.ground.correspondence.urls")),
    path("boliger/", include("hjemvej.ground.homes.urls")),
    path("steder/", include("hjemvej.ground.shelters.urls")),
    path("samarbejde/", include("hjemvej.ground.partners.urls")),
    path("loven/", include("hjemvej.ground.law.urls")),
    path("sletning/", include("hjemvej.ground.retention.urls")),
    path("regneark/", include("hjemvej.ground.spreadsheets.urls")),
    path("forebyggelse/", include("hjemvej.efforts.prevention.urls")),
    path("henvendelser/", include("hjemvej.efforts.one_entry.urls")),
    path("i-nat/", include("hjemvej.efforts.safe_night.urls")),
    path("housing-first/", include("hjemvej.efforts.housing_first.urls")),
    path("bostoette/", include("hjemvej.efforts.support.urls")),
    path("runde/", include("hjemvej.efforts.outreach.urls")),
    path("overblik/", include("hjemvej.insight.mapping.urls")),
    path("partner/", include("hjemvej.portals.partner.urls")),
    path("hjaelp/", include("hjemvej.portals.public.urls")),
    path("", include("hjemvej.portals.staff.urls")),
    path("health", monitoring.health, name="health"),
    path("metrics", monitoring.metrics, name="metrics"),
    path("konto/", include("hjemvej.platform.access.sign_in_urls")),
]
