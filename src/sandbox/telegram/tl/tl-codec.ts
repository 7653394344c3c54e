import { TlError, type TlObject } from './tl-object';
import { TlReader } from './tl-reader';
import { type TlDefinition, type TlField, type TlSchema } from './tl-schema';
import { TlWriter } from './tl-writer';

export const vectorId = 0x1cb5c415;
const boolTrueId = 0x997275b5;
const boolFalseId = 0xbc799737;
const deepestNesting = 48;

type Read = (reader: TlReader) => unknown;
type Write = (writer: TlWriter, value: unknown) => void;

/** An unknown constructor number met while reading; `offset` is where it stood. */
export class UnknownConstructor extends TlError {
  constructor(readonly id: number) {
    super(`no constructor has the number ${id.toString(16).padStart(8, '0')}`);
  }
}

const present = (field: TlField, value: unknown) =>
  field.type === 'true' ? value === true : value !== undefined && value !== null;

/** Reads and writes every type of one schema. Each definition is compiled once, at its first use. */
export class TlCodec {
  private readonly reads = new Map<string, Read>();
  private readonly writes = new Map<string, Write>();

  constructor(readonly schema: TlSchema) {}

  /** Bytes of a boxed object. Throws TlError, naming the field, when the object does not fit. */
  encode(object: TlObject): Buffer {
    return this.encodeAs('Object', object);
  }

  /** Bytes of any type by its schema name, such as `Vector<User>` or `Bool`. */
  encodeAs(type: string, value: unknown): Buffer {
    const writer = new TlWriter();
    this.writerOf(type)(writer, value);
    return writer.finish();
  }

  /** Reads one boxed object and leaves the reader behind it. */
  read(reader: TlReader): TlObject {
    return this.readerOf('Object')(reader) as TlObject;
  }

  decode(buffer: Buffer): TlObject {
    return this.read(new TlReader(buffer));
  }

  /** Reads a value of any type by its schema name. */
  readAs(type: string, reader: TlReader): unknown {
    return this.readerOf(type)(reader);
  }

  private readerOf(type: string): Read {
    let read = this.reads.get(type);
    if (!read) {
      read = this.compileRead(type);
      this.reads.set(type, read);
    }
    return read;
  }

  private writerOf(type: string): Write {
    let write = this.writes.get(type);
    if (!write) {
      write = this.compileWrite(type);
      this.writes.set(type, write);
    }
    return write;
  }

  private compileRead(type: string): Read {
    const plain = plainReads[type];
    if (plain) return plain;
    const vector = /^([Vv])ector<(.+)>$/.exec(type);
    if (vector) return this.vectorRead(vector[2]!, vector[1] === 'V');
    if (isBare(type)) return this.definitionRead(this.schema.named(type.replace('=', '')));
    const anything = type === 'Object' || type === 'X' || type === '!X';
    return (reader) => {
      const id = reader.uint();
      const definition = this.schema.find(id);
      if (!definition) throw new UnknownConstructor(id);
      if (!anything && definition.result !== type) throw new TlError(`expected ${type}, found ${definition.name}`);
      if (++reader.depth > deepestNesting) throw new TlError(`nested deeper than ${deepestNesting}`);
      const object = this.readerOf(`=${definition.name}`)(reader);
      reader.depth--;
      return object;
    };
  }

  private vectorRead(itemType: string, boxed: boolean): Read {
    const item = this.readerOf(itemType);
    return (reader) => {
      if (boxed && reader.uint() !== vectorId) throw new TlError('expected a vector');
      const count = reader.uint();
      if (count * 4 > reader.left) throw new TlError(`a vector of ${count} items does not fit the message`);
      const items: unknown[] = [];
      for (let index = 0; index < count; index++) {
        try {
          items.push(item(reader));
        } catch (error) {
          throw error instanceof TlError ? error.inside(`[${index}]`) : error;
        }
      }
      return items;
    };
  }

  private definitionRead(definition: TlDefinition): Read {
    let steps: { field: TlField; read: Read }[] | undefined;
    return (reader) => {
      // Compiled inside, so that types that contain themselves do not compile for ever.
      steps ??= definition.fields.map((field) => ({ field, read: this.readerOf(field.type) }));
      const object: TlObject = { _: definition.name };
      let step = steps[0];
      try {
        for (step of steps) {
          const { flag, name } = step.field;
          if (flag && ((object[flag.word] as number) & (1 << flag.bit)) === 0) continue;
          object[name] = step.read(reader);
        }
      } catch (error) {
        throw error instanceof TlError ? error.inside(step!.field.name).inside(definition.name) : error;
      }
      return object;
    };
  }

