"""How is a file fetched? Through the door, as a file and never as a page."""

import uuid

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from . import access


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def download(request: ViewerRequest, document_id: uuid.UUID) -> HttpResponse:
    """Send the file itself; no browser may keep it, show it as a page, or guess another type."""
    document, content = access.open_document(request.viewer, document_id, page="documents.download", at=timezone.now())
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=document.filename)
        or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(content, content_type=document.media_type, headers=headers)
