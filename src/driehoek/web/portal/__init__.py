"""The pages, one module per corner; each view is thin: fetch, call the act, show."""
