"""Every address of the portal; who may open it stands in ``access.py``."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, register_converter

from driehoek.web.portal import (
    asked_dossiers,
    asking,
    assessment,
    branding,
    consulting,
    council,
    deciding,
    evidence,
    example,
    factors,
    filings,
    invitation,
    language,
    mandates,
    marking,
    me,
    notices,
    oidc,
    open_data,
    organisation,
    outcome,
    own_council,
    pictures,
    policy_changes,
    policy_editor,
    profile,
    promises,
    provider,
    public,
    publishing,
    purchaser,
    revising,
    sealing,
    search,
    signing_in,
    status,
    submitting,
    supervisor,
    talks,
    workbench,
    workbook,
    workspace,
    year,
)


class Agb:
    """An AGB code in an address: eight digits."""

    regex = "[0-9]{8}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class Form:
    """In which form a policy is had."""

    regex = "pdf|yaml|json"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Agb, "agb")
register_converter(Form, "form")

handler403 = "driehoek.web.portal.errors.forbidden"
handler404 = "driehoek.web.portal.errors.not_found"
handler500 = "driehoek.web.portal.errors.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.home, name="home"),
    path("ronde/<uuid:round_id>/", public.round_page, name="round"),
    path("ronde/<uuid:round_id>/beleid/", public.policy, name="policy"),
    path("ronde/<uuid:round_id>/beleid/wijzigingen/", policy_changes.page, name="policy-changes"),
    path("ronde/<uuid:round_id>/nota/", public.nota, name="nota"),
    path("planning/", open_data.planning, name="planning"),
    path("planning.ics", open_data.planning_ics, name="planning-ics"),
    path("regios/", pictures.overview, name="pictures"),
    path("regios/<path:path>", pictures.file, name="picture-file"),
    path("ronde/<uuid:round_id>/planning.ics", open_data.round_ics, name="round-ics"),
    path("ronde/<uuid:round_id>/beleid.<form:form>", open_data.policy_file, name="policy-file"),
    path("ronde/<uuid:round_id>/beleid/verschil/", open_data.policy_year, name="policy-year"),
    path("ronde/<uuid:round_id>/nota.pdf", open_data.nota_pdf, name="nota-pdf"),
    path("ronde/<uuid:round_id>/nota.csv", open_data.nota_csv, name="nota-csv"),
    path("ronde/<uuid:round_id>/gecontracteerd/", open_data.contracted, name="contracted"),
    path("ronde/<uuid:round_id>/uitslag/", open_data.results, name="results"),
    path("ronde/<uuid:round_id>/open-data/", open_data.open_data, name="open-data"),
    path("ronde/<uuid:round_id>/open-data/<str:name>", open_data.open_data_file, name="open-data-file"),
    path("inkoop/<uuid:round_id>/publiceer/", publishing.page, name="publish"),
    path("toegankelijkheid/", public.accessibility, name="accessibility"),
    path("status/", status.page, name="status"),
    path("gezond/", status.health, name="health"),
    path("klaar/", status.ready, name="ready"),
    path("zoeken/", search.page, name="search"),
    path("taal/", language.switch, name="language"),
    path("kleuren/", language.theme, name="theme"),
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/kiezen/", account.password_set, name="account_set_password"),
    path("opnieuw/", account.reauthenticate, name="account_reauthenticate"),
    path("tweede-factor/", include("allauth.mfa.urls")),
    path("voorbeeld/", example.people, name="example-people"),
    path("voorbeeld/klok/", example.clock, name="example-clock"),
    path("rol/", signing_in.choose, name="choose"),
    path("berichten/", notices.overview, name="notices"),
    path("berichten/gelezen/", notices.all_seen, name="notices-all-seen"),
    path("berichten/instellingen/", notices.choices, name="notice-choices"),
    path("berichten/<int:notice_id>/", notices.follow, name="notice"),
    path("mij/", me.page, name="me"),
    path("mij/overal-uitloggen/", me.end_sessions, name="sessions-end"),
    path("oidc/<slug:provider_id>/", oidc.begin, name="oidc-begin"),
    path("oidc/<slug:provider_id>/terug/", oidc.callback, name="openid_connect_callback"),
    path("oidc/<slug:provider_id>/koppelen/", oidc.link, name="oidc-link"),
    path("mij/losmaken/<int:account_id>/", oidc.unlink, name="oidc-unlink"),
    path("uitgelogd/<slug:provider_id>/", oidc.logged_out, name="logged-out"),
    path("uitnodiging/<str:token>/", invitation.accept, name="invitation"),
    path("organisatie/huisstijl/", branding.page, name="branding"),
    path("huisstijl/<uuid:organisation_id>.css", branding.sheet, name="branding-sheet"),
    path("organisatie/", organisation.page, name="organisation"),
    path("organisatie/uitnodigen/", organisation.invite, name="organisation-invite"),
    path("organisatie/uitnodiging/<int:invitation_id>/intrekken/", organisation.withdraw, name="invitation-withdraw"),
    path("organisatie/rol/<int:membership_id>/wijzigen/", organisation.change, name="role-change"),
    path("organisatie/rol/<int:membership_id>/beeindigen/", organisation.end, name="role-end"),
    path("organisatie/mandaten/", mandates.page, name="mandates"),
    path("organisatie/mandaten/geven/", mandates.give, name="mandate-give"),
    path("organisatie/mandaten/<int:mandate_id>/beeindigen/", mandates.end, name="mandate-end"),
    path("organisatie/sleutels/", factors.page, name="factor-resets"),
    path("organisatie/sleutels/vragen/", factors.ask, name="factor-reset-ask"),
    path("organisatie/sleutels/<int:reset_id>/goed/", factors.approve, name="factor-reset-approve"),
    path("organisatie/namens/", mandates.let_act, name="delegation-give"),
    path("organisatie/namens/<int:delegation_id>/beeindigen/", mandates.end_delegation, name="delegation-end"),
    path("ontvangstbewijs/", submitting.check_receipt, name="check-receipt"),
    path("aanbieder/", provider.overview, name="provider"),
    path("aanbieder/elders/", provider.outside, name="outside"),
    path("aanbieder/elders/dossier/", provider.outside_dossier, name="outside-dossier"),
    path("aanbieder/elders/<int:figures_id>/weg/", provider.outside_remove, name="outside-remove"),
    path("aanbieder/profiel/", profile.profile, name="profile"),
    path("aanbieder/stukken/", evidence.cabinet, name="cabinet"),
    path("aanbieder/stukken/nieuw/", evidence.upload, name="evidence-upload"),
    path("aanbieder/stukken/<uuid:file_id>/weg/", evidence.remove, name="evidence-remove"),
    path("stukken/<uuid:file_id>/", evidence.download, name="evidence-download"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/", workspace.workspace, name="workspace"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/stand/", workspace.stand, name="workspace-stand"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/antwoord/", workspace.answer, name="workspace-answer"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/aantallen/", workspace.volumes, name="workspace-volumes"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/keuze/", workspace.choose_value, name="workspace-choose"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/onderaannemers/", workspace.parties, name="workspace-parties"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/profiel/", workspace.refill, name="workspace-refill"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/stuk/", evidence.attach, name="evidence-attach"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/stuk/weg/", evidence.detach, name="evidence-detach"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/excel/", workbook.export, name="workbook-export"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/excel/lezen/", workbook.read, name="workbook-read"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/excel/overnemen/", workbook.accept, name="workbook-accept"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/indienen/", submitting.submit, name="submit"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/intrekken/", submitting.withdraw, name="withdraw"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/bewijs/<int:number>/", submitting.receipt, name="receipt"),
    path(
        "aanbieder/<uuid:round_id>/<agb:contract>/bewijs/<int:number>/bestand/",
        submitting.receipt_file,
        name="receipt-file",
    ),
    path("aanbieder/<uuid:round_id>/vraag/", asking.ask, name="ask"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/uitkomst/", outcome.outcome, name="outcome"),
    path("aanbieder/<uuid:round_id>/<agb:contract>/uitkomst/weg/", filings.file, name="file"),
    path("inspraak/", council.overview, name="council"),
    path("inspraak/<uuid:round_id>/", council.give_input, name="council-input"),
    path("inspraak/<uuid:round_id>/<agb:contract>/", council.pages, name="council-pages"),
    path("inspraak/<uuid:round_id>/<agb:contract>/pdf/", council.pages_pdf, name="council-pages-pdf"),
    path("inspraak/inbreng/<int:input_id>/delen/", council.share_input, name="council-share"),
    path("aanbieder/clientenraad/", own_council.overview, name="provider-council"),
    path(
        "aanbieder/clientenraad/<uuid:round_id>/<agb:contract>/delen/",
        own_council.share,
        name="provider-council-share",
    ),
    path("inkoop/", purchaser.overview, name="purchaser"),
    path("inkoop/<uuid:round_id>/", purchaser.round_page, name="purchaser-round"),
    path("inkoop/<uuid:round_id>/jaar/<str:milestone>/", year.tell, name="milestone"),
    path("inkoop/<uuid:round_id>/beleid/", policy_editor.editor, name="policy-edit"),
    path("inkoop/<uuid:round_id>/beleid/nakijken/", policy_editor.check, name="policy-check"),
    path("inkoop/<uuid:round_id>/beleid/bewaren/", policy_editor.keep, name="policy-keep"),
    path("inkoop/<uuid:round_id>/beleid/publiceren/", policy_editor.publish, name="policy-publish"),
    path("inkoop/<uuid:round_id>/inschrijvingen/", purchaser.submissions, name="purchaser-submissions"),
    path("inkoop/<uuid:round_id>/verzegeling/", sealing.page, name="sealing"),
    path("inkoop/<uuid:round_id>/verzegeling/sleutel/", sealing.confirm, name="sealing-confirm"),
    path("inkoop/<uuid:round_id>/verzegeling/maken/", sealing.make, name="sealing-make"),
    path("inkoop/<uuid:round_id>/verzegeling/openen/", sealing.open_round, name="sealing-open"),
    path("inkoop/<uuid:round_id>/vragen/", purchaser.questions, name="purchaser-questions"),
    path("inkoop/<uuid:round_id>/vragen/<int:question_id>/", purchaser.answer, name="purchaser-answer"),
    path("inkoop/<uuid:round_id>/klachten/", filings.received, name="filings"),
    path("inkoop/<uuid:round_id>/klachten/<int:filing_id>/", filings.respond, name="filing-respond"),
    path("inkoop/<uuid:round_id>/inspraak/", consulting.inputs, name="purchaser-inputs"),
    path("inkoop/<uuid:round_id>/inspraak/<int:input_id>/", consulting.respond, name="purchaser-respond"),
    path("inkoop/<uuid:round_id>/inspraak/papier/", consulting.paper, name="purchaser-paper"),
    path("inkoop/<uuid:round_id>/inspraak/vraag/", consulting.ask, name="purchaser-consult"),
    path("inkoop/<uuid:round_id>/inspraak/verslag/", consulting.report, name="input-report"),
    path("inkoop/<uuid:round_id>/inspraak/verslag/pdf/", consulting.report_pdf, name="input-report-pdf"),
    path("gesprekken/", talks.overview, name="talks"),
    path("gesprekken/begin/", talks.begin, name="talk-begin"),
    path("gesprekken/<int:talk_id>/", talks.talk_page, name="talk"),
    path("gesprekken/<int:talk_id>/schrijf/", talks.write, name="talk-write"),
    path("gesprekken/<int:talk_id>/<int:number>/opmerking/", talks.comment, name="talk-comment"),
    path("gesprekken/<int:talk_id>/<int:number>/bevestig/", talks.confirm, name="talk-confirm"),
    path("toezeggingen/", promises.register, name="promises"),
    path("toezeggingen/nieuw/", promises.make, name="promise-make"),
    path("toezeggingen/<int:promise_id>/", promises.promise_page, name="promise"),
    path("toezeggingen/<int:promise_id>/zeg/", promises.say, name="promise-say"),
    path("inkoop/<uuid:round_id>/beoordeling/", assessment.board, name="assessment"),
    path("inkoop/<uuid:round_id>/beoordeling/<agb:contract>/", assessment.row, name="assessment-row"),
    path("inkoop/<uuid:round_id>/beoordeling/toewijzen/", assessment.assign, name="assessor-assign"),
    path(
        "inkoop/<uuid:round_id>/beoordeling/ontslaan/<int:assignment_id>/", assessment.release, name="assessor-release"
    ),
    path("inkoop/<uuid:round_id>/cijfers/", marking.marks, name="marks"),
    path("inkoop/<uuid:round_id>/cijfers/<int:assignment_id>/<agb:contract>/", marking.give, name="mark-give"),
    path("inkoop/<uuid:round_id>/cijfers/<int:assignment_id>/inleveren/", marking.hand_in, name="marks-hand-in"),
    path("inkoop/<uuid:round_id>/werkbank/", workbench.bench, name="workbench"),
    path("inkoop/<uuid:round_id>/werkbank/bewaar/", workbench.keep, name="scenario-keep"),
    path("inkoop/<uuid:round_id>/werkbank/naast-elkaar/", workbench.compare, name="scenario-compare"),
    path("inkoop/<uuid:round_id>/werkbank/<int:scenario_id>/weg/", workbench.remove, name="scenario-remove"),
    path("inkoop/<uuid:round_id>/besluit/", deciding.decision, name="decision"),
    path("inkoop/<uuid:round_id>/besluit/vaststellen/", deciding.adopt, name="adopt"),
    path("inkoop/<uuid:round_id>/besluit/definitief/", deciding.finalise, name="finalise"),
    path("inkoop/<uuid:round_id>/besluit/<agb:contract>/", deciding.letter, name="decision-letter"),
    path("inkoop/<uuid:round_id>/versies/", revising.overview, name="versions"),
    path("inkoop/<uuid:round_id>/versies/voorstel/", revising.propose, name="version-propose"),
    path("inkoop/<uuid:round_id>/versies/<int:event_id>/", revising.proposal, name="version"),
    path("inkoop/<uuid:round_id>/versies/<int:event_id>/goed/", revising.approve, name="version-approve"),
    path("inkoop/<uuid:round_id>/versies/<int:event_id>/weg/", revising.withdraw, name="version-withdraw"),
    path("inkoop/<uuid:round_id>/afwijkingen/", deciding.deviations, name="deviations"),
    path("inkoop/<uuid:round_id>/afwijkingen/voorstel/", deciding.propose, name="deviation-propose"),
    path("inkoop/<uuid:round_id>/afwijkingen/<int:deviation_id>/goed/", deciding.approve, name="deviation-approve"),
    path("inkoop/<uuid:round_id>/afwijkingen/<int:deviation_id>/weg/", deciding.withdraw, name="deviation-withdraw"),
    path("inkoop/<uuid:round_id>/toezicht/", asked_dossiers.overview, name="asked-dossiers"),
    path("inkoop/<uuid:round_id>/toezicht/<int:dossier_id>/", asked_dossiers.answer, name="asked-dossier-answer"),
    path("toezicht/", supervisor.overview, name="supervisor"),
    path("toezicht/vraag/<uuid:round_id>/", supervisor.ask, name="dossier-ask"),
    path("toezicht/dossier/<int:dossier_id>/", supervisor.dossier, name="dossier"),
    path("toezicht/dossier/<int:dossier_id>/bestand/", supervisor.download, name="dossier-download"),
    path("toezicht/dossier/<int:dossier_id>/opnieuw/", supervisor.again, name="dossier-again"),
    path("toezicht/logboek/", supervisor.log, name="log-export"),
    path("toezicht/naast-elkaar/", supervisor.compare, name="dossier-compare"),
]
