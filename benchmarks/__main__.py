"""``make bench``: every measurement, or the one that is named (``make bench ARGS=chain``)."""

from __future__ import annotations

import subprocess
import sys

MEASUREMENTS = ("chain", "llm", "api", "growth", "extraction", "strangers", "capacity", "degradation")


def main() -> int:
    """Runs each measurement in a process of its own, so that none warms up or burdens another."""
    chosen = sys.argv[1:2] or list(MEASUREMENTS)
    unknown = set(chosen) - set(MEASUREMENTS)
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}. There are: {', '.join(MEASUREMENTS)}.", file=sys.stderr)
        return 2
    for name in chosen:
        print(f"\n== {name} ==\n", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *sys.argv[2:]], check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
