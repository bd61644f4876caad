-- Each series as log1p, smoothed over epochs, then scaled to 0 .. 1; null where it is constant.
SELECT
  *,
  prepared(points.train_loss) AS loss,
  prepared(points.bdm) AS bdm,
  prepared(points.entropy) AS entropy
FROM eligible
