-- One row a group: all of its runs, what was left out, and the means over runs with their 95 % bootstrap intervals.
WITH counted AS (
  SELECT
    group_key,
    any_value(dataset) AS dataset,
    any_value(network) AS network,
    map_from_entries(array_sort(map_entries(any_value(axes)))) AS axes,
    COUNT_IF(status = 'OK') AS runs,
    COUNT_IF(status = 'FAILED') AS failed,
    COUNT_IF(status = 'QUARANTINED') AS quarantined,
    AVG(test_accuracy) AS test_accuracy,
    STDDEV_SAMP(test_accuracy) AS test_accuracy_sd
  FROM runs
  GROUP BY group_key
),
correlated AS (
  SELECT
    group_key,
    COUNT(*) AS eligible,
    AVG(epochs) AS epochs,
    bootstrap_mean(transform(
      array_sort(collect_list(IF(r_bdm IS NULL, NULL, struct(run_key, r_bdm AS r)))), entry -> entry.r)) AS bdm,
    bootstrap_mean(transform(
      array_sort(collect_list(IF(r_entropy IS NULL, NULL, struct(run_key, r_entropy AS r)))), entry -> entry.r)) AS entropy,
    COUNT(r_bdm) AS r_bdm_runs,
    COUNT(r_entropy) AS r_entropy_runs,
    COUNT_IF(constant_loss) AS constant_loss,
    COUNT_IF(constant_bdm) AS constant_bdm,
    COUNT_IF(constant_entropy) AS constant_entropy,
    AVG(IF(r_bdm > r_entropy, 1.0D, 0.0D)) FILTER (WHERE r_bdm IS NOT NULL AND r_entropy IS NOT NULL) AS bdm_stronger
  FROM run_correlations
  GROUP BY group_key
)
SELECT
  counted.group_key,
  dataset,
  network,
  axes,
  runs,
  runs - COALESCE(eligible, 0) AS excluded,
  failed,
  quarantined,
  correlated.epochs,
  correlated.bdm.mean AS r_bdm,
  correlated.bdm.low AS r_bdm_low,
  correlated.bdm.high AS r_bdm_high,
  correlated.entropy.mean AS r_entropy,
  correlated.entropy.low AS r_entropy_low,
  correlated.entropy.high AS r_entropy_high,
  bdm_stronger,
  COALESCE(r_bdm_runs, 0) AS r_bdm_runs,
  COALESCE(r_entropy_runs, 0) AS r_entropy_runs,
  COALESCE(constant_loss, 0) AS constant_loss,
  COALESCE(constant_bdm, 0) AS constant_bdm,
  COALESCE(constant_entropy, 0) AS constant_entropy,
  trajectory_correlations.bdm.mean AS r_bdm_trajectory,
  trajectory_correlations.bdm.low AS r_bdm_trajectory_low,
  trajectory_correlations.bdm.high AS r_bdm_trajectory_high,
  trajectory_correlations.entropy.mean AS r_entropy_trajectory,
  trajectory_correlations.entropy.low AS r_entropy_trajectory_low,
  trajectory_correlations.entropy.high AS r_entropy_trajectory_high,
  test_accuracy,
  test_accuracy_sd
FROM counted
LEFT JOIN correlated ON correlated.group_key = counted.group_key
LEFT JOIN trajectory_correlations ON trajectory_correlations.group_key = counted.group_key
ORDER BY dataset, network, CAST(axes AS STRING), counted.group_key
