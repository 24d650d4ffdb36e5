-- The tables of a store, version 1. Later versions are the files of migrations/.

-- One row a run, with everything needed to repeat it. Ids are never used twice, since folders are named after them.
CREATE TABLE runs (
  id                   INTEGER PRIMARY KEY AUTOINCREMENT,
  name                 TEXT NOT NULL UNIQUE,          -- '0007-denoise-narrow-s3': its folder below the store
  experiment           TEXT NOT NULL,
  variant              TEXT NOT NULL DEFAULT '',      -- '' is the experiment's base
  seed                 INTEGER NOT NULL,
  status               TEXT NOT NULL CHECK (status IN ('running', 'done', 'stopped', 'failed', 'interrupted')),
  error                TEXT,                          -- why it failed
  experiment_file      TEXT NOT NULL,
  experiment_text      TEXT NOT NULL,
  model_file           TEXT NOT NULL,
  model_text           TEXT NOT NULL,
  configuration        TEXT NOT NULL CHECK (json_valid(configuration)),  -- the resolved settings
  command              TEXT NOT NULL,                 -- the command line as typed
  cae_lab_version      TEXT NOT NULL,
  onednn_version       TEXT NOT NULL,
  cpu                  TEXT NOT NULL,
  isa                  TEXT NOT NULL,
  threads              INTEGER NOT NULL,
  git_revision         TEXT,                          -- NULL outside a git checkout
  parameters           INTEGER NOT NULL,
  trainable_parameters INTEGER NOT NULL,
  epochs_planned       INTEGER NOT NULL,
  started_at           TEXT NOT NULL,                 -- UTC, '2026-11-24T08:50:43Z', as every time here
  finished_at          TEXT,                          -- NULL while it runs
  seconds              REAL                           -- spent on it, over all resumptions
) STRICT;
CREATE INDEX runs_by_experiment ON runs (experiment, variant, seed);

-- The plugin files that a run used.
CREATE TABLE plugins (
  run_id  INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  name    TEXT NOT NULL,
  version TEXT NOT NULL,
  path    TEXT NOT NULL,
  sha256  TEXT NOT NULL,
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;

-- One row an epoch, committed as the epoch ends. Losses are means over all elements; NULL is "none" or not a number.
CREATE TABLE epochs (
  run_id            INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  epoch             INTEGER NOT NULL CHECK (epoch >= 1),
  train_loss        REAL,
  test_loss         REAL,
  seconds           REAL NOT NULL,
  learning_rate     REAL NOT NULL,
  images_per_second REAL NOT NULL,
  recorded_at       TEXT NOT NULL,
  PRIMARY KEY (run_id, epoch)
) STRICT, WITHOUT ROWID;

-- Numbers that analyses found.
CREATE TABLE metrics (
  run_id   INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  analysis TEXT NOT NULL,
  name     TEXT NOT NULL,
  value    REAL,
  PRIMARY KEY (run_id, analysis, name)
) STRICT, WITHOUT ROWID;

-- Files that a run left.
CREATE TABLE artefacts (
  run_id      INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,
  path        TEXT NOT NULL,                          -- relative to the store's folder
  description TEXT NOT NULL,
  PRIMARY KEY (run_id, path)
) STRICT, WITHOUT ROWID;
