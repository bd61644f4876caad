-- The rows of `predictors`, once for each outcome and method: `reached` is the outcome's value, `settings` what the sweep
-- varies, with the seed, as JSON. Saturated estimates of information stay out.
SELECT
  *,
  to_json(map_concat(axes, map('seed', CAST(seed AS STRING)))) AS settings
FROM predictors
LATERAL VIEW stack(2, 'test_accuracy', test_accuracy, 'accuracy_gap', accuracy_gap) outcomes AS outcome, reached
LATERAL VIEW explode(array('pearson', 'spearman', 'kendall')) methods AS method
WHERE NOT saturated
