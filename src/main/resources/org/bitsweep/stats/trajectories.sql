-- One row an OK run: its epochs in order, without epoch 0, the state before training. The series have an element for each
-- epoch. Statistics use the epochs up to `last_epoch`: the last ones of a run that stopped early are left out, because
-- there the network did not get better any more.
SELECT /*+ SHUFFLE_HASH(runs) */
  runs.group_key,
  runs.run_key,
  runs.seed,
  runs.best_epoch,
  runs.test_accuracy,
  points.epochs,
  points.train_loss,
  points.train_accuracy,
  points.validation_loss,
  points.validation_accuracy,
  points.bdm,
  points.entropy,
  element_at(points.epochs, -1) - IF(
    runs.stop_reason = 'early-stopping',
    CAST(get_json_object(runs.config, '$.training.early-stopping.patience') AS INT),
    0
  ) AS last_epoch
FROM (
  SELECT
    run_key,
    trajectory(
      epoch, train_loss, train_accuracy, validation_loss, validation_accuracy, bdm, entropy
    ) AS points
  FROM epochs
  WHERE epoch >= 1
  GROUP BY run_key
)
JOIN runs USING (run_key)
WHERE runs.status = 'OK'
