#!/usr/bin/env bash
# Builds bitsweep's image and runs bitsweep on Kubernetes, driver and executors as pods.
#
#   IMAGE=registry.example.org/me/bitsweep:1 submit/k8s/submit.sh build
#   IMAGE=… submit/k8s/submit.sh run https://CLUSTER:6443 [spark-submit's own options] -- COMMAND [ARGUMENT…]
#
# Environment: IMAGE; CLAIM, the PersistentVolumeClaim that is mounted at /results (ReadWriteMany; none for a store on
# s3a:// or hdfs://); NAMESPACE (default); ACCOUNT, a service account that may create pods (spark). Needs docker and a
# Spark installation (SPARK_HOME, or spark-submit on the PATH).
set -euo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd -P "$here/../.." && pwd)
fail() {
  echo "k8s/submit.sh: $1" >&2
  exit 2
}

[ -n "${IMAGE:-}" ] || fail "set IMAGE to the image's name in a registry that the cluster can read"

build() {
  command -v docker >/dev/null || fail "there is no docker on the PATH to build the image with"
  "$home/submit/bitsweep" --version >/dev/null
  local context=$home/target/k8s
  rm -rf "$context"
  mkdir -p "$context/lib"
  cp "$home/target/bitsweep.jar" "$context/"
  cp -r "$home/conf" "$context/"
  "$home/submit/libraries" | while IFS= read -r library; do cp "$library" "$context/lib/"; done
  docker build --file "$here/Dockerfile" --tag "$IMAGE" ${SPARK_IMAGE:+--build-arg "SPARK_IMAGE=$SPARK_IMAGE"} "$context"
  docker push "$IMAGE"
}

run() {
  [ $# -gt 0 ] || fail "name the cluster's address, such as https://CLUSTER:6443 (kubectl cluster-info shows it)"
  local cluster=$1 submit options=() mount=()
  shift
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  [ "${1:-}" = -- ] || fail "put -- between the options of spark-submit and bitsweep's command, such as: -- sweep conf/demo.conf"
  shift
  if [ -n "${SPARK_HOME:-}" ]; then submit=$SPARK_HOME/bin/spark-submit; else submit=$(command -v spark-submit || true); fi
  [ -n "$submit" ] && [ -x "$submit" ] || fail "there is no spark-submit in SPARK_HOME or on the PATH"
  if [ -n "${CLAIM:-}" ]; then
    for role in driver executor; do
      local volume=spark.kubernetes.$role.volumes.persistentVolumeClaim.results
      mount+=(--conf "$volume.options.claimName=$CLAIM" --conf "$volume.mount.path=/results")
    done
  fi
  exec "$submit" --master "k8s://$cluster" --deploy-mode cluster --name bitsweep --class org.bitsweep.cli.Main \
    --conf "spark.kubernetes.namespace=${NAMESPACE:-default}" \
    --conf "spark.kubernetes.authenticate.driver.serviceAccountName=${ACCOUNT:-spark}" \
    --conf "spark.kubernetes.container.image=$IMAGE" \
    --conf "spark.kubernetes.driver.podTemplateFile=$here/pod.yaml" \
    --conf "spark.kubernetes.executor.podTemplateFile=$here/pod.yaml" \
    ${mount[@]+"${mount[@]}"} ${options[@]+"${options[@]}"} \
    local:///opt/bitsweep/bitsweep.jar "$@"
}

case ${1:-} in
  build) build ;;
  run) run "${@:2}" ;;
  *) fail "expected build or run" ;;
esac
