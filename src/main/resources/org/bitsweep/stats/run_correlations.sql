-- Pearson's r of each run between the training loss and BDM, and between the training loss and block entropy.
SELECT
  eligible.group_key,
  eligible.run_key,
  eligible.dataset,
  eligible.network,
  eligible.axes,
  size(eligible.points) AS epochs,
  eligible.test_accuracy,
  pearson(smoothed.loss, smoothed.bdm) AS r_bdm,
  pearson(smoothed.loss, smoothed.entropy) AS r_entropy,
  smoothed.loss IS NULL AS constant_loss,
  smoothed.bdm IS NULL AS constant_bdm,
  smoothed.entropy IS NULL AS constant_entropy
FROM eligible
JOIN smoothed ON smoothed.run_key = eligible.run_key
