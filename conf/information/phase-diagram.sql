-- Random labels: accuracy, complexity and information in the weights over beta, a line a number of samples.
--   submit/bitsweep sql results/information-random-labels conf/information/phase-diagram.sql --plot diagram.svg --log-x
SELECT
  concat(CAST(ROUND(100 * label_noise) AS INT), ' % random labels') AS panel,
  concat(samples, ' samples') AS samples,
  beta,
  AVG(train_accuracy) AS `training accuracy`,
  AVG(noise_bits) AS `noise, bits`,
  AVG(laplace_bits) AS `Laplace form, bits`,
  AVG(bdm) AS `BDM, bits`,
  AVG(entropy) AS `block entropy, bits`,
  AVG(accuracy_gap) AS `training less validation accuracy`
FROM bottleneck_points
GROUP BY label_noise, bottleneck_points.samples, beta
ORDER BY label_noise, bottleneck_points.samples, beta
