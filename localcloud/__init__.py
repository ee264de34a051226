"""The same Chalice app on one machine: one supervisor process, its children, and no account anywhere."""
