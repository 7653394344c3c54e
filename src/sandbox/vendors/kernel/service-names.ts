const NAMES: Readonly<Record<string, string>> = {
  tg: 'Telegram',
  wa: 'WhatsApp',
  go: 'Google',
  fb: 'Facebook',
  ig: 'Instagram',
  vk: 'VK',
  vi: 'Viber',
  wb: 'WeChat',
  tw: 'Twitter',
  ds: 'Discord',
  lf: 'TikTok',
  am: 'Amazon',
  mm: 'Microsoft',
  nf: 'Netflix',
  oi: 'Tinder',
  ub: 'Uber',
  wx: 'Apple',
  mt: 'Steam',
  ts: 'PayPal',
  fu: 'Snapchat',
  tn: 'LinkedIn',
  me: 'LINE',
  av: 'Avito',
  bw: 'Signal',
  dr: 'OpenAI',
  ot: 'Any other',
};

/** The name a vendor shows for a service code; the code itself when it has none. */
export const serviceName = (code: string): string => NAMES[code] ?? code;
export const knownServices: readonly string[] = Object.keys(NAMES);
