"""Pictures of need of regions: only files that `driehoek need picture --published` wrote, unchanged since.

Beside the pages lies a list of what was published with the hash of each file. What is not in it, or differs from it, is
not served: a picture for the purchaser alone, put in the same folder by mistake, stays closed.
"""

from __future__ import annotations

from collections import defaultdict

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from driehoek.bootstrap.need_listing import PublishedFile, published_list
from driehoek.web.middleware import PortalRequest
from driehoek.web.portal.caching import download, public

FOLDER = "pictures"
MEDIA = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}
ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'"
"""The pages stand alone: they load nothing, and nothing in them runs."""


@public
def overview(request: PortalRequest) -> HttpResponse:
    """Which regions have a picture."""
    regions: defaultdict[str, list[PublishedFile]] = defaultdict(list)
    for item in published_list(settings.DATA / FOLDER):
        regions[item.region].append(item)
    return render(request, "portal/pictures.html", {"regions": sorted(regions.items())})


@public
def file(request: PortalRequest, path: str) -> HttpResponse:
    """One published file."""
    del request
    found = next((item for item in published_list(settings.DATA / FOLDER) if item.path == path), None)
    data = found.read() if found else None
    if found is None or data is None:
        raise Http404
    ending = path.rpartition(".")[2]
    media = MEDIA.get(ending, "application/octet-stream")
    response = download(data, media, found.name, inline=ending in {"html", "pdf"})
    response["Content-Security-Policy"] = ALONE
    return response
