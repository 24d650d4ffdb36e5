-- What users call runs and say of them, and deleted runs whose folder is still there.
CREATE TABLE tags (
  run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  tag    TEXT NOT NULL,
  PRIMARY KEY (run_id, tag)
) STRICT, WITHOUT ROWID;

ALTER TABLE runs ADD COLUMN note TEXT;                -- NULL for none

CREATE TABLE deleted_folders (
  name TEXT NOT NULL PRIMARY KEY                      -- below the store
) STRICT, WITHOUT ROWID;
