/**
 * A TL value as a plain object: `_` names the constructor or method, the fields are camelCase; `long` is bigint,
 * `bytes` is Buffer, `int` and `double` are numbers, absent optional fields are undefined.
 */
// biome-ignore lint/suspicious/noExplicitAny: the schema gives the fields their types, at run time.
export type TlObject = { _: string; [field: string]: any };

/** A value that does not fit the schema, or bytes that are not TL. `path` leads from the outermost name to the field. */
export class TlError extends Error {
  readonly path: string[] = [];

  constructor(private readonly reason: string) {
    super(reason);
    this.name = 'TlError';
  }

  /** Called by each enclosing constructor on the way out, so that the message names the field. */
  inside(step: string): this {
    this.path.unshift(step);
    this.message = `${this.path.join('.')}: ${this.reason}`;
    return this;
  }
}
