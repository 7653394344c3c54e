/** Where in the pool a search begins: buyers who come together start apart, so they do not meet at one row. No secret. */
export function randomStart(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
