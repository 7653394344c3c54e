import fc from 'fast-check';
import {
  decodeBytes,
  decodeGsm7,
  decodeSms,
  encodeGsm7,
  packSeptets,
  readUserDataHeader,
  unpackSeptets,
} from '../../src/providers/sms-encoding';
import { lockingTable, NATIONAL_LANGUAGES, singleTable } from '../../src/providers/sms-encoding/gsm-tables';

const { encodings } = require('smpp') as {
  encodings: Record<'ASCII' | 'UCS2' | 'LATIN1', { encode(text: string): Buffer; decode(bytes: Buffer): string }>;
};

const textOf = (table: string) => fc.string({ unit: fc.constantFrom(...table.replaceAll('\r', '')), maxLength: 160 });
const bytes = (...values: number[]) => Buffer.from(values);
const gsm = (text: string, tables = {}) => encodeGsm7(text, tables)!;

describe('GSM 03.38', () => {
  // npm `smpp` knows the default table alone rightly, and not the form feed: it decodes 1B 0A as it should, by another way.
  const known = lockingTable(0) + singleTable(0).replaceAll(' ', '');

  it('reads what npm smpp writes', () => {
    fc.assert(fc.property(textOf(known), (text) => decodeGsm7(encodings.ASCII.encode(text)) === text));
  });

  it('writes what npm smpp reads', () => {
    fc.assert(fc.property(textOf(known), (text) => encodings.ASCII.decode(gsm(text)) === text));
  });

  it.each([[0], ...NATIONAL_LANGUAGES.map((one) => [one])])(
    'comes back through the tables of language %s',
    (language) => {
      const tables = { locking: language, single: language };
      const alphabet = lockingTable(language) + singleTable(language).replaceAll(' ', '');
      expect([lockingTable(language).length, singleTable(language).length]).toEqual([128, 128]);
      fc.assert(
        fc.property(textOf(alphabet), (text) => {
          const septets = gsm(text, tables);
          expect(decodeGsm7(septets, tables)).toBe(text);
          for (const fillBits of [0, 1, 6])
            expect(unpackSeptets(packSeptets(septets, fillBits), septets.length, fillBits)).toEqual(septets);
        }),
      );
    },
  );

  it('has no letter twice in an alphabet, so that no place was mistyped as its neighbour', () => {
    for (const language of [0, ...NATIONAL_LANGUAGES]) {
      const letters = lockingTable(language).replaceAll(' ', '');
      expect(new Set(letters).size).toBe(letters.length);
    }
  });

  it('reads the Turkish table, the Spanish shifts, the Portuguese and the Indic ones as TS 23.038 prints them', () => {
    const turkish = { locking: 1, single: 1 };
    expect(decodeGsm7(bytes(0x07, 0x0b, 0x0c, 0x1c, 0x1d, 0x40, 0x60, 0x1b, 0x53), turkish)).toBe('ıĞğŞşİçŞ');
    expect(decodeGsm7(bytes(0x1b, 0x41, 0x1b, 0x6f, 0x1b, 0x09), { single: 2 })).toBe('Áóç');
    expect(decodeGsm7(bytes(0x04, 0x15, 0x5c, 0x1b, 0x12), { locking: 3, single: 3 })).toBe('ê∞ÕΦ');
    // "नमस्ते 1२": letters of the alphabet, a digit of it, and one of the shifts.
    const hindi = bytes(0x2f, 0x42, 0x4c, 0x5f, 0x27, 0x59, 0x20, 0x31, 0x1b, 0x1e);
    expect(decodeGsm7(hindi, { locking: 6, single: 6 })).toBe('नमस्ते 1२');
  });

  it('takes an escape that leads nowhere for the plain letter, a double one for a blank, and one at the end for nothing', () => {
    expect(decodeGsm7(bytes(0x1b, 0x41, 0x1b, 0x1b, 0x42, 0x1b))).toBe('A B');
    expect(decodeGsm7(bytes(0x41, 0x80, 0x42))).toBe('A\ufffdB');
  });
});

describe('the header in front of a text', () => {
  it('tells parts by 8 and by 16 bits, tables of shifts and ports', () => {
    expect(readUserDataHeader(bytes(5, 0, 3, 0xab, 2, 1, 0x41))).toMatchObject({
      ...{ length: 6, part: { reference: 0xab, number: 1, total: 2 }, isForPort: false },
    });
    expect(readUserDataHeader(bytes(6, 8, 4, 0x12, 0x34, 3, 2))?.part).toEqual({
      reference: 0x1234,
      number: 2,
      total: 3,
    });
    expect(readUserDataHeader(bytes(6, 0x24, 1, 1, 0x25, 1, 1))?.tables).toEqual({ locking: 1, single: 1 });
    expect(readUserDataHeader(bytes(6, 5, 4, 0x0b, 0x84, 0, 0))?.isForPort).toBe(true);
  });

  it('survives whatever is there, and takes no part that cannot be counted', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 160 }), (data) => readUserDataHeader(data) !== null));
    for (const [total, number] of [
      [2, 0],
      [2, 3],
      [0, 0],
      [1, 1],
    ] as const)
      expect(readUserDataHeader(bytes(5, 0, 3, 1, total, number))?.part).toBeUndefined();
  });
});

