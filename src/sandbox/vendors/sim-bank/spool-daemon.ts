import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BankDaemon, BankSms } from './sim-bank';

/** A daemon that writes each SMS as a file into `folder`, as SMS Server Tools 3 do; made when missing. */
export function spoolDaemon(folder: string): BankDaemon {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    protocol: 'sms_server_tools',
    options: { folders: [{ folder }], timeZone: 'UTC' },
    slots: 'GSM',
    async write(sms) {
      const name = `${sms.slot}.${randomBytes(3).toString('hex')}`;
      // Whoever reads the folder meets whole files alone.
      await writeFile(join(folder, `.${name}`), smsFile(sms));
      await rename(join(folder, `.${name}`), join(folder, name));
    },
  };
}

/** Headers, an empty line, the text: in ISO 8859-15 where letters allow it, else in UTF-16, as the daemon does by default. */
function smsFile({ slot, sender, text, at }: BankSms): Buffer {
  const isPlain = /^[\x20-\x7e\n\r]*$/.test(text);
  const digits = sender.replace('+', '');
  const isNumber = /^\d{3,}$/.test(digits);
  const wall = at.toISOString().slice(2, 19).replace('T', ' ');
  const headers = [
    `From: ${isNumber ? digits : sender}`,
    `From_TOA: ${isNumber ? '91 international, ISDN/telephone' : 'D0 alphanumeric, unknown'}`,
    ...[`Sent: ${wall}`, `Received: ${wall}`, `Subject: ${slot}`, `Modem: ${slot}`, 'Report: no'],
    ...[`Alphabet: ${isPlain ? 'ISO' : 'UCS2'}`, `Length: ${[...text].length}`],
  ];
  const body = isPlain ? Buffer.from(text, 'latin1') : Buffer.from(text, 'utf16le').swap16();
  return Buffer.concat([Buffer.from(`${headers.join('\n')}\n\n`, 'utf8'), body]);
}
