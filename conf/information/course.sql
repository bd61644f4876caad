-- I(X;T) and I(T;Y) of every layer over epochs, a network a row of panels: means over runs with 95 % intervals, floats in the
-- fewest bins. Saturated points are drawn, too: their I(X;T) lies within 5 % of log2 of the number of patterns, and their I(T;Y) near
-- H(Y), whatever the layer does.
--   submit/bitsweep sql results/information-bnn-planes conf/information/course.sql --plot course.svg --log-x
SELECT
  panel,
  line AS layer,
  1 + epoch AS `1 + epoch`,
  xt.estimate AS `I(X;T), bits`, xt.low AS `I(X;T), bits_low`, xt.high AS `I(X;T), bits_high`,
  ty.estimate AS `I(T;Y), bits`, ty.low AS `I(T;Y), bits_low`, ty.high AS `I(T;Y), bits_high`
FROM (
  SELECT
    concat_ws(' ', groups.network, array_join(map_values(named), ' ')) AS panel,
    concat('layer ', layer + 1, ': ', width) AS line,
    epoch,
    bootstrap_mean(run_key, i_xt).mean AS xt,
    bootstrap_mean(run_key, i_ty).mean AS ty
  FROM (SELECT *, MIN(bins) OVER (PARTITION BY group_key, layer) AS fewest FROM planes)
  JOIN (
    -- Axes that the network's name does not tell already.
    SELECT group_key, network, map_filter(axes, (axis, value) -> NOT contains(network, value)) AS named FROM groups
  ) AS groups USING (group_key)
  -- Quantized activations have no range before the first step, and all patterns one state.
  WHERE bins = fewest AND NOT (epoch = 0 AND states = 1)
  GROUP BY ALL
)
ORDER BY panel, layer, epoch
