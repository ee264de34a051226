-- The queue of reviews is the one list that holds everybody's rows. Its pages and totals must not take longer as it grows.

-- A teacher's own reviews, without a walk through all of the queue or all of their jobs.
ALTER TABLE hitl_tasks ADD COLUMN user_id uuid REFERENCES users ON DELETE CASCADE;
UPDATE hitl_tasks t SET user_id = j.user_id FROM processing_jobs j WHERE j.id = t.job_id;
ALTER TABLE hitl_tasks ALTER COLUMN user_id SET NOT NULL;
CREATE INDEX hitl_of_user ON hitl_tasks (user_id, priority DESC, created_at, id) INCLUDE (status);

-- The queue without a filter, and by priority alone.
CREATE INDEX hitl_by_priority ON hitl_tasks (priority DESC, created_at, id);

-- How many tasks there are, as a ledger of changes: the sum of its rows. Appending takes no lock, so that reviewers do not
-- wait for each other; the sweeper folds the ledger.
CREATE TABLE hitl_counts (
    status hitl_status NOT NULL,
    priority hitl_priority NOT NULL,
    tasks bigint NOT NULL
);
INSERT INTO hitl_counts SELECT status, priority, count(*) FROM hitl_tasks GROUP BY status, priority;

CREATE FUNCTION count_hitl_tasks() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    IF TG_OP = ''INSERT'' THEN
        INSERT INTO hitl_counts SELECT status, priority, count(*) FROM added GROUP BY status, priority;
    ELSIF TG_OP = ''DELETE'' THEN
        INSERT INTO hitl_counts SELECT status, priority, -count(*) FROM removed GROUP BY status, priority;
    ELSE
        INSERT INTO hitl_counts
        SELECT status, priority, sum(n) FROM (
            SELECT status, priority, 1 AS n FROM added UNION ALL SELECT status, priority, -1 FROM removed) AS changes
        GROUP BY status, priority HAVING sum(n) <> 0;
    END IF;
    RETURN NULL;
END';
CREATE TRIGGER count_added AFTER INSERT ON hitl_tasks
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_hitl_tasks();
CREATE TRIGGER count_removed AFTER DELETE ON hitl_tasks
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION count_hitl_tasks();
CREATE TRIGGER count_changed AFTER UPDATE ON hitl_tasks
    REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_hitl_tasks();
