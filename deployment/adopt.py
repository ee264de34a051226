"""What Chalice created and did not write down, because it was interrupted or ran from another checkout.

Chalice notes the APIs it made in ``.chalice/deployed/<stage>.json`` at the end of a deployment. Without that note it
would make a second API beside the first. Everything else it finds by its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deployment.stage_config import function_name


def adopt(project: Path, stage: str, rest: Any, websocket: Any) -> tuple[str, ...]:
    """Note the stage's APIs that are there and not written down; their kinds. The clients are boto3's."""
    path = project / ".chalice" / "deployed" / f"{stage}.json"
    noted: dict[str, Any] = {"resources": [], "schema_version": "2.0", "backend": "api"}
    if path.exists():
        noted = json.loads(path.read_text())
    known = {resource["name"] for resource in noted["resources"]}
    found = {
        "rest_api": next(_rest_apis(rest, stage), None),
        "websocket_api": next(_websocket_apis(websocket, stage), None),
    }
    adopted = {kind: api for kind, api in found.items() if api and kind not in known}
    if adopted:
        noted["resources"] += [
            {"name": kind, "resource_type": kind, f"{kind}_id": api} for kind, api in adopted.items()
        ]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(noted, indent=2) + "\n")
    return tuple(adopted)


def deployed_ids(project: Path, stage: str) -> dict[str, str]:
    """What was noted: the APIs' ids as ``RestApiId`` and ``WebsocketApiId``, and their addresses as ``…Url``."""
    path = project / ".chalice" / "deployed" / f"{stage}.json"
    resources = json.loads(path.read_text())["resources"] if path.exists() else []
    keys = {
        "rest_api_id": "RestApiId",
        "rest_api_url": "RestApiUrl",
        "websocket_api_id": "WebsocketApiId",
        "websocket_api_url": "WebsocketApiUrl",
    }
    return {keys[key]: str(value) for resource in resources for key, value in resource.items() if key in keys}


def _rest_apis(client: Any, stage: str) -> Iterator[str]:
    """APIs that call the stage's API function: all stages have the same title."""
    called = f":function:{function_name(stage, 'api_handler')}"
    for page in client.get_paginator("get_rest_apis").paginate():
        for api in page["items"]:
            resources = client.get_resources(restApiId=api["id"], embed=["methods"], limit=500)["items"]
            methods = [method for item in resources for method in item.get("resourceMethods", {}).values()]
            uris = [method.get("methodIntegration", {}).get("uri") or "" for method in methods]
            if any(f"{called}/" in uri or f"{called}:" in uri for uri in uris):
                yield str(api["id"])


def _websocket_apis(client: Any, stage: str) -> Iterator[str]:
    name = f"{function_name(stage, 'api_handler')}-websocket-api"
    for page in client.get_paginator("get_apis").paginate():
        for api in page["Items"]:
            if api["Name"] == name:
                yield str(api["ApiId"])
