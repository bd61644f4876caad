-- Per run: does the minimum of QuBD come with that of the validation loss, and how much does it rise after it? Means over the
-- runs of a budget, the rise in per cent of the minimum with a 95 % interval.
--   submit/bitsweep sql results/qubd-overfitting-10k conf/qubd/overfitting-rise.sql
SELECT
  CAST(r.axes['dataset.train'] AS INT) AS budget,
  COUNT(*) AS runs,
  AVG(lowest.qubd_epoch) AS qubd_lowest_at,
  AVG(lowest.loss_epoch) AS loss_lowest_at,
  bootstrap_mean(r.run_key, lowest.rise).mean.estimate AS rise_percent,
  bootstrap_mean(r.run_key, lowest.rise).mean.low AS low,
  bootstrap_mean(r.run_key, lowest.rise).mean.high AS high
FROM runs r
JOIN (
  SELECT
    m.run_key,
    MIN_BY(m.epoch, m.value) AS qubd_epoch,
    MIN_BY(m.epoch, e.validation_loss) AS loss_epoch,
    100 * (MAX_BY(m.value, m.epoch) / MIN(m.value) - 1) AS rise
  FROM measures m
  JOIN epochs e ON e.run_key = m.run_key AND e.epoch = m.epoch
  WHERE m.layer = -1 AND m.name = 'qubd' AND m.probe = 'four'
  GROUP BY m.run_key
) lowest ON lowest.run_key = r.run_key
GROUP BY budget
ORDER BY budget
