-- One row: up to which instant the scheduler has looked for due pipelines.
CREATE TABLE scheduler_state (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  scheduled_through timestamptz NOT NULL
);
