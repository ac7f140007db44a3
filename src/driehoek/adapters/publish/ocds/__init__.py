"""Open contracting data: release packages of OCDS 1.1.5, with a structure check of our own.

The map from our words to their fields stands in docs/how-to/publish-open-data.md.
"""

from driehoek.adapters.publish.ocds.check import check_package
from driehoek.adapters.publish.ocds.extensions import EXTENSION_FILES
from driehoek.adapters.publish.ocds.package import release_package
from driehoek.adapters.publish.ocds.sums import check_sums

__all__ = ["EXTENSION_FILES", "check_package", "check_sums", "release_package"]
