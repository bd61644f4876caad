-- One row an OK run: its epochs in order, without epoch 0, the state before training.
SELECT
  runs.group_key,
  runs.run_key,
  runs.dataset,
  runs.network,
  runs.axes,
  runs.test_accuracy,
  runs.stop_reason,
  CAST(get_json_object(runs.config, '$.training.early-stopping.patience') AS INT) AS patience,
  points.points
FROM runs
JOIN (
  SELECT run_key, array_sort(collect_list(struct(epoch, train_loss, bdm, entropy))) AS points
  FROM epochs
  WHERE epoch >= 1
  GROUP BY run_key
) AS points ON points.run_key = runs.run_key
WHERE runs.status = 'OK'
