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
      slice(trained, 1, kept) AS y
    FROM (SELECT *, count_up_to(epochs, last_epoch) AS kept FROM series)
    LATERAL VIEW stack(
      4,
      'train_loss', train_loss,
      'train_accuracy', train_accuracy,
      'validation_loss', validation_loss,
      'validation_accuracy', validation_accuracy
    ) targets AS target, trained
    LATERAL VIEW stack(
      8,
      'raw', 'pearson',
      'raw', 'spearman',
      'smoothed', 'pearson',
      'smoothed', 'spearman',
      'detrended', 'pearson',
      'detrended', 'spearman',
      'differenced', 'pearson',
      'differenced', 'spearman'
    ) ways AS preparation, method
  )
)
