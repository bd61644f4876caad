-- Each series as log1p, smoothed over epochs, then scaled to 0 .. 1; null where it is constant.
SELECT
  *,
  min_max(gaussian_smooth(transform(points.train_loss, value -> log1p(value)))) AS loss,
  min_max(gaussian_smooth(transform(points.bdm, value -> log1p(value)))) AS bdm,
  min_max(gaussian_smooth(transform(points.entropy, value -> log1p(value)))) AS entropy
FROM eligible
