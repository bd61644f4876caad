-- Does the order of the hidden units matter, which computes the same? And the CTM table, and the clip? Shares of the trained
-- value with 4 bits.
--   submit/bitsweep sql results/qubd-measure conf/qubd/arrangements.sql
SELECT
  other.probe,
  other.epoch,
  AVG(100 * other.value / own.value) AS percent,
  STDDEV(100 * other.value / own.value) AS sd
FROM measures other
JOIN measures own ON own.run_key = other.run_key AND own.epoch = other.epoch AND own.layer = -1
  AND own.name = 'qubd' AND own.probe = 'four'
WHERE other.layer = -1 AND other.name = 'qubd' AND other.probe IN ('four-units', 'four-n4', 'four-unclipped')
GROUP BY other.probe, other.epoch
ORDER BY other.probe, other.epoch
