"""The API's own description, and pages to try it on; all files come with us."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.api.routing import File, Request
from chalicelib.domain.refusals import NotFound

BUNDLED = Path(__file__).parent / "swagger_ui"

JSON_TYPE = "application/json"
YAML_TYPE = "application/yaml"
HTML_TYPE = "text/html; charset=utf-8"

PAGE_FILES = {
    "swagger-ui.css": "text/css; charset=utf-8",
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "start.js": "text/javascript; charset=utf-8",
}

PAGE_TYPES = ", ".join(sorted(set(PAGE_FILES.values())))

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Learning Yogi API</title>
<base href="{base}">
<link rel="stylesheet" href="swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="swagger-ui-bundle.js"></script>
<script src="start.js"></script>
</body>
</html>
"""

START = """window.onload = () => SwaggerUIBundle({
  url: "../openapi.json", dom_id: "#api", deepLinking: true, persistAuthorization: false
});
"""


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description; made once per container, when first asked for."""
    from chalicelib.api.openapi import describe
    from chalicelib.api.routes import BASE_PATH, ROUTES

    return describe(ROUTES, BASE_PATH)


def as_yaml(value: dict[str, Any]) -> str:
    import yaml

    class WithoutAliases(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    return yaml.dump(value, Dumper=WithoutAliases, sort_keys=False, allow_unicode=True, width=120)


def openapi_json(request: Request) -> File:
    """This description."""
    return File(json.dumps(description(), ensure_ascii=False), JSON_TYPE)


def openapi_yaml(request: Request) -> File:
    """This description as YAML."""
    return File(as_yaml(description()), YAML_TYPE)


def swagger_ui(request: Request) -> File:
    """A page to try the API on."""
    # The page's own address ends without a slash; on AWS a stage may stand before it.
    return File(PAGE.format(base="swagger-ui/"), HTML_TYPE)


def swagger_ui_file(request: Request) -> File:
    """The page's style and programs."""
    name = request.path["file"]
    if name not in PAGE_FILES:
        raise NotFound("There is no such file.")
    return File(START if name == "start.js" else _bundled(name), PAGE_FILES[name])


@cache
def _bundled(name: str) -> str:
    return (BUNDLED / name).read_text(encoding="utf-8")
