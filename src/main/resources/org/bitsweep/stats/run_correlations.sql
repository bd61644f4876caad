-- One row an OK run, measure, target, preparation and method: the correlation of the measure with the target over the
-- run's epochs. `excluded` says why there is none. Conditions on measure, target, preparation and method save the work
-- for all other rows.
SELECT
  group_key,
  run_key,
  seed,
  measure,
  target,
  preparation,
  method,
  size(x) AS epochs,
  c.r AS r,
  IF(size(x) < 5, 'too short', c.undefined) AS excluded,
  x,
  y
FROM (
  SELECT
    *,
    -- Fewer than five epochs correlate nothing.
    IF(size(x) < 5, NULL, correlation(x, y, preparation, method)) AS c
  FROM (
    SELECT
      group_key,
      run_key,
      seed,
      measure,
      target,
      preparation,
      method,
      slice(measured, 1, kept) AS x,
      slice(
        CASE target
          WHEN 'train_loss' THEN train_loss
          WHEN 'train_accuracy' THEN train_accuracy
          WHEN 'validation_loss' THEN validation_loss
          WHEN 'validation_accuracy' THEN validation_accuracy
          WHEN 'loss_gap' THEN series_difference(validation_loss, train_loss)
          WHEN 'accuracy_gap' THEN series_difference(train_accuracy, validation_accuracy)
        END,
        1,
        kept
      ) AS y
    FROM (SELECT *, count_up_to(epochs, last_epoch) AS kept FROM series)
    CROSS JOIN VALUES
      ('train_loss'), ('train_accuracy'), ('validation_loss'), ('validation_accuracy'), ('loss_gap'), ('accuracy_gap')
      AS targets (target)
    CROSS JOIN VALUES
      ('raw', 'pearson'),
      ('raw', 'spearman'),
      ('smoothed', 'pearson'),
      ('smoothed', 'spearman'),
      ('detrended', 'pearson'),
      ('detrended', 'spearman'),
      ('differenced', 'pearson'),
      ('differenced', 'spearman')
      AS ways (preparation, method)
  )
)
