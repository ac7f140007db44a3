"""What the server says: its own claims, and over them what a test wants it to say, right or wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator


class Says(OAuth2Validator):  # type: ignore[misc]  # the package ships no types
    """Reads ``claims.json`` at each token."""

    def get_id_token_dictionary(self, token: Any, token_handler: Any, request: Any) -> Any:
        """The server's own claims, then the test's."""
        said, expires = super().get_id_token_dictionary(token, token_handler, request)
        file = Path(os.environ["SAYS"])
        more = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        return {**said, **more}, expires
