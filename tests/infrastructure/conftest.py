"""What the app declares, read without starting anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from localcloud.catalog import Catalog, read_catalog
from localcloud.environment import base_environment
from localcloud.settings import Settings
from tests.infrastructure.templates import ROOT, declared_functions


@pytest.fixture(scope="session")
def functions(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The deployed functions' names without the common part; the API function's is empty."""
    state: Path = tmp_path_factory.mktemp("declared")
    catalog: Catalog = read_catalog(Settings(project_dir=ROOT, state_dir=state), base_environment("local", state))
    return declared_functions(catalog)
