-- One row a measure, place `at`, outcome, method and setting that a sweep varies: `r` is the mean of the correlations over
-- runs that differ in this setting only, with a 95 % bootstrap interval. The mean over settings without the seed is
-- `r_granulated` of `prediction`.
SELECT
  measure,
  at,
  outcome,
  method,
  s.setting,
  s.runs AS n,
  s.granules,
  s.r.estimate AS r,
  s.r.low AS r_low,
  s.r.high AS r_high,
  s.r.bca_low AS r_bca_low,
  s.r.bca_high AS r_bca_high
FROM (
  SELECT
    measure,
    at,
    outcome,
    method,
    explode(by_setting.settings) AS s
  FROM (
    SELECT
      measure,
      at,
      outcome,
      method,
      associations_by_setting(run_key, value, reached, method, sweep, settings) AS by_setting
    FROM predictor_outcomes
    GROUP BY measure, at, outcome, method
  )
)
