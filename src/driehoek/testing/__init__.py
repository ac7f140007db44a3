"""Public contract suites, Hypothesis strategies and builders; imported by tests only."""
