"""Filters that write amounts and days as people in the Netherlands read them."""
