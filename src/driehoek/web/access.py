"""Who may open which page: written by hand, and the only place that says so.

A route that is not in this table is closed to everyone. A test opens every route as every role and as nobody, and
holds the answer to this table; another holds this table to the routes there are.
"""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.adapters.store.models import Role

NOBODY = "nobody"
"""Who did not sign in."""
SIGNED_IN = "signed-in"
"""Who signed in and did not choose a role yet."""

EVERYONE = frozenset({NOBODY, SIGNED_IN, *Role.values})
PEOPLE = EVERYONE - {NOBODY}
ROLES = frozenset(Role.values)
ADMINISTRATOR = frozenset({Role.ADMINISTRATION})
PROVIDER = frozenset({Role.PROVIDING, Role.SIGNING})
COUNCIL = frozenset({Role.COUNCIL, Role.SUPPORTING})
PURCHASER = frozenset({Role.PURCHASING, Role.CONTROL, Role.ASSESSING})
WRITING_SIDES = frozenset({Role.PURCHASING, *PROVIDER})
SIDES = WRITING_SIDES | {Role.CONTROL}

ACCESS: Mapping[str, frozenset[str]] = {
    # public
    "home": EVERYONE,
    "round": EVERYONE,
    "policy": EVERYONE,
    "policy-changes": EVERYONE,
    "nota": EVERYONE,
    "check-receipt": EVERYONE,
    "planning": EVERYONE,
    "planning-ics": EVERYONE,
    "round-ics": EVERYONE,
    "policy-file": EVERYONE,
    "policy-year": EVERYONE,
    "nota-pdf": EVERYONE,
    "nota-csv": EVERYONE,
    "contracted": EVERYONE,
    "results": EVERYONE,
    "open-data": EVERYONE,
    "open-data-file": EVERYONE,
    "pictures": EVERYONE,
    "picture-file": EVERYONE,
    "accessibility": EVERYONE,
    "status": EVERYONE,
    "health": EVERYONE,
    "ready": EVERYONE,
    "search": EVERYONE,
    "language": EVERYONE,
    "theme": EVERYONE,
    # signing in and choosing a role
    "account_login": EVERYONE,
    "account_logout": EVERYONE,
    "account_reauthenticate": PEOPLE,
    "account_change_password": PEOPLE,
    "account_set_password": PEOPLE,
    "mfa_authenticate": EVERYONE,
    "mfa_index": PEOPLE,
    "mfa_activate_totp": PEOPLE,
    "mfa_deactivate_totp": PEOPLE,
    "mfa_view_recovery_codes": PEOPLE,
    "mfa_generate_recovery_codes": PEOPLE,
    "mfa_download_recovery_codes": PEOPLE,
    "mfa_reauthenticate": PEOPLE,
    "example-people": frozenset({NOBODY, SIGNED_IN, *Role.values}),
    "example-clock": EVERYONE,
    "choose": PEOPLE,
    "me": PEOPLE,
    "sessions-end": PEOPLE,
    "oidc-begin": EVERYONE,
    "openid_connect_callback": EVERYONE,
    "oidc-link": PEOPLE,
    "oidc-unlink": PEOPLE,
    "logged-out": EVERYONE,
    # notices
    "notices": ROLES,
    "notice": ROLES,
    "notices-all-seen": ROLES,
    "notice-choices": ROLES,
    "invitation": EVERYONE,
    # the own organisation: everyone of it sees who is here; letting in, mandates and ends are for its administrator
    "organisation": ROLES,
    "branding": ADMINISTRATOR,
    "branding-sheet": EVERYONE,
    "organisation-invite": ADMINISTRATOR,
    "invitation-withdraw": ADMINISTRATOR,
    "role-change": ADMINISTRATOR,
    "role-end": ADMINISTRATOR,
    "mandates": ROLES,
    "mandate-give": ADMINISTRATOR,
    "mandate-end": ADMINISTRATOR,
    "delegation-give": ADMINISTRATOR,
    "delegation-end": ADMINISTRATOR,
    "factor-resets": ADMINISTRATOR,
    "factor-reset-ask": ADMINISTRATOR,
    "factor-reset-approve": ADMINISTRATOR,
    # provider
    "provider": PROVIDER,
    "outside": frozenset({Role.PROVIDING}),
    "outside-dossier": frozenset({Role.PROVIDING}),
    "outside-remove": frozenset({Role.PROVIDING}),
    "profile": frozenset({Role.PROVIDING}),
    "cabinet": PROVIDER,
    "evidence-upload": frozenset({Role.PROVIDING}),
    "evidence-remove": frozenset({Role.PROVIDING}),
    "evidence-download": PROVIDER | PURCHASER,
    "workspace": PROVIDER,
    "workspace-stand": PROVIDER,
    "workspace-answer": frozenset({Role.PROVIDING}),
    "workspace-volumes": frozenset({Role.PROVIDING}),
    "workspace-choose": frozenset({Role.PROVIDING}),
    "workspace-parties": frozenset({Role.PROVIDING}),
    "workspace-refill": frozenset({Role.PROVIDING}),
    "evidence-attach": frozenset({Role.PROVIDING}),
    "evidence-detach": frozenset({Role.PROVIDING}),
    "workbook-export": PROVIDER,
    "workbook-read": frozenset({Role.PROVIDING}),
    "workbook-accept": frozenset({Role.PROVIDING}),
    "submit": PROVIDER,
    "withdraw": PROVIDER,
    "receipt": PROVIDER,
    "receipt-file": PROVIDER,
    "repairs": PROVIDER,
    "repair": PROVIDER,
    "ask": PROVIDER,
    "outcome": PROVIDER,
    "file": PROVIDER,
    # client council
    "council": COUNCIL,
    "council-input": frozenset({Role.COUNCIL}),
    "council-pages": COUNCIL,
    "council-pages-pdf": COUNCIL,
    "council-share": frozenset({Role.COUNCIL}),
    "provider-council": PROVIDER,
    "provider-council-share": PROVIDER,
    # agreements: the two sides alone; what binds comes with a mandate
    "agreements": SIDES,
    "agreements-space": frozenset({Role.PURCHASING, Role.CONTROL}),
    "agreements-ceilings": PROVIDER,
    "agreements-open": frozenset({Role.PURCHASING}),
    "agreement-live": SIDES,
    "agreement-conditions": SIDES,
    "agreement-pays": SIDES,
    "agreement-excel": SIDES,
    "agreement-excel-file": SIDES,
    "agreement-excel-read": WRITING_SIDES,
    "agreement-excel-take": WRITING_SIDES,
    "agreement-filing": SIDES,
    "agreement-filing-file": SIDES,
    "agreement-sign": SIDES,
    "agreement-agree": WRITING_SIDES,
    "agreement-paper": SIDES,
    # talks and commitments: the two sides alone
    "talks": SIDES,
    "talk": SIDES,
    "talk-begin": WRITING_SIDES,
    "talk-write": WRITING_SIDES,
    "talk-comment": WRITING_SIDES,
    "talk-confirm": WRITING_SIDES,
    "promises": SIDES,
    "promise": SIDES,
    "promise-make": WRITING_SIDES,
    "promise-say": WRITING_SIDES,
    # purchaser
    "purchaser": PURCHASER,
    "round-bring": frozenset({Role.PURCHASING}),
    "round-take": frozenset({Role.PURCHASING, Role.CONTROL}),
    "purchaser-round": PURCHASER,
    "milestone": frozenset({Role.PURCHASING}),
    "policy-edit": PURCHASER,
    "policy-check": frozenset({Role.PURCHASING}),
    "policy-keep": frozenset({Role.PURCHASING}),
    "policy-publish": frozenset({Role.PURCHASING}),
    "purchaser-submissions": PURCHASER,
    "requirements": PURCHASER,
    "repair-ask": frozenset({Role.PURCHASING}),
    "sealing": PURCHASER,
    "sealing-confirm": PURCHASER,
    "sealing-make": frozenset({Role.PURCHASING}),
    "sealing-open": PURCHASER,
    "purchaser-questions": PURCHASER,
    "purchaser-answer": frozenset({Role.PURCHASING}),
    "filings": PURCHASER,
    "filing-respond": frozenset({Role.PURCHASING}),
    "purchaser-inputs": PURCHASER,
    "purchaser-respond": frozenset({Role.PURCHASING}),
    "purchaser-paper": frozenset({Role.PURCHASING}),
    "purchaser-consult": frozenset({Role.PURCHASING}),
    "input-report": PURCHASER,
    "input-report-pdf": PURCHASER,
    "assessment": PURCHASER,
    "assessment-row": PURCHASER,
    "assessor-assign": frozenset({Role.PURCHASING}),
    "assessor-release": frozenset({Role.PURCHASING}),
    "marks": frozenset({Role.ASSESSING}),
    "mark-give": frozenset({Role.ASSESSING}),
    "marks-hand-in": frozenset({Role.ASSESSING}),
    "workbench": PURCHASER,
    "scenario-keep": frozenset({Role.PURCHASING}),
    "scenario-remove": frozenset({Role.PURCHASING}),
    "scenario-compare": PURCHASER,
    "decision": PURCHASER,
    "adopt": frozenset({Role.PURCHASING}),
    "finalise": frozenset({Role.PURCHASING}),
    "decision-letter": PURCHASER,
    "versions": PURCHASER,
    "version": PURCHASER,
    "version-propose": frozenset({Role.PURCHASING}),
    "version-approve": frozenset({Role.PURCHASING}),
    "version-withdraw": frozenset({Role.PURCHASING}),
    "publish": frozenset({Role.PURCHASING, Role.CONTROL}),
    "deviations": PURCHASER,
    "deviation-propose": frozenset({Role.PURCHASING}),
    "deviation-approve": frozenset({Role.PURCHASING}),
    "deviation-withdraw": frozenset({Role.PURCHASING}),
    # supervisor
    "asked-dossiers": PURCHASER,
    "asked-dossier-answer": frozenset({Role.PURCHASING}),
    "supervisor": frozenset({Role.SUPERVISING}),
    "log-export": frozenset({Role.SUPERVISING}),
    "dossier-ask": frozenset({Role.SUPERVISING}),
    "dossier": frozenset({Role.SUPERVISING}),
    "dossier-download": frozenset({Role.SUPERVISING}),
    "dossier-again": frozenset({Role.SUPERVISING}),
    "dossier-compare": frozenset({Role.SUPERVISING}),
}


BINDING = frozenset({"submit", "withdraw", "repair", "adopt", "finalise", "deviation-approve"})
"""Routes by which an organisation is bound: they ask, beside a role and a mandate, how sure it is who acts."""


def may(route: str, who: str) -> bool:
    """Whether ``who`` (a role, `NOBODY` or `SIGNED_IN`) may open the route."""
    return who in ACCESS.get(route, frozenset())
