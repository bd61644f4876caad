-- One row a group, target, preparation and method: BDM beside block entropy. It is what `stats` prints. Where runs stand
-- behind a figure, they are all OK runs but those that are counted as excluded or constant.
WITH correlated AS (
  SELECT
    group_key,
    target,
    preparation,
    method,
    COUNT(*) FILTER (WHERE measure = 'bdm' AND NOT (excluded <=> 'too short')) AS eligible,
    AVG(epochs) FILTER (WHERE measure = 'bdm' AND NOT (excluded <=> 'too short')) AS epochs,
    COUNT_IF(measure = 'bdm' AND excluded LIKE 'not finite%') AS not_finite_bdm,
    COUNT_IF(measure = 'entropy' AND excluded LIKE 'not finite%') AS not_finite_entropy,
    COUNT_IF(measure = 'bdm' AND excluded = 'constant target') AS constant_loss,
    COUNT_IF(measure = 'bdm' AND excluded = 'constant measure') AS constant_bdm,
    COUNT_IF(measure = 'entropy' AND excluded = 'constant measure') AS constant_entropy,
    bootstrap_mean(run_key, r) FILTER (WHERE measure = 'bdm') AS bdm,
    bootstrap_mean(run_key, r) FILTER (WHERE measure = 'entropy') AS entropy,
    packed_runs(run_key, x, y)
      FILTER (WHERE measure = 'bdm' AND (excluded IS NULL OR excluded LIKE 'constant%')) AS bdm_runs,
    packed_runs(run_key, x, y)
      FILTER (WHERE measure = 'entropy' AND (excluded IS NULL OR excluded LIKE 'constant%')) AS entropy_runs,
    -- With an accuracy, the stronger correlation is the lower one.
    paired_runs(
      run_key,
      IF(measure = 'bdm', IF(target LIKE '%accuracy', -r, r), NULL),
      IF(measure = 'entropy', IF(target LIKE '%accuracy', -r, r), NULL)
    ) AS paired
  FROM run_correlations
  WHERE measure IN ('bdm', 'entropy')
  GROUP BY group_key, target, preparation, method
),
paired_crosswise AS (
  SELECT
    *,
    cross_pairing(bdm_runs, preparation, method) AS bdm_cross,
    cross_pairing(entropy_runs, preparation, method) AS entropy_cross
  FROM correlated
)
SELECT
  group_key,
  dataset,
  network,
  axes,
  target,
  preparation,
  method,
  runs,
  runs - coalesce(eligible, 0) AS excluded,
  failed,
  quarantined,
  epochs,
  bdm.mean.estimate AS r_bdm,
  bdm.mean.low AS r_bdm_low,
  bdm.mean.high AS r_bdm_high,
  entropy.mean.estimate AS r_entropy,
  entropy.mean.low AS r_entropy_low,
  entropy.mean.high AS r_entropy_high,
  paired.stronger AS bdm_stronger,
  paired.difference.estimate AS difference,
  paired.difference.low AS difference_low,
  paired.difference.high AS difference_high,
  paired.wilcoxon_p AS wilcoxon_p,
  coalesce(bdm.runs, 0) AS r_bdm_runs,
  coalesce(entropy.runs, 0) AS r_entropy_runs,
  coalesce(not_finite_bdm, 0) AS not_finite_bdm,
  coalesce(not_finite_entropy, 0) AS not_finite_entropy,
  coalesce(constant_loss, 0) AS constant_loss,
  coalesce(constant_bdm, 0) AS constant_bdm,
  coalesce(constant_entropy, 0) AS constant_entropy,
  trajectory_correlation(bdm_runs, preparation, method) AS r_bdm_trajectory,
  trajectory_correlation(entropy_runs, preparation, method) AS r_entropy_trajectory,
  bdm_cross.r.estimate AS r_bdm_cross,
  bdm_cross.r.low AS r_bdm_cross_low,
  bdm_cross.r.high AS r_bdm_cross_high,
  entropy_cross.r.estimate AS r_entropy_cross,
  entropy_cross.r.low AS r_entropy_cross_low,
  entropy_cross.r.high AS r_entropy_cross_high,
  test_accuracy,
  test_accuracy_sd
FROM groups
CROSS JOIN (
  SELECT *
  FROM VALUES
    ('train_loss'), ('train_accuracy'), ('validation_loss'), ('validation_accuracy'), ('loss_gap'), ('accuracy_gap')
    AS t (target)
  CROSS JOIN VALUES ('raw'), ('smoothed'), ('detrended'), ('differenced') AS p (preparation)
  CROSS JOIN VALUES ('pearson'), ('spearman') AS m (method)
)
LEFT JOIN paired_crosswise USING (group_key, target, preparation, method)
