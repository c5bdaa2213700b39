#!/usr/bin/env bash
# Runs the specs that meet the database a second time, on an installed PostgreSQL 15: bash apps/cli/test/postgres15.sh [jest arguments]
set -euo pipefail
bin=/usr/lib/postgresql/15/bin
directory=$(mktemp -d /tmp/qiyue-pg15-XXXXXX)
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi; }
[ "$(id -u)" = 0 ] && chown nobody:nogroup "$directory"
trap 'as "$bin/pg_ctl" -D "$directory/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$directory"' EXIT

port=$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")
as "$bin/initdb" -D "$directory/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
as "$bin/pg_ctl" -D "$directory/data" -w -l "$directory/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$directory -c fsync=off -c max_connections=100" start >/dev/null
TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres" npx jest "$@"
