import { Secret } from '../../config/secret';
import { retryAfterMs } from '../../platform/vendor/client';
import type { InboxPage, ProviderFault, ProviderSettings } from '../../ports/sms-provider';
import { type ProviderAdapter, withCapabilities } from '../kit/adapter';
import { providerFault } from '../kit/reply';
import { type PullSettings, readInboxSettings } from './inbox-settings';
import { readInbox } from './read-inbox';
import { readPush } from './read-push';

type Parts = Parameters<ProviderAdapter['create']>[1];
type Pulling = PullSettings & { readonly url: string };

/** A vendor of own numbers whose SMS are pulled as JSON pages, pushed to us, or both; everything about it is configuration. */
export const genericInboxAdapter: ProviderAdapter = {
  protocol: 'generic_inbox',
  create(row, parts) {
    const { pulling, push } = readInboxSettings(row);
    const keys = () => ({ key: row.webhookKey?.() || '', canPull: pulling !== undefined });
    return withCapabilities(row, {
      pullInbox: pulling && ((cursor) => pull(row, pulling, parts, cursor)),
      readWebhook: push && ((request) => readPush(request, push, keys())),
    });
  },
};

async function pull(
  row: ProviderSettings,
  pulling: Pulling,
  { transport, clock, log }: Parts,
  cursor: string | undefined,
): Promise<InboxPage | ProviderFault> {
  const { method, headers, query, body, limit } = pulling.pull;
  const filled = (templates: Readonly<Record<string, string>>) =>
    fill(templates, { apiKey: row.apiKey, cursor: () => cursor ?? '', limit: () => String(limit) }, cursor);
  const answer = await transport.send({
    method,
    url: pulling.url,
    headers: filled(headers),
    query: filled(query),
    body: method === 'POST' && body ? revealed(filled(body)) : undefined,
    maxBytes: 8 * 1024 * 1024,
  });
  if (answer.kind === 'not_sent') return answer.fault;
  if (answer.kind === 'lost') return providerFault('unavailable', answer.detail);
  if (answer.status === 429) {
    const wait = transport.backOff(retryAfterMs(answer.headers, clock.now().getTime()));
    return providerFault('rate_limited', 'HTTP 429', wait);
  }
  const page = readInbox(answer, pulling, cursor);
  if (page.kind === 'fault') return page;
  const { unreadable, ...rest } = page;
  if (unreadable > 0) log.warn({ provider: row.name, unreadable }, 'an inbox page has unreadable messages');
  return rest;
}

/** Puts key, cursor and limit into their places. What needs a cursor is left out while there is none. */
function fill(
  templates: Readonly<Record<string, string>>,
  words: Readonly<Record<string, () => string>>,
  cursor: string | undefined,
): Record<string, Secret> {
  const wanted = Object.entries(templates).filter(([, text]) => cursor !== undefined || !text.includes('{cursor}'));
  return Object.fromEntries(
    wanted.map(([name, text]) => [
      name,
      new Secret(text.replace(/\{(apiKey|cursor|limit)\}/g, (_, word: string) => words[word]!())),
    ]),
  );
}

const revealed = (filled: Record<string, Secret>): Record<string, string> =>
  Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, value.reveal()]));
