"""The one place that picks adapters: load, call the act, save."""
