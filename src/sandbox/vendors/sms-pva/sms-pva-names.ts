/** SMSPVA names countries by two letters, the United Kingdom as people do. */
export const pvaCountries: readonly string[] =
  'US,CA,UK,FR,DE,IT,ES,AR,BR,CZ,EE,GE,IN,ID,KZ,LV,LT,MX,NL,PH,PL,PT,RO,RU,SE,TR,UA,VN'.split(',');

const SERVICES =
  'opt20 WhatsAPP,opt29 Telegram,opt1 Google,opt2 Facebook,opt16 Instagram,opt104 TikTok,opt45 Discord,opt132 OpenAI API,' +
  'opt41 X (Twitter),opt127 Signal,opt44 Amazon,opt131 Apple,opt15 Microsoft,opt101 Netflix,opt58 Steam,opt8 LinkedIn,' +
  'opt9 Tinder,opt72 Uber,opt19 OTHER';

export const pvaServices: ReadonlyMap<string, string> = new Map(
  SERVICES.split(',').map((row) => [row.slice(0, row.indexOf(' ')), row.slice(row.indexOf(' ') + 1)]),
);

export const isoOf = (country: string): string => (country === 'UK' ? 'GB' : country);
