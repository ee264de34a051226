"""Words as lines and phrases, and how they are printed: which read on, how strongly, how high, how level."""
