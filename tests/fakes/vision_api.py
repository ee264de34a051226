"""A local server that speaks Google Cloud Vision's ``POST /v1/images:annotate``, for the real client library.

It holds requests to what Vision holds them to: a token signed with the service account's key, at most 16 pictures and
10 MB, pictures that can be decoded. What it answers was read off the pictures by our own engine, or is what the test
says, and is cut the way Vision cuts it: words end at punctuation, and the breaks between them are told by the symbols.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable, Sequence
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import cv2
import jwt
import numpy as np
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from chalicelib.classification import classify
from chalicelib.domain.page import Word
from chalicelib.ocr import local_engine
from chalicelib.ocr.vision import encoded
from chalicelib.preprocessing import prepare

Reader = Callable[[Any], Sequence[Word]]

MOST_PICTURES = 16
MOST_BYTES = 10_000_000
SCOPES = {"https://www.googleapis.com/auth/cloud-platform", "https://www.googleapis.com/auth/cloud-vision"}
BREAKS = {"SPACE": 1, "SURE_SPACE": 2, "EOL_SURE_SPACE": 3, "HYPHEN": 4, "LINE_BREAK": 5}


class Trouble(StrEnum):
    """What the service can be told to do instead of answering."""

    QUOTA = "quota"
    INTERNAL = "internal"
    UNAVAILABLE = "unavailable"
    SLOW = "slow"
    CUT = "cut"
    MALFORMED = "malformed"
    INCOMPLETE = "incomplete"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    BAD_PICTURE = "bad picture"
    BUSY_PICTURE = "busy picture"


STATUSES = {
    Trouble.QUOTA: (429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Requests'"),
    Trouble.INTERNAL: (500, "INTERNAL", "Internal error encountered."),
    Trouble.UNAVAILABLE: (503, "UNAVAILABLE", "The service is currently unavailable."),
    Trouble.UNAUTHENTICATED: (401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
    Trouble.FORBIDDEN: (403, "PERMISSION_DENIED", "This API method requires billing to be enabled."),
}
PICTURE_ERRORS = {
    Trouble.BAD_PICTURE: {"code": 3, "message": "Bad image data."},
    Trouble.BUSY_PICTURE: {"code": 14, "message": "The service is currently unavailable."},
}


class VisionApi:
    """Answers with what ``reader`` reads (None: with what it has learned), or with ``trouble``, so often (None: always)
    as ``times`` says.

    ``requests`` keeps the pictures of each request that was let in; ``token_calls`` counts what came to the token
    endpoint that the key names.
    """

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._read: dict[str, Sequence[Word]] = {}
        self._learned: set[str] = set()
        self.release = threading.Event()
        self.reset()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"api": self}))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def reset(self) -> None:
        self.release.set()
        self.requests: list[list[bytes]] = []
        self.features: list[dict[str, Any]] = []
        self.token_calls = 0
        self.reader: Reader | None = None
        self.trouble: Trouble | None = None
        self.times: int | None = None
        self.release = threading.Event()

    def fail(self, trouble: Trouble, times: int | None = None) -> None:
        self.trouble, self.times = trouble, times

    def learn(self, document: bytes) -> None:
        """Read a document's pages with our own engine, ahead of being asked: that may take longer than a call."""
        if _digest(document) in self._learned:
            return
        for picture in prepare(document, classify(document)).pictures.values():
            self._read[_digest(encoded(picture))] = local_engine().read(picture)
        self._learned.add(_digest(document))

    @property
    def pictures(self) -> int:
        """Pictures asked for so far: what Google counts and is paid for."""
        return sum(len(pictures) for pictures in self.requests)

    @property
    def account(self) -> dict[str, str]:
        """A service account's key file for this server."""
        pem = self._key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "project_id": "test",
            "private_key_id": "k1",
            "private_key": pem.decode(),
            "client_email": "ocr@test.iam.gserviceaccount.com",
            "client_id": "1",
            "token_uri": f"{self.url}/token",
        }

    def close(self) -> None:
        self.release.set()
        self._server.shutdown()
        self._server.server_close()

    def due(self) -> Trouble | None:
        """The trouble to make now, counted down."""
        if self.trouble is None or self.times == 0:
            return None
        if self.times is not None:
            self.times -= 1
        return self.trouble

    def authentic(self, header: str) -> bool:
        """Whether the token is signed by the service account, for this API, and still good."""
        try:
            claims = jwt.decode(
                header.removeprefix("Bearer "),
                self._key.public_key(),
                algorithms=["RS256"],
                options={"verify_aud": False, "require": ["iss", "sub", "iat", "exp"]},
            )
        except jwt.PyJWTError:
            return False
        known = claims["iss"] == claims["sub"] == self.account["client_email"]
        return known and (bool(SCOPES & set(claims.get("scope", "").split())) or "vision" in claims.get("aud", ""))

    def annotate(self, pictures: Sequence[bytes], numbers: bool, trouble: Trouble | None) -> dict[str, Any]:
        responses = []
        for index, data in enumerate(pictures):
            if trouble in PICTURE_ERRORS and index == 0:
                responses.append({"error": PICTURE_ERRORS[trouble]})
                continue
            picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
            if picture is None:
                responses.append({"error": PICTURE_ERRORS[Trouble.BAD_PICTURE]})
                continue
            words = self.reader(picture) if self.reader else self._read[_digest(data)]
            responses.append({"fullTextAnnotation": annotation(words, picture.shape, numbers)} if words else {})
        return {"responses": responses[1:] if trouble is Trouble.INCOMPLETE else responses}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def annotation(lines: Sequence[Word], shape: tuple[int, ...], numbers: bool) -> dict[str, Any]:
    """A ``TextAnnotation`` with one paragraph a line."""
    paragraphs = [{"words": _words(line, numbers), "confidence": line.confidence} for line in lines]
    blocks = [{"paragraphs": [p], "blockType": 1 if numbers else "TEXT"} for p in paragraphs]
    text = "\n".join(line.text for line in lines)
    return {"pages": [{"width": shape[1], "height": shape[0], "blocks": blocks}], "text": text}


