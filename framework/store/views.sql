-- What scripts and notebooks may rely on: these views and their columns. Made anew at every migration.

DROP VIEW IF EXISTS epoch_losses;
CREATE VIEW epoch_losses AS
SELECT epochs.run_id, runs.experiment, runs.variant, runs.seed,
       epochs.epoch, epochs.train_loss, epochs.test_loss, epochs.seconds
FROM epochs JOIN runs ON runs.id = epochs.run_id;

-- `epochs` counts those trained. The best epoch is the first one with the lowest test loss.
DROP VIEW IF EXISTS run_summary;
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
