"""Planning on paper, fed with what was measured: what a month costs, and what a burst of uploads meets."""
