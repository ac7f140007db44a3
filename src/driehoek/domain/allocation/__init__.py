"""The division of the space: problem, result, and `verify`, which knows what is right and knows no model."""