describe('data_coding', () => {
  const read = (dataCoding: number, data: Buffer, agreed?: Parameters<typeof decodeSms>[1]) => {
    const sms = decodeSms({ bytes: data, dataCoding, hasHeader: false }, agreed);
    return sms.kind === 'text' ? sms.text : sms.kind;
  };

  it('says which alphabet a text has', () => {
    expect(read(0, bytes(0x00, 0x11, 0x02))).toBe('@_$');
    expect(read(3, Buffer.from('Café', 'latin1'))).toBe('Café');
    expect(read(8, Buffer.from('Код 4821 🔑', 'utf16le').swap16())).toBe('Код 4821 🔑');
    expect(read(4, bytes(1, 2, 3))).toBe('binary');
    expect(read(0xf0, bytes(0x00))).toBe('@');
    expect(read(0xf5, bytes(0x00))).toBe('binary');
    expect(read(0x18, bytes(0x04, 0x1a))).toBe('К');
    expect(read(0x11, bytes(0x00))).toBe('@');
    expect(read(0x0b, bytes(0x00))).toBe('unknown_coding');
  });

  it('reads 1 as what the standard says, IA5, where npm smpp reads GSM: "@ _ $" are themselves', () => {
    const line = Buffer.from('@example.com #123456 $_', 'ascii');
    expect(read(1, line)).toBe('@example.com #123456 $_');
    expect(encodings.ASCII.decode(line)).toBe('¡example.com #123456 ¤§');
    expect(read(1, encodings.ASCII.encode('@_$'), { alphabet: 'gsm', ia5: 'gsm' })).toBe('@_$');
  });

  it('reads 0 as the link agreed', () => {
    expect(read(0, Buffer.from('@é', 'latin1'), { alphabet: 'latin1', ia5: 'ascii' })).toBe('@é');
    expect(read(0, packSeptets(gsm('hellohello')), { alphabet: 'gsm_packed', ia5: 'ascii' })).toBe('hellohello');
    expect(read(0, packSeptets(gsm('1234567')), { alphabet: 'gsm_packed', ia5: 'ascii' })).toBe('1234567');
    expect(read(0, Buffer.from('é', 'utf8'), { alphabet: 'utf8', ia5: 'ascii' })).toBe('é');
  });

  it('begins packed septets behind a header at the next whole one', () => {
    const header = bytes(5, 0, 3, 7, 2, 1);
    const body = packSeptets(gsm('code 48213'), 1);
    const sms = { bytes: Buffer.concat([header, body]), dataCoding: 0, hasHeader: true };
    expect(decodeSms(sms, { alphabet: 'gsm_packed', ia5: 'ascii' })).toMatchObject({ text: 'code 48213' });
  });

  it('reads UTF-16 as npm smpp does, pairs of surrogates too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 70 }), (text) => {
        const sent = encodings.UCS2.encode(text);
        expect(read(8, sent)).toBe(text.replace(/^\ufeff/, ''));
      }),
    );
  });

  it('never throws, whatever comes', () => {
    const any = fc.tuple(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 255 }), fc.boolean());
    fc.assert(
      fc.property(any, ([data, dataCoding, hasHeader]) => {
        for (const alphabet of ['gsm', 'gsm_packed', 'latin1', 'ascii', 'utf8'] as const)
          decodeSms({ bytes: data, dataCoding, hasHeader }, { alphabet, ia5: 'gsm' });
      }),
    );
  });
});

describe('character sets of inboxes', () => {
  it('are read as they are named', () => {
    expect(decodeBytes(bytes(0xa4, 0x80), 'iso-8859-15')).toBe('€\u0080');
    expect(decodeBytes(bytes(0xa4, 0x80), 'iso-8859-1')).toBe('¤\u0080');
    expect(decodeBytes(bytes(0x80), 'windows-1252')).toBe('€');
    expect(decodeBytes(bytes(0x04, 0x1a), 'utf-16be')).toBe('К');
    expect(decodeBytes(bytes(0xff, 0xfe, 0x1a, 0x04), 'utf-16le')).toBe('К');
  });
});
