-- Of every session, whoever opens it: RDS Proxy refuses them among a connection's options. 20 seconds are below the API
-- function's 30, so that a slow statement ends as an error that we can answer.

DO '
BEGIN
    EXECUTE format(''ALTER DATABASE %I SET statement_timeout = 20000'', current_database());
    EXECUTE format(''ALTER DATABASE %I SET timezone = ''''UTC'''''', current_database());
END';
