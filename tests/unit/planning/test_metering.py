"""Which function asked AWS for what, by what stands in the request."""

from __future__ import annotations

import pytest

from benchmarks.metering import CLIENT, caller, operation


def test_the_user_agent_names_the_function():
    agent = "Boto3/1.44 md/Botocore ua/2.1 os/linux app/learning-yogi-local-ocr_processor"
    assert caller(agent, "learning-yogi-local-") == "ocr_processor"
    assert caller("python-requests/2.32", "learning-yogi-local-") == CLIENT


@pytest.mark.parametrize(
    ("method", "path", "query", "target", "found"),
    [
        ("POST", "/", "", "DynamoDB_20120810.Query", "DynamoDB:Query"),
        ("POST", "/", "", "AWSEvents.PutEvents", "AWSEvents:PutEvents"),
        ("POST", "/2015-03-31/functions/save/invocations", "", "", "Lambda:Invoke"),
        ("PUT", "/documents/uploads/a/b.png", "X-Amz-Signature=1", "", "S3:PutObject"),
        ("GET", "/documents/uploads/a/b.png", "", "", "S3:GetObject"),
        ("HEAD", "/documents/uploads/a/b.png", "", "", "S3:HeadObject"),
        ("GET", "/documents", "list-type=2", "", "S3:ListObjects"),
        ("POST", "/documents", "delete", "", "S3:DeleteObjects"),
    ],
)
def test_operations(method, path, query, target, found):
    assert operation(method, path, query, target) == found
