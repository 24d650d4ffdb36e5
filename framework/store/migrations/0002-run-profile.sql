-- Where the time of a run went (cae-lab run --profile). Means over the measured steps, of all threads together.
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
