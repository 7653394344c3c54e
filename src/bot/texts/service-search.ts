import { folded } from './folded';

/** How people who do not write in Latin letters call what most shops sell, by a part of the name that shops give it. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  whatsapp: ['ватсап', 'вотсап', 'вацап', 'واتساب', 'واتس اب', 'وتساب'],
  telegram: ['телеграм', 'телеграмм', 'тг', 'تيليجرام', 'تلجرام', 'تليجرام', 'تيليغرام', 'تلغرام', 'تليغرام'],
  google: ['гугл', 'جوجل', 'غوغل', 'قوقل'],
  instagram: ['инстаграм', 'инстаграмм', 'инста', 'انستجرام', 'انستغرام', 'انستقرام', 'انستا'],
  facebook: ['фейсбук', 'фэйсбук', 'فيسبوك', 'فيس بوك'],
  tiktok: ['тикток', 'тик ток', 'تيك توك', 'تيكتوك'],
  discord: ['дискорд', 'ديسكورد'],
  openai: ['опенаи', 'чатгпт', 'чат гпт', 'اوبن اي', 'شات جي بي تي'],
  chatgpt: ['чатгпт', 'чат гпт', 'شات جي بي تي'],
  twitter: ['твиттер', 'تويتر', 'اكس'],
  signal: ['сигнал', 'سيجنال', 'سيغنال', 'سيقنال'],
  amazon: ['амазон', 'امازون'],
  apple: ['эппл', 'эпл', 'айклауд', 'ابل', 'آبل'],
  microsoft: ['майкрософт', 'مايكروسوفت'],
  netflix: ['нетфликс', 'نتفلكس', 'نتفليكس'],
  uber: ['убер', 'اوبر'],
  tinder: ['тиндер', 'تندر', 'تيندر'],
  paypal: ['пэйпал', 'пейпал', 'باي بال', 'بايبال'],
  steam: ['стим', 'ستيم'],
  snapchat: ['снапчат', 'سناب شات', 'سناب'],
  viber: ['вайбер', 'فايبر'],
  yahoo: ['яху', 'ياهو'],
  linkedin: ['линкедин', 'لينكد ان', 'لينكدان'],
  airbnb: ['эйрбнб', 'аирбнб', 'اير بي ان بي'],
  yandex: ['яндекс', 'ياندكس'],
  vk: ['вконтакте', 'вк', 'في كي'],
  binance: ['бинанс', 'باينانس', 'بينانس'],
};

/** With so few letters a word fits too much. */
const LEAST = 2;

/** Parts of names of services that typed words mean in another script; none for most words. */
export function servicesCalled(words: string): string[] {
  const wanted = folded(words);
  if (wanted.length < LEAST) return [];
  return Object.entries(CALLED)
    .filter(([, names]) => names.some((name) => folded(name).startsWith(wanted) || wanted.startsWith(folded(name))))
    .map(([name]) => name);
}
