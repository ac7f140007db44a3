"""The folder format of a round: YAML and CSV in and out."""
