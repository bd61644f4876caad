-- One row a group, measure and `since`: how many runs generalise (`generalised`, `never`), when, and where the steepest fall
-- of the measure lies. `share` is that of generalised runs and `*_share` those among them, with Wilson's 95 % intervals;
-- epochs are means over the runs that have them, with 95 % bootstrap intervals over runs. `lag` is the middle of the fall
-- less `held_out_50`: negative if the measure falls first. `chance_before`, `chance_with` and `chance_after` are how many of the
-- falls would lie there if any step of a run were as likely as another to be its steepest.
WITH counted AS (
  SELECT
    group_key,
    measure,
    since,
    COUNT(*) AS runs,
    COUNT(train_99) AS memorised,
    COUNT(held_out_99) AS generalised,
    COUNT_IF(fall_is = 'before') AS fall_before,
    COUNT_IF(fall_is = 'with') AS fall_with,
    COUNT_IF(fall_is = 'after') AS fall_after,
    COUNT(fall_is) AS placed,
    SUM(chance_before) FILTER (WHERE fall_is IS NOT NULL) AS chance_before,
    SUM(chance_with) FILTER (WHERE fall_is IS NOT NULL) AS chance_with,
    SUM(chance_after) FILTER (WHERE fall_is IS NOT NULL) AS chance_after,
    percentile(held_out_99, 0.5) AS held_out_99_median,
    bootstrap_mean(run_key, CAST(train_99 AS DOUBLE)) AS train_99,
    bootstrap_mean(run_key, CAST(held_out_50 AS DOUBLE)) AS held_out_50,
    bootstrap_mean(run_key, CAST(held_out_99 AS DOUBLE)) AS held_out_99,
    bootstrap_mean(run_key, (fall_from + fall_to) / 2) AS fall,
    bootstrap_mean(run_key, (fall_from + fall_to) / 2 - held_out_50) AS lag
  FROM grokking
  GROUP BY group_key, measure, since
)
SELECT
  group_key,
  groups.dataset,
  groups.network,
  groups.axes,
  measure,
  since,
  counted.runs,
  memorised,
  generalised,
  counted.runs - generalised AS never,
  generalised_share.share,
  generalised_share.low AS share_low,
  generalised_share.high AS share_high,
  train_99.mean.estimate AS train_99,
  train_99.mean.low AS train_99_low,
  train_99.mean.high AS train_99_high,
  held_out_50.mean.estimate AS held_out_50,
  held_out_50.mean.low AS held_out_50_low,
  held_out_50.mean.high AS held_out_50_high,
  held_out_99.mean.estimate AS held_out_99,
  held_out_99.mean.low AS held_out_99_low,
  held_out_99.mean.high AS held_out_99_high,
  held_out_99_median,
  fall.mean.estimate AS fall,
  fall.mean.low AS fall_low,
  fall.mean.high AS fall_high,
  lag.mean.estimate AS lag,
  lag.mean.low AS lag_low,
  lag.mean.high AS lag_high,
  fall_before,
  fall_with,
  fall_after,
  chance_before,
  chance_with,
  chance_after,
  before_share.share AS before_share,
  before_share.low AS before_low,
  before_share.high AS before_high,
  with_share.share AS with_share,
  with_share.low AS with_low,
  with_share.high AS with_high,
  after_share.share AS after_share,
  after_share.low AS after_low,
  after_share.high AS after_high
FROM (
  SELECT
    *,
    wilson(generalised, runs) AS generalised_share,
    wilson(fall_before, placed) AS before_share,
    wilson(fall_with, placed) AS with_share,
    wilson(fall_after, placed) AS after_share
  FROM counted
) AS counted
JOIN groups USING (group_key)
