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
import { providerFault } from '../provider-fault';
import type { VendorWire } from '../vendor-wire';
import { retryAfterMs } from '../vendor-wire';
import type { InboxSettings } from './inbox-settings';
import { readInbox } from './read-inbox';

/** A vendor of own numbers whose SMS are pulled as JSON pages; everything about it is configuration. */
export class InboxProvider implements SmsProvider {
  readonly id: number;
  readonly name: string;
  readonly capabilities: ReadonlySet<ProviderCapability> = new Set(['inbox']);

  constructor(
    private readonly settings: ProviderSettings,
    private readonly inbox: InboxSettings,
    private readonly wire: VendorWire,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.id = settings.id;
    this.name = settings.name;
  }

  async pullInbox(cursor: string | undefined): Promise<InboxPage | ProviderFault> {
    const { method, headers, query, body } = this.inbox.pull;
    const answer = await this.wire.send({
      method,
      url: this.inbox.url,
      headers: this.#fill(headers, cursor),
      query: this.#fill(query, cursor),
      body: method === 'POST' && body ? revealed(this.#fill(body, cursor)) : undefined,
      maxBytes: 8 * 1024 * 1024,
    });
    if (answer.kind === 'not_sent') return answer.fault;
    if (answer.kind === 'lost') return providerFault('unavailable', answer.detail);
    if (answer.status === 429) {
      const wait = this.wire.backOff(retryAfterMs(answer.headers, this.clock.now().getTime()));
      return providerFault('rate_limited', 'HTTP 429', wait);
    }
    const page = readInbox(answer, this.inbox, cursor);
    if (page.kind === 'fault') return page;
    const { unreadable, ...rest } = page;
    if (unreadable > 0) this.log.warn({ provider: this.name, unreadable }, 'an inbox page has unreadable messages');
    return rest;
  }

  /** Puts key, cursor and limit into their places. What needs a cursor is left out while there is none. */
  #fill(templates: Readonly<Record<string, string>>, cursor: string | undefined): Record<string, Secret> {
    const filled: Record<string, Secret> = {};
    for (const [name, template] of Object.entries(templates)) {
      if (template.includes('{cursor}') && cursor === undefined) continue;
      const words: Record<string, () => string> = {
        apiKey: this.settings.apiKey,
        cursor: () => cursor ?? '',
        limit: () => String(this.inbox.pull.limit),
      };
      filled[name] = new Secret(template.replace(/\{(apiKey|cursor|limit)\}/g, (_, word: string) => words[word]!()));
    }
    return filled;
  }
}

const revealed = (filled: Record<string, Secret>): Record<string, string> =>
  Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, value.reveal()]));
