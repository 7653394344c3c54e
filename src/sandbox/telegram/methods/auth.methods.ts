import { randomBytes } from 'node:crypto';
import type { Call, MethodTable } from '../rpc/call';
import { badRequest } from '../rpc/rpc-error';
import type { TlObject } from '../tl/tl-object';
import type { Account } from '../world/records';

/** Ties the account to the calling key. */
function signIn(call: Call, account: Account): TlObject {
  call.key.accountId = account.id;
  call.key.phoneCode = undefined;
  call.dataCentre.keys.save(call.key);
  call.dataCentre.log('telegram.signed_in', { accountId: account.id.toString(), kind: account.kind });
  return { _: 'auth.authorization', user: call.world.views.user(account, account) };
}

function checkApp(call: Call, request: TlObject): void {
  if (request.apiId !== call.dataCentre.apiId || request.apiHash !== call.dataCentre.apiHash)
    throw badRequest('API_ID_INVALID');
}

function checkCodeHash(call: Call, request: TlObject): string {
  const asked = call.key.phoneCode;
  const phone = String(request.phoneNumber).replace(/\D/g, '');
  if (!asked || asked.phone !== phone) throw badRequest('PHONE_CODE_EXPIRED');
  if (asked.hash !== request.phoneCodeHash) throw badRequest('PHONE_CODE_HASH_INVALID');
  return phone;
}

function sentCode(hash: string): TlObject {
  return { _: 'auth.sentCode', type: { _: 'auth.sentCodeTypeApp', length: 5 }, phoneCodeHash: hash, timeout: 120 };
}

export const authMethods: MethodTable = {
  'auth.sendCode': (call, request) => {
    checkApp(call, request);
    const phone = String(request.phoneNumber).replace(/\D/g, '');
    if (phone.length < 5 || phone.length > 15) throw badRequest('PHONE_NUMBER_INVALID');
    const hash = randomBytes(9).toString('base64url');
    call.key.phoneCode = { phone, hash };
    call.dataCentre.keys.save(call.key);
    return sentCode(hash);
  },
  'auth.resendCode': (call, request) => {
    checkCodeHash(call, request);
    return sentCode(request.phoneCodeHash);
  },
  'auth.signIn': (call, request) => {
    const phone = checkCodeHash(call, request);
    if (!request.phoneCode) throw badRequest('PHONE_CODE_EMPTY');
    const account = call.world.accounts.withPhone(phone);
    if (account && request.phoneCode !== account.loginCode) throw badRequest('PHONE_CODE_INVALID');
    // Accounts are made by whoever runs the sandbox, so a stranger is told what Telegram tells before signing up.
    if (!account) throw badRequest('PHONE_NUMBER_UNOCCUPIED');
    return signIn(call, account);
  },
  'auth.importBotAuthorization': (call, request) => {
    checkApp(call, request);
    const bot = call.world.accounts.withToken(request.botAuthToken);
    if (!bot) throw badRequest('ACCESS_TOKEN_INVALID');
    return signIn(call, bot);
  },
  'auth.logOut': (call) => {
    call.account; // signed in at all
    call.key.accountId = undefined;
    call.dataCentre.keys.save(call.key);
    return { _: 'auth.loggedOut' };
  },
  'auth.exportAuthorization': (call, request) => {
    if (request.dcId !== call.dataCentre.dcId) throw badRequest('DC_ID_INVALID');
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(call.account.id);
    return {
      _: 'auth.exportedAuthorization',
      id: call.account.id,
      bytes: Buffer.concat([bytes, Buffer.from(call.key.id, 'hex')]),
    };
  },
  'auth.importAuthorization': (call, request) => {
    const origin = call.dataCentre.keys.find(Buffer.from(request.bytes).subarray(8).toString('hex'));
    const account = origin?.accountId === request.id ? call.world.accounts.find(request.id) : undefined;
    if (!account) throw badRequest('AUTH_BYTES_INVALID');
    return signIn(call, account);
  },
  'account.getPassword': () => ({
    _: 'account.password',
    newAlgo: { _: 'passwordKdfAlgoUnknown' },
    newSecureAlgo: { _: 'securePasswordKdfAlgoUnknown' },
    secureRandom: randomBytes(32),
  }),
  'account.updateStatus': (call, request) => {
    call.world.presence.set(call.account.id, !request.offline);
    return true;
  },
};
