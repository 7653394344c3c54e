import type { Api, TelegramClient } from 'telegram';
import type { SandboxDescription, SandboxUser } from '../sandbox-description';
import { within } from './deadline';

interface SignInOptions {
  readonly client: TelegramClient;
  readonly api: typeof Api;
  readonly telegram: SandboxDescription['telegram'];
  readonly user: SandboxUser;
}

/** Signs in as a person does: phone number, then the code. Rejects with GramJS's RPCError when refused. */
export async function signIn({ client, api, telegram, user }: SignInOptions): Promise<void> {
  const { apiId, apiHash } = telegram;
  const asked = new api.auth.SendCode({
    phoneNumber: user.phone,
    apiId,
    apiHash,
    settings: new api.CodeSettings({}),
  });
  const sent = await within(10_000, 'auth.sendCode', client.invoke(asked));
  if (!('phoneCodeHash' in sent)) throw new Error('the data centre sent no login code');
  const { phoneCodeHash } = sent;
  const given = new api.auth.SignIn({ phoneNumber: user.phone, phoneCodeHash, phoneCode: user.loginCode });
  await within(10_000, 'auth.signIn', client.invoke(given));
}
