#!/bin/sh
# Posts an SMS to the shop when a daemon runs this: gammu-smsd by RunOnReceive, SMS Server Tools by eventhandler. Needs curl.
# The address of the provider's webhook stands alone in the file /etc/sms-webhook, or in the one that SMS_WEBHOOK_FILE names,
# which only the daemon's user should be able to read. Ends with 0 when the shop has it.
set -u
file=${SMS_WEBHOOK_FILE:-/etc/sms-webhook}
address=$(head -n 1 "$file") || exit 2

# The address goes in by standard input, so that no list of processes shows it.
post() {
  printf 'url = "%s"\n' "$address$1" | {
    shift
    curl --silent --show-error --fail --output /dev/null --max-time 20 --retry 6 --retry-connrefused --config - "$@"
  }
}

if [ "${1:-}" = RECEIVED ] && [ -f "${2:-}" ]; then
  post "?file=$(basename "$2")" --header 'Content-Type: application/octet-stream' --data-binary "@$2"
  exit
fi
# The other events of SMS Server Tools: nothing came.
case "${1:-}" in SENT | FAILED | REPORT | CALL) exit 0 ;; esac

if [ -n "${SMS_MESSAGES:-}" ]; then
  text=
  if [ "${DECODED_PARTS:-0}" -gt 0 ]; then kind=DECODED count=$DECODED_PARTS; else kind=SMS count=$SMS_MESSAGES; fi
  i=1
  while [ "$i" -le "$count" ]; do
    eval "part=\${${kind}_${i}_TEXT:-}"
    text=$text$part
    i=$((i + 1))
  done
  # Names of files or numbers of rows, which the daemon gives; where it keeps neither, the moment.
  id=${*:-$(date +%s)-$$}
  post '' --data-urlencode "id=$id" --data-urlencode "phoneId=${PHONE_ID:-}" \
    --data-urlencode "from=${SMS_1_NUMBER:-}" --data-urlencode "text=$text"
  exit
fi
echo "post-sms.sh: run by neither gammu-smsd nor smsd" >&2
exit 2
