-- One row an OK run and measure: its series, and what happened in training at the same epochs. `bdm` and `entropy` are
-- those of the probe `default`; others are named PROBE.NAME, and PROBE.NAME[LAYER] where they are of one layer. Estimates of
-- information are without the epochs in which they are saturated.
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
    SELECT
      run_key,
      concat(probe, '.', name, IF(layer < 0, '', concat('[', layer, ']'))) AS measure,
      series(epoch, value) AS points
    FROM measures
    LEFT ANTI JOIN (
      SELECT run_key, epoch, probe, layer, substring(name, 10) AS how
      FROM measures
      WHERE name LIKE 'saturated%' AND value = 1
    ) AS saturated
      ON saturated.run_key = measures.run_key
      AND saturated.epoch = measures.epoch
      AND saturated.probe = measures.probe
      AND saturated.layer = measures.layer
      -- As in predictors.sql: names end in how the estimate was made, and bounds are saturated by themselves.
      AND measures.name RLIKE '^i_[xt][ty]/'
      AND saturated.how = IF(
        measures.name LIKE '%-bound', '/bounds', regexp_replace(measures.name, '^i_[xt][ty]/[a-z-]+', ''))
    WHERE epoch >= 1
    GROUP BY run_key, probe, layer, name
  ) USING (run_key)
)
