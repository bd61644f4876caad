-- One row a run, epoch and measure: its value, that before training (`initial`), and, of QuBD, that of the same weights in
-- random order (`permuted`) if its probe has it. `bdm` and `entropy` are those of the probe `default`; others are named
-- PROBE.NAME, and PROBE.NAME[LAYER] where they are of one layer. `saturated` are estimates of information that tell of the
-- number of patterns and not of the layer. What is joined has unique keys: Spark leaves out what nobody asks for.
WITH named AS (
  SELECT run_key, epoch, 'bdm' AS measure, 'default' AS probe, -1 AS layer, 'bdm' AS name, bdm AS value
  FROM epochs
  WHERE bdm IS NOT NULL
  UNION ALL
  SELECT run_key, epoch, 'entropy', 'default', -1, 'entropy', entropy
  FROM epochs
  WHERE entropy IS NOT NULL
  UNION ALL
  SELECT run_key, epoch, concat(probe, '.', name, IF(layer < 0, '', concat('[', layer, ']'))), probe, layer, name, value
  FROM measures
)
SELECT
  run_key,
  epoch,
  measure,
  probe,
  layer,
  name,
  value,
  initial,
  permuted,
  coalesce(flag, false) AS saturated
FROM (
  SELECT
    *,
    -- Names of estimates end in how they were made, such as /30-bins; bounds are saturated by themselves.
    CASE
      WHEN name RLIKE '^i_[xt][ty]/.*-bound$' THEN '/bounds'
      WHEN name RLIKE '^i_[xt][ty]/' THEN regexp_replace(name, '^i_[xt][ty]/[a-z-]+', '')
    END AS way
  FROM named
)
LEFT JOIN (
  SELECT run_key, measure, MAX(value) AS initial
  FROM named
  WHERE epoch = 0
  GROUP BY run_key, measure
) USING (run_key, measure)
LEFT JOIN (
  SELECT run_key, epoch, probe, layer, 'qubd' AS name, MAX(value) AS permuted
  FROM measures
  WHERE name = 'permuted'
  GROUP BY run_key, epoch, probe, layer
) USING (run_key, epoch, probe, layer, name)
LEFT JOIN (
  SELECT run_key, epoch, probe, layer, substring(name, 10) AS way, true AS flag
  FROM measures
  WHERE name LIKE 'saturated%' AND value = 1
  GROUP BY run_key, epoch, probe, layer, way
) USING (run_key, epoch, probe, layer, way)
