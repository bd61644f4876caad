-- Grokking: how many runs generalise, when, and whether a measure's steepest fall after memorisation comes before, with or after
-- it, beside what chance gives (docs/statistics.md has the definitions; since = 'start' counts all epochs).
--   submit/bitsweep sql results/qubd-grokking-128 conf/qubd/grokking.sql
SELECT
  network, CAST(axes AS STRING) AS axes, measure, runs, memorised, generalised, never, share, share_low, share_high,
  held_out_50, held_out_99, held_out_99_low, held_out_99_high, fall, lag, lag_low, lag_high,
  fall_before, fall_with, fall_after, ROUND(chance_before, 1) AS chance_before, ROUND(chance_with, 1) AS chance_with,
  ROUND(chance_after, 1) AS chance_after
FROM grokking_summary
WHERE since = 'memorised'
ORDER BY measure, network, axes
