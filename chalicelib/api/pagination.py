"""Pages of lists."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from chalicelib.api.envelope import Body


class PageQuery(Body):
    """Which page of a list."""

    page: int = Field(default=1, ge=1, le=1_000_000)
    limit: int = Field(default=20, ge=1, le=100)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.limit


def pagination(query: PageQuery, total: int) -> dict[str, Any]:
    """The ``pagination`` object of a list with ``total`` entries."""
    pages = -(-total // query.limit)
    return {
        "page": query.page,
        "limit": query.limit,
        "total": total,
        "totalPages": pages,
        "hasNext": query.page < pages,
        "hasPrev": query.page > 1,
    }
