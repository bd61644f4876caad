-- One row an OK run with the regularizer weight-information: where it ended, after its last epoch. `samples` are the training
-- samples N (null if that is the data set's default), `train_accuracy` is on the labels as trained, with the noise on the
-- weights; information in the weights is in bits. Runs of one `setting_key` differ only in beta and seed.
SELECT
  runs.group_key,
  runs.run_key,
  runs.seed,
  sha2(regexp_replace(runs.config, '"(beta|seed)":[^,}]*', ''), 256) AS setting_key,
  runs.dataset,
  runs.network,
  coalesce(CAST(get_json_object(runs.config, '$.dataset.label-noise') AS DOUBLE), 0) AS label_noise,
  CAST(get_json_object(runs.config, '$.dataset.train') AS INT) AS samples,
  CAST(get_json_object(runs.config, '$.training.regularizer.beta') AS DOUBLE) AS beta,
  ended.last.train_loss,
  ended.last.train_accuracy,
  ended.last.validation_accuracy,
  ended.last.train_accuracy - ended.last.validation_accuracy AS accuracy_gap,
  ended.last.bdm,
  ended.last.entropy,
  measured.noise_bits,
  measured.laplace_bits
FROM runs
JOIN (
  SELECT
    run_key,
    max_by(struct(train_loss, train_accuracy, validation_accuracy, bdm, entropy), epoch) AS last
  FROM epochs
  GROUP BY run_key
) AS ended ON ended.run_key = runs.run_key
LEFT JOIN (
  SELECT
    run_key,
    max_by(value, epoch) FILTER (WHERE name = 'bits/noise/log-uniform') AS noise_bits,
    max_by(value, epoch) FILTER (WHERE name LIKE 'bits/gaussian-laplace/%') AS laplace_bits
  FROM measures
  WHERE probe = 'weight-information' AND layer = -1
  GROUP BY run_key
) AS measured ON measured.run_key = runs.run_key
WHERE runs.status = 'OK' AND get_json_object(runs.config, '$.training.regularizer.kind') = 'weight-information'
