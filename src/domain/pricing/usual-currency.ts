/** Whose prices are in one currency for every account, as far as it is known. */
const OF_PROTOCOLS: Readonly<Record<string, string>> = {
  onlinesim: 'USD',
  sms_pool: 'USD',
  sms_pva: 'USD',
  textverified: 'USD',
  vak_sms: 'RUB',
};
const OF_DIALECTS: Readonly<Record<string, string>> = { hero: 'USD', daisy: 'USD' };

/** The currency in which a supplier of this protocol names its prices; undefined where that differs from account to account. */
export function usualCurrency(protocol: string, options: Readonly<Record<string, unknown>>): string | undefined {
  // Accounts there are kept in roubles unless another currency is asked for with each purchase.
  if (protocol === 'sms_man') return typeof options.currency === 'string' ? options.currency : 'RUB';
  if (protocol === 'handler_api') return OF_DIALECTS[String(options.dialect)];
  return OF_PROTOCOLS[protocol];
}
