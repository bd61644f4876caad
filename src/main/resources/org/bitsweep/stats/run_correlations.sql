-- Pearson's r of each run between the training loss and BDM, and between the training loss and block entropy.
SELECT
  group_key,
  run_key,
  seed,
  size(points) AS epochs,
  pearson(loss, bdm) AS r_bdm,
  pearson(loss, entropy) AS r_entropy,
  loss IS NULL AS constant_loss,
  bdm IS NULL AS constant_bdm,
  entropy IS NULL AS constant_entropy,
  points
FROM smoothed
