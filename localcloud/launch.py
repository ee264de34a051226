"""Runs a program that ends with its parent: ``launch.py PARENT SIGNAL UID GID PROGRAM ARGUMENTS…``.

Started as a script of its own because a program's parent-death signal has to be set between fork and exec, after the
change of user (which clears it), and Python's ``preexec_fn`` is not safe in a process with threads. Nothing is printed
and nothing of this package is imported; a uid of -1 leaves the user as it is.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
"""prctl(2), Linux."""


def main(arguments: list[str]) -> None:
    """Does not return: becomes the program, or ends with 1 when the parent has gone already."""
    parent, signal_number, uid, gid = (int(value) for value in arguments[:4])
    program = arguments[4:]
    # A supervisor that blocks or ignores signals hands that down through fork and exec.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(1)
    os.execv(program[0], program)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
