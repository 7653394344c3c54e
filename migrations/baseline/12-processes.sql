-- What the processes of one shop agree on.

CREATE TABLE leases (
  name text PRIMARY KEY,
  holder uuid NOT NULL,
  term bigint NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE job_ticks (
  job text PRIMARY KEY,
  slot timestamptz NOT NULL,
  holder uuid NOT NULL
);
