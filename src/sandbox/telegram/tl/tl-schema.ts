import { TlError } from './tl-object';

export interface TlField {
  name: string;
  type: string;
  /** For `flags.3?T`: which flags word and which bit. */
  flag?: { word: string; bit: number };
}

/** A constructor or a method, as one line of the schema says it. Fields are parsed when first asked for. */
export class TlDefinition {
  private parsed: TlField[] | undefined;

  constructor(
    readonly name: string,
    readonly id: number,
    readonly result: string,
    readonly isMethod: boolean,
    private readonly fieldText: string,
  ) {}

  get fields(): TlField[] {
    this.parsed ??= this.fieldText
      .split(' ')
      .filter((part) => part !== '' && !part.startsWith('{'))
      .map(parseField);
    return this.parsed;
  }
}

function parseField(part: string): TlField {
  const colon = part.indexOf(':');
  const name = part.slice(0, colon).replace(/_+([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
  const type = part.slice(colon + 1);
  const flag = /^(\w+)\.(\d+)\?(.+)$/.exec(type);
  return flag ? { name, type: flag[3]!, flag: { word: flag[1]!, bit: Number(flag[2]) } } : { name, type };
}

/** All definitions of one or several schema texts, by name and by number. */
export class TlSchema {
  private readonly byName = new Map<string, TlDefinition>();
  private readonly byId = new Map<number, TlDefinition>();

  constructor(...texts: string[]) {
    for (const text of texts) this.index(text);
  }

  private index(text: string): void {
    let isMethod = false;
    for (const line of text.split('\n')) {
      if (line.startsWith('---')) isMethod = line.includes('functions');
      const equals = line.lastIndexOf(' = ');
      const hash = line.indexOf('#');
      const space = line.indexOf(' ');
      // Generic containers (`vector`) and lines without a number are never looked up by number.
      if (equals < 0 || hash < 0 || hash > space || line.startsWith('vector#')) continue;
      const name = line.slice(0, hash);
      const id = Number.parseInt(line.slice(hash + 1, space), 16);
      const result = line
        .slice(equals + 3)
        .replace(';', '')
        .trim();
      const definition = new TlDefinition(name, id, result, isMethod, line.slice(space + 1, Math.max(space, equals)));
      this.byName.set(name, definition);
      this.byId.set(id, definition);
    }
  }

  named(name: string): TlDefinition {
    const definition = this.byName.get(name);
    if (!definition) throw new TlError(`the schema knows no ${name}`);
    return definition;
  }

  find(id: number): TlDefinition | undefined {
    return this.byId.get(id);
  }
}
