-- What layers tell of the images of an epoch beside the losses: `active_units` and `kl` of a variational code,
-- `perplexity` of a vector-quantised one.
CREATE TABLE epoch_metrics (
  run_id INTEGER NOT NULL,
  epoch  INTEGER NOT NULL,
  split  TEXT NOT NULL CHECK (split IN ('validation', 'test')),
  layer  TEXT NOT NULL,
  name   TEXT NOT NULL,
  unit   INTEGER NOT NULL,                            -- from 0; -1: of the layer
  value  REAL,
  PRIMARY KEY (run_id, epoch, split, layer, name, unit),
  FOREIGN KEY (run_id, epoch) REFERENCES epochs (run_id, epoch) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
