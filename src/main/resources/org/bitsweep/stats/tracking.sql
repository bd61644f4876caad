-- One row a measure, target, preparation and method, over the runs of all groups: how closely the measure follows training
-- within a run, and how closely it follows that of other runs of the same group. 95 % bootstrap intervals over runs.
WITH grouped AS (
  SELECT
    measure,
    target,
    preparation,
    method,
    group_key,
    packed_runs(run_key, x, y) FILTER (WHERE excluded IS NULL OR excluded LIKE 'constant%') AS packed
  FROM run_correlations
  GROUP BY measure, target, preparation, method, group_key
),
crossed AS (
  SELECT
    *,
    cross_pairing_within(transform(array_sort(packed_groups), g -> g.packed), preparation, method) AS other
  FROM (
    SELECT
      measure,
      target,
      preparation,
      method,
      COUNT(*) AS groups,
      collect_list(named_struct('group_key', group_key, 'packed', packed)) AS packed_groups
    FROM grouped
    GROUP BY measure, target, preparation, method
  )
),
each AS (
  SELECT measure, target, preparation, method, COUNT(*) AS measured, bootstrap_mean(run_key, r) AS own
  FROM run_correlations
  GROUP BY measure, target, preparation, method
)
SELECT
  measure,
  target,
  preparation,
  method,
  groups,
  measured,
  own.runs AS n,
  own.mean.estimate AS r,
  own.mean.low AS r_low,
  own.mean.high AS r_high,
  own.mean.bca_low AS r_bca_low,
  own.mean.bca_high AS r_bca_high,
  other.pairs AS cross_pairs,
  other.r.estimate AS r_cross,
  other.r.low AS r_cross_low,
  other.r.high AS r_cross_high,
  other.r.bca_low AS r_cross_bca_low,
  other.r.bca_high AS r_cross_bca_high,
  other.own AS r_own_in_pairs,
  other.excess.estimate AS excess,
  other.excess.low AS excess_low,
  other.excess.high AS excess_high,
  other.excess.bca_low AS excess_bca_low,
  other.excess.bca_high AS excess_bca_high
FROM each
JOIN crossed USING (measure, target, preparation, method)
