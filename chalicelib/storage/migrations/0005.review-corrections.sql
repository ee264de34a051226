-- What reviewers changed, block by block, beside the draft and the final timetable that it was worked out from.
ALTER TABLE hitl_tasks ADD COLUMN corrections jsonb;
CREATE INDEX hitl_corrected ON hitl_tasks (completed_at DESC, id) WHERE corrections IS NOT NULL AND status = 'completed';

CREATE VIEW completed_reviews AS
SELECT id, completed_at, corrections FROM hitl_tasks WHERE corrections IS NOT NULL AND status = 'completed';

-- The blocks of the newest reviews since a moment; NULL: of all of them.
CREATE FUNCTION reviewed_blocks(since timestamptz, most integer)
RETURNS TABLE (task_id uuid, verdict text, fields jsonb, confidence float) LANGUAGE sql STABLE AS $$
    SELECT r.id, block->>'verdict', block->'fields', (block->>'confidence')::float
    FROM (
        SELECT c.id, c.corrections FROM completed_reviews c WHERE c.completed_at >= since
        ORDER BY c.completed_at DESC, c.id LIMIT most
    ) r CROSS JOIN LATERAL jsonb_array_elements(r.corrections->'corrections') AS block
$$;
