"""How the tables came to be, step by step; each step is tried on data of the version before."""
