import { Secret } from '../../config/secret';
import type { Logger } from '../../platform/logger';
import type { Clock } from '../../ports/clock';
import type {
  InboxPage,
  ProviderCapability,
  ProviderFault,
  ProviderSettings,
  SmsProvider,
} from '../../ports/sms-provider';
import type { ProviderAdapter } from '../kit/adapter';
import { providerFault } from '../kit/reply';
import { retryAfterMs, type VendorTransport } from '../kit/vendor-client';
import { type InboxSettings, readInboxSettings } from './inbox-settings';
import { readInbox } from './read-inbox';
import { readPush } from './read-push';

/** Vendors of own numbers, described by configuration alone. */
export const genericInboxAdapter: ProviderAdapter = {
  protocol: 'generic_inbox',
  create: (settings, { transport, clock, log }) =>
    new InboxProvider(settings, readInboxSettings(settings), transport, clock, log),
};

/** A vendor of own numbers whose SMS are pulled as JSON pages, pushed to us, or both; everything about it is configuration. */
class InboxProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  pullInbox?: SmsProvider['pullInbox'];
  readWebhook?: SmsProvider['readWebhook'];
  readonly capabilities: ReadonlySet<ProviderCapability>;

  constructor(
    private readonly settings: ProviderSettings,
    inbox: InboxSettings,
    private readonly transport: VendorTransport,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.id = settings.id;
    this.name = settings.name;
    const { pulling, push } = inbox;
    this.capabilities = new Set([...(pulling ? ['inbox' as const] : []), ...(push ? ['webhook' as const] : [])]);
    if (pulling) this.pullInbox = (cursor) => this.#pull(pulling, cursor);
    if (push) {
      const key = () => settings.webhookKey?.() || '';
      this.readWebhook = (request) => readPush(request, push, { key: key(), canPull: pulling !== undefined });
    }
  }

  async #pull(
    pulling: NonNullable<InboxSettings['pulling']>,
    cursor: string | undefined,
  ): Promise<InboxPage | ProviderFault> {
    const { method, headers, query, body, limit } = pulling.pull;
    const fill = (templates: Readonly<Record<string, string>>) => this.#fill(templates, cursor, limit);
    const answer = await this.transport.send({
      method,
      url: pulling.url,
      headers: fill(headers),
      query: fill(query),
      body: method === 'POST' && body ? revealed(fill(body)) : undefined,
      maxBytes: 8 * 1024 * 1024,
    });
    if (answer.kind === 'not_sent') return answer.fault;
    if (answer.kind === 'lost') return providerFault('unavailable', answer.detail);
    if (answer.status === 429) {
      const wait = this.transport.backOff(retryAfterMs(answer.headers, this.clock.now().getTime()));
      return providerFault('rate_limited', 'HTTP 429', wait);
    }
    const page = readInbox(answer, pulling, cursor);
    if (page.kind === 'fault') return page;
    const { unreadable, ...rest } = page;
    if (unreadable > 0) this.log.warn({ provider: this.name, unreadable }, 'an inbox page has unreadable messages');
    return rest;
  }

  /** Puts key, cursor and limit into their places. What needs a cursor is left out while there is none. */
  #fill(
    templates: Readonly<Record<string, string>>,
    cursor: string | undefined,
    limit: number,
  ): Record<string, Secret> {
    const filled: Record<string, Secret> = {};
    for (const [name, template] of Object.entries(templates)) {
      if (template.includes('{cursor}') && cursor === undefined) continue;
      const words: Record<string, () => string> = {
        apiKey: this.settings.apiKey,
        cursor: () => cursor ?? '',
        limit: () => String(limit),
      };
      filled[name] = new Secret(template.replace(/\{(apiKey|cursor|limit)\}/g, (_, word: string) => words[word]!()));
    }
    return filled;
  }
}

const revealed = (filled: Record<string, Secret>): Record<string, string> =>
  Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, value.reveal()]));
