#!/usr/bin/env bash
# Runs bitsweep with the spark-submit of a Spark installation: the same commands as submit/bitsweep, on any cluster.
#
#   submit/spark-submit.sh [spark-submit's own options, such as --master spark://host:7077] -- COMMAND [ARGUMENT…]
#
# bitsweep's jar is thin: Spark, Hadoop and Parquet come from the cluster, the few other libraries go along as --jars.
# The spark-submit is that of SPARK_HOME, or the one on the PATH.
set -euo pipefail

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
fail() {
  echo "spark-submit.sh: $1" >&2
  exit 2
}

if [ -n "${SPARK_HOME:-}" ]; then submit=$SPARK_HOME/bin/spark-submit; else submit=$(command -v spark-submit || true); fi
[ -n "$submit" ] && [ -x "$submit" ] || fail "there is no spark-submit in SPARK_HOME or on the PATH"

options=()
jars=
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  # spark-submit knows one --jars only: those of the user join bitsweep's.
  if [ "$1" = --jars ] && [ $# -gt 1 ]; then
    jars=,$2
    shift
  else
    options+=("$1")
  fi
  shift
done
[ "${1:-}" = -- ] || fail "put -- between the options of spark-submit and bitsweep's command, such as: -- sweep conf/demo.conf"
shift

"$home/submit/bitsweep" --version >/dev/null || exit $?

libraries=$("$home/submit/libraries" | paste -sd, -)

exec "$submit" --class org.bitsweep.cli.Main --jars "$libraries$jars" \
  --driver-java-options "'-Dbitsweep.home=$home' '-Dbitsweep.command=submit/bitsweep'" \
  ${options[@]+"${options[@]}"} "$home/target/bitsweep.jar" "$@"
