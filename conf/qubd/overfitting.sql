-- The measure's course beside the losses while a network overfits: QuBD with 4 bits in per cent of the untrained model, means
-- over the runs of a group with 95 % intervals.
--   submit/bitsweep sql results/qubd-overfitting-10k conf/qubd/overfitting.sql --plot overfitting.svg
SELECT
  line AS `group`,
  epoch,
  qubd.estimate AS `QuBD, % of untrained`, qubd.low AS `QuBD, % of untrained_low`, qubd.high AS `QuBD, % of untrained_high`,
  train.estimate AS `training loss`, train.low AS `training loss_low`, train.high AS `training loss_high`,
  held.estimate AS `validation loss`, held.low AS `validation loss_low`, held.high AS `validation loss_high`
FROM (
  SELECT
    CAST(r.axes['dataset.train'] AS INT) AS samples,
    concat(
      r.axes['dataset.train'], ' samples',
      coalesce(concat(', label noise ', r.axes['dataset.label-noise']), ''),
      coalesce(concat(', weight decay ', r.axes['training.weight-decay']), '')) AS line,
    m.epoch,
    bootstrap_mean(r.run_key, 100 * m.value / m.initial).mean AS qubd,
    bootstrap_mean(r.run_key, e.train_loss).mean AS train,
    bootstrap_mean(r.run_key, e.validation_loss).mean AS held
  FROM runs r
  JOIN measurements m ON m.run_key = r.run_key AND m.measure = 'four.qubd'
  JOIN epochs e ON e.run_key = r.run_key AND e.epoch = m.epoch
  GROUP BY samples, line, m.epoch
)
ORDER BY samples, line, epoch
