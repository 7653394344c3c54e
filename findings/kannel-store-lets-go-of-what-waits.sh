#!/usr/bin/env bash
# Guess: Kannel's store ("store-type = spool") keeps a received SMS until the service has it. So when smsbox dies while it asks
# an HTTP service again and again (http-request-retry), the SMS is in the store, and the next smsbox gets it.
#
# Seen: smsbox acknowledges an SMS to bearerbox when the first request has failed and the SMS waits for the next one. From then
# on the store is empty, and the SMS lives in the memory of smsbox alone. The same SMS waits in the store when no smsbox runs.
#
# Debian's kannel and kannel-extras (fakesmsc) 1.4.5-12, unmodified. Ends with 0 while it is so, 1 when it has changed, 2 when
# the packages cannot be had. Needs apt-get, python3.
set -u
VERSION=1.4.5-12
work=$(mktemp -d) || exit 2
children=''
cleanup() {
  for child in $children; do kill -9 "$child" 2> /dev/null; done
  wait 2> /dev/null
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work" || exit 2

apt-get download "kannel=$VERSION" "kannel-extras=$VERSION" > apt.log 2>&1 || { cat apt.log; echo "kannel $VERSION cannot be had here"; exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
if ldd root/usr/sbin/bearerbox | grep -q 'not found'; then
  apt-get download libmariadb3 libpam0g libpcre3 libpq5 libsqlite3-0 libssl3 libxml2 libicu72 liblzma5 > apt.log 2>&1
  for package in lib*.deb; do dpkg -x "$package" root; done
fi
LD_LIBRARY_PATH=$(find "$work/root" -name '*.so.*' -printf '%h\n' | sort -u | paste -sd: -)
export LD_LIBRARY_PATH
ldd root/usr/sbin/bearerbox | grep 'not found' && exit 2
echo "kannel $VERSION: $(root/usr/sbin/bearerbox --version 2> /dev/null | head -1)"

port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
admin=$(port) boxes=$(port) sendsms=$(port) fake=$(port) http=$(port)
mkdir store
cat > kannel.conf << CONF
group = core
admin-port = $admin
admin-password = password
smsbox-port = $boxes
box-allow-ip = 127.0.0.1
log-level = 0
log-file = $work/bearerbox.log
store-type = spool
store-location = $work/store

group = smsc
smsc = fake
smsc-id = fake
port = $fake
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = $sendsms
log-level = 0
log-file = $work/smsbox.log
http-request-retry = 1000
http-queue-delay = 1

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "http://127.0.0.1:$http/?text=%b"
CONF

run() {
  "$@" > /dev/null 2>&1 &
  last=$!
  children="$children $last"
}
stored() { find store -type f | wc -l; }
until_so() { for _ in $(seq 100); do eval "$1" && return 0; sleep 0.2; done; return 1; }

run root/usr/sbin/bearerbox kannel.conf
sleep 2
# Kannel takes one fakesmsc at a time, and that one does not end by itself.
fakesmsc() {
  run root/usr/lib/kannel/test/fakesmsc -r "$fake" -m 1 -i 0.1 "123 456 text $1"
  sleep 2
  kill "$last"
}

echo '1. No smsbox runs when the SMS "first" comes:'
fakesmsc first
until_so '[ "$(stored)" = 1 ]'
before=$(stored)
echo "   the store holds $before"

echo '2. smsbox runs, nobody answers at the address of the service:'
run root/usr/sbin/smsbox kannel.conf
smsbox=$last
until_so "grep -q 'Retrying request' smsbox.log 2> /dev/null"
waiting=$(stored)
echo "   $(grep -c 'Retrying request' smsbox.log) tries again so far, and the store holds $waiting"

echo '3. smsbox dies, the service is there, another smsbox runs:'
kill -9 "$smsbox"
python3 -u -m http.server --bind 127.0.0.1 "$http" > http.log 2>&1 &
children="$children $!"
sleep 1
run root/usr/sbin/smsbox kannel.conf
sleep 1
# Proves that this smsbox works and asks the service.
fakesmsc second
until_so "grep -q 'text=second' http.log"
sleep 5
grep -o 'GET [^ ]*' http.log | sed 's/^/   /'
second=$(grep -c 'text=second' http.log)
first=$(grep -c 'text=first' http.log)
echo "   requests for \"first\": $first, for \"second\": $second"

echo "guess: the store holds it until the service has it, so 1 and \"first\" is asked for"
if [ "$before" = 1 ] && [ "$waiting" = 0 ] && [ "$first" = 0 ] && [ "$second" -ge 1 ]; then
  echo 'seen:  an SMS that waits for another try is in no store, and gone with its smsbox'
  exit 0
fi
echo 'It has changed.'
exit 1
