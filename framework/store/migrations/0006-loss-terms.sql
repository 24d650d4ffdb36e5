-- What is minimised, term by term: the loss of each output, and what else the model adds.
CREATE TABLE epoch_terms (
  run_id INTEGER NOT NULL,
  epoch  INTEGER NOT NULL,
  split  TEXT NOT NULL CHECK (split IN ('train', 'validation', 'test')),
  term   TEXT NOT NULL,                               -- the loss of an output is called like it
  value  REAL,                                        -- as it is added: weight times mean; NULL where it is not a number
  PRIMARY KEY (run_id, epoch, split, term),
  FOREIGN KEY (run_id, epoch) REFERENCES epochs (run_id, epoch) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
