import type { ApiKeyFacts, KeyWebhookFacts } from '../facts';
import type { Format } from '../format';
import { plural } from '../languages';
import { bold, code, lines, type Rich, rich } from '../rich';

/** Keys by which programs of a buyer buy from their balance. */
export const apiKeys = (f: Format) => ({
  apiButton: `🔌 ${f.foreign('API')}`,
  byKey: (name: string) => `🔌 ${f.foreign('API')} · ${f.foreign(name, 20)}`,
  apiKeysScreen: (o: { count: number; baseUrl: string | undefined }): Rich =>
    lines(
      bold(`🔌 ${f.foreign('API')}`),
      '',
      'Your programs can buy numbers by a key, from your balance, as you do here.',
      `They speak ${f.foreign('handler_api')}, ${f.foreign('5sim')} or ${f.foreign('REST')}.`,
      '',
      plural('en', o.count, { one: '# key', other: '# keys' }, f.number),
      o.baseUrl && rich`🌐 ${f.isolated(code(o.baseUrl))}`,
    ),
  apiKeyRow: (o: { name: string; hint: string }) => `🔑 ${f.foreign(o.name, 30)} ··${f.foreign(o.hint)}`,
  newApiKeyButton: '➕ New key',
  askKeyName: lines(bold('🔌 A new key'), '', 'Type a name for it, such as that of your program.'),
  askKeyScopes: (name: string): Rich => lines(bold(`🔌 ${f.foreign(name, 40)}`), '', 'What may it do?'),
  keyBuysButton: '🛒 Buy and look',
  keyLooksButton: '👁 Look only',
  apiKeyMade: (o: { name: string; key: string; baseUrl: string | undefined }): Rich =>
    lines(
      bold(`🔑 ${f.foreign(o.name, 40)}`),
      '',
      f.isolated(code(o.key)),
      '',
      'It is shown this once. Copy it, and then delete this message. Whoever has it can spend your balance.',
      o.baseUrl && rich`🌐 ${f.foreign('handler_api')}: ${f.isolated(code(o.baseUrl))}`,
    ),
  copyKey: '📋 Copy the key',
  copyAddress: '📋 Copy the address',
  openKeyButton: '⚙️ Settings of this key',
  apiKeyCard: (o: ApiKeyFacts): Rich =>
    lines(
      bold(`🔑 ${f.foreign(o.name, 40)} ··${f.foreign(o.hint)}`),
      '',
      o.scopes.includes('BUY') ? '🛒 Buys and looks' : '👁 Only looks',
      rich`📊 Today (${f.foreign('UTC')}): ${plural('en', o.orders, { one: '# order', other: '# orders' }, f.number)}, ${plural('en', o.completed, { one: '# code', other: '# codes' }, f.number)}`,
      o.dailyCap === null
        ? `💰 Spent today: ${f.money(o.spent)}; no limit`
        : `💰 Spent today: ${f.money(o.spent)} of ${f.money(o.dailyCap)}`,
      `⏳ Open: ${f.number(o.open)}`,
      o.expiresAt === null
        ? '⏰ Never ends'
        : o.expiresAt > o.now
          ? `⏰ Ends ${f.dateTime(o.expiresAt)}`
          : `⏰ Ended ${f.dateTime(o.expiresAt)}`,
      o.addresses.length === 0 ? '🌍 From anywhere' : rich`🌍 Only from ${f.isolated(o.addresses.join(', '))}`,
      o.isQuiet ? '🔕 You are not told of its orders here' : '🔔 You are told of its orders here',
      o.wording === 'HERO' ? `🗣 Answers like ${f.foreign('HeroSMS')}` : '🗣 Classic answers',
      o.repeatedOrder === 'SAME'
        ? `🔁 A repeated ${f.foreign('orderId')} gets the same order`
        : `🔁 A repeated ${f.foreign('orderId')} is refused`,
      o.lastUsedAt === null ? '🕘 Never used' : `🕘 Last used ${f.dateTime(o.lastUsedAt)}`,
    ),
  keyButtons: {
    name: '✏️ Name',
    expiry: '⏰ End',
    addresses: '🌍 Addresses',
    cap: '💰 Daily limit',
    quiet: '🔕 Be quiet',
    tell: '🔔 Tell me',
    hero: `🗣 Like ${f.foreign('HeroSMS')}`,
    classic: '🗣 Classic',
    refuse: '🔁 Refuse repeats',
    same: '🔁 Same order',
    webhook: '📮 Webhook',
    end: '🗑 End this key',
  },
  askKeyField: {
    name: 'Type the new name.',
    addresses: `Type the addresses or networks that it may come from, such as ${f.foreign('203.0.113.7')} or ${f.foreign('203.0.113.0/24')}. The sign ${f.foreign('-')} lets it come from anywhere.`,
    cap: `Type how much it may spend a day (${f.foreign('UTC')}). The sign ${f.foreign('-')} takes the limit away.`,
    expiry: 'When shall it end?',
    webhook: `Type the address that your program is told at, such as ${f.foreign('https://example.com/hook')}.`,
  },
  keyExpiryButton: (days: number) =>
    days === 0 ? 'Never' : plural('en', days, { one: 'In # day', other: 'In # days' }, f.number),
  keySaved: '✅ Saved. It holds from the next call on.',
  keyGone: 'This key has ended. Nothing was changed.',
  askEndKey: (name: string): Rich =>
    lines(
      bold(`🗑 End ${f.foreign(name, 40)}?`),
      '',
      'Its programs can do nothing from then on. Open orders stay yours and end as they would.',
    ),
  endKeyButton: '🗑 End it',
  keyEnded: 'The key has ended.',
  keyWebhook: {
    card: (o: KeyWebhookFacts): Rich =>
      lines(
        bold(`📮 ${f.foreign(o.name, 40)}: webhook`),
        '',
        'Your program is told of each SMS at an address of its own, signed.',
        '',
        ...(o.webhook
          ? [
              rich`🌐 ${f.isolated(code(o.webhook.url))}`,
              o.webhook.events.length > 1 ? '✉️ Of each SMS, and how orders end' : '✉️ Of each SMS',
              !o.webhook.isActive
                ? '🔴 Off: it took nothing for a long time. Set the address again to turn it on.'
                : o.webhook.failingSince
                  ? `⚠️ Takes nothing since ${f.dateTime(o.webhook.failingSince)}`
                  : '🟢 On',
            ]
          : ['Not set.']),
        o.deliveries.length > 0 && '',
        ...o.deliveries.map(
          (one) =>
            `${{ DELIVERED: '✅', WAITING: '⏳', FAILED: '❌' }[one.state]} ${f.dateTime(one.at)}: ${one.lastStatus === null ? (one.state === 'FAILED' ? 'given up' : 'waits') : f.foreign(String(one.lastStatus))}`,
        ),
      ),
    address: '✏️ Address',
    onlySms: '✉️ Only SMS',
    endsToo: '✉️ Ends of orders too',
    test: '🧪 Send a test',
    secret: '🔁 New secret',
    drop: '🗑 Take it away',
    secretShown: (o: { name: string; secret: string }): Rich =>
      lines(
        bold(`📮 ${f.foreign(o.name, 40)}`),
        '',
        f.isolated(code(o.secret)),
        '',
        'It signs what your program is told. It is shown this once. Copy it, and then delete this message.',
      ),
    copySecret: '📋 Copy the secret',
    testSent: 'A test is on its way.',
    none: 'There is no webhook.',
    dropped: 'Nothing is sent there any more.',
  },
  keyProblems: {
    key_name: `A name has ${f.number(1)} to ${f.number(40)} characters. Nothing was changed.`,
    resale_keys_most: 'You have as many keys as there may be. End one first.',
    resale_key_name_taken: 'You have a key of this name. Choose another.',
    networks: 'That is no list of addresses. Nothing was changed.',
    amount_too_small: 'Give an amount above zero. Nothing was changed.',
    event_address: 'That is no address. Nothing was changed.',
    event_address_with_password: 'Give an address without a password in it.',
    event_address_plain: `Give an address of ${f.foreign('https')}.`,
    event_address_inside: 'This address is not of the public internet.',
    event_address_outside: `In its sandbox the shop calls this computer alone, such as ${f.foreign('http://127.0.0.1:8080/hook')}.`,
    other: 'That did not work. Nothing was changed.',
  },
});
