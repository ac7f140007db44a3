"""An OIDC server in a process of its own, for the tests of signing in. All of it is SYNTHETIC."""

CLIENT, SECRET = "driehoek", "geheim-van-de-proef"
NAME, PASSWORD = "iemand", "wachtwoord-bij-de-dienst"
