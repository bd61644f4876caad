-- What each measure of the whole network and of each layer is after training, in per cent of its value before: mean and standard
-- deviation over the runs of a group.
--   submit/bitsweep sql results/qubd-measure conf/qubd/percent.sql
SELECT
  groups.network,
  CAST(groups.axes AS STRING) AS axes,
  concat(m.probe, '.', m.name, IF(m.layer < 0, '', concat('[', m.layer, ']'))) AS measure,
  COUNT(*) AS runs,
  AVG(100 * m.value / start.value) AS percent,
  STDDEV(100 * m.value / start.value) AS sd
FROM runs r
JOIN groups USING (group_key)
JOIN measures m ON m.run_key = r.run_key AND m.epoch = r.epochs
JOIN measures start ON start.run_key = r.run_key AND start.epoch = 0 AND start.probe = m.probe AND start.layer = m.layer
  AND start.name = m.name
WHERE start.value <> 0
GROUP BY ALL
ORDER BY network, axes, measure
