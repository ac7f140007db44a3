"""What nobody signed in for is the same for all: it may be kept by whoever passes it on, and sets no cookie."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from driehoek.web.access import NOBODY
from driehoek.web.middleware import PortalRequest

P = ParamSpec("P")
SECONDS = 300
"""So long a public page may be kept before it is asked for again; with its tag that costs no content."""
OK = 200


def public(
    view: Callable[Concatenate[PortalRequest, P], HttpResponse],
) -> Callable[Concatenate[PortalRequest, P], HttpResponse]:
    """Let the answer to a visitor be kept for a while; who signed in gets it fresh, and nobody else gets that."""

    @wraps(view)
    def answer(request: PortalRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.who != NOBODY or response.status_code != OK or request.method not in {"GET", "HEAD"}:
            return response
        response["Cache-Control"] = f"public, max-age={SECONDS}"
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        kept = get_conditional_response(request, etag=response["ETag"], response=response)
        return kept if kept is not None else response

    return answer


def download(data: bytes | str, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A file to have."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return response
