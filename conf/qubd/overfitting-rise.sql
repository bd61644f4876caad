-- Does QuBD (four bits) rise when a network overfits? Of each run: the epochs at which it and the validation loss are lowest; its
-- change from the epoch of the lowest validation loss to the last, in per cent, which is negative where it goes on falling;
-- and how much the validation loss rises meanwhile, in nats. Means over the runs of a group with 95 % intervals.
--   submit/bitsweep sql results/qubd-overfitting-10k conf/qubd/overfitting-rise.sql
SELECT
  budget, label_noise, weight_decay, runs, qubd_lowest_at, loss_lowest_at, loss.estimate AS loss_rise,
  rise.estimate AS qubd_change_percent, rise.low AS qubd_change_low, rise.high AS qubd_change_high
FROM (
  SELECT
    CAST(r.axes['dataset.train'] AS INT) AS budget,
    r.axes['dataset.label-noise'] AS label_noise,
    r.axes['training.weight-decay'] AS weight_decay,
    COUNT(*) AS runs,
    AVG(lowest.qubd_epoch) AS qubd_lowest_at,
    AVG(lowest.loss_epoch) AS loss_lowest_at,
    bootstrap_mean(r.run_key, lowest.loss_rise).mean AS loss,
    bootstrap_mean(r.run_key, lowest.rise).mean AS rise
  FROM runs r
  JOIN (
    SELECT
      m.run_key,
      MIN_BY(m.epoch, m.value) AS qubd_epoch,
      MIN_BY(m.epoch, e.validation_loss) AS loss_epoch,
      MAX_BY(e.validation_loss, m.epoch) - MIN(e.validation_loss) AS loss_rise,
      100 * (MAX_BY(m.value, m.epoch) / MIN_BY(m.value, e.validation_loss) - 1) AS rise
    FROM measurements m
    JOIN epochs e ON e.run_key = m.run_key AND e.epoch = m.epoch
    WHERE m.measure = 'four.qubd' AND e.validation_loss IS NOT NULL
    GROUP BY m.run_key
  ) lowest ON lowest.run_key = r.run_key
  GROUP BY budget, label_noise, weight_decay
)
ORDER BY budget, label_noise, weight_decay
