-- One row a group and epoch: means over the runs that had not stopped yet, and half the width of the means' 95 % intervals
-- (normal distribution; null for one run).
SELECT
  group_key,
  epoch,
  COUNT(*) AS active,
  AVG(train_loss) AS train_loss,
  1.96 * STDDEV_SAMP(train_loss) / SQRT(COUNT(*)) AS train_loss_half,
  AVG(bdm) AS bdm,
  1.96 * STDDEV_SAMP(bdm) / SQRT(COUNT(*)) AS bdm_half,
  AVG(entropy) AS entropy,
  1.96 * STDDEV_SAMP(entropy) / SQRT(COUNT(*)) AS entropy_half
FROM epochs
WHERE epoch >= 1
GROUP BY group_key, epoch
