#!/usr/bin/env bash
# Guess: python3-gammu's DecodePDU tells when an SMS was sent: "SMSCDateTime" is the time stamp of the service centre, and of
# "DateTime" and it at least one knows the zone, so that two SMS can be put in order.
#
# Seen: "SMSCDateTime" of a received SMS is the moment of decoding. "DateTime" is the centre's wall clock without a zone: sent
# at 19:45 in Kathmandu, Greenwich or the Azores, instants that are almost eight hours apart, it is the same.
#
# Debian's python3-gammu 3.2.4-1+b3 with libgammu8 1.42.0-8, unmodified. Ends with 0 while it is so, 1 when it has changed, 2
# when the packages cannot be had. Needs apt-get; installs the package when it is not there.
set -u
VERSION=3.2.4-1+b3 LIBRARY=1.42.0-8
is_there() { [ "$(dpkg-query -W -f '${Version}' python3-gammu 2> /dev/null) $(dpkg-query -W -f '${Version}' libgammu8 2> /dev/null)" = "$VERSION $LIBRARY" ]; }
is_there || apt-get install -yq --no-install-recommends "python3-gammu=$VERSION" "libgammu8=$LIBRARY" > /dev/null 2>&1
is_there || { echo "python3-gammu $VERSION with libgammu8 $LIBRARY cannot be had here"; exit 2; }
echo "python3-gammu $VERSION, libgammu8 $LIBRARY"

/usr/bin/python3 - << 'PYTHON'
import datetime, sys, gammu

# SMS-DELIVER of "Bank", "code 1", 2026-11-29 19:45:00: +00:00, +05:45 (23 quarters), -02:00 (8 quarters).
pdu = '07917321999099F90407D0C2B07B0D000062119291540000%s06E337B90C8A01'
pdus = {'+00:00': pdu.replace('0000%s', '00%s') % '00', '+05:45': pdu.replace('0000%s', '00%s') % '32', '-02:00': pdu.replace('0000%s', '00%s') % '88'}
found = {zone: gammu.DecodePDU(bytes.fromhex(one), True) for zone, one in pdus.items()}
now = datetime.datetime.now()
for zone, sms in found.items():
    print(f"seen:  19:45 {zone}: DateTime {sms['DateTime']} (zone: {sms['DateTime'].tzinfo}), SMSCDateTime {sms['SMSCDateTime']}")
print('guess: three DateTime that differ by their zone, and SMSCDateTime of 2026-11-29')
walls = {sms['DateTime'] for sms in found.values()}
same = walls == {datetime.datetime(2026, 11, 29, 19, 45)}
is_now = all(abs((now - sms['SMSCDateTime']).total_seconds()) < 60 for sms in found.values())
if same and is_now:
    sys.exit(0)
print('It has changed.')
sys.exit(1)
PYTHON
