/** Where identifiers come from; tests may pass a predictable source. */
export interface Ids {
  /** A random RFC 9562 identifier, 36 characters. */
  uuid(): string;
  /** A random positive 63 bit number: fits a `bigint` column and Telegram's `random_id`; never 0. */
  int63(): bigint;
  /** 128 random bits in 22 characters of base64url, for what nobody may guess. */
  token(): string;
}
