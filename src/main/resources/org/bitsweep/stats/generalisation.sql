-- One row a measure, outcome and method for each group, and one for the whole store (group_key null): does the measure at
-- the best epoch go with what the run reaches on the test set? `accuracy_gap` is training accuracy at that epoch - test
-- accuracy. Correlations are over runs, with 95 % bootstrap intervals.
SELECT
  group_key,
  measure,
  outcome,
  method,
  a.runs AS n,
  a.r.estimate AS r,
  a.r.low AS r_low,
  a.r.high AS r_high,
  a.r.bca_low AS r_bca_low,
  a.r.bca_high AS r_bca_high
FROM (
  SELECT group_key, measure, outcome, method, association(run_key, best, reached, method) AS a
  FROM (
    SELECT
      group_key,
      run_key,
      measure,
      element_at(measured, at) AS best,
      test_accuracy,
      element_at(train_accuracy, at) - test_accuracy AS accuracy_gap
    FROM (SELECT *, nullif(CAST(array_position(epochs, best_epoch) AS INT), 0) AS at FROM series)
  )
  LATERAL VIEW stack(2, 'test_accuracy', test_accuracy, 'accuracy_gap', accuracy_gap) outcomes AS outcome, reached
  LATERAL VIEW explode(array('pearson', 'spearman', 'kendall')) methods AS method
  GROUP BY GROUPING SETS ((group_key, measure, outcome, method), (measure, outcome, method))
)
