/** The only door to the `telegram` package, which is mended before any other part of it is loaded. */
import './mends';

import bigInt, { type BigInteger } from 'big-integer';
import { Api, TelegramClient } from 'telegram';
import { AuthKey } from 'telegram/crypto/AuthKey';
import { _serverKeys as serverKeys } from 'telegram/crypto/RSA';
import { RPCError, TypeNotFoundError } from 'telegram/errors';
import { Logger, PromisedNetSockets } from 'telegram/extensions';
import { LogLevel } from 'telegram/extensions/Logger';
import { UpdateConnectionState } from 'telegram/network';
import { ConnectionTCPFull } from 'telegram/network/connection';
import { MTProtoSender } from 'telegram/network/MTProtoSender';
import { RequestState } from 'telegram/network/RequestState';
import { MemorySession } from 'telegram/sessions';
import { serializeBytes } from 'telegram/tl';
import { native } from './mends/fast-integers';

export {
  Api,
  AuthKey,
  type BigInteger,
  ConnectionTCPFull,
  Logger,
  LogLevel,
  MemorySession,
  MTProtoSender,
  PromisedNetSockets,
  RequestState,
  RPCError,
  serializeBytes,
  serverKeys,
  TelegramClient,
  TypeNotFoundError,
  UpdateConnectionState,
};

export const longFromHex = (hex: string): BigInteger => bigInt(hex, 16);
/** The package speaks big-integer where it means 64 bits; everything else here speaks bigint. */
export const toLong = (value: bigint): BigInteger => bigInt(value);
export const fromLong = (value: BigInteger): bigint => native(value);
