const dcId = 2;
/** Clients of this format dial port 80 or 443 whatever stands here; a number above 32767 breaks their writer. */
const writtenPort = 80;

/** A session string as GramJS and Telethon write it: version 1, dc, address, port, key. */
export function stringSession(host: string, authKey: Buffer): string {
  const address = Buffer.from(host, 'utf8');
  const head = Buffer.alloc(3);
  head.writeUInt8(dcId, 0);
  head.writeInt16BE(address.length, 1);
  const port = Buffer.alloc(2);
  port.writeInt16BE(writtenPort);
  return `1${Buffer.concat([head, address, port, authKey]).toString('base64')}`;
}
