/** `base` is the price in a country of factor 100, in cents; `vendorCode` is the market's common service code. */
export interface DemoService {
  readonly code: string;
  readonly name: string;
  readonly emoji: string;
  readonly vendorCode: string;
  readonly base: number;
  readonly isEverywhere: boolean;
}

const row = (code: string, name: string, emoji: string, vendorCode: string, base: number, isEverywhere = false) => {
  return { code, name, emoji, vendorCode, base, isEverywhere };
};

/** In the order of the menu. */
export const DEMO_SERVICES: readonly DemoService[] = [
  row('whatsapp', 'WhatsApp', '💬', 'wa', 160, true),
  row('telegram', 'Telegram', '✈️', 'tg', 180, true),
  row('google', 'Google', '🔎', 'go', 140, true),
  row('instagram', 'Instagram', '📷', 'ig', 130, true),
  row('facebook', 'Facebook', '📘', 'fb', 130, true),
  row('tiktok', 'TikTok', '🎵', 'lf', 125, true),
  row('discord', 'Discord', '🎮', 'ds', 120, true),
  row('openai', 'OpenAI', '🤖', 'dr', 150, true),
  row('twitter', 'X (Twitter)', '🐦', 'tw', 120),
  row('signal', 'Signal', '🔒', 'bw', 145),
  row('amazon', 'Amazon', '📦', 'am', 125),
  row('apple', 'Apple', '🍏', 'wx', 150),
  row('microsoft', 'Microsoft', '🪟', 'mm', 120),
  row('netflix', 'Netflix', '🎬', 'nf', 120),
  row('steam', 'Steam', '🕹️', 'mt', 130),
  row('linkedin', 'LinkedIn', '💼', 'tn', 135),
  row('tinder', 'Tinder', '🔥', 'oi', 155),
  row('uber', 'Uber', '🚕', 'ub', 120),
];
