#!/bin/sh
# Posts an SMS to the shop when a daemon runs this: gammu-smsd by RunOnReceive, SMS Server Tools by eventhandler. Needs curl.
# The address of the provider's webhook stands alone in the file /etc/sms-webhook, or in the one that SMS_WEBHOOK_FILE names,
# which only the daemon's user should be able to read. What could not be posted waits in the folder /var/spool/sms-webhook (or
# SMS_WEBHOOK_QUEUE) and goes out with the next SMS, or by `post-sms.sh resend`. Ends with 0 when the shop has everything.
set -u
umask 077
file=${SMS_WEBHOOK_FILE:-/etc/sms-webhook}
queue=${SMS_WEBHOOK_QUEUE:-/var/spool/sms-webhook}
address=$(head -n 1 "$file") || exit 2

# The address goes in by standard input, so that no list of processes shows it. What the shop says that it cannot read it has
# put aside; anything else but a yes is tried again.
post() {
  code=$(printf 'url = "%s"\n' "$address$1" | {
    shift
    curl --silent --show-error --output /dev/null --write-out '%{http_code}' --max-time 20 \
      --retry "${SMS_WEBHOOK_RETRIES:-6}" --retry-connrefused --config - "$@"
  })
  case $code in 2?? | 400) return 0 ;; *) return 1 ;; esac
}

# One SMS is a folder: the file of SMS Server Tools and its name, or the fields of gammu-smsd.
send() {
  one=$1
  if [ -f "$one/sms" ]; then
    post "?file=$(cat "$one/name")" --header 'Content-Type: application/octet-stream' --data-binary "@$one/sms"
    return
  fi
  set -- ''
  for field in id phoneId from text; do
    # Of an empty file curl would not even send the name.
    if [ -s "$one/$field" ]; then set -- "$@" --data-urlencode "$field@$one/$field"; else set -- "$@" --data "$field="; fi
  done
  post "$@"
}

# The oldest first. What another run of this has posted meanwhile is gone; twice is once for the shop.
send_all() {
  for one in "$queue"/[0-9]*; do
    [ -d "$one" ] || continue
    send "$one" || { [ -d "$one" ] && exit 1; }
    rm -rf "$one"
  done
  exit 0
}

[ "${1:-}" = resend ] && send_all
# The other events of SMS Server Tools: nothing came.
case "${1:-}" in SENT | FAILED | REPORT | CALL) exit 0 ;; esac

# Where there is no such folder, an SMS has this one chance.
mkdir -p "$queue" 2> /dev/null
new=$(mktemp -d "$queue/new.XXXXXX" 2> /dev/null) || { queue=$(mktemp -d) && new=$(mktemp -d "$queue/new.XXXXXX"); } || exit 1
if [ "${1:-}" = RECEIVED ] && [ -f "${2:-}" ]; then
  cp "$2" "$new/sms"
  printf '%s' "$(basename "$2")" > "$new/name"
elif [ -n "${SMS_MESSAGES:-}" ]; then
  if [ "${DECODED_PARTS:-0}" -gt 0 ]; then kind=DECODED count=$DECODED_PARTS; else kind=SMS count=$SMS_MESSAGES; fi
  i=1
  while [ "$i" -le "$count" ]; do
    eval "printf '%s' \"\${${kind}_${i}_TEXT:-}\"" >> "$new/text"
    i=$((i + 1))
  done
  # Names of files or numbers of rows, which the daemon gives; where it keeps neither, the moment.
  printf '%s' "${*:-$(date +%s)-$$}" > "$new/id"
  printf '%s' "${PHONE_ID:-}" > "$new/phoneId"
  printf '%s' "${SMS_1_NUMBER:-}" > "$new/from"
else
  rm -rf "$new"
  echo "post-sms.sh: run by neither gammu-smsd nor smsd" >&2
  exit 2
fi
mv "$new" "$queue/$(date +%s)-$$"
send_all
