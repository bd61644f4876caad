-- One row a setting: at which beta does the training accuracy fall? `top` and `bottom` are those at the least and the greatest
-- beta, means over seeds. A seed's transition is the beta at which its accuracy first falls below half way between its own
-- two, interpolated in ln beta; `factor` is by how much beta grows while accuracy falls from three quarters of the way to one.
-- Seeds whose two are less than 0.1 apart have none. Intervals are 95 % bootstrap intervals over seeds.
WITH placed AS (
  SELECT
    *,
    LEAD(beta) OVER by_beta AS next_beta,
    LEAD(train_accuracy) OVER by_beta AS next_accuracy,
    FIRST_VALUE(train_accuracy) OVER by_beta AS top,
    LAST_VALUE(train_accuracy) OVER (
      PARTITION BY setting_key, seed ORDER BY beta ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS bottom
  FROM bottleneck_points
  WINDOW by_beta AS (PARTITION BY setting_key, seed ORDER BY beta)
),
levelled AS (
  SELECT *, bottom + level * (top - bottom) AS wanted
  FROM placed
  LATERAL VIEW explode(array(0.75D, 0.5D, 0.25D)) levels AS level
),
crossed AS (
  SELECT
    *,
    IF(
      top - bottom >= 0.1 AND train_accuracy >= wanted AND next_accuracy < wanted,
      ln(beta) + (train_accuracy - wanted) / (train_accuracy - next_accuracy) * (ln(next_beta) - ln(beta)),
      NULL
    ) AS ln_beta
  FROM levelled
),
seeds AS (
  SELECT
    setting_key,
    seed,
    min(dataset) AS dataset,
    min(network) AS network,
    min(label_noise) AS label_noise,
    min(samples) AS samples,
    COUNT_IF(level = 0.5) AS betas,
    min(top) AS top,
    min(bottom) AS bottom,
    min(ln_beta) FILTER (WHERE level = 0.5) AS ln_beta,
    min(ln_beta) FILTER (WHERE level = 0.25) - min(ln_beta) FILTER (WHERE level = 0.75) AS ln_factor
  FROM crossed
  GROUP BY setting_key, seed
)
SELECT
  setting_key,
  dataset,
  network,
  label_noise,
  samples,
  seeds,
  betas,
  top,
  bottom,
  transition.runs AS n,
  exp(transition.mean.estimate) AS beta,
  exp(transition.mean.low) AS beta_low,
  exp(transition.mean.high) AS beta_high,
  exp(width.mean.estimate) AS factor
FROM (
  SELECT
    setting_key,
    min(dataset) AS dataset,
    min(network) AS network,
    min(label_noise) AS label_noise,
    min(samples) AS samples,
    COUNT(*) AS seeds,
    max(betas) AS betas,
    mean_and_deviation(CAST(seed AS STRING), top).mean AS top,
    mean_and_deviation(CAST(seed AS STRING), bottom).mean AS bottom,
    bootstrap_mean(CAST(seed AS STRING), ln_beta) AS transition,
    bootstrap_mean(CAST(seed AS STRING), ln_factor) AS width
  FROM seeds
  GROUP BY setting_key
)
