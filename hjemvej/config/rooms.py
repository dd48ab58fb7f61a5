"""Which rooms is the house made of? The lowest first; config/apps.py hands them over when Django has started."""

from hjemvej.efforts.housing_first.room import ROOM as HOUSING_FIRST
from hjemvej.efforts.one_entry.room import ROOM as ONE_ENTRY
from hjemvej.efforts.outreach.room import ROOM as OUTREACH
from hjemvej.efforts.prevention.room import ROOM as PREVENTION
from hjemvej.efforts.safe_night.room import ROOM as SAFE_NIGHT
from hjemvej.efforts.support.room import ROOM as SUPPORT
from hjemvej.ground.casework.room import ROOM as CASEWORK
from hjemvej.ground.circumstances.room import ROOM as CIRCUMSTANCES
from hjemvej.ground.consents.room import ROOM as CONSENTS
from hjemvej.ground.correspondence.room import ROOM as CORRESPONDENCE
from hjemvej.ground.decisions.room import ROOM as DECISIONS
from hjemvej.ground.documents.room import ROOM as DOCUMENTS
from hjemvej.ground.economy.room import ROOM as ECONOMY
from hjemvej.ground.homes.room import ROOM as HOMES
from hjemvej.ground.known.room import ROOM as KNOWN
from hjemvej.ground.law.room import ROOM as LAW
from hjemvej.ground.needs.room import ROOM as NEEDS
from hjemvej.ground.network_meetings.room import ROOM as NETWORK_MEETINGS
from hjemvej.ground.partners.room import ROOM as PARTNERS
from hjemvej.ground.payment_plans.room import ROOM as PAYMENT_PLANS
from hjemvej.ground.people.room import ROOM as PEOPLE
from hjemvej.ground.plans.room import ROOM as PLANS
from hjemvej.ground.referrals.room import ROOM as REFERRALS
from hjemvej.ground.reimbursement.room import ROOM as REIMBURSEMENT
from hjemvej.ground.requests.room import ROOM as REQUESTS
from hjemvej.ground.retention.room import ROOM as RETENTION
from hjemvej.ground.shelters.room import ROOM as SHELTERS
from hjemvej.ground.situations.room import ROOM as SITUATIONS
from hjemvej.ground.spreadsheets.room import ROOM as SPREADSHEETS
from hjemvej.insight.mapping.room import ROOM as MAPPING
from hjemvej.platform.access.room import ROOM as ACCESS
from hjemvej.platform.audit.room import ROOM as AUDIT
from hjemvej.platform.identity.room import ROOM as IDENTITY
from hjemvej.platform.offline.room import ROOM as OFFLINE
from hjemvej.platform.rooms import Room
from hjemvej.portals.partner.room import ROOM as PARTNER
from hjemvej.portals.public.room import ROOM as PUBLIC
from hjemvej.portals.staff.room import ROOM as STAFF

ROOMS: tuple[Room, ...] = (
    AUDIT,
    IDENTITY,
    ACCESS,
    OFFLINE,
    LAW,
    PEOPLE,
    KNOWN,
    NEEDS,
    ECONOMY,
    DOCUMENTS,
    PARTNERS,
    CONSENTS,
    CORRESPONDENCE,
    SHELTERS,
    HOMES,
    SITUATIONS,
    CASEWORK,
    PLANS,
    NETWORK_MEETINGS,
    CIRCUMSTANCES,
    RETENTION,
    DECISIONS,
    REQUESTS,
    REFERRALS,
    PAYMENT_PLANS,
    REIMBURSEMENT,
    SPREADSHEETS,
    ONE_ENTRY,
    PREVENTION,
    SAFE_NIGHT,
    HOUSING_FIRST,
    SUPPORT,
    OUTREACH,
    MAPPING,
    STAFF,
    PARTNER,
    PUBLIC,
)
