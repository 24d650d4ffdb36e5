-- A store of version 2 as its program left it: a run that is done, and one that was stopped after two of 40 epochs.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
INSERT INTO runs VALUES(1,'0001-old-s1','old','',1,'done',NULL,'old.yaml',replace('experiment: old\nmodel: old.cae\ndata: { train: { images: train.npy } }\ntrain: { epochs: 40, batch: 7, optimizer: { kind: sgd, rate: 0.01, momentum: 0.9 } }\n','\n',char(10)),'old.cae',replace('model old {\n  input 12x12x1\n  conv 2 3x3 relu pad=same; bn; conv 1 1x1 sigmoid\n}\n','\n',char(10)),'{"analyse":[],"augment":[],"data":{"dataset":"","limit":0,"limit_test":0,"test":{"images":"","labels":""},"train":{"images":"train.npy","labels":""}},"experiment":"old","model":"old.cae","options":{"epochs":2},"set":{},"train":{"batch":7,"clip_norm":0.0,"early_stopping":{"min_delta":0.0,"patience":0},"epochs":2,"init":"","loss":"bce","optimizer":{"kind":"sgd","momentum":0.9,"nesterov":false,"rate":0.01,"weight_decay":0.0},"precision":"fp32","schedule":{"kind":"constant","warmup":0},"seed":1,"shuffle":true},"variant":""}','cae-lab run old.yaml --epochs 2','0.1.0','2.6.3','AMD EPYC','avx2',2,NULL,31,27,2,'2026-11-27T07:18:15Z','2026-11-27T07:18:16Z',0.57254614299999995186);
INSERT INTO runs VALUES(2,'0002-old-s1','old','',1,'stopped',NULL,'old.yaml',replace('experiment: old\nmodel: old.cae\ndata: { train: { images: train.npy } }\ntrain: { epochs: 40, batch: 7, optimizer: { kind: sgd, rate: 0.01, momentum: 0.9 } }\n','\n',char(10)),'old.cae',replace('model old {\n  input 12x12x1\n  conv 2 3x3 relu pad=same; bn; conv 1 1x1 sigmoid\n}\n','\n',char(10)),'{"analyse":[],"augment":[],"data":{"dataset":"","limit":0,"limit_test":0,"test":{"images":"","labels":""},"train":{"images":"train.npy","labels":""}},"experiment":"old","model":"old.cae","set":{},"train":{"batch":7,"clip_norm":0.0,"early_stopping":{"min_delta":0.0,"patience":0},"epochs":40,"init":"","loss":"bce","optimizer":{"kind":"sgd","momentum":0.9,"nesterov":false,"rate":0.01,"weight_decay":0.0},"precision":"fp32","schedule":{"kind":"constant","warmup":0},"seed":1,"shuffle":true},"variant":""}','cae-lab run old.yaml','0.1.0','2.6.3','AMD EPYC','avx2',2,NULL,31,27,40,'2026-11-27T07:18:16Z','2026-11-27T07:18:16Z',0.17100478299999999354);
CREATE TABLE plugins (
  run_id  INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  name    TEXT NOT NULL,
  version TEXT NOT NULL,
  path    TEXT NOT NULL,
  sha256  TEXT NOT NULL,
  PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;
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
INSERT INTO epochs VALUES(1,1,0.56969348257209495578,NULL,0.014730234999999999509,0.010000000000000000208,4073.2907199235851296,'2026-11-27T07:18:16Z');
INSERT INTO epochs VALUES(1,2,0.48472756348271761606,NULL,0.060044331999999998872,0.010000000000000000208,999.2936825702646502,'2026-11-27T07:18:16Z');
INSERT INTO epochs VALUES(2,1,0.56969348257209495578,NULL,0.015361928000000000388,0.010000000000000000208,3905.8845861881281963,'2026-11-27T07:18:16Z');
INSERT INTO epochs VALUES(2,2,0.48472756348271761606,NULL,0.0010609869999999999978,0.010000000000000000208,56560.71274039481068,'2026-11-27T07:18:16Z');
CREATE TABLE metrics (
  run_id   INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  analysis TEXT NOT NULL,
  name     TEXT NOT NULL,
  value    REAL,
  PRIMARY KEY (run_id, analysis, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE artefacts (
  run_id      INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,
  path        TEXT NOT NULL,                          -- relative to the store's folder
  description TEXT NOT NULL,
  PRIMARY KEY (run_id, path)
) STRICT, WITHOUT ROWID;
INSERT INTO artefacts VALUES(1,'checkpoint','0001-old-s1/best.safetensors','weights of the epoch with the least test loss');
INSERT INTO artefacts VALUES(1,'checkpoint','0001-old-s1/last.safetensors','weights and optimizer state of the last epoch');
INSERT INTO artefacts VALUES(1,'plot','0001-old-s1/losses.png','losses of every epoch: train blue, test red');
INSERT INTO artefacts VALUES(1,'images','0001-old-s1/reconstructions.png','the first ten training images and what the model makes of them');
INSERT INTO artefacts VALUES(2,'checkpoint','0002-old-s1/best.safetensors','weights of the epoch with the least test loss');
INSERT INTO artefacts VALUES(2,'checkpoint','0002-old-s1/last.safetensors','weights and optimizer state of the last epoch');
CREATE TABLE run_profile (
  run_id        INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  place         INTEGER NOT NULL,                     -- from 1, in the order of the graph
  node          TEXT NOT NULL,                        -- of the optimised graph; '' for what no operator does
  layer         TEXT NOT NULL,                        -- of the model's text, that the node came from
  kind          TEXT NOT NULL,                        -- the operator's
  direction     TEXT NOT NULL,                        -- 'forward', 'backward 2', 'weight gradients', 'waiting', ...
  seconds       REAL NOT NULL,                        -- a step
  flops         REAL NOT NULL,                        -- of its matrix products, a step
  bytes         REAL NOT NULL,                        -- that it must read and write, a step
  limit_seconds REAL NOT NULL,                        -- that the machine needs for both at least; 0: not counted
  PRIMARY KEY (run_id, place)
) STRICT, WITHOUT ROWID;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('runs',2);
CREATE INDEX runs_by_experiment ON runs (experiment, variant, seed);
CREATE VIEW epoch_losses AS
SELECT epochs.run_id, runs.experiment, runs.variant, runs.seed,
       epochs.epoch, epochs.train_loss, epochs.test_loss, epochs.seconds
FROM epochs JOIN runs ON runs.id = epochs.run_id;
CREATE VIEW run_summary AS
SELECT runs.id AS run_id, runs.experiment, runs.variant, runs.seed, runs.status,
       (SELECT count(*) FROM epochs WHERE run_id = runs.id) AS epochs,
       (SELECT min(test_loss) FROM epochs WHERE run_id = runs.id) AS best_test_loss,
       (SELECT epoch FROM epochs WHERE run_id = runs.id AND test_loss IS NOT NULL
        ORDER BY test_loss, epoch LIMIT 1) AS best_epoch,
       (SELECT train_loss FROM epochs WHERE run_id = runs.id ORDER BY epoch DESC LIMIT 1) AS final_train_loss,
       (SELECT test_loss FROM epochs WHERE run_id = runs.id ORDER BY epoch DESC LIMIT 1) AS final_test_loss,
       runs.seconds, runs.started_at
FROM runs;
COMMIT;
PRAGMA application_id = 1130456396;
PRAGMA user_version = 2;
