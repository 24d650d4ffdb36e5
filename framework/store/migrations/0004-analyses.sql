-- What comes after training: each picture and each analysis of a run, with a status of its own.
CREATE TABLE analyses (
  run_id   INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  place    INTEGER NOT NULL,                          -- from 1, in the order in which they are made
  name     TEXT NOT NULL,                             -- of this use: 'pca8'; 'losses' and 'reconstructions' are pictures
  plugin   TEXT NOT NULL,                             -- '' for the pictures that every run gets
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  weights  TEXT NOT NULL CHECK (weights IN ('last', 'best', '')),  -- '' where none are used
  status   TEXT NOT NULL CHECK (status IN ('missing', 'running', 'done', 'failed', 'interrupted')),
  error    TEXT,                                      -- why it failed
  seconds  REAL,                                      -- that it took
  made_at  TEXT,                                      -- when it ended
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;

-- Renaming a table otherwise checks every view, also those that read what a later step adds.
PRAGMA legacy_alter_table = ON;
-- Metrics can be of one split or one class; '' is neither.
CREATE TABLE metrics_of_parts (
  run_id   INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  analysis TEXT NOT NULL,
  name     TEXT NOT NULL,
  split    TEXT NOT NULL DEFAULT '',
  class    TEXT NOT NULL DEFAULT '',
  value    REAL,
  PRIMARY KEY (run_id, analysis, name, split, class)
) STRICT, WITHOUT ROWID;
INSERT INTO metrics_of_parts (run_id, analysis, name, value) SELECT run_id, analysis, name, value FROM metrics;
DROP TABLE metrics;
ALTER TABLE metrics_of_parts RENAME TO metrics;
PRAGMA legacy_alter_table = OFF;

-- Which analysis made a file; '' for checkpoints. Descriptions of earlier versions begin with the plugin's name.
ALTER TABLE artefacts ADD COLUMN analysis TEXT NOT NULL DEFAULT '';
UPDATE artefacts SET analysis = CASE
  WHEN path LIKE '%/losses.png' THEN 'losses'
  WHEN path LIKE '%/reconstructions.png' THEN 'reconstructions'
  WHEN kind <> 'checkpoint' AND instr(description, ': ') > 1 THEN substr(description, 1, instr(description, ': ') - 1)
  ELSE '' END;

-- A run of earlier versions was done only when all of this was made. Two uses of one plugin wrote over each other
-- then, so that neither counts as made.
INSERT INTO analyses (run_id, place, name, plugin, settings, weights, status, made_at)
SELECT id, 1, 'losses', '', '{}', '', 'done', finished_at FROM runs WHERE status = 'done'
UNION ALL
SELECT id, 2, 'reconstructions', '', '{}', 'last', 'done', finished_at FROM runs WHERE status = 'done';
INSERT OR IGNORE INTO analyses (run_id, place, name, plugin, settings, weights, status, made_at)
SELECT run_id, place, plugin || iif(number = 1, '', number), plugin, settings, 'last',
       iif(uses = 1, 'done', 'missing'), iif(uses = 1, finished_at, NULL)
FROM (SELECT runs.id AS run_id, use.key + 3 AS place, json_extract(use.value, '$.plugin') AS plugin,
             json_remove(use.value, '$.plugin') AS settings, runs.finished_at AS finished_at,
             row_number() OVER (PARTITION BY runs.id, json_extract(use.value, '$.plugin') ORDER BY use.key) AS number,
             count(*) OVER (PARTITION BY runs.id, json_extract(use.value, '$.plugin')) AS uses
      FROM runs, json_each(runs.configuration, '$.analyse') AS use
      WHERE runs.status = 'done' AND json_type(use.value, '$.plugin') = 'text')
ORDER BY run_id, place;
