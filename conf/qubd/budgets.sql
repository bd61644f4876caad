-- How complexity depends on the budget of training samples: QuBD after training, in per cent of the untrained model, with 2, 4
-- and 8 bits, and the accuracy; means over the runs of a width with 95 % intervals.
--   submit/bitsweep sql results/qubd-budgets-10k conf/qubd/budgets.sql --plot budgets.svg --log-x
WITH points AS (
  SELECT
    r.run_key,
    r.axes['network.hidden'] AS hidden,
    CAST(r.axes['dataset.train'] AS INT) AS samples,
    100 * e.validation_accuracy AS accuracy,
    MAX(100 * m.value / m.initial) FILTER (WHERE m.probe = 'two') AS two,
    MAX(100 * m.value / m.initial) FILTER (WHERE m.probe = 'four') AS four,
    MAX(100 * m.value / m.initial) FILTER (WHERE m.probe = 'eight') AS eight
  FROM runs r
  JOIN epochs e ON e.run_key = r.run_key AND e.epoch = r.epochs
  JOIN measurements m ON m.run_key = r.run_key AND m.layer = -1 AND m.name = 'qubd' AND m.epoch = r.epochs
  GROUP BY ALL
),
means AS (
  SELECT
    hidden,
    samples,
    bootstrap_mean(run_key, two).mean AS two,
    bootstrap_mean(run_key, four).mean AS four,
    bootstrap_mean(run_key, eight).mean AS eight,
    bootstrap_mean(run_key, accuracy).mean AS accuracy
  FROM points
  GROUP BY hidden, samples
)
SELECT
  hidden,
  samples AS `training samples`,
  two.estimate AS `2 bits, %`, two.low AS `2 bits, %_low`, two.high AS `2 bits, %_high`,
  four.estimate AS `4 bits, %`, four.low AS `4 bits, %_low`, four.high AS `4 bits, %_high`,
  eight.estimate AS `8 bits, %`, eight.low AS `8 bits, %_low`, eight.high AS `8 bits, %_high`,
  accuracy.estimate AS `validation accuracy, %`, accuracy.low AS `validation accuracy, %_low`,
  accuracy.high AS `validation accuracy, %_high`
FROM means
ORDER BY TRY_CAST(regexp_extract(hidden, '[0-9]+', 0) AS INT), hidden, samples
