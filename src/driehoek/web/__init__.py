"""The portal: one place for the corners of the triangle, rendered on the server.

Promises: what no role may do by the access table, nobody can do; what a person sees is what the database shows the
organisation for which the person acts; every act leaves its mark in the log in the same transaction.
"""
