"""Where the code will run: Lambda's Python, its processor, and which wheels its image can load."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from deployment.errors import DeploymentError

OLDEST, NEWEST = (3, 12), (3, 14)
"""Lambda's images from Python 3.12 on are Amazon Linux 2023 with glibc 2.34; those before have glibc 2.26."""

GLIBC = (2, 34)
OLDEST_TAGGED_GLIBC = 17
MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
"""The processor's name in wheels' tags by its name at Lambda."""

ELF_MACHINES = {"arm64": 0xB7, "x86_64": 0x3E}
"""The field ``e_machine`` of compiled files (ELF specification)."""


@dataclass(frozen=True)
class Target:
    """One Lambda runtime."""

    python: tuple[int, int]
    architecture: str

    @property
    def runtime(self) -> str:
        return f"python{self.python[0]}.{self.python[1]}"

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platform tags of wheels that run there, most demanding first (PEP 600)."""
        machine = MACHINES[self.architecture]
        newest = range(GLIBC[1], OLDEST_TAGGED_GLIBC - 1, -1)
        return (*(f"manylinux_2_{minor}_{machine}" for minor in newest), f"manylinux2014_{machine}")

    @property
    def elf_machine(self) -> int:
        return ELF_MACHINES[self.architecture]

    @property
    def runs_here(self) -> bool:
        """Whether this machine can load what is built for the target."""
        import platform

        return sys.platform == "linux" and platform.machine() == MACHINES[self.architecture]


def target_for(architecture: str, python: tuple[int, int] = sys.version_info[:2]) -> Target:
    """The runtime that Chalice takes: that of the Python that runs it.

    Raises DeploymentError for a processor that Lambda does not have, or a Python whose image cannot run the wheels.
    """
    if architecture not in MACHINES:
        raise DeploymentError(f"Lambda has no processor {architecture!r}: ARCH is arm64 or x86_64.")
    name = f"{python[0]}.{python[1]}"
    if python < OLDEST:
        raise DeploymentError(
            f"Python {name} cannot deploy: Chalice takes the Lambda runtime of the Python that runs it, and the image "
            f"of python{name} has glibc 2.26, on which numpy's wheels do not run. Use Python 3.12 or later: "
            "make … PYTHON=python3.12."
        )
    if python > NEWEST:
        raise DeploymentError(f"Lambda's image for Python {name} is not known here. Use: make … PYTHON=python3.12.")
    return Target(python, architecture)


if __name__ == "__main__":
    # `make` asks before it sets up an environment with this Python; only the standard library is there then.
    try:
        target_for("arm64")
    except DeploymentError as error:
        sys.exit(str(error))
