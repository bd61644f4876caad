-- One row a measure, place `at`, outcome and method for the whole store (group_key null), and one for each group: does
-- the measure go with what the run reaches? Correlations are over runs: of all of them; of those that differ in one
-- setting only, averaged (`_granulated`); and of all given training loss and number of parameters (`_partial`). With 95 %
-- bootstrap intervals. Saturated estimates of information stay out.
SELECT
  group_key,
  measure,
  at,
  outcome,
  method,
  a.runs AS n,
  a.r.estimate AS r,
  a.r.low AS r_low,
  a.r.high AS r_high,
  a.r.bca_low AS r_bca_low,
  a.r.bca_high AS r_bca_high,
  g.settings,
  g.granules,
  g.r.estimate AS r_granulated,
  g.r.low AS r_granulated_low,
  g.r.high AS r_granulated_high,
  g.r.bca_low AS r_granulated_bca_low,
  g.r.bca_high AS r_granulated_bca_high,
  p.runs AS n_partial,
  p.r.estimate AS r_partial,
  p.r.low AS r_partial_low,
  p.r.high AS r_partial_high,
  p.r.bca_low AS r_partial_bca_low,
  p.r.bca_high AS r_partial_bca_high
FROM (
  SELECT
    group_key,
    measure,
    at,
    outcome,
    method,
    association(run_key, value, reached, method) AS a,
    granulated_association(run_key, value, reached, method, sweep, settings) AS g,
    partial_association(run_key, value, reached, method, train_loss, CAST(parameters AS DOUBLE)) AS p
  FROM predictor_outcomes
  GROUP BY GROUPING SETS ((group_key, measure, at, outcome, method), (measure, at, outcome, method))
)
