-- The test for phases: a row a group, layer and number of bins. n runs have a test; saturated points are left out.
--   submit/bitsweep sql results/information-bnn-planes conf/information/phases.sql
SELECT
  network, CAST(axes AS STRING) AS axes, layer, width, bins, n, ROUND(saturated_share, 2) AS saturated,
  rise_and_fall, rise, fall, flat,
  ROUND(drop, 2) AS drop, ROUND(drop_low, 2) AS drop_low, ROUND(drop_high, 2) AS drop_high,
  ROUND(held_out_drop, 2) AS held_out_drop, ROUND(held_out_drop_low, 2) AS held_out_drop_low,
  ROUND(held_out_drop_high, 2) AS held_out_drop_high,
  ROUND(boundary_epoch) AS boundary,
  ROUND(overlap, 2) AS overlap, simultaneous, fitting_first, compression_first
FROM phase_summary
ORDER BY network, axes, layer, bins
