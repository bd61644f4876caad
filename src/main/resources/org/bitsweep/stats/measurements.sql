-- One row a run, epoch and measure: its value, that before training (`initial`), and, of QuBD, that of the same weights in
-- random order (`permuted`) if its probe has it. `bdm` and `entropy` are those of the probe `default`; others are named
-- PROBE.NAME, and PROBE.NAME[LAYER] where they are of one layer. `saturated` are estimates of information that tell of the
-- number of patterns and not of the layer.
SELECT
  run_key,
  epoch,
  measure,
  probe,
  layer,
  name,
  value,
  MAX(IF(epoch = 0, value, NULL)) OVER (PARTITION BY run_key, probe, layer, name) AS initial,
  IF(name = 'qubd', MAX(IF(name = 'permuted', value, NULL)) OVER (PARTITION BY run_key, probe, layer, epoch), NULL)
    AS permuted,
  estimate AND coalesce(
    MAX(IF(name LIKE 'saturated%', value, NULL)) OVER (PARTITION BY run_key, probe, layer, epoch, way), 0) = 1 AS saturated
FROM (
  SELECT
    *,
    name RLIKE '^i_[xt][ty]/' AS estimate,
    -- Names end in how the estimate was made, such as 30-bins; bounds are saturated by themselves.
    IF(name LIKE '%-bound', '/bounds', regexp_replace(name, '^(i_[xt][ty]/[a-z-]+|saturated)', '')) AS way
  FROM (
    SELECT run_key, epoch, 'bdm' AS measure, 'default' AS probe, -1 AS layer, 'bdm' AS name, bdm AS value
    FROM epochs
    UNION ALL
    SELECT run_key, epoch, 'entropy', 'default', -1, 'entropy', entropy
    FROM epochs
    UNION ALL
    SELECT run_key, epoch, concat(probe, '.', name, IF(layer < 0, '', concat('[', layer, ']'))), probe, layer, name, value
    FROM measures
  )
  WHERE value IS NOT NULL
)
