#!/usr/bin/env bash
# Guess: what npm smpp reads of a part of a long SMS (short_message with udh and message) is what it writes: a program that hands
# messages on gives pdu.short_message to submit_sm or deliver_sm.
#
# Seen: "udh" is written as one Buffer with the header's length in front, and read as a list of elements without it. What was read
# is refused when it is written; a list joined to one Buffer goes out without a length, so its octets arrive as letters of the text.
#
# npm smpp 0.5.1, unmodified. Ends with 0 while it is so, 1 when it has changed, 2 when it cannot be had. Needs npm.
set -u
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
npm init -y > /dev/null && npm install --no-audit --no-fund --ignore-scripts smpp@0.5.1 > npm.log 2>&1 || { cat npm.log; exit 2; }
echo "smpp $(node -p 'require("smpp/package.json").version'), node $(node --version)"

cat > seen.js << 'JAVASCRIPT'
const smpp = require('smpp');
const written = (short_message) => new smpp.PDU('deliver_sm', { source_addr: '1', destination_addr: '2', esm_class: 0x40, short_message });
const read = (pdu) => new smpp.PDU(pdu.toBuffer()).short_message;
const shown = ({ udh, message }) => JSON.stringify({ udh: [udh].flat().map((one) => (one ? one.toString('hex') : one)), isList: Array.isArray(udh), message });

const first = read(written({ udh: Buffer.from([5, 0, 3, 7, 2, 1]), message: 'hello' }));
let again;
try {
  again = shown(read(written(first)));
} catch (error) {
  again = error.code;
}
const joined = shown(read(written({ udh: Buffer.concat([first.udh].flat()), message: 'hello' })));
console.log('guess: {"udh":["050003070201"],"isList":false,"message":"hello"} each time');
console.log(`seen:  read once ${shown(first)}`);
console.log(`seen:  read, written, read again: ${again}`);
console.log(`seen:  its list joined, written, read again: ${joined}`);
const isSo = shown(first) === '{"udh":["0003070201"],"isList":true,"message":"hello"}' && again === 'ERR_INVALID_ARG_TYPE' && !joined.endsWith('"message":"hello"}');
if (!isSo) console.log('It has changed.');
process.exit(isSo ? 0 : 1);
JAVASCRIPT
node seen.js
