-- One row a group: all of its runs, what was left out, and the means over runs with their 95 % bootstrap intervals.
-- The trajectory's r is that of the group's mean trajectory: each epoch's mean over the runs that have it.
WITH grouped AS (
  SELECT
    runs.group_key,
    min_by(runs.dataset, runs.run_key) AS dataset,
    min_by(runs.network, runs.run_key) AS network,
    min_by(runs.axes, runs.run_key) AS axes,
    COUNT_IF(runs.status = 'OK') AS runs,
    COUNT(r.run_key) AS eligible,
    COUNT_IF(runs.status = 'FAILED') AS failed,
    COUNT_IF(runs.status = 'QUARANTINED') AS quarantined,
    AVG(r.epochs) AS epochs,
    bootstrap(
      collect_list(struct(r.run_key, r.r_bdm, r.r_entropy, r.points.train_loss, r.points.bdm, r.points.entropy))
        FILTER (WHERE r.run_key IS NOT NULL)
    ) AS r,
    AVG(IF(r.r_bdm > r.r_entropy, 1, 0)) FILTER (WHERE r.r_bdm IS NOT NULL AND r.r_entropy IS NOT NULL) AS bdm_stronger,
    COUNT(r.r_bdm) AS r_bdm_runs,
    COUNT(r.r_entropy) AS r_entropy_runs,
    COUNT_IF(r.constant_loss) AS constant_loss,
    COUNT_IF(r.constant_bdm) AS constant_bdm,
    COUNT_IF(r.constant_entropy) AS constant_entropy,
    mean_and_deviation(collect_list(struct(runs.run_key, runs.test_accuracy))) AS test_accuracy
  FROM runs
  LEFT JOIN run_correlations AS r ON r.run_key = runs.run_key
  GROUP BY runs.group_key
)
SELECT
  group_key,
  dataset,
  network,
  axes,
  runs,
  runs - eligible AS excluded,
  failed,
  quarantined,
  epochs,
  r.bdm.estimate AS r_bdm,
  r.bdm.low AS r_bdm_low,
  r.bdm.high AS r_bdm_high,
  r.entropy.estimate AS r_entropy,
  r.entropy.low AS r_entropy_low,
  r.entropy.high AS r_entropy_high,
  bdm_stronger,
  r_bdm_runs,
  r_entropy_runs,
  constant_loss,
  constant_bdm,
  constant_entropy,
  r.bdm_trajectory.estimate AS r_bdm_trajectory,
  r.bdm_trajectory.low AS r_bdm_trajectory_low,
  r.bdm_trajectory.high AS r_bdm_trajectory_high,
  r.entropy_trajectory.estimate AS r_entropy_trajectory,
  r.entropy_trajectory.low AS r_entropy_trajectory_low,
  r.entropy_trajectory.high AS r_entropy_trajectory_high,
  test_accuracy.mean AS test_accuracy,
  test_accuracy.deviation AS test_accuracy_sd
FROM grouped
