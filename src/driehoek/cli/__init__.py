"""Commands: one per act."""
