"""The REST API: a table of routes, one envelope, one place that maps errors."""
