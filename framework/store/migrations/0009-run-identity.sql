-- What tells a run from every other one, in whatever store it is (cae-lab merge), and the name under which it was begun:
-- its checkpoints are marked with that one, whatever its number is in another store.
ALTER TABLE runs ADD COLUMN identity TEXT;
ALTER TABLE runs ADD COLUMN begun_as TEXT;
-- Of runs of before this version; since then it is random.
UPDATE runs SET identity = name || '@' || started_at, begun_as = name;
CREATE UNIQUE INDEX runs_by_identity ON runs (identity);

-- The journal that was chosen for this store (--journal); no row: the usual one, a write-ahead log.
CREATE TABLE chosen_journal (
  place INTEGER NOT NULL PRIMARY KEY CHECK (place = 1),
  kind  TEXT NOT NULL CHECK (kind IN ('wal', 'delete'))
) STRICT;
