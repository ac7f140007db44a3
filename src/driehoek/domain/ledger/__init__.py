"""The budget ledger: accounts of space, immutable transfers in whole cents, and what must always hold."""
