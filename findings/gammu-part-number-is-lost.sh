#!/usr/bin/env bash
# Guess: python3-gammu's DecodePDU says of a part of a long SMS which part it is, by "PartNumber" and "AllParts", whatever else
# stands in its header of user data, such as a table of national letters.
#
# Seen: with a second element in the header the type is "UserUDH", and both numbers are -1, as if it were no part. LinkSMS, given
# the same two messages, knows that they are 1 and 2 of 2, and joins them.
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
import sys, gammu

def parts(label, *pdus):
    found = [gammu.DecodePDU(bytes.fromhex(one), True) for one in pdus]
    told = [(sms['UDH']['Type'], sms['UDH']['PartNumber'], sms['UDH']['AllParts']) for sms in found]
    for sms in found:
        sms['Location'] = sms['Folder'] = 1
    joined = [[(sms['UDH']['PartNumber'], sms['UDH']['AllParts']) for sms in group] for group in gammu.LinkSMS([[sms] for sms in found])]
    print(f'seen:  {label}: DecodePDU {told}, LinkSMS {joined}')
    return told, joined

# SMS-DELIVER of "Bank": "first " and "second". Headers 00 03 07 02 0n alone, and with 24 01 01 (single shift, Turkish) behind.
plain = parts('part alone',
    '07917321999099F94407D0C2B07B0D0000621192915400000D050003070201CC69F99C0E02',
    '07917321999099F94407D0C2B07B0D0000621192915400000D050003070202E6E5F1DB4D06')
beside = parts('part and table',
    '07917321999099F94407D0C2B07B0D00006211929154000011080003070201240101C09C96CFE920',
    '07917321999099F94407D0C2B07B0D00006211929154000011080003070202240101605E1EBFDD64')
print('guess: parts 1 and 2 of 2 in all four')
whole = [[(1, 2), (2, 2)]]
if plain == ([('ConcatenatedMessages', 1, 2), ('ConcatenatedMessages', 2, 2)], whole) and beside == ([('UserUDH', -1, -1)] * 2, whole):
    sys.exit(0)
print('It has changed.')
sys.exit(1)
PYTHON
