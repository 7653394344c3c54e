#!/usr/bin/env bash
# Guess: the eventhandler of SMS Server Tools answers for an SMS by its exit code. One that fails is run again for the same SMS,
# in the next turn or at the next start of smsd.
#
# Seen: it is run once. The SMS leaves the SIM all the same, its file stays in "incoming", and neither the running smsd nor the next
# one looks at it again; the log has an alert ("problem with eventhandler, result 1"). What could not be handed on, the handler
# has to keep itself.
#
# Debian's smstools 3.1.21-4+b1, unmodified, with a modem simulated over TCP. Ends with 0 while it is so, 1 when it has changed,
# 2 when the package cannot be had. Needs apt-get, python3.
set -u
VERSION=3.1.21-4+b1
work=$(mktemp -d) || exit 2
children=''
cleanup() {
  for child in $children; do kill "$child" 2> /dev/null; done
  wait 2> /dev/null
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work" || exit 2
apt-get download "smstools=$VERSION" > apt.log 2>&1 || { cat apt.log; echo "smstools $VERSION cannot be had here"; exit 2; }
dpkg -x smstools_*.deb root
ldd root/usr/sbin/smsd | grep 'not found' && exit 2
echo "smstools $VERSION: $(root/usr/sbin/smsd -V 2>&1 | head -1)"

# A GSM modem whose SIM holds one SMS: "code 1" of "Bank".
cat > modem.py << 'PYTHON'
import re, socketserver, sys

sim = {1: '07917321999099F90407D0C2B07B0D00006211929154000006E337B90C8A01'}
FIXED = {'+CPIN?': '+CPIN: READY', '+CSQ': '+CSQ: 21,0', '+CREG?': '+CREG: 0,1', '+CGSN': '490154203237518', '+CIMI': '247011234567890'}

def answer(command):
    place = re.match(r'\+CMG[RD]=(\d+)', command)
    if command.startswith('+CPMS'):
        used = f'{len(sim)},50'
        return f'+CPMS: "SM",{used},"SM",{used},"SM",{used}' if command.endswith('?') else f'+CPMS: {used},{used},{used}'
    if command.startswith('+CMGR') and place:
        pdu = sim.get(int(place[1]))
        return f'+CMGR: 1,,{len(pdu) // 2 - 8}\r\n{pdu}' if pdu else None
    if command.startswith('+CMGD') and place:
        sim.pop(int(place[1]), None)
        print(f'{len(sim)} on the SIM', flush=True)
    return FIXED.get(command, '')

class Modem(socketserver.StreamRequestHandler):
    def handle(self):
        typed = b''
        while byte := self.rfile.read(1):
            if byte not in b'\r':
                typed += byte
                continue
            line = re.sub(r'[^ -~]', '', typed.decode('latin1')).strip().upper()
            typed = b''
            if line:
                said = answer(line.removeprefix('AT'))
                text = '\r\n+CMS ERROR: 321\r\n' if said is None else f'\r\n{said}\r\n\r\nOK\r\n' if said else '\r\nOK\r\n'
                self.wfile.write(text.encode())

socketserver.ThreadingTCPServer.allow_reuse_address = True
server = socketserver.ThreadingTCPServer(('127.0.0.1', 0), Modem)
print(server.server_address[1], flush=True)
server.serve_forever()
PYTHON
python3 modem.py > modem.log &
children="$children $!"
until [ -s modem.log ]; do sleep 0.1; done
mkdir incoming outgoing checked failed
printf '#!/bin/sh\necho "$1 $(basename "$2")" >> %s/handled\nexit 1\n' "$work" > handler
chmod +x handler
cat > smsd.conf << CONF
devices = GSM1
incoming = $work/incoming
outgoing = $work/outgoing
checked = $work/checked
failed = $work/failed
logfile = $work/smsd.log
loglevel = 7
infofile = $work/smsd.working
pidfile = $work/smsd.pid
delaytime = 1
eventhandler = $work/handler

[GSM1]
device = @127.0.0.1:$(head -1 modem.log)
incoming = yes
CONF
touch handled
for run in first second; do
  root/usr/sbin/smsd "-c$work/smsd.conf" -t > /dev/null 2>&1 &
  smsd=$!
  children="$children $smsd"
  sleep 15
  kill "$smsd"
  wait "$smsd" 2> /dev/null
  echo "$run run of smsd: the handler ran $(wc -l < handled) times in all, $(ls incoming | wc -l) file in incoming"
done
grep -i 'handler' smsd.log | sed 's/^/log:   /' | head -5
echo "modem: $(tail -1 modem.log)"
echo 'guess: the handler, which ends with 1 each time, runs again for the same SMS'
if [ "$(wc -l < handled)" = 1 ] && [ "$(ls incoming | wc -l)" = 1 ] && [ "$(tail -1 modem.log)" = '0 on the SIM' ]; then
  echo 'seen:  it runs once; the SMS is off the SIM, and its file stays'
  exit 0
fi
echo 'It has changed.'
exit 1
