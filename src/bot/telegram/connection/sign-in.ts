import { Api, RPCError } from '../gramjs';
import type { SessionFacts } from '../mends/forgetful-session';
import type { FloodBook } from '../requests/attempt';
import type { MtprotoConnection } from './mtproto-connection';

/** Telegram will never let this program in: wrong token or wrong API id. */
export class SignInRefused extends Error {}

interface Credentials {
  readonly apiId: number;
  readonly apiHash: string;
  readonly botToken: () => string;
  readonly floods: FloodBook;
  readonly timeoutMs: number;
}

const METHOD = 'auth.importBotAuthorization';
const NEVER = /^(ACCESS_TOKEN_|API_ID_|BOT_TOKEN_|USER_DEACTIVATED)/;

/** A key that has signed in before still counts? Throws what Telegram says if not; the connection then ends by itself. */
export async function verifySession(connection: MtprotoConnection, timeoutMs: number): Promise<void> {
  await connection.call(new Api.updates.GetState(), timeoutMs);
}

/**
 * Signs a fresh key in as the bot; only for a key that never was (defect 15: the package takes any trouble for "not
 * signed in", and repeated sign-ins are punished with long waits). Returns the data centre to go to when it is another.
 */
export async function signIn(
  connection: MtprotoConnection,
  { apiId, apiHash, botToken, floods, timeoutMs }: Credentials,
): Promise<Pick<SessionFacts, 'dcId' | 'host'> | undefined> {
  const wait = floods.find(METHOD);
  if (wait) throw new Error(`Telegram allows no sign-in for ${wait.seconds} s.`);
  try {
    const request = new Api.auth.ImportBotAuthorization({ flags: 0, apiId, apiHash, botAuthToken: botToken() });
    await connection.call(request, timeoutMs);
    return undefined;
  } catch (error) {
    if (!(error instanceof RPCError)) throw error;
    const { newDc, seconds } = error as RPCError & { newDc?: number; seconds?: number };
    if (newDc !== undefined) return findDataCentre(connection, newDc, timeoutMs);
    if (seconds !== undefined) await floods.record(METHOD, undefined, seconds);
    if (NEVER.test(error.errorMessage)) {
      throw new SignInRefused(`Telegram refuses the bot's token or API id: ${error.errorMessage}.`);
    }
    throw error;
  }
}

async function findDataCentre(connection: MtprotoConnection, dcId: number, timeoutMs: number) {
  const { dcOptions } = await connection.call(new Api.help.GetConfig(), timeoutMs);
  const option = dcOptions.find((one) => one.id === dcId && !one.ipv6 && !one.mediaOnly && !one.cdn);
  if (!option) throw new Error(`Telegram sends us to data centre ${dcId}, but does not say where that is.`);
  return { dcId, host: option.ipAddress };
}
