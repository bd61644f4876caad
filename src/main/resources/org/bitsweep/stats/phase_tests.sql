-- One row an OK run, layer and number of bins, once without saturated values and once with them: does I(X;T) rise and then
-- fall, where is the boundary, and does it fall while I(T;Y) still rises? Epoch 0, the state before training, is the first
-- point, unless all patterns have one state there: quantized activations have no range before the first step. What fewer
-- than five points tell is null. docs/statistics.md defines the test.
SELECT
  group_key,
  run_key,
  seed,
  layer,
  bins,
  with_saturated,
  width,
  patterns,
  size(points.epochs) AS points,
  saturated_points,
  test.*,
  points.epochs,
  points.i_xt,
  points.i_ty
FROM (
  SELECT
    *,
    phase_test(points.epochs, points.i_xt, points.i_xt_error, points.i_ty, points.i_ty_error) AS test
  FROM (
    SELECT
      group_key,
      run_key,
      min(seed) AS seed,
      layer,
      bins,
      min(width) AS width,
      min(patterns) AS patterns,
      COUNT_IF(saturated) AS saturated_points,
      plane_series(epoch, i_xt, i_xt_error, i_ty, i_ty_error) FILTER (WHERE NOT saturated) AS reliable,
      plane_series(epoch, i_xt, i_xt_error, i_ty, i_ty_error) AS every
    FROM planes
    WHERE epoch > 0 OR states > 1
    GROUP BY group_key, run_key, layer, bins
  )
  LATERAL VIEW stack(2, false, reliable, true, every) variants AS with_saturated, points
)
