/** A supplier as operators know it: everything of its row but the key. */
export interface SupplierBrand {
  /** Small letters and digits. */
  readonly id: string;
  readonly name: string;
  readonly protocol: string;
  readonly baseUrl: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** What a key of theirs looks like: another text is none. */
  readonly key: { readonly fits: RegExp; readonly example: string };
  /** An option that goes with the key: the account's name. */
  readonly account?: string;
  readonly budgetPerSecond?: number;
  readonly budgetBurst?: number;
  readonly timeoutMs?: number;
  readonly pollIntervalMs?: number;
}

const LETTERS = { fits: /^[A-Za-z0-9]{16,64}$/, example: '3f0c…9b41' };
const TOKEN = { fits: /^[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}$/, example: 'eyJhbGci….eyJleHAi….Q2xk…' };
const LINES = { fits: /^[\w-]{16,128}$/, example: 'k3Jx…_8Qa' };

const handler = (id: string, name: string, baseUrl: string, options: object): SupplierBrand => ({
  ...{ id, name, protocol: 'handler_api', baseUrl, options: { ...options }, key: LETTERS },
  ...{ budgetPerSecond: 1, budgetBurst: 3 },
});

/** Those that there are adapters for, by how well they are known. Addresses and dialects: docs/providers.md. */
export const SUPPLIER_BRANDS: readonly SupplierBrand[] = [
  handler('hero', 'HeroSMS', 'https://hero-sms.com', { dialect: 'hero' }),
  {
    ...{ id: 'fivesim', name: '5sim', protocol: 'five_sim', baseUrl: 'https://5sim.net/v1', options: {}, key: TOKEN },
    ...{ budgetPerSecond: 10, budgetBurst: 10 },
  },
  handler('tiger', 'Tiger SMS', 'https://api.tiger-sms.com', { dialect: 'tiger' }),
  handler('bower', 'SMSBower', 'https://smsbower.page', { dialect: 'bower' }),
  handler('grizzly', 'Grizzly SMS', 'https://api.grizzlysms.com', { dialect: 'classic' }),
  handler('smshub', 'SMSHub', 'https://smshub.org', {
    dialect: 'classic',
    activeListAction: 'getCurrentActivations',
    purchaseAction: 'getNumber',
  }),
  {
    ...{ id: 'smsman', name: 'SMS-Man', protocol: 'sms_man', baseUrl: 'https://api.sms-man.com', options: {} },
    ...{ key: LINES, budgetPerSecond: 1, budgetBurst: 3 },
  },
  {
    ...{ id: 'onlinesim', name: 'OnlineSim', protocol: 'onlinesim', baseUrl: 'https://onlinesim.io', options: {} },
    ...{ key: LINES, budgetPerSecond: 1, budgetBurst: 3 },
  },
  {
    ...{ id: 'smspool', name: 'SMSPool', protocol: 'sms_pool', baseUrl: 'https://api.smspool.net', options: {} },
    ...{ key: LETTERS, budgetPerSecond: 1, budgetBurst: 3 },
  },
  {
    ...{ id: 'smspva', name: 'SMSPVA', protocol: 'sms_pva', baseUrl: 'https://api.smspva.com', options: {} },
    ...{ key: LETTERS, budgetPerSecond: 0.2, budgetBurst: 1, pollIntervalMs: 10_000, timeoutMs: 15_000 },
  },
  {
    ...{
      id: 'vaksms',
      name: 'VAK-SMS',
      protocol: 'vak_sms',
      baseUrl: 'https://vak-sms.com',
      options: {},
      key: LETTERS,
    },
    ...{ budgetPerSecond: 1, budgetBurst: 3 },
  },
  handler('daisy', 'DaisySMS', 'https://daisysms.com', { dialect: 'daisy' }),
  {
    ...{ id: 'textverified', name: 'TextVerified', protocol: 'textverified', options: {}, key: LINES },
    ...{ baseUrl: 'https://www.textverified.com', account: 'username', budgetPerSecond: 1, budgetBurst: 3 },
  },
];
