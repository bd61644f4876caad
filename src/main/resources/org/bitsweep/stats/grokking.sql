-- One row an OK run, measure of the whole network and `since`: when it learns by heart, when it generalises, and when the
-- measure falls most steeply, of all epochs (`start`) or of those from `train_99` on (`memorised`). `train_99`, `held_out_50`
-- and `held_out_99` are the first epochs whose training or validation accuracy is that share; null for never. `qubd` counts
-- as a share of the same weights permuted where a probe measures both, `bdm` and `entropy` count at epochs with a validation,
-- and any measure is smoothed: the mean of five such epochs, fewer at the ends. The fall is between two of them, relative to
-- the greatest size of the measure. It is `before` if it has ended by the last validation at which accuracy was still below
-- 50 %, `after` if it begins at `held_out_99` or later, otherwise `with`; null for runs that do not generalise.
-- `chance_before`, `chance_with` and `chance_after` are the shares of all steps that lie there: where the steepest of them is
-- if the measure does not fall but fluctuates.
WITH passed AS (
  SELECT
    run_key,
    MIN(epoch) FILTER (WHERE train_accuracy >= 0.99) AS train_99,
    MIN(epoch) FILTER (WHERE validation_accuracy >= 0.5) AS held_out_50,
    MIN(epoch) FILTER (WHERE validation_accuracy >= 0.99) AS held_out_99,
    MAX(epoch) AS last_epoch
  FROM epochs
  GROUP BY run_key
),
timeline AS (
  SELECT
    passed.run_key,
    MAX(train_99) AS train_99,
    MAX(held_out_50) AS held_out_50,
    MAX(held_out_99) AS held_out_99,
    MAX(last_epoch) AS last_epoch,
    MAX(epoch) FILTER (WHERE validation_accuracy IS NOT NULL AND epoch < held_out_50) AS below_50
  FROM passed
  JOIN epochs ON epochs.run_key = passed.run_key
  GROUP BY passed.run_key
),
ranges AS (
  SELECT run_key, measure, since, epoch, value / coalesce(nullif(permuted, 0), 1) AS value
  FROM measurements
  JOIN (SELECT run_key, epoch, validation_accuracy FROM epochs) USING (run_key, epoch)
  JOIN timeline USING (run_key)
  LATERAL VIEW explode(array('start', 'memorised')) sinces AS since
  WHERE layer = -1
    AND name NOT IN ('permuted', 'permuted-sd', 'residual', 'products')
    AND (measure NOT IN ('bdm', 'entropy') OR validation_accuracy IS NOT NULL)
    AND epoch >= IF(since = 'start', 0, coalesce(train_99, last_epoch))
),
smoothed AS (
  SELECT
    run_key,
    measure,
    since,
    epoch,
    AVG(value) OVER (near) AS value,
    MAX(abs(value)) OVER (PARTITION BY run_key, measure, since) AS largest
  FROM ranges
  WINDOW near AS (PARTITION BY run_key, measure, since ORDER BY epoch ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING)
),
steps AS (
  SELECT
    run_key,
    measure,
    since,
    epoch AS from_epoch,
    LEAD(epoch) OVER (later) AS to_epoch,
    (value - LEAD(value) OVER (later)) / (LEAD(epoch) OVER (later) - epoch) / nullif(largest, 0) AS fall
  FROM smoothed
  WINDOW later AS (PARTITION BY run_key, measure, since ORDER BY epoch)
),
classified AS (
  SELECT
    steps.*,
    CASE
      WHEN held_out_99 IS NULL OR to_epoch IS NULL THEN NULL
      WHEN to_epoch <= coalesce(below_50, 0) THEN 'before'
      WHEN from_epoch >= held_out_99 THEN 'after'
      ELSE 'with'
    END AS place
  FROM steps
  JOIN timeline USING (run_key)
),
steepest AS (
  SELECT
    run_key,
    measure,
    since,
    -- The first of equals.
    max_by(struct(from_epoch, to_epoch, fall, place), struct(fall, -from_epoch)) FILTER (WHERE fall > 0) AS step,
    AVG(INT(place = 'before')) AS chance_before,
    AVG(INT(place = 'with')) AS chance_with,
    AVG(INT(place = 'after')) AS chance_after
  FROM classified
  GROUP BY run_key, measure, since
)
SELECT
  runs.group_key,
  run_key,
  runs.seed,
  measure,
  since,
  train_99,
  held_out_50,
  held_out_99,
  last_epoch,
  step.from_epoch AS fall_from,
  step.to_epoch AS fall_to,
  step.fall AS fall_per_epoch,
  step.place AS fall_is,
  chance_before,
  chance_with,
  chance_after
FROM runs
JOIN timeline USING (run_key)
JOIN steepest USING (run_key)
WHERE status = 'OK'
