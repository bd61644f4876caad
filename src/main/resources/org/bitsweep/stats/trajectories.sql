-- One row an OK run: its epochs in order, without epoch 0, the state before training.
SELECT
  runs.group_key,
  runs.run_key,
  runs.seed,
  runs.stop_reason,
  CAST(get_json_object(runs.config, '$.training.early-stopping.patience') AS INT) AS patience,
  sorted.points
FROM runs
JOIN (
  SELECT run_key, sort_array(collect_list(struct(epoch, train_loss, bdm, entropy))) AS points
  FROM epochs
  WHERE epoch >= 1
  GROUP BY run_key
) AS sorted ON sorted.run_key = runs.run_key
WHERE runs.status = 'OK'
