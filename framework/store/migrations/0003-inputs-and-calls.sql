-- What a run reads, by which it knows its data again, and which runs a command had chosen, so that it can be gone on
-- with.
CREATE TABLE run_inputs (
  run_id      INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  role        TEXT NOT NULL,                          -- 'training images', 'test labels', 'start weights', ...
  path        TEXT NOT NULL,                          -- absolute, where it was when the run began
  array       TEXT NOT NULL,                          -- the one that was chosen of an NPZ file; '' for none
  files       INTEGER NOT NULL,                       -- how many, in a folder of images; else 1
  bytes       INTEGER NOT NULL,                       -- of all of them
  method      TEXT NOT NULL CHECK (method IN ('sha256', 'samples')),  -- of the sum; samples: three of a MiB
  modified_ns INTEGER,                                -- last change, nanoseconds since 1970; of samples alone
  sum         TEXT NOT NULL,                          -- SHA-256, hexadecimal
  PRIMARY KEY (run_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE calls (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  command  TEXT NOT NULL,                             -- as typed
  options  TEXT NOT NULL CHECK (json_valid(options)), -- those that change a run
  began_at TEXT NOT NULL
) STRICT;

-- The runs that a call was to make, begun or not.
CREATE TABLE call_runs (
  call_id INTEGER NOT NULL REFERENCES calls (id) ON DELETE CASCADE,
  place   INTEGER NOT NULL,                           -- from 1, their order
  variant TEXT NOT NULL,
  seed    INTEGER NOT NULL,
  PRIMARY KEY (call_id, place)
) STRICT, WITHOUT ROWID;

ALTER TABLE runs ADD COLUMN call_id INTEGER REFERENCES calls (id);  -- NULL for those of before version 3
CREATE UNIQUE INDEX runs_of_call ON runs (call_id, variant, seed);
