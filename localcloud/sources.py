"""Event sources: what makes functions run without being asked, as Chalice would deploy it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from localcloud.catalog import Catalog
from localcloud.resources import Maker
from localcloud.schedules import Background, add_queue, add_schedule
from localcloud.settings import ACCOUNT, REGION


def connect_sources(catalog: Catalog, maker: Maker, background: Background) -> None:
    """Connects the app's event sources and the templates' schedules. Raises LocalCloudError for a cron schedule."""
    _notify(catalog, maker)
    for source in catalog.sources:
        if source["kind"] == "event":
            _rule(catalog, maker, source)
        elif source["kind"] == "schedule":
            add_schedule(background, maker.invoker, source["expression"], source["function"])
        elif source["kind"] == "sqs":
            url = f"{maker.endpoint}/{ACCOUNT}/{source['queue']}"
            sqs = maker.client("sqs")
            add_queue(background, maker.invoker, sqs, url, source["function"], source["batchSize"])
    for schedule in maker.schedules:
        for function, event in schedule.targets:
            add_schedule(background, maker.invoker, schedule.expression, function, event)


def _notify(catalog: Catalog, maker: Maker) -> None:
    """One call a bucket: a second would replace the first's configuration."""
    by_bucket: dict[str, list[dict[str, Any]]] = {}
    for source in catalog.sources:
        if source["kind"] == "s3":
            by_bucket.setdefault(source["bucket"], []).append(_notification(source))
    for bucket, configurations in by_bucket.items():
        maker.client("s3").put_bucket_notification_configuration(
            Bucket=bucket, NotificationConfiguration={"LambdaFunctionConfigurations": configurations}
        )


def _notification(source: Mapping[str, Any]) -> dict[str, Any]:
    rules = [{"Name": name, "Value": source[name]} for name in ("prefix", "suffix") if source[name]]
    return {
        "Id": source["function"],
        "LambdaFunctionArn": _arn(source["function"]),
        "Events": source["events"],
        **({"Filter": {"Key": {"FilterRules": rules}}} if rules else {}),
    }


def _rule(catalog: Catalog, maker: Maker, source: Mapping[str, Any]) -> None:
    name = f"{source['function']}-event"
    events = maker.client("events")
    events.put_rule(Name=name, EventPattern=json.dumps(source["pattern"]))
    events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": _arn(source["function"])}])


def _arn(function: str) -> str:
    return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{function}"
