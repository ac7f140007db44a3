"""What goes out as open data: contracting data by OCDS.

Promises: the same round gives the same bytes; amounts equal those of the decision to the cent; nothing is in it by
which one client is known, and nothing of one provider unless the policy says so.
"""

from driehoek.adapters.publish.ocds import EXTENSION_FILES, check_package, check_sums, release_package

__all__ = ["EXTENSION_FILES", "check_package", "check_sums", "release_package"]