def _words(line: Word, numbers: bool) -> list[dict[str, Any]]:
    words = []
    for match in re.finditer(r"\w+|[^\w\s]", line.text):
        following = line.text[match.end() : match.end() + 1]
        ends = "LINE_BREAK" if match.end() == len(line.text) else "SPACE" if following.isspace() else None
        symbols: list[dict[str, Any]] = [
            {"text": letter, "confidence": line.confidence, "boundingBox": _corners(line, place, place + 1)}
            for place, letter in zip(range(*match.span()), match.group(), strict=True)
        ]
        if ends:
            symbols[-1]["property"] = {"detectedBreak": {"type": BREAKS[ends] if numbers else ends}}
        corners = _corners(line, *match.span())
        words.append({"symbols": symbols, "confidence": line.confidence, "boundingBox": corners})
    return words


def _corners(line: Word, first: int, last: int) -> dict[str, Any]:
    """The corners of some letters of a line, from the reader's top left one on; zeros are left out, as Google does."""
    box, length = line.box, max(len(line.text), 1)
    begin, end = first / length, last / length
    if line.angle == 0:
        a, b = box.left + begin * box.width, box.left + end * box.width
        points = [(a, box.top), (b, box.top), (b, box.bottom), (a, box.bottom)]
    elif line.angle == 180:
        a, b = box.right - begin * box.width, box.right - end * box.width
        points = [(a, box.bottom), (b, box.bottom), (b, box.top), (a, box.top)]
    elif line.angle == 90:
        a, b = box.top + begin * box.height, box.top + end * box.height
        points = [(box.right, a), (box.right, b), (box.left, b), (box.left, a)]
    else:
        a, b = box.bottom - begin * box.height, box.bottom - end * box.height
        points = [(box.left, a), (box.left, b), (box.right, b), (box.right, a)]
    told = [{"x": round(x), "y": round(y)} for x, y in points]
    return {"vertices": [{axis: place for axis, place in point.items() if place} for point in told]}


class _Handler(BaseHTTPRequestHandler):
    api: VisionApi
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        path, _, query = self.path.partition("?")
        if path == "/token":
            self.api.token_calls += 1
            self._say(400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."})
        elif path != "/v1/images:annotate":
            self._refuse(404, "NOT_FOUND", "Requested entity was not found.")
        elif not self.api.authentic(self.headers.get("Authorization", "")):
            self._refuse(*STATUSES[Trouble.UNAUTHENTICATED])
        elif len(raw) > MOST_BYTES:
            self._refuse(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit: 10485760 bytes.")
        else:
            self._annotate(json.loads(raw)["requests"], "enum-encoding%3Dint" in query)

    def _annotate(self, asked: list[dict[str, Any]], numbers: bool) -> None:
        if len(asked) > MOST_PICTURES:
            self._refuse(400, "INVALID_ARGUMENT", "Too many images per request.")
            return
        pictures = [base64.b64decode(one["image"]["content"]) for one in asked]
        self.api.requests.append(pictures)
        self.api.features += [feature for one in asked for feature in one["features"]]
        trouble = self.api.due()
        if trouble in STATUSES:
            self._refuse(*STATUSES[trouble])
            return
        if trouble is Trouble.SLOW:
            self.api.release.wait(30)
            self.close_connection = True  # whoever asked has given up
            return
        answer = json.dumps(self.api.annotate(pictures, numbers, trouble)).encode()
        if trouble is Trouble.MALFORMED:
            answer = answer[:-2] + b"]"
        self._send(200, answer, cut=trouble is Trouble.CUT)

    def _refuse(self, code: int, status: str, message: str) -> None:
        self._say(code, {"error": {"code": code, "message": message, "status": status}})

    def _say(self, code: int, answer: dict[str, Any]) -> None:
        self._send(code, json.dumps(answer).encode())

    def _send(self, code: int, answer: bytes, cut: bool = False) -> None:
        try:
            self.send_response(code)
            self.send_header("Content-Type", "application/json; charset=UTF-8")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer[: len(answer) // 2] if cut else answer)
            self.close_connection = self.close_connection or cut
        except ConnectionError:
            self.close_connection = True  # whoever asked has given up

    def log_message(self, *arguments: object) -> None:
        """Quiet."""
