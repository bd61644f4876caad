-- One row an OK run and measure of `measurements`: its series, and what happened in training at the same epochs. Estimates
-- of information are without the epochs in which they are saturated.
SELECT
  group_key,
  run_key,
  seed,
  best_epoch,
  test_accuracy,
  last_epoch,
  measure,
  epochs,
  measured,
  train_loss,
  train_accuracy,
  validation_loss,
  validation_accuracy
FROM trajectories
LATERAL VIEW stack(2, 'bdm', bdm, 'entropy', entropy) named AS measure, measured
UNION ALL
SELECT
  group_key,
  run_key,
  seed,
  best_epoch,
  test_accuracy,
  last_epoch,
  measure,
  points.epochs,
  points.measured,
  transform(at, i -> coalesce(element_at(train_loss, i), double('NaN'))),
  transform(at, i -> coalesce(element_at(train_accuracy, i), double('NaN'))),
  transform(at, i -> coalesce(element_at(validation_loss, i), double('NaN'))),
  transform(at, i -> coalesce(element_at(validation_accuracy, i), double('NaN')))
FROM (
  -- A probe may measure some epochs only: `at` says where they are among all.
  SELECT
    trajectories.*,
    measure,
    points,
    transform(points.epochs, epoch -> nullif(CAST(array_position(trajectories.epochs, epoch) AS INT), 0)) AS at
  FROM trajectories
  JOIN (
    SELECT run_key, measure, series(epoch, value) AS points
    FROM measurements
    WHERE measure NOT IN ('bdm', 'entropy') AND NOT saturated AND epoch >= 1
    GROUP BY run_key, measure
  ) USING (run_key)
)
