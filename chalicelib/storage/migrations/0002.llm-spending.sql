-- What the language model costs. A call is entered with the most it can cost before it is made, and settled after it,
-- so that budgets hold however many calls run at once. No foreign keys: the accounts outlive the documents.

CREATE TABLE llm_days (
    day date PRIMARY KEY,
    spent_micros bigint NOT NULL DEFAULT 0 CHECK (spent_micros >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE llm_calls (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    day date NOT NULL REFERENCES llm_days,
    document_id uuid NOT NULL,
    job_id uuid NOT NULL,
    attempt integer NOT NULL,
    model text NOT NULL,
    cost_micros bigint NOT NULL CHECK (cost_micros >= 0),
    settled boolean NOT NULL DEFAULT false,
    input_tokens integer NOT NULL DEFAULT 0,
    output_tokens integer NOT NULL DEFAULT 0,
    cache_read_tokens integer NOT NULL DEFAULT 0,
    cache_write_tokens integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX llm_calls_of_document ON llm_calls (document_id);
CREATE INDEX llm_calls_of_job ON llm_calls (job_id, attempt);
CREATE INDEX llm_calls_of_day ON llm_calls (day);

CREATE TRIGGER touch BEFORE UPDATE ON llm_days FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON llm_calls FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE VIEW llm_costs AS
SELECT day, model, count(*) AS calls, count(*) FILTER (WHERE NOT settled) AS unsettled,
       count(DISTINCT document_id) AS documents, sum(input_tokens) AS input_tokens,
       sum(output_tokens) AS output_tokens, sum(cache_read_tokens) AS cache_read_tokens,
       sum(cache_write_tokens) AS cache_write_tokens, sum(cost_micros) / 1000000.0 AS usd
FROM llm_calls GROUP BY day, model;
