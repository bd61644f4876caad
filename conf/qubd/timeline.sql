-- Grokking: validation accuracy, QuBD in per cent of the same weights permuted, and the L2 norm, means over the runs of a network
-- and weight decay with 95 % intervals.
--   submit/bitsweep sql results/qubd-grokking-128 conf/qubd/timeline.sql --plot timeline.svg
SELECT
  line AS `network`,
  epoch,
  held.estimate AS `validation accuracy, %`, held.low AS `validation accuracy, %_low`,
  held.high AS `validation accuracy, %_high`,
  qubd.estimate AS `QuBD, % of permuted`, qubd.low AS `QuBD, % of permuted_low`, qubd.high AS `QuBD, % of permuted_high`,
  norm.estimate AS `L2 norm`, norm.low AS `L2 norm_low`, norm.high AS `L2 norm_high`
FROM (
  SELECT
    concat(
      split(r.network, ' ')[0],
      coalesce(concat(' ', get_json_object(r.config, '$.network.quantization.bits'), ' bits'), ''),
      ', weight decay ',
      coalesce(get_json_object(r.config, '$.training.weight-decay'), '0')) AS line,
    m.epoch,
    bootstrap_mean(r.run_key, 100 * e.validation_accuracy).mean AS held,
    bootstrap_mean(r.run_key, m.share).mean AS qubd,
    bootstrap_mean(r.run_key, m.norm).mean AS norm
  FROM runs r
  JOIN (
    SELECT
      run_key,
      epoch,
      MAX(100 * value / permuted) FILTER (WHERE measure = 'four.qubd') AS share,
      MAX(value) FILTER (WHERE measure = 'norm.l2') AS norm
    FROM measurements
    WHERE layer = -1 AND probe IN ('four', 'norm')
    GROUP BY run_key, epoch
  ) m ON m.run_key = r.run_key
  JOIN epochs e ON e.run_key = r.run_key AND e.epoch = m.epoch
  WHERE e.validation_accuracy IS NOT NULL
  GROUP BY line, m.epoch
)
ORDER BY line DESC, epoch
