-- The whole schema of the first release. Function bodies are single-quoted because the migration tool splits
-- statements at semicolons outside of quotes.

CREATE TYPE user_role AS ENUM ('teacher', 'reviewer', 'admin');
CREATE TYPE timetable_status AS ENUM ('draft', 'active', 'archived');
CREATE TYPE upload_status AS ENUM ('pending', 'completed', 'failed');
-- In the order of the work: `status < new_status` is what keeps a job from moving backwards.
CREATE TYPE job_status AS ENUM (
    'pending', 'classifying', 'preprocessing', 'ocr', 'llm_processing', 'hitl_pending', 'hitl_in_progress',
    'validating', 'completed', 'failed');
CREATE TYPE processing_tier AS ENUM ('text_layer', 'local_ocr', 'cloud_ocr', 'llm', 'hitl');
CREATE TYPE hitl_priority AS ENUM ('low', 'normal', 'high', 'urgent');
CREATE TYPE hitl_status AS ENUM ('pending', 'assigned', 'in_progress', 'completed', 'cancelled');
CREATE TYPE weekday AS ENUM ('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday');

CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    NEW.updated_at = now();
    RETURN NEW;
END';

CREATE TABLE users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    password_hash text NOT NULL,
    first_name text NOT NULL CHECK (length(first_name) BETWEEN 1 AND 100),
    last_name text NOT NULL CHECK (length(last_name) BETWEEN 1 AND 100),
    role user_role NOT NULL DEFAULT 'teacher',
    email_verified boolean NOT NULL DEFAULT false,
    profile_image_url text,
    settings jsonb NOT NULL DEFAULT '{}',
    last_login_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX users_by_email ON users (lower(email));

CREATE TABLE timetables (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    class_name text,
    term text,
    year text,
    week_start_date date,
    status timetable_status NOT NULL DEFAULT 'draft',
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX timetables_of_user ON timetables (user_id, created_at DESC, id);
CREATE INDEX timetables_of_user_by_status ON timetables (user_id, status, created_at DESC, id);
CREATE INDEX timetables_search ON timetables USING gin (to_tsvector('simple', name || ' ' || coalesce(class_name, '')));

CREATE TABLE timeblocks (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    timetable_id uuid NOT NULL REFERENCES timetables ON DELETE CASCADE,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
    day_of_week weekday NOT NULL,
    start_time time NOT NULL,
    end_time time NOT NULL,
    duration integer NOT NULL GENERATED ALWAYS AS ((extract(epoch FROM end_time - start_time) / 60)::integer) STORED,
    notes text NOT NULL DEFAULT '',
    color text NOT NULL DEFAULT '#3B82F6' CHECK (color ~ '^#[0-9A-Fa-f]{6}$'),
    position integer NOT NULL DEFAULT 0,
    confidence real CHECK (confidence BETWEEN 0 AND 100),
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (start_time < end_time),
    CHECK (end_time - start_time BETWEEN interval '5 minutes' AND interval '8 hours')
);
CREATE INDEX timeblocks_of_timetable ON timeblocks (timetable_id, day_of_week, start_time, position, id);
CREATE INDEX timeblocks_search ON timeblocks USING gin (to_tsvector('simple', name || ' ' || notes));

CREATE TABLE documents (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    timetable_id uuid REFERENCES timetables ON DELETE SET NULL,
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    file_type text NOT NULL,
    file_size bigint NOT NULL CHECK (file_size > 0),
    content_hash text CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    s3_bucket text NOT NULL,
    s3_key text NOT NULL,
    s3_version_id text,
    upload_status upload_status NOT NULL DEFAULT 'pending',
    mime_type text,
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (s3_bucket, s3_key)
);
CREATE INDEX documents_of_user ON documents (user_id, created_at DESC, id);
CREATE INDEX documents_of_user_by_status ON documents (user_id, upload_status, created_at DESC, id);
CREATE INDEX documents_awaiting_upload ON documents (created_at) WHERE upload_status = 'pending';
CREATE INDEX documents_of_timetable ON documents (timetable_id);

CREATE TABLE processing_jobs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
    timetable_id uuid REFERENCES timetables ON DELETE SET NULL,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    status job_status NOT NULL DEFAULT 'pending',
    stage text NOT NULL DEFAULT 'upload',
    progress integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
    confidence real CHECK (confidence BETWEEN 0 AND 100),
    processing_tier processing_tier,
    error_code text,
    error_message text,
    retry_count integer NOT NULL DEFAULT 0 CHECK (retry_count >= 0),
    use_llm boolean NOT NULL DEFAULT false,
    execution_arn text,
    metadata jsonb NOT NULL DEFAULT '{}',
    started_at timestamptz,
    completed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((status = 'failed') = (error_code IS NOT NULL))
);
CREATE INDEX jobs_of_document ON processing_jobs (document_id, created_at DESC);
CREATE INDEX jobs_of_timetable ON processing_jobs (timetable_id);
CREATE INDEX jobs_of_user ON processing_jobs (user_id, created_at DESC, id);
CREATE INDEX jobs_unfinished ON processing_jobs (updated_at) WHERE status NOT IN ('completed', 'failed');

