/**
 * The result store: Parquet files that readers take as they are, and a log of immutable, numbered records that says
 * which files exist. Knows neither runs' execution nor Spark.
 */
package org.bitsweep.sweep.store;
