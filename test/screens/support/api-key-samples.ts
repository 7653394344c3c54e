import type { Texts } from '../../../src/bot/texts';
import type { Rich } from '../../../src/bot/texts/rich';

const at = new Date('2026-01-15T12:00:00Z');
const key = {
  name: 'tele',
  hint: 'lat',
  scopes: ['BUY', 'READ'] as const,
  orders: 12,
  completed: 1,
  open: 3,
  spent: 34_000n,
  dailyCap: 100_000n as bigint | null,
  expiresAt: null as Date | null,
  now: at,
  addresses: [] as string[],
  isQuiet: false,
  wording: 'CLASSIC' as const,
  repeatedOrder: 'SAME' as const,
  lastUsedAt: null as Date | null,
};
const baseUrl = 'tele';

/** Keys of buyers' programs. */
export const apiKeySamples = {
  apiButton: (t) => [t.apiButton],
  byKey: (t) => [t.byKey('tele')],
  apiKeysScreen: (t) => [0, 1, 2, 5, 11].flatMap((count) => t.apiKeysScreen({ count, baseUrl })),
  apiKeyRow: (t) => [t.apiKeyRow(key)],
  newApiKeyButton: (t) => [t.newApiKeyButton],
  askKeyName: (t) => [t.askKeyName],
  askKeyScopes: (t) => [t.askKeyScopes('tele')],
  keyBuysButton: (t) => [t.keyBuysButton],
  keyLooksButton: (t) => [t.keyLooksButton],
  apiKeyMade: (t) => [
    t.apiKeyMade({ name: 'tele', key: 'tele', baseUrl }),
    t.apiKeyMade({ name: 'tele', key: 'tele', baseUrl: undefined }),
  ],
  copyKey: (t) => [t.copyKey],
  copyAddress: (t) => [t.copyAddress],
  openKeyButton: (t) => [t.openKeyButton],
  keyWebhook: ({ keyWebhook: { card, secretShown, ...words } }) => [
    ...Object.values(words),
    secretShown({ name: 'tele', secret: 'tele' }),
    card({ name: 'tele', webhook: undefined, deliveries: [] }),
    ...(
      [
        { isActive: true, failingSince: null },
        { isActive: true, failingSince: at },
        { isActive: false, failingSince: at },
      ] as const
    ).map((state) =>
      card({
        name: 'tele',
        webhook: { url: 'https://hook.example/x', events: state.failingSince ? ['a'] : ['a', 'b'], ...state },
        deliveries: (['WAITING', 'DELIVERED', 'FAILED'] as const).flatMap((one) =>
          [500, null].map((lastStatus) => ({ at, state: one, lastStatus, attempts: 1 })),
        ),
      }),
    ),
  ],
  apiKeyCard: (t) => [
    t.apiKeyCard(key),
    t.apiKeyCard({
      ...key,
      scopes: ['READ'],
      dailyCap: null,
      expiresAt: at,
      addresses: ['203.0.113.0/24'],
      isQuiet: true,
      wording: 'HERO',
      repeatedOrder: 'REFUSE',
      lastUsedAt: at,
    }),
    t.apiKeyCard({ ...key, expiresAt: new Date(at.getTime() + 1) }),
  ],
  keyButtons: (t) => Object.values(t.keyButtons),
  askKeyField: (t) => Object.values(t.askKeyField),
  keyExpiryButton: (t) => [0, 1, 2, 30, 90, 365].map(t.keyExpiryButton),
  keySaved: (t) => [t.keySaved],
  keyGone: (t) => [t.keyGone],
  askEndKey: (t) => [t.askEndKey('tele')],
  endKeyButton: (t) => [t.endKeyButton],
  keyEnded: (t) => [t.keyEnded],
  keyProblems: (t) => Object.values(t.keyProblems),
} satisfies Partial<{ readonly [Key in keyof Texts]: (texts: Texts) => readonly (Rich | string)[] }>;