CREATE TABLE hitl_tasks (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    job_id uuid NOT NULL REFERENCES processing_jobs ON DELETE CASCADE,
    attempt integer NOT NULL DEFAULT 0,
    assigned_to uuid REFERENCES users ON DELETE SET NULL,
    priority hitl_priority NOT NULL DEFAULT 'normal',
    status hitl_status NOT NULL DEFAULT 'pending',
    reason text NOT NULL DEFAULT '',
    draft_data jsonb NOT NULL,
    final_data jsonb,
    review_notes text,
    task_token text NOT NULL,
    assigned_at timestamptz,
    started_at timestamptz,
    completed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (job_id, attempt)
);
CREATE INDEX hitl_queue ON hitl_tasks (status, priority DESC, created_at, id);
CREATE INDEX hitl_of_reviewer ON hitl_tasks (assigned_to, status);

CREATE TABLE refresh_tokens (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    family uuid NOT NULL,
    token_hash text NOT NULL UNIQUE,
    access_jti uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX refresh_tokens_of_family ON refresh_tokens (family);
CREATE INDEX refresh_tokens_of_user ON refresh_tokens (user_id);
CREATE UNIQUE INDEX refresh_tokens_of_access_token ON refresh_tokens (access_jti);
CREATE INDEX refresh_tokens_expired ON refresh_tokens (expires_at);

CREATE TABLE audit_logs (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id uuid,
    action text NOT NULL,
    resource_type text NOT NULL,
    resource_id uuid,
    changes jsonb NOT NULL DEFAULT '{}',
    ip_address inet,
    user_agent text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
-- Catches what no month has been made for yet, so that an entry is never refused.
CREATE TABLE audit_logs_default PARTITION OF audit_logs DEFAULT;
CREATE INDEX audit_logs_of_user ON audit_logs (user_id, created_at DESC);
CREATE INDEX audit_logs_of_resource ON audit_logs (resource_type, resource_id, created_at DESC);

CREATE FUNCTION ensure_audit_partition(month date) RETURNS void LANGUAGE plpgsql AS '
DECLARE
    first date := date_trunc(''month'', month);
    partition text := ''audit_logs_'' || to_char(first, ''YYYY_MM'');
BEGIN
    IF to_regclass(partition) IS NULL
       AND NOT EXISTS (SELECT 1 FROM audit_logs_default
                       WHERE created_at >= first AND created_at < first + interval ''1 month'') THEN
        EXECUTE format(''CREATE TABLE IF NOT EXISTS %I PARTITION OF audit_logs FOR VALUES FROM (%L) TO (%L)'',
                       partition, first, first + interval ''1 month'');
    END IF;
END';
SELECT ensure_audit_partition(current_date);
SELECT ensure_audit_partition((current_date + interval '1 month')::date);

CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON timetables FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON timeblocks FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON processing_jobs FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON hitl_tasks FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON refresh_tokens FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON audit_logs FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE VIEW active_timetables AS
SELECT t.*, (SELECT count(*) FROM timeblocks b WHERE b.timetable_id = t.id) AS timeblock_count
FROM timetables t WHERE t.status = 'active';

CREATE VIEW queue_health AS
SELECT status, processing_tier, count(*) AS jobs, min(created_at) AS oldest,
       count(*) FILTER (WHERE updated_at < now() - interval '30 minutes') AS stuck
FROM processing_jobs WHERE status NOT IN ('completed', 'failed')
GROUP BY status, processing_tier;
