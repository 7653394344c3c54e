import { randomBytes, randomInt } from 'node:crypto';
import { DhSecret, dhGenerator, dhPrime } from '../crypto/diffie-hellman';
import { sha1, xor } from '../crypto/hashes';
import { igeDecrypt, igeEncrypt } from '../crypto/ige';
import { toBytes } from '../crypto/mod-power';
import type { ServerRsaKey } from '../crypto/rsa-key';
import type { TlCodec } from '../tl/tl-codec';
import type { TlObject } from '../tl/tl-object';
import { TlReader } from '../tl/tl-reader';
import type { AuthKeys } from './auth-keys';
import { protocolSeconds } from './message-ids';

/**
 * Primes of 16 bits: real ones of 31 bits only cost the clients time to factor. Every product is below 2 ** 31, because
 * clients may read it as a signed number.
 */
const smallPrimes = [32771, 34171, 35569, 36973, 38371, 39769, 41177, 42569, 43969, 45377];

/** A step that does not fit: the client is told -404 and has to begin again. */
export class HandshakeRefused extends Error {}

export interface HandshakeTools {
  codec: TlCodec;
  rsa: ServerRsaKey;
  dh: DhSecret;
  keys: AuthKeys;
}

/** The key exchange of one connection, step by step. */
export class Handshake {
  private nonce = Buffer.alloc(0);
  private serverNonce = Buffer.alloc(0);
  private newNonce: Buffer | undefined;

  constructor(private readonly tools: HandshakeTools) {}

  /** The answer to one plain request. Throws HandshakeRefused or TlError. */
  answer(request: TlObject): TlObject {
    if (request._ === 'req_pq_multi' || request._ === 'req_pq') return this.offerPq(request);
    if (request._ === 'req_DH_params') return this.offerDh(request);
    if (request._ === 'set_client_DH_params') return this.conclude(request);
    throw new HandshakeRefused(`${request._} is no plain request`);
  }

  private offerPq(request: TlObject): TlObject {
    this.nonce = Buffer.from(request.nonce);
    this.serverNonce = randomBytes(16);
    this.newNonce = undefined;
    const first = randomInt(smallPrimes.length);
    const second = (first + 1 + randomInt(smallPrimes.length - 1)) % smallPrimes.length;
    const pq = BigInt(smallPrimes[first]!) * BigInt(smallPrimes[second]!);
    return {
      _: 'resPQ',
      nonce: this.nonce,
      serverNonce: this.serverNonce,
      pq: toBytes(pq, 4),
      serverPublicKeyFingerprints: [this.tools.rsa.fingerprint],
    };
  }

  private checkNonces(value: TlObject): void {
    if (!this.nonce.equals(value.nonce) || !this.serverNonce.equals(value.serverNonce)) {
      throw new HandshakeRefused('the nonces belong to another exchange');
    }
  }

  private offerDh(request: TlObject): TlObject {
    this.checkNonces(request);
    if (request.publicKeyFingerprint !== this.tools.rsa.fingerprint) throw new HandshakeRefused('another RSA key');
    const opened = this.tools.rsa.openPadded(request.encryptedData);
    if (!opened) throw new HandshakeRefused('the RSA block does not open');
    const inner = this.tools.codec.read(new TlReader(opened));
    if (inner._ !== 'p_q_inner_data' && inner._ !== 'p_q_inner_data_dc')
      throw new HandshakeRefused(`${inner._} is not supported`);
    this.checkNonces(inner);
    this.newNonce = Buffer.from(inner.newNonce);
    const data = this.tools.codec.encode({
      _: 'server_DH_inner_data',
      nonce: this.nonce,
      serverNonce: this.serverNonce,
      g: dhGenerator,
      dhPrime,
      gA: this.tools.dh.publicValue,
      serverTime: protocolSeconds(),
    });
    const hashed = Buffer.concat([sha1(data), data]);
    const padded = Buffer.concat([hashed, randomBytes((16 - (hashed.length % 16)) % 16)]);
    const cipher = this.temporaryCipher(this.newNonce);
    const encryptedAnswer = igeEncrypt(padded, cipher.key, cipher.iv);
    return { _: 'server_DH_params_ok', nonce: this.nonce, serverNonce: this.serverNonce, encryptedAnswer };
  }

  private temporaryCipher(newNonce: Buffer) {
    const first = sha1(newNonce, this.serverNonce);
    const second = sha1(this.serverNonce, newNonce);
    const third = sha1(newNonce, newNonce);
    return {
      key: Buffer.concat([first, second.subarray(0, 12)]),
      iv: Buffer.concat([second.subarray(12, 20), third, newNonce.subarray(0, 4)]),
    };
  }

  private conclude(request: TlObject): TlObject {
    this.checkNonces(request);
    if (!this.newNonce) throw new HandshakeRefused('no DH parameters were asked for');
    if (request.encryptedData.length % 16 !== 0)
      throw new HandshakeRefused('the DH block is no whole number of cipher blocks');
    const cipher = this.temporaryCipher(this.newNonce);
    const opened = igeDecrypt(request.encryptedData, cipher.key, cipher.iv);
    const reader = new TlReader(opened, 20);
    const inner = this.tools.codec.readAs('Client_DH_Inner_Data', reader) as TlObject;
    if (!sha1(opened.subarray(20, reader.offset)).equals(opened.subarray(0, 20)))
      throw new HandshakeRefused('the DH block has a wrong hash');
    this.checkNonces(inner);
    const key = this.tools.dh.sharedKey(inner.gB);
    if (!key) throw new HandshakeRefused('the client value is outside the safe range');
    const numbered = (number: number) => {
      const auxiliary = sha1(key).subarray(0, 8);
      return sha1(this.newNonce!, Buffer.from([number]), auxiliary).subarray(4);
    };
    const nonces = { nonce: this.nonce, serverNonce: this.serverNonce };
    // Some clients drop leading zero bytes of the shared key; a fresh client value avoids the question.
    if (key[0] === 0) return { _: 'dh_gen_retry', ...nonces, newNonceHash2: numbered(2) };
    const firstSalt = xor(this.newNonce.subarray(0, 8), this.serverNonce.subarray(0, 8)).readBigInt64LE(0);
    this.tools.keys.add(key, firstSalt, protocolSeconds());
    const answer = { _: 'dh_gen_ok', ...nonces, newNonceHash1: numbered(1) };
    this.newNonce = undefined;
    return answer;
  }
}
