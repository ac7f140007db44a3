"""The extensions of OCDS that a package uses, and our own: the rules of the division and what they did.

`allocation` adds what the standard has no place for: the weight of a criterion, the steps of the division in order, and
the money of each step. Its schema is published beside the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

_REGISTRY = "https://raw.githubusercontent.com/open-contracting-extensions/"
LOCAL = "https://driehoek.example/ocds/allocation/extension.json"
"""Where our own extension says it stands; a publisher that names its own place overrides it."""
EXTENSIONS = (
    f"{_REGISTRY}ocds_lots_extension/v1.1.5/extension.json",
    f"{_REGISTRY}ocds_bid_extension/v1.1.5/extension.json",
    f"{_REGISTRY}ocds_budget_breakdown_extension/master/extension.json",
    f"{_REGISTRY}ocds_budget_and_spend_extension/master/extension.json",
    f"{_REGISTRY}ocds_metrics_extension/v1.1/extension.json",
    f"{_REGISTRY}ocds_requirements_extension/master/extension.json",
    f"{_REGISTRY}ocds_selectionCriteria_extension/master/extension.json",
    f"{_REGISTRY}ocds_techniques_extension/master/extension.json",
    f"{_REGISTRY}ocds_tariffs_extension/1.1/extension.json",
    f"{_REGISTRY}ocds_contract_signatories_extension/master/extension.json",
)
"""The published extensions, each at the version that its fields were taken from."""
_FOLDER = "allocation"
_NAMES = ("extension.json", "release-schema.json")


def _files() -> Mapping[str, bytes]:
    folder = files("driehoek.adapters.publish.ocds") / _FOLDER
    return {f"{_FOLDER}/{name}": (folder / name).read_bytes() for name in _NAMES}


EXTENSION_FILES: Mapping[str, bytes] = _files()
"""The files of our own extension, to be put beside the package."""


def used(uri: str) -> list[str]:
    """The addresses of all extensions.

    Args:
        uri: where the package will stand; our own extension stands beside it. Empty for no place of its own.
    """
    own = f"{uri.rstrip('/')}/{_FOLDER}/extension.json" if uri else LOCAL
    return [*EXTENSIONS, own]
