-- One row an OK run, ordered pair of measures and target: Williams' test of their two correlations within the run. It asks
-- for independent points, which smoothed epochs are not: it is made of differenced series only, where neighbours depend
-- less on each other, and still describes a run rather than tests anything. Tests over runs are in `contrasts`.
SELECT
  group_key,
  run_key,
  seed,
  first,
  second,
  target,
  points,
  r_first,
  r_second,
  r_between,
  w.t AS descriptive_t,
  w.p AS descriptive_p
FROM (
  SELECT *, williams(r_first, r_second, r_between, points) AS w
  FROM (
    SELECT
      a.group_key,
      a.run_key,
      a.seed,
      a.measure AS first,
      b.measure AS second,
      a.target,
      a.epochs - 1 AS points,
      a.r AS r_first,
      b.r AS r_second,
      correlation(a.x, b.x, 'differenced', 'pearson').r AS r_between
    FROM run_correlations AS a
    JOIN run_correlations AS b
      ON b.run_key = a.run_key
      AND b.target = a.target
      AND b.measure <> a.measure
      AND b.epochs = a.epochs
    WHERE a.preparation = 'differenced' AND a.method = 'pearson'
      AND b.preparation = 'differenced' AND b.method = 'pearson'
      AND a.r IS NOT NULL AND b.r IS NOT NULL
  )
)
