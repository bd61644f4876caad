#!/usr/bin/env bash
# Runs bitsweep on a YARN cluster: submit/spark-submit.sh with what YARN needs.
#
#   submit/yarn.sh [spark-submit's own options, such as --num-executors 20] -- COMMAND [ARGUMENT…]
#
# Needs a Spark installation (SPARK_HOME, or spark-submit on the PATH) and the cluster's configuration in
# HADOOP_CONF_DIR or YARN_CONF_DIR. The store has to be where all nodes see it, such as store=hdfs:///user/me/results.
set -euo pipefail

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
fail() {
  echo "yarn.sh: $1" >&2
  exit 2
}

conf=${HADOOP_CONF_DIR:-${YARN_CONF_DIR:-}}
[ -n "$conf" ] || fail "set HADOOP_CONF_DIR or YARN_CONF_DIR to the folder with yarn-site.xml"
[ -f "$conf/yarn-site.xml" ] || fail "there is no yarn-site.xml in $conf"

# The driver stays here: its Ctrl-C commits what is finished, and its files are those of this machine.
exec "$home/submit/spark-submit.sh" --master yarn --deploy-mode client "$@"
