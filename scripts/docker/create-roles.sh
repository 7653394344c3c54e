#!/bin/sh
# Run once by the image of PostgreSQL, on an empty volume: the role that the program signs in as, which owns nothing.
set -e
psql -v ON_ERROR_STOP=1 -v password="$SHOP_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE numbershop_app LOGIN PASSWORD :'password';
SQL