  private compileWrite(type: string): Write {
    const plain = plainWrites[type];
    if (plain) return plain;
    const vector = /^([Vv])ector<(.+)>$/.exec(type);
    if (vector) return this.vectorWrite(vector[2]!, vector[1] === 'V');
    if (isBare(type)) return this.definitionWrite(this.schema.named(type.replace('=', '')));
    const anything = type === 'Object' || type === 'X' || type === '!X';
    return (writer, value) => {
      const name = (value as TlObject | undefined)?._;
      if (name === undefined) throw new TlError(`expected ${type}, found ${value === null ? 'null' : typeof value}`);
      const definition = this.schema.named(name);
      if (!anything && definition.result !== type) throw new TlError(`expected ${type}, found ${name}`);
      writer.uint(definition.id);
      this.writerOf(`=${name}`)(writer, value);
    };
  }

  private vectorWrite(itemType: string, boxed: boolean): Write {
    const item = this.writerOf(itemType);
    return (writer, value) => {
      if (!Array.isArray(value)) throw new TlError(`expected a vector of ${itemType}, found ${typeof value}`);
      if (boxed) writer.uint(vectorId);
      writer.uint(value.length);
      for (const [index, one] of value.entries()) {
        try {
          item(writer, one);
        } catch (error) {
          throw error instanceof TlError ? error.inside(`[${index}]`) : error;
        }
      }
    };
  }

  private definitionWrite(definition: TlDefinition): Write {
    let steps: { field: TlField; write: Write }[] | undefined;
    return (writer, value) => {
      steps ??= definition.fields.map((field) => ({ field, write: this.writerOf(field.type) }));
      const object = value as TlObject;
      const words = new Map<string, { position: number; bits: number }>();
      let step = steps[0];
      try {
        for (step of steps) {
          const { field, write } = step;
          const given = object[field.name];
          if (field.type === '#') {
            words.set(field.name, { position: writer.position, bits: 0 });
            writer.uint(0);
          } else if (!field.flag) write(writer, given);
          else if (present(field, given)) {
            words.get(field.flag.word)!.bits |= 1 << field.flag.bit;
            write(writer, given);
          }
        }
      } catch (error) {
        throw error instanceof TlError ? error.inside(step!.field.name).inside(definition.name) : error;
      }
      for (const { position, bits } of words.values()) writer.uintAt(position, bits);
    };
  }
}

/** `=name` asks for the fields alone; a schema type with a small first letter (`future_salt`) is bare as well. */
function isBare(type: string): boolean {
  return type.startsWith('=') || /^[a-z]/.test(type.slice(type.lastIndexOf('.') + 1));
}

const plainReads: Record<string, Read> = {
  '#': (reader) => reader.uint(),
  int: (reader) => reader.int(),
  long: (reader) => reader.long(),
  double: (reader) => reader.double(),
  string: (reader) => reader.string(),
  bytes: (reader) => reader.bytes(),
  int128: (reader) => reader.raw(16),
  int256: (reader) => reader.raw(32),
  true: () => true,
  Bool: (reader) => {
    const id = reader.uint();
    if (id !== boolTrueId && id !== boolFalseId) throw new TlError('expected Bool');
    return id === boolTrueId;
  },
};

/** Refuses a wrong kind of value instead of writing something that the other side would misread. */
const only =
  <T>(kind: string, fits: (value: unknown) => boolean, write: (writer: TlWriter, value: T) => void): Write =>
  (writer, value) => {
    if (!fits(value)) throw new TlError(`expected ${kind}, found ${value === null ? 'null' : typeof value}`);
    write(writer, value as T);
  };
const isBytesOf = (length: number) => (value: unknown) => Buffer.isBuffer(value) && value.length === length;

const plainWrites: Record<string, Write> = {
  int: only<number>('int', Number.isInteger, (writer, value) => writer.int(value)),
  long: only<bigint>(
    'long',
    (value) => typeof value === 'bigint',
    (writer, value) => writer.long(value),
  ),
  double: only<number>(
    'double',
    (value) => typeof value === 'number',
    (writer, value) => writer.double(value),
  ),
  string: only<string>(
    'string',
    (value) => typeof value === 'string',
    (writer, value) => writer.string(value),
  ),
  bytes: only<Buffer>('bytes', Buffer.isBuffer, (writer, value) => writer.bytes(value)),
  int128: only<Buffer>('int128', isBytesOf(16), (writer, value) => writer.raw(value)),
  int256: only<Buffer>('int256', isBytesOf(32), (writer, value) => writer.raw(value)),
  true: () => {},
  Bool: only<boolean>(
    'Bool',
    (value) => typeof value === 'boolean',
    (writer, value) => writer.uint(value ? boolTrueId : boolFalseId),
  ),
};
