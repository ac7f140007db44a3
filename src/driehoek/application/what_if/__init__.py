"""What-if: try changes on a dossier and see at once who gains and who loses, where it binds and what it costs.

Promises: nothing is ever written into a dossier's result; a scenario gives exactly what a full round on the changed
dossier gives; what is an estimate is called one, with how it was made.
"""
