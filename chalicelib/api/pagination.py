"""Pages of lists."""

from __future__ import annotations

from pydantic import Field

from chalicelib.api.schema import Body


class PageQuery(Body):
    """Which page of a list."""

    page: int = Field(default=1, ge=1, le=1_000_000)
    limit: int = Field(default=20, ge=1, le=100)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.limit


class Pagination(Body):
    """Where a page stands in its list."""

    page: int
    limit: int
    total: int
    total_pages: int
    has_next: bool
    has_prev: bool

    @classmethod
    def of(cls, query: PageQuery, total: int) -> Pagination:
        pages = -(-total // query.limit)
        return cls(
            page=query.page,
            limit=query.limit,
            total=total,
            total_pages=pages,
            has_next=query.page < pages,
            has_prev=query.page > 1,
        )
