-- One row a group, measure, target, preparation and method: correlations of single runs, of the group's mean trajectory,
-- of all epochs of all runs together, and of each run's measure with the target of other runs, with 95 % bootstrap
-- intervals over runs. `n` runs have a correlation; the others are counted by the reason why not.
SELECT
  c.group_key,
  groups.dataset,
  groups.network,
  groups.axes,
  c.measure,
  c.target,
  c.preparation,
  c.method,
  groups.runs,
  c.each.runs AS n,
  c.too_short,
  c.not_finite,
  c.constant_measure,
  c.constant_target,
  groups.runs - c.measured AS not_measured,
  groups.failed,
  groups.quarantined,
  c.each.mean.estimate AS r,
  c.each.mean.low AS r_low,
  c.each.mean.high AS r_high,
  c.each.mean.bca_low AS r_bca_low,
  c.each.mean.bca_high AS r_bca_high,
  c.each.fisher AS r_fisher,
  c.trajectory.estimate AS r_trajectory,
  c.trajectory.low AS r_trajectory_low,
  c.trajectory.high AS r_trajectory_high,
  c.trajectory.bca_low AS r_trajectory_bca_low,
  c.trajectory.bca_high AS r_trajectory_bca_high,
  c.pooled AS r_pooled,
  c.other.pairs AS cross_pairs,
  c.other.r.estimate AS r_cross,
  c.other.r.low AS r_cross_low,
  c.other.r.high AS r_cross_high,
  c.other.r.bca_low AS r_cross_bca_low,
  c.other.r.bca_high AS r_cross_bca_high,
  c.other.own AS r_own_in_pairs,
  c.other.excess.estimate AS excess,
  c.other.excess.low AS excess_low,
  c.other.excess.high AS excess_high,
  c.other.excess.bca_low AS excess_bca_low,
  c.other.excess.bca_high AS excess_bca_high
FROM (
  SELECT
    *,
    bootstrap_trajectory(packed, preparation, method) AS trajectory,
    pooled_correlation(packed, preparation, method) AS pooled,
    cross_pairing(packed, preparation, method) AS other
  FROM (
    SELECT
      group_key,
      measure,
      target,
      preparation,
      method,
      COUNT(*) AS measured,
      COUNT_IF(excluded = 'too short') AS too_short,
      COUNT_IF(excluded LIKE 'not finite%') AS not_finite,
      COUNT_IF(excluded = 'constant measure') AS constant_measure,
      COUNT_IF(excluded = 'constant target') AS constant_target,
      bootstrap_mean(run_key, r) AS each,
      packed_runs(run_key, x, y) FILTER (WHERE excluded IS NULL OR excluded LIKE 'constant%') AS packed
    FROM run_correlations
    GROUP BY group_key, measure, target, preparation, method
  )
) AS c
JOIN groups ON groups.group_key = c.group_key
