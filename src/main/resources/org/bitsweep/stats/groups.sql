-- One row a group, whatever became of its runs.
SELECT
  group_key,
  dataset,
  network,
  axes,
  runs,
  failed,
  quarantined,
  accuracy.mean AS test_accuracy,
  accuracy.deviation AS test_accuracy_sd
FROM (
  SELECT
    group_key,
    min_by(dataset, run_key) AS dataset,
    min_by(network, run_key) AS network,
    min_by(axes, run_key) AS axes,
    COUNT_IF(status = 'OK') AS runs,
    COUNT_IF(status = 'FAILED') AS failed,
    COUNT_IF(status = 'QUARANTINED') AS quarantined,
    mean_and_deviation(run_key, test_accuracy) AS accuracy
  FROM runs
  GROUP BY group_key
)
