-- A third loss, why a run ended before its last epoch, and what a run says of itself.
ALTER TABLE epochs ADD COLUMN validation_loss REAL;   -- NULL without validation images
ALTER TABLE runs ADD COLUMN end_reason TEXT;          -- 'early stopping after epoch 15 of 50: ...'; NULL otherwise

CREATE TABLE run_warnings (
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  place  INTEGER NOT NULL,                            -- from 1, in the order in which they were said
  code   TEXT NOT NULL,                               -- 'W811'; docs/errors.md lists them
  text   TEXT NOT NULL,
  help   TEXT NOT NULL,
  PRIMARY KEY (run_id, place)
) STRICT, WITHOUT ROWID;
