-- One row an OK run, measure and place `at`: the measure's last value up to the best epoch (`best`) or to the last one
-- (`last`), taken at `epoch`, beside what the run reached. Measures are those of `series`, and `train_loss` and
-- `parameters` to compare them with. `MEASURE/initial` is a measure of the whole network divided by its value before
-- training, `PROBE.qubd/permuted` complexity divided by that of the same weights in random order. `train_loss` is that of
-- `epoch`; `accuracy_gap` is training accuracy at the best epoch - test accuracy.
WITH measured AS (
  SELECT
    run_key, measure, probe, layer, name, epoch, value
  FROM epochs
  LATERAL VIEW stack(3, 'bdm', bdm, 'entropy', entropy, 'train_loss', train_loss) named AS measure, value
  LATERAL VIEW stack(1, '', -1, '') unnamed AS probe, layer, name
  UNION ALL
  SELECT
    run_key,
    concat(probe, '.', name, IF(layer < 0, '', concat('[', layer, ']'))) AS measure,
    probe,
    layer,
    name,
    epoch,
    value
  FROM measures
),
chosen AS (
  SELECT
    run_key,
    measure,
    probe,
    layer,
    name,
    any_value(value) FILTER (WHERE epoch = 0) AS initial,
    max_by(named_struct('epoch', epoch, 'value', value), epoch) FILTER (WHERE epoch BETWEEN 1 AND best_epoch) AS best,
    max_by(named_struct('epoch', epoch, 'value', value), epoch) FILTER (WHERE epoch >= 1) AS last
  FROM measured
  JOIN (SELECT run_key, best_epoch FROM runs WHERE status = 'OK') USING (run_key)
  WHERE value IS NOT NULL
  GROUP BY run_key, measure, probe, layer, name
),
referred AS (
  SELECT
    *,
    MAX(IF(name = 'permuted', point.value, NULL)) OVER beside AS permuted,
    collect_set(IF(name LIKE 'saturated%' AND point.value = 1, substring(name, 10), NULL)) OVER beside AS saturated_ways
  FROM chosen
  LATERAL VIEW stack(2, 'best', best, 'last', last) places AS at, point
  WHERE point IS NOT NULL
  WINDOW beside AS (PARTITION BY run_key, probe, layer, at)
),
valued AS (
  SELECT
    run_key,
    at,
    concat(measure, reference) AS measure,
    point.epoch AS epoch,
    quotient AS value,
    -- Names end in how the estimate was made, such as 30-bins; bounds are saturated by themselves.
    name RLIKE '^i_[xt][ty]/' AND array_contains(
      saturated_ways,
      IF(name LIKE '%-bound', '/bounds', regexp_replace(name, '^i_[xt][ty]/[a-z-]+', ''))
    ) AS saturated
  FROM referred
  LATERAL VIEW stack(
    3,
    '', point.value,
    '/initial', IF(layer < 0, point.value / nullif(initial, 0), NULL),
    '/permuted', IF(name = 'qubd', point.value / nullif(permuted, 0), NULL)
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
