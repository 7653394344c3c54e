import { createHttpServer } from '../../src/api/server';
import { Secret } from '../../src/config/secret';
import { SCOPES } from '../../src/domain/access/scopes';
import { SecretBox } from '../../src/platform/secret-box';
import { type InboxVendor, startInboxVendor } from '../../src/sandbox/vendors';
import { createApiKey } from '../../src/usecases/access/create-api-key';
import { rotateWebhookSecret } from '../../src/usecases/webhooks/rotate-webhook-secret';
import { type Loose, send } from '../api/support/graphql-client';
import { openShop } from '../support/shop';

const INBOX = {
  pull: { path: '/messages', headers: { authorization: 'Bearer {apiKey}' }, query: { after: '{cursor}' } },
  reply: { list: 'messages', phone: 'to', text: 'body', id: 'id', time: 'receivedAt', sender: 'from' },
  paging: { cursor: { from: 'reply', place: 'next' }, more: { when: 'flag', place: 'hasMore' } },
};

export const OPERATOR = { actor: { type: 'ADMIN', id: 'test' } } as const;

/** A whole shop with its HTTP edge open, as suppliers reach it. */
export async function openWebhookShop(o: Parameters<typeof openShop>[0] = {}) {
  const shop = await openShop(o);
  const secretBox = new SecretBox(new Secret(Buffer.alloc(32, 7).toString('base64')));
  const open = async (port: number) => {
    const made = await createHttpServer({ app: shop.app, secretBox, http: { host: '127.0.0.1', port } });
    await made.listen();
    return made;
  };
  let server = await open(0);
  const made = await createApiKey(shop.app, { name: 'test', scopes: SCOPES, ...OPERATOR });
  if (made.kind !== 'created') throw new Error(made.problem.kind);
  const { key } = made;
  const inboxes: InboxVendor[] = [];
  return Object.assign(shop, {
    /** A vendor of own numbers that is pulled, with its adapter. */
    async inboxVendor(more: object = {}) {
      const now = () => shop.clock.now().getTime();
      const vendor = await startInboxVendor({ name: 'inbox', apiKey: 'inbox-key', now });
      inboxes.push(vendor);
      const options = { ...INBOX, ...more };
      const { baseUrl } = vendor;
      const id = await shop.provider({ name: 'inbox', protocol: 'generic_inbox', baseUrl, key: 'inbox-key', options });
      return { vendor, id };
    },
    secretBox,
    origin: server.address,
    ask: <Result = Loose>(query: string, variables?: unknown) =>
      send<Result>(server.address, { key, query, variables }),

    /** A new address for this provider's webhook. */
    async address(providerId: number, overlapHours?: number): Promise<string> {
      const outcome = await rotateWebhookSecret(shop.app, { providerId, overlapHours, ...OPERATOR });
      if (outcome.kind !== 'rotated') throw new Error(JSON.stringify(outcome));
      return server.address + outcome.path;
    },

    /** Statuses of what was delivered, oldest first. */
    async deliveries(): Promise<string[]> {
      const rows = await shop.all<{ status: string }>('SELECT status FROM webhook_deliveries ORDER BY id');
      return rows.map(({ status }) => status);
    },

    /** Nobody is at home until what this gives is called. */
    async goesAway() {
      const { port } = new URL(server.address);
      await server.close();
      return async () => {
        server = await open(Number(port));
      };
    },

    async closeAll() {
      await server.close();
      for (const inbox of inboxes) await inbox.stop();
      await shop.close();
    },
  });
}

export type WebhookShop = Awaited<ReturnType<typeof openWebhookShop>>;

/** Delivers as a supplier does: JSON unless told otherwise. */
export async function deliver(address: string, body: unknown, o: { headers?: Record<string, string> } = {}) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...o.headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, text, message: messageOf(text) };
}

function messageOf(text: string): string {
  try {
    return JSON.parse(text).errors?.[0]?.message ?? '';
  } catch {
    return '';
  }
}
