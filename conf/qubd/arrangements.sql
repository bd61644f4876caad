-- Does the order of the hidden units matter, which computes the same? And the CTM table, and the clip? Shares of the trained
-- value with 4 bits.
--   submit/bitsweep sql results/qubd-measure conf/qubd/arrangements.sql
SELECT
  other.probe,
  other.epoch,
  AVG(100 * other.value / own.value) AS percent,
  STDDEV(100 * other.value / own.value) AS sd
FROM measurements other
JOIN measurements own ON own.run_key = other.run_key AND own.epoch = other.epoch AND own.measure = 'four.qubd'
WHERE other.measure IN ('four-units.qubd', 'four-n4.qubd', 'four-unclipped.qubd')
GROUP BY other.probe, other.epoch
ORDER BY other.probe, other.epoch
