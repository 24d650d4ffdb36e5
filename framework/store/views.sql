-- What scripts and notebooks may rely on: these views and their columns. Made anew at every migration.

DROP VIEW IF EXISTS epoch_losses;
CREATE VIEW epoch_losses AS
SELECT epochs.run_id, runs.experiment, runs.variant, runs.seed,
       epochs.epoch, epochs.train_loss, epochs.test_loss, epochs.seconds, epochs.validation_loss
FROM epochs JOIN runs ON runs.id = epochs.run_id;

-- `epochs` counts those trained. The best epoch is the first one with the least watched loss (base/watched_loss.h):
-- the validation loss of a run that has one, else the test loss, else the training loss. The best losses are those of
-- the best epoch.
DROP VIEW IF EXISTS run_summary;
CREATE VIEW run_summary AS
WITH kinds AS (
       SELECT run_id, count(*) AS epochs, count(validation_loss) > 0 AS has_validation, count(test_loss) > 0 AS has_test
       FROM epochs GROUP BY run_id),
     watched AS (
       SELECT epochs.run_id, epoch, test_loss, validation_loss,
              CASE WHEN has_validation THEN validation_loss WHEN has_test THEN test_loss ELSE train_loss END AS loss
       FROM epochs JOIN kinds ON kinds.run_id = epochs.run_id),
     best AS (
       SELECT run_id, epoch, test_loss, validation_loss,
              row_number() OVER (PARTITION BY run_id ORDER BY loss, epoch) AS place
       FROM watched WHERE abs(loss) <= 1.7976931348623157e308),  -- finite; what is not a number is NULL
     final AS (
       SELECT run_id, train_loss, test_loss, validation_loss,
              row_number() OVER (PARTITION BY run_id ORDER BY epoch DESC) AS place
       FROM epochs)
SELECT runs.id AS run_id, runs.experiment, runs.variant, runs.seed, runs.status,
       coalesce(kinds.epochs, 0) AS epochs, best.test_loss AS best_test_loss, best.epoch AS best_epoch,
       final.train_loss AS final_train_loss, final.test_loss AS final_test_loss, runs.seconds, runs.started_at,
       best.validation_loss AS best_validation_loss, final.validation_loss AS final_validation_loss
FROM runs LEFT JOIN kinds ON kinds.run_id = runs.id
          LEFT JOIN best ON best.run_id = runs.id AND best.place = 1
          LEFT JOIN final ON final.run_id = runs.id AND final.place = 1;

-- What comes after training: each picture and analysis with what became of it.
DROP VIEW IF EXISTS run_analyses;
CREATE VIEW run_analyses AS
SELECT analyses.run_id, runs.experiment, runs.variant, runs.seed,
       analyses.name AS analysis, analyses.plugin, analyses.weights, analyses.status, analyses.error, analyses.seconds
FROM analyses JOIN runs ON runs.id = analyses.run_id;

-- `analysis` is the name of that use in the experiment. `split` and `class` are NULL where a number is of neither.
DROP VIEW IF EXISTS run_metrics;
CREATE VIEW run_metrics AS
SELECT metrics.run_id, runs.experiment, runs.variant, runs.seed,
       metrics.analysis, metrics.name, nullif(metrics.split, '') AS split, nullif(metrics.class, '') AS class,
       metrics.value
FROM metrics JOIN runs ON runs.id = metrics.run_id;

-- The losses of epoch_losses, term by term: their sum. Runs of before this table have none.
DROP VIEW IF EXISTS loss_terms;
CREATE VIEW loss_terms AS
SELECT epoch_terms.run_id, runs.experiment, runs.variant, runs.seed,
       epoch_terms.epoch, epoch_terms.split, epoch_terms.term, epoch_terms.value
FROM epoch_terms JOIN runs ON runs.id = epoch_terms.run_id;

-- What layers tell of an epoch's validation or test images. `unit` is NULL where a number is of the layer.
DROP VIEW IF EXISTS layer_metrics;
CREATE VIEW layer_metrics AS
SELECT epoch_metrics.run_id, runs.experiment, runs.variant, runs.seed,
       epoch_metrics.epoch, epoch_metrics.split, epoch_metrics.layer, epoch_metrics.name,
       nullif(epoch_metrics.unit, -1) AS unit, epoch_metrics.value
FROM epoch_metrics JOIN runs ON runs.id = epoch_metrics.run_id;

-- The names that users gave to runs (cae-lab tag), one row a tag, and what they wrote of them (cae-lab note).
DROP VIEW IF EXISTS run_tags;
CREATE VIEW run_tags AS
SELECT tags.run_id, runs.experiment, runs.variant, runs.seed, tags.tag
FROM tags JOIN runs ON runs.id = tags.run_id;

DROP VIEW IF EXISTS run_notes;
CREATE VIEW run_notes AS
SELECT id AS run_id, experiment, variant, seed, note
FROM runs WHERE note IS NOT NULL;

-- Every setting that a run was made with, as in `cae-lab show`: 'set.width', 'train.optimizer.rate', 'augment.0.sigma'.
-- A number is a number.
DROP VIEW IF EXISTS run_settings;
CREATE VIEW run_settings AS
SELECT runs.id AS run_id, runs.experiment, runs.variant, runs.seed,
       replace(replace(replace(substr(setting.fullkey, 3), '[', '.'), ']', ''), '"', '') AS key, setting.atom AS value
FROM runs, json_tree(runs.configuration) AS setting
WHERE setting.atom IS NOT NULL;
