-- One row an OK run, measure and place `at`: the measure's last value up to the best epoch (`best`) or to the last one
-- (`last`), taken at `epoch`, beside what the run reached. Measures are those of `series`, and `train_loss` and
-- `parameters` to compare them with. `MEASURE/initial` is a measure of the whole network divided by its value before
-- training, `PROBE.qubd/permuted` complexity divided by that of the same weights in random order. `train_loss` is that of
-- `epoch`; `accuracy_gap` is training accuracy at the best epoch - test accuracy.
WITH measured AS (
  SELECT run_key, measure, layer, epoch, value, initial, permuted, saturated
  FROM measurements
  UNION ALL
  SELECT run_key, 'train_loss', -1, epoch, train_loss, NULL, NULL, false
  FROM epochs
  WHERE train_loss IS NOT NULL
),
chosen AS (
  SELECT
    run_key,
    measure,
    layer,
    max_by(struct(epoch, value, initial, permuted, saturated), epoch) FILTER (WHERE epoch <= best_epoch) AS best,
    max_by(struct(epoch, value, initial, permuted, saturated), epoch) AS last
  FROM measured
  JOIN (SELECT run_key, best_epoch FROM runs WHERE status = 'OK') USING (run_key)
  WHERE epoch >= 1
  GROUP BY run_key, measure, layer
),
valued AS (
  SELECT run_key, at, concat(measure, reference) AS measure, point.epoch AS epoch, quotient AS value, point.saturated AS saturated
  FROM chosen
  LATERAL VIEW stack(2, 'best', best, 'last', last) places AS at, point
  LATERAL VIEW stack(
    3,
    '', point.value,
    '/initial', IF(layer < 0, point.value / nullif(point.initial, 0), NULL),
    '/permuted', point.value / nullif(point.permuted, 0)
  ) quotients AS reference, quotient
  WHERE quotient IS NOT NULL
  UNION ALL
  SELECT run_key, at, 'parameters', epoch, CAST(parameters AS DOUBLE), false
  FROM runs
  LATERAL VIEW stack(2, 'best', best_epoch, 'last', epochs) places AS at, epoch
  WHERE status = 'OK'
)
SELECT
  runs.group_key,
  run_key,
  runs.sweep,
  runs.dataset,
  runs.network,
  runs.seed,
  runs.axes,
  measure,
  at,
  epoch,
  value,
  saturated,
  runs.parameters,
  trained.train_loss,
  runs.test_accuracy,
  tested.train_accuracy - runs.test_accuracy AS accuracy_gap
FROM valued
JOIN runs USING (run_key)
LEFT JOIN (SELECT run_key, epoch, train_loss FROM epochs) AS trained USING (run_key, epoch)
LEFT JOIN (SELECT run_key, epoch AS best_epoch, train_accuracy FROM epochs) AS tested USING (run_key, best_epoch)
WHERE runs.status = 'OK'
