-- One row an OK run, measured epoch, layer and number of bins (0 where the layer's values are discrete by themselves): where
-- the layer stands in the information plane. Estimates are plug-in; errors are bootstrap standard errors, null without
-- resamples. Where `saturated`, the values tell of the number of patterns and not of the layer.
SELECT /*+ SHUFFLE_HASH(runs) */
  runs.group_key,
  runs.run_key,
  runs.seed,
  p.epoch,
  p.layer,
  p.bins,
  p.width,
  p.patterns,
  p.states,
  p.saturated = 1 AS saturated,
  p.i_xt,
  p.i_xt_error,
  p.i_ty,
  p.i_ty_error
FROM (
  SELECT
    run_key,
    epoch,
    layer,
    bins,
    CAST(max(value) FILTER (WHERE what = 'width') AS INT) AS width,
    CAST(max(value) FILTER (WHERE what = 'patterns') AS INT) AS patterns,
    CAST(max(value) FILTER (WHERE what = 'states') AS INT) AS states,
    max(value) FILTER (WHERE what = 'saturated') AS saturated,
    max(value) FILTER (WHERE what = 'i_xt/plug-in') AS i_xt,
    max(value) FILTER (WHERE what = 'i_xt/standard-error') AS i_xt_error,
    max(value) FILTER (WHERE what = 'i_ty/plug-in') AS i_ty,
    max(value) FILTER (WHERE what = 'i_ty/standard-error') AS i_ty_error
  FROM (
    SELECT
      run_key,
      epoch,
      layer,
      regexp_replace(name, '/[0-9]+-bins$', '') AS what,
      CAST(coalesce(nullif(regexp_extract(name, '/([0-9]+)-bins$', 1), ''), '0') AS INT) AS bins,
      value
    FROM measures
    WHERE probe = 'information' AND name NOT LIKE '%bound%'
  )
  GROUP BY run_key, epoch, layer, bins
) AS p
JOIN runs ON runs.run_key = p.run_key
WHERE runs.status = 'OK'
