"""Where things are kept: PostgreSQL, S3, Redis, DynamoDB, Secrets Manager. Knows only the domain."""
