-- How closely each QuBD follows the validation loss within runs, against the same with the loss of other runs.
--   submit/bitsweep sql results/qubd-measure conf/qubd/closeness.sql
SELECT measure, n, r, r_low, r_high, r_cross, excess, excess_low, excess_high
FROM group_correlations
WHERE (measure LIKE '%.qubd%' OR measure LIKE '%.plane-%' OR measure IN ('bdm', 'entropy', 'norm.l2', 'zstd.bytes'))
  AND target = 'validation_loss' AND preparation = 'raw' AND method = 'spearman'
ORDER BY measure
