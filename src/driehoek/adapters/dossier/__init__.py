"""The folder format of a round: YAML and CSV in and out.

Promises: reading reports every fault at once, with file, line, column and mend; what is written is whole or not
there; reading what was written gives the same dossier.
"""

from driehoek.adapters.dossier.decode import Decoded, decode_policy
from driehoek.adapters.dossier.encode import encode_policy
from driehoek.adapters.dossier.read import read_dossier

__all__ = ["Decoded", "decode_policy", "encode_policy", "read_dossier"]
