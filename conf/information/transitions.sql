-- Random labels: at which beta is the training set given up? A row a share of random labels and number of samples.
--   submit/bitsweep sql results/information-random-labels conf/information/transitions.sql
SELECT
  label_noise, samples, n, ROUND(top, 3) AS top, ROUND(bottom, 3) AS bottom,
  beta, beta_low, beta_high, ROUND(factor, 2) AS factor
FROM bottleneck_transitions
ORDER BY label_noise, samples
