-- What each measure of the whole network and of each layer is after training, in per cent of its value before: mean and standard
-- deviation over the runs of a group.
--   submit/bitsweep sql results/qubd-measure conf/qubd/percent.sql
SELECT
  groups.network,
  CAST(groups.axes AS STRING) AS axes,
  m.measure,
  COUNT(*) AS runs,
  AVG(100 * m.value / m.initial) AS percent,
  STDDEV(100 * m.value / m.initial) AS sd
FROM runs r
JOIN groups USING (group_key)
JOIN measurements m ON m.run_key = r.run_key AND m.epoch = r.epochs
WHERE m.initial <> 0
GROUP BY ALL
ORDER BY network, axes, measure
