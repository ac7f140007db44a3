"""The folder format of a round: YAML and CSV in and out.

Promises: reading reports every fault at once, with file, line, column and mend; what is written is whole or not
there; reading what was written gives the same dossier.
"""

from driehoek.adapters.dossier.decode import Decoded, decode_policy
from driehoek.adapters.dossier.encode import encode_policy
from driehoek.adapters.dossier.files import hold
from driehoek.adapters.dossier.new import new_dossier
from driehoek.adapters.dossier.order import in_order
from driehoek.adapters.dossier.read import read_dossier, read_held_dossier, read_own_dossier
from driehoek.adapters.dossier.reference import dossier_page
from driehoek.adapters.dossier.result import Decision, compare_result, read_decision, result_files, write_result
from driehoek.adapters.dossier.schema import policy_schema, policy_schema_text
from driehoek.adapters.dossier.write import dossier_files, write_dossier

__all__ = [
    "Decision",
    "Decoded",
    "compare_result",
    "decode_policy",
    "dossier_files",
    "dossier_page",
    "encode_policy",
    "hold",
    "in_order",
    "new_dossier",
    "policy_schema",
    "policy_schema_text",
    "read_decision",
    "read_dossier",
    "read_held_dossier",
    "read_own_dossier",
    "result_files",
    "write_dossier",
    "write_result",
]
