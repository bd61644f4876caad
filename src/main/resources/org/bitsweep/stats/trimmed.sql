-- Without the last epochs of runs that stopped early: there the network did not get better any more.
SELECT
  group_key,
  run_key,
  seed,
  slice(points, 1, greatest(size(points) - IF(stop_reason = 'early-stopping', patience, 0), 0)) AS points
FROM trajectories
