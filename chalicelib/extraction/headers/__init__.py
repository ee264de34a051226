"""Which rows and columns of a grid are days and which times, when each begins, and what lies between them."""
