#!/usr/bin/env bash
# Guess: with post-url Kannel tells the header of user data in "X-Kannel-UDH" as hexadecimal digits, as its user guide says
# ("in hex format: 06050415820000"), so that Buffer.from(value, 'hex') or bytes.fromhex(value) read it.
#
# Seen: it is escaped as in a URL, "%06%05%04%15%82%00%00"; octets that are letters or digits in ASCII stand for themselves,
# so "%04A%0209" is one of five octets. Read as hexadecimal it is refused, or read as something else.
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
cat > kannel.conf << CONF
group = core
admin-port = $admin
admin-password = password
smsbox-port = $boxes
box-allow-ip = 127.0.0.1

group = smsc
smsc = fake
smsc-id = fake
port = $fake
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = $sendsms

group = sms-service
keyword = default
catch-all = true
max-messages = 0
post-url = "http://127.0.0.1:$http/"
CONF
cat > service.py << 'PYTHON'
import http.server, sys

class Service(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get('content-length', 0)))
        print(self.headers.get('x-kannel-udh', '(none)'), flush=True)
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_):
        pass

http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Service).serve_forever()
PYTHON

run() {
  "$@" > /dev/null 2>&1 &
  last=$!
  children="$children $last"
}
python3 service.py "$http" > seen.txt &
children="$children $!"
run root/usr/sbin/bearerbox kannel.conf
sleep 2
run root/usr/sbin/smsbox kannel.conf
sleep 1
# fakesmsc takes headers of user data and octets escaped: ports, and an element 41 with two octets.
for header in %06%05%04%15%82%00%00 %04%41%02%30%39; do
  run root/usr/lib/kannel/test/fakesmsc -r "$fake" -m 1 -i 0.1 "123 456 udh $header hello"
  sleep 2
  kill "$last"
done
sleep 1

echo 'guess: 06050415820000 0441023039'
echo "seen:  $(paste -sd' ' seen.txt)"
[ "$(paste -sd' ' seen.txt)" = '%06%05%04%15%82%00%00 %04A%0209' ] && exit 0
echo 'It has changed.'
exit 1
