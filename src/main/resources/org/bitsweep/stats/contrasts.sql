-- One row a group, ordered pair of measures, target, preparation and method: does the first measure correlate more
-- strongly than the second? Paired over runs. With an accuracy, the stronger correlation is the lower one: differences
-- are positive where the first measure follows training more closely. The q values are p values after Benjamini and
-- Hochberg (1995), over all groups that have one.
WITH paired AS (
  SELECT
    a.group_key,
    a.measure AS first,
    b.measure AS second,
    a.target,
    a.preparation,
    a.method,
    paired_runs(
      a.run_key,
      IF(a.target LIKE '%accuracy', -a.r, a.r),
      IF(b.target LIKE '%accuracy', -b.r, b.r)
    ) AS p
  FROM run_correlations AS a
  JOIN run_correlations AS b
    ON b.run_key = a.run_key
    AND b.target = a.target
    AND b.preparation = a.preparation
    AND b.method = a.method
    AND b.measure <> a.measure
  GROUP BY a.group_key, a.measure, b.measure, a.target, a.preparation, a.method
)
SELECT
  paired.group_key,
  groups.dataset,
  groups.network,
  groups.axes,
  first,
  second,
  target,
  preparation,
  method,
  groups.runs,
  p.runs AS n,
  p.difference.estimate AS difference,
  p.difference.low AS difference_low,
  p.difference.high AS difference_high,
  p.difference.bca_low AS difference_bca_low,
  p.difference.bca_high AS difference_bca_high,
  p.stronger AS first_stronger,
  p.sign_p,
  IF(p.sign_p IS NULL, NULL, least(1, MIN(sign_share) OVER (
    PARTITION BY first, second, target, preparation, method ORDER BY p.sign_p DESC NULLS LAST
  ))) AS sign_q,
  p.wilcoxon_p,
  IF(p.wilcoxon_p IS NULL, NULL, least(1, MIN(wilcoxon_share) OVER (
    PARTITION BY first, second, target, preparation, method ORDER BY p.wilcoxon_p DESC NULLS LAST
  ))) AS wilcoxon_q
FROM (
  -- A p value times the number of groups, shared among the groups with this or a smaller one.
  SELECT
    *,
    p.sign_p * COUNT(p.sign_p) OVER (PARTITION BY first, second, target, preparation, method)
      / COUNT(p.sign_p) OVER (
        PARTITION BY first, second, target, preparation, method ORDER BY p.sign_p NULLS LAST
      ) AS sign_share,
    p.wilcoxon_p * COUNT(p.wilcoxon_p) OVER (PARTITION BY first, second, target, preparation, method)
      / COUNT(p.wilcoxon_p) OVER (
        PARTITION BY first, second, target, preparation, method ORDER BY p.wilcoxon_p NULLS LAST
      ) AS wilcoxon_share
  FROM paired
) AS paired
JOIN groups ON groups.group_key = paired.group_key
