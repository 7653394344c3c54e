import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  /** A certificate for names or IPv4 addresses. */
  issue(names: readonly string[], o?: { validTo?: Date }): Certificate;
}

/** Who vouches for centres in a test, made for this moment (X.509 in DER, P-256). */
export function createAuthority(name = 'An authority of a test'): Authority {
  const keys = newKeys();
  const own = { subject: name, issuer: name, publicKey: keys.publicKey, signer: keys.privateKey };
  const ca = certificate({ ...own, extensions: [extension(OID.basicConstraints, sequence(BOOLEAN_TRUE), true)] });
  return {
    ...pemsOf(ca, keys.privateKey),
    issue(names, o) {
      const leaf = newKeys();
      const der = certificate({
        ...{ subject: names[0] ?? 'nobody', issuer: name, publicKey: leaf.publicKey, signer: keys.privateKey, ...o },
        extensions: [extension(OID.subjectAltName, sequence(...names.map(asGeneralName)))],
      });
      return pemsOf(der, leaf.privateKey);
    },
  };
}

const OID = {
  ecdsaWithSha256: Buffer.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02),
  commonName: Buffer.of(0x55, 0x04, 0x03),
  basicConstraints: Buffer.of(0x55, 0x1d, 0x13),
  subjectAltName: Buffer.of(0x55, 0x1d, 0x11),
};
const HOUR_MS = 3_600_000;

function certificate(o: {
  subject: string;
  issuer: string;
  publicKey: KeyObject;
  signer: KeyObject;
  validTo?: Date;
  extensions: readonly Buffer[];
}): Buffer {
  const algorithm = sequence(der(0x06, OID.ecdsaWithSha256));
  const validTo = o.validTo ?? new Date(Date.now() + HOUR_MS);
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.of(2))), // version 3
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    named(o.issuer),
    sequence(utcTime(new Date(validTo.getTime() - 48 * HOUR_MS)), utcTime(validTo)),
    named(o.subject),
    o.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...o.extensions)),
  );
  return sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, o.signer)));
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

function pemsOf(certificate: Buffer, key: KeyObject): Certificate {
  const lines = certificate.toString('base64').match(/.{1,64}/g)!;
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: key.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

/** Tag, length and content of one element. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const all = Buffer.concat(content);
  const { length } = all;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), all]);
}

const sequence = (...content: readonly Buffer[]) => der(0x30, ...content);
const bitString = (content: Buffer) => der(0x03, Buffer.of(0), content);
const BOOLEAN_TRUE = der(0x01, Buffer.of(0xff));
const utcTime = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const named = (name: string) => sequence(der(0x31, sequence(der(0x06, OID.commonName), der(0x0c, Buffer.from(name)))));
const extension = (oid: Buffer, value: Buffer, isCritical = false) =>
  sequence(der(0x06, oid), ...(isCritical ? [BOOLEAN_TRUE] : []), der(0x04, value));
const asGeneralName = (name: string) =>
  isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
