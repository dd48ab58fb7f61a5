"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.rooms import CourseKind, DraftForm, Events, Record, Room, Words

from . import brings, events, records
from .rules import COURSE

ROOM = Room(
    name="support",
    signs=brings.SIGNS,
    words=Words(tables=brings.TABLES, pages=brings.PAGES, other_pages=_("Så din bostøtte")),
    facts=brings.FACTS,
    living_reasons=(brings.LIVING_REASON,),
    events=Events(events.EVENTS, events.QUIET),
    drafts=(
        DraftForm("support-contact", _("Kontakt"), "support:log_contact"),
        DraftForm("support-method", _("Metode til bostøtte"), "support:choose_method"),
    ),
    merge=brings.MERGE,
    course_kinds=(CourseKind(35, COURSE, _("Bostøtte")),),
    records=(
        Record("support_id", records.support_course, "support_supportcourse WHERE ended_on IS NULL ORDER BY began_on"),
        Record("area_id", records.area, "support_phasearea WHERE handed_on IS NULL ORDER BY id"),
        Record("visit_id", records.visit, "support_visit WHERE cancelled_at IS NULL ORDER BY planned_at DESC"),
        Record(
            "support_contact_id",
            records.contact,
            "support_contact WHERE corrected_at IS NULL ORDER BY happened_at DESC",
        ),
    ),
    impersonal_ids=("number",),
    bystanders=records.add_bystander,
)
