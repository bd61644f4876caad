-- The same r of a group's mean trajectory: each epoch's mean over the runs that have it.
SELECT
  group_key,
  mean_trajectory(array_sort(collect_list(struct(run_key, points.train_loss, points.bdm)))) AS bdm,
  mean_trajectory(array_sort(collect_list(struct(run_key, points.train_loss, points.entropy)))) AS entropy
FROM eligible
GROUP BY group_key
