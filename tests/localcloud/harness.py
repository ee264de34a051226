"""Runs the tiny app's local cloud until SIGTERM: ``python -m tests.localcloud.harness STATE_DIR``."""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path

from localcloud.cloud import LocalCloud
from localcloud.launch import PR_SET_PDEATHSIG
from tests.localcloud.conftest import tiny_settings

if __name__ == "__main__":
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)  # a test run that is killed leaves nothing
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    with LocalCloud(tiny_settings(Path(sys.argv[1]))):
        signal.sigwait({signal.SIGTERM})
