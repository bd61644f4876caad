-- Where planes stop meaning anything: of the hidden layer, by its width and the number of patterns, the share of saturated points
-- and what I(X;T) and I(T;Y) are; all epochs but that before training.
--   submit/bitsweep sql results/information-saturation conf/information/saturation.sql --plot saturation.svg --log-x
SELECT
  concat(split(network, ' ')[0], IF(bins = 0, '', concat(', ', bins, ' bins'))) AS panel,
  concat(patterns, ' patterns') AS patterns,
  width AS units,
  AVG(INT(saturated)) AS `saturated points`,
  AVG(i_xt) AS `I(X;T), bits`,
  AVG(i_ty) AS `I(T;Y), bits`
FROM planes
JOIN groups USING (group_key)
WHERE layer = 0 AND epoch > 0
GROUP BY panel, planes.patterns, units
ORDER BY panel, planes.patterns, units
