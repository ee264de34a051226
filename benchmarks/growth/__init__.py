"""Do the lists and details of the API stay fast as the data grows? Shown by the plans of their own queries."""
