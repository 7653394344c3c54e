import { Client, Pool } from 'pg';
import { splitText } from '../smsc/split-text';
import type { BankDaemon, BankSim, BankSms } from './sim-bank';

const NAME = 'smsd';
/** How often the daemon says that its modems live; it promises to say so again within three times that. */
const HEART_MS = 20_000;

/** Of the tables that the daemon makes, those that a reader of SMS looks at, as they are in its own file for PostgreSQL. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS inbox (
    "UpdatedInDB" timestamp(0) NOT NULL DEFAULT LOCALTIMESTAMP(0), "ReceivingDateTime" timestamp(0) NOT NULL DEFAULT LOCALTIMESTAMP(0),
    "Text" text NOT NULL, "SenderNumber" varchar(20) NOT NULL DEFAULT '', "Coding" varchar(255) NOT NULL DEFAULT 'Default_No_Compression',
    "UDH" text NOT NULL, "SMSCNumber" varchar(20) NOT NULL DEFAULT '', "Class" integer NOT NULL DEFAULT -1,
    "TextDecoded" text NOT NULL DEFAULT '', "ID" serial PRIMARY KEY, "RecipientID" text NOT NULL,
    "Processed" boolean NOT NULL DEFAULT false, "Status" integer NOT NULL DEFAULT -1);
  CREATE TABLE IF NOT EXISTS phones (
    "ID" text NOT NULL, "UpdatedInDB" timestamp(0) NOT NULL DEFAULT LOCALTIMESTAMP(0), "InsertIntoDB" timestamp(0) NOT NULL DEFAULT LOCALTIMESTAMP(0),
    "TimeOut" timestamp(0) NOT NULL DEFAULT LOCALTIMESTAMP(0), "Send" boolean NOT NULL DEFAULT false, "Receive" boolean NOT NULL DEFAULT false,
    "IMEI" varchar(35) PRIMARY KEY, "IMSI" varchar(35) NOT NULL, "NetCode" varchar(10) DEFAULT 'ERROR', "NetName" varchar(35) DEFAULT 'ERROR',
    "Client" text NOT NULL, "Battery" integer NOT NULL DEFAULT -1, "Signal" integer NOT NULL DEFAULT -1,
    "Sent" integer NOT NULL DEFAULT 0, "Received" integer NOT NULL DEFAULT 0)`;

/** A row for each part: the whole text stands in the first one's, and each has its own part in hexadecimal. */
const ARRIVES = `
  INSERT INTO inbox ("Text", "SenderNumber", "Coding", "UDH", "TextDecoded", "RecipientID", "ReceivingDateTime")
  SELECT part.text, $1, $2, part.udh, CASE part.number WHEN 1 THEN $3 ELSE '' END, $4, $5
  FROM unnest($6::text[], $7::text[]) WITH ORDINALITY AS part (text, udh, number) ORDER BY part.number`;
const BEATS = `
  INSERT INTO phones ("ID", "IMEI", "IMSI", "NetName", "Client", "Receive", "Signal", "TimeOut")
  SELECT slot, 'IMEI of ' || slot, '24701' || lpad(number::text, 10, '0'), 'Loopback', 'sandbox', true, 60 + number % 40,
    LOCALTIMESTAMP(0) + $2::interval
  FROM unnest($1::text[]) WITH ORDINALITY AS sim (slot, number)
  ON CONFLICT ("IMEI") DO UPDATE SET "TimeOut" = EXCLUDED."TimeOut", "UpdatedInDB" = LOCALTIMESTAMP(0)`;

/** A daemon that writes each SMS as rows, as the SQL service of Gammu SMSD does; database and role are made when missing. */
export async function tableDaemon(adminUrl: string): Promise<BankDaemon> {
  const host = await makeDatabase(adminUrl);
  const pool = new Pool({ connectionString: urlOf(adminUrl, NAME), max: 1 });
  pool.on('error', () => undefined);
  await pool.query(TABLES);
  let heart: NodeJS.Timeout | undefined;
  let reference = 0;

  return {
    protocol: 'gammu_smsd',
    options: { database: { host, name: NAME, user: NAME } },
    slots: 'sim',
    async write({ slot, sender, text, at }: BankSms) {
      reference = (reference + 1) % 256;
      const pieces = splitText(text, reference).map(({ bytes, esmClass, dataCoding }) => {
        const begins = esmClass === 0 ? 0 : bytes[0]! + 1;
        const words = bytes.subarray(begins);
        return {
          udh: bytes.subarray(0, begins).toString('hex').toUpperCase(),
          // UTF-16 whatever the alphabet was.
          text: (dataCoding === 0 ? Buffer.from(words.toString('latin1'), 'utf16le').swap16() : words).toString('hex'),
          coding: dataCoding === 0 ? 'Default_No_Compression' : 'Unicode_No_Compression',
        };
      });
      await pool.query(ARRIVES, [
        ...[sender.slice(0, 20), pieces[0]!.coding, text, slot, at.toISOString().slice(0, 19)],
        ...[pieces.map((one) => one.text), pieces.map((one) => one.udh)],
      ]);
    },
    async hasSims(sims: readonly BankSim[]) {
      clearInterval(heart);
      const beat = () =>
        pool.query(BEATS, [sims.map(({ slot }) => slot), `${(3 * HEART_MS) / 1000} seconds`]).catch(() => undefined);
      await beat();
      heart = setInterval(() => void beat(), HEART_MS).unref();
    },
    async stop() {
      clearInterval(heart);
      await pool.end();
    },
  };
}

/** The answer is where the server is: a host, or the folder of its socket. */
async function makeDatabase(adminUrl: string): Promise<string> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const { rowCount: roles } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [NAME]);
    if (!roles) await admin.query(`CREATE ROLE ${NAME} LOGIN`);
    const { rowCount: databases } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [NAME]);
    if (!databases) await admin.query(`CREATE DATABASE ${NAME} OWNER ${NAME}`);
    return admin.host;
  } finally {
    await admin.end();
  }
}

function urlOf(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.username = name;
  url.pathname = `/${name}`;
  return url.href;
}
