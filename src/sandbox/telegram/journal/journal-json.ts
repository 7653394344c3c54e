/** JSON that keeps bigint and Buffer: `{"$n":"12"}` and `{"$b":"base64"}`. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, name, given) {
    // Buffer has a toJSON of its own, so the value before it is looked at.
    const raw = this[name];
    if (typeof raw === 'bigint') return { $n: raw.toString() };
    if (Buffer.isBuffer(raw)) return { $b: raw.toString('base64') };
    return given;
  });
}

export function fromJson(text: string): unknown {
  return JSON.parse(text, (_name, value) => {
    if (value && typeof value === 'object') {
      if (typeof value.$n === 'string') return BigInt(value.$n);
      if (typeof value.$b === 'string') return Buffer.from(value.$b, 'base64');
    }
    return value;
  });
}
