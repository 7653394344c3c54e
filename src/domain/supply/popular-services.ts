/** What is bought most in this trade, first the most. A supplier's service is one of them when its name begins so. */
const POPULAR = [
  ...['whatsapp', 'telegram', 'google', 'instagram', 'facebook', 'tiktok', 'openai', 'discord', 'viber', 'signal'],
  ...['twitter', 'x', 'amazon', 'apple', 'microsoft', 'snapchat', 'netflix', 'steam', 'linkedin', 'tinder', 'paypal'],
  ...['uber', 'yahoo', 'wechat', 'line', 'ebay', 'airbnb', 'bumble', 'coinbase', 'binance', 'vk', 'yandex'],
];

/** A smaller one is sold more; those that nobody speaks of come last. */
export function popularity(name: string): number {
  const [word = ''] = name.toLowerCase().split(/[^a-z0-9]+/);
  const at = POPULAR.indexOf(word);
  return at < 0 ? POPULAR.length : at;
}
