"""Runs the tiny app's local cloud until SIGTERM: ``python -m tests.localcloud.harness STATE_DIR``."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from localcloud.cloud import LocalCloud
from tests.localcloud.conftest import tiny_settings

if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    with LocalCloud(tiny_settings(Path(sys.argv[1]))):
        signal.sigwait({signal.SIGTERM})
