#!/usr/bin/env bash
# Guess: curl --data-urlencode "name@file" sends "name=" and what is in the file, so that an empty file is an empty field, as
# --data-urlencode "name=" is.
#
# Seen: of an empty file curl sends nothing but the separator: the field is missing, and a server that asks for it says no.
#
# Debian's curl 7.88.1, unmodified. Ends with 0 while it is so, 1 when it has changed, 2 when that curl cannot be had. Needs
# apt-get, python3.
set -u
VERSION=7.88.1-10
work=$(mktemp -d) || exit 2
server=
trap '[ -n "$server" ] && kill "$server" 2> /dev/null; rm -rf "$work"' EXIT
found=$(dpkg-query -W -f '${Version}' curl 2> /dev/null)
case $found in
"$VERSION"*) ;;
*)
  apt-get install -yq --no-install-recommends curl > /dev/null 2>&1
  found=$(dpkg-query -W -f '${Version}' curl 2> /dev/null)
  case $found in "$VERSION"*) ;; *) echo "curl $VERSION cannot be had here, but ${found:-none}"; exit 2 ;; esac
  ;;
esac
echo "curl $found"
cd "$work" || exit 2

cat > server.py << 'PYTHON'
import http.server

class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        print(self.rfile.read(int(self.headers['content-length'])).decode(), flush=True)
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_):
        pass

server = http.server.HTTPServer(('127.0.0.1', 0), Server)
print(server.server_address[1], flush=True)
server.serve_forever()
PYTHON
python3 server.py > seen.txt &
server=$!
until [ -s seen.txt ]; do sleep 0.1; done
url="http://127.0.0.1:$(head -1 seen.txt)/"

: > empty
printf 'x y' > full
curl -s --data-urlencode 'from@full' --data-urlencode 'text=' --data-urlencode 'id=7' "$url"
curl -s --data-urlencode 'from@full' --data-urlencode 'text@empty' --data-urlencode 'id=7' "$url"
echo "guess: $(sed -n 2p seen.txt) both times"
echo "seen:  text=       $(sed -n 2p seen.txt)"
echo "seen:  text@empty  $(sed -n 3p seen.txt)"
[ "$(sed -n 2p seen.txt)" = 'from=x+y&text=&id=7' ] && [ "$(sed -n 3p seen.txt)" = 'from=x+y&&id=7' ] && exit 0
echo 'It has changed.'
exit 1
