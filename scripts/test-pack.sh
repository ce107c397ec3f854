#!/usr/bin/env bash
# The package as a stranger gets it: packed, installed in an empty folder, help, replay; and an old Node's refusal.
# Prints "N passed, N failed" at the end; fails when anything does.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
node24=$(node -p process.execPath)
passed=0
failed=0

expect() { # expect TITLE COMMAND…
  local title=$1
  shift
  if "$@"; then
    passed=$((passed + 1)) && echo "ok      $title"
  else
    failed=$((failed + 1)) && echo "FAILED  $title"
  fi
}

npm pack --silent --pack-destination "$folder" >/dev/null
mkdir "$folder/empty"
cd "$folder/empty"
echo '{"private": true}' >package.json
# Its lockfile-free install must find everything that it declares.
"$node24" "$(command -v npm)" install --silent --no-audit --no-fund --omit=dev "$folder"/fiveohtwo-*.tgz

run() { "$node24" node_modules/.bin/502 "$@"; }
contains() { grep -qF -- "$1" <<<"$2"; }

expect 'help is printed' contains '502 check shop-alb' "$(run --help)"
expect 'the Japanese help is printed' contains '使い方' "$(LANG=ja_JP.UTF-8 run --help)"
expect 'the version is that of package.json' test "$(run --version)" = "$("$node24" -p "require('$root/package.json').version")"
expect 'no source and no test is in the package' test ! -e node_modules/fiveohtwo/src
expect 'the JSON Schema is printed' contains 'fiveohtwo/check/v1' "$(run check --schema)"

cat >draw.mjs <<'END'
const { drawPng } = await import('./node_modules/fiveohtwo/dist/charts/draw-png.js');
const points = [1, 2, null, 4].map((value, nth) => ({ at: nth * 60_000, value }));
const more = { stepMs: 60_000, aggregate: 'sum', unit: 'per-step', threshold: null, mark: null, timeZone: 'Asia/Tokyo' };
const png = await drawPng({ kind: 'line', title: 'ロードバランサー', series: [{ name: '502', points }], lang: 'ja', ...more });
process.stdout.write(`${png.subarray(1, 4)} ${png.readUInt32BE(16)}`);
END
expect 'a chart is drawn with the fonts that came along' contains 'PNG 1440' "$("$node24" draw.mjs)"

# A check against the stand-in of the repository, then its bundle again without any network.
"$node24" "$root/sandbox/aws/main.ts" --world maple --now 2026-11-20T10:15:00.000Z >"$folder/world.json" &
world=$!
trap 'kill $world 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 120); do
  grep -q endpoint "$folder/world.json" && break
  sleep 0.5
done
told() { "$node24" -p "JSON.parse(require('fs').readFileSync('$folder/world.json', 'utf8')).$1"; }
export FIVEOHTWO_DATA_DIR=$folder/data
checked=0
AWS_ENDPOINT_URL=$(told endpoint) AWS_REGION=$(told region) AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x \
  run check "$(told target)" --from "$(told from)" --to "$(told to)" --format json --bundle "$folder/bundle" \
  >"$folder/checked.json" 2>/dev/null || checked=$?
kill $world
expect 'a check gives a verdict' contains '"schema": "fiveohtwo/check/v1"' "$(cat "$folder/checked.json")"
replayed=0
run replay "$folder/bundle" --format json >"$folder/replayed.json" || replayed=$?
expect 'its bundle gives the same bytes again' cmp "$folder/checked.json" "$folder/replayed.json"
expect 'and the same exit code' test "$checked" = "$replayed"

code=0
err=$(run sandbox 2>&1) || code=$?
expect 'the sandbox says where it is' contains 'npm run sandbox' "$err"
expect 'and ends with 69' test "$code" = 69

old=$(PATH=/usr/local/bin:/usr/bin:/bin command -v node || true)
if [ -n "$old" ] && [ "$("$old" -p 'parseInt(process.versions.node) < 24')" = true ]; then
  code=0
  err=$("$old" node_modules/.bin/502 --help 2>&1) || code=$?
  expect "Node $("$old" --version) gets one sentence" test "$(wc -l <<<"$err")" = 1
  expect 'and 78' test "$code" = 78
else
  echo 'FAILED  there is no old Node to be refused' && failed=$((failed + 1))
fi

echo "$passed passed, $failed failed"
test "$failed" = 0
