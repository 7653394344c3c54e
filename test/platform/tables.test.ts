import { readTable } from '../../src/platform/tables/read-table';

/** `cells` by line, read in pieces of `size` bytes. */
async function read(content: Uint8Array | string, size = 1 << 20): Promise<[number, ...string[]][]> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  function* pieces() {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  }
  const rows: [number, ...string[]][] = [];
  const table = await readTable(pieces());
  for await (const batch of table.rows) for (const { line, cells } of batch) rows.push([line, ...cells]);
  return rows;
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('a list that arrives in pieces', () => {
  const text = 'one\r\ntwo\nthree٣\r\rfive';
  it.each([1, 2, 3, 7, 100])('of %i bytes has the same lines', async (size) => {
    const lines = [
      [1, 'one'],
      [2, 'two'],
      [3, 'three٣'],
      [4, ''],
      [5, 'five'],
    ];
    expect(await read(text, size)).toEqual(lines);
  });

  it.each([1, 3, 4_096])(
    'is read in every encoding of spreadsheets, with or without a mark (pieces of %i)',
    async (size) => {
      const list = `Телефон;رقم\r\n${'+37120000001;x\r\n'.repeat(3)}`;
      const rows = await read(list);
      expect(rows[0]).toEqual([1, 'Телефон', 'رقم']);
      for (const bytes of [
        Buffer.from(`\ufeff${list}`),
        Buffer.from(`\ufeff${list}`, 'utf16le'),
        Buffer.from(list, 'utf16le'),
        utf16be(`\ufeff${list}`),
        utf16be(list),
      ])
        expect(await read(bytes, size)).toEqual(rows);
    },
  );

  it('has no rows when it is empty', async () => {
    expect(await read('')).toEqual([]);
  });
});

describe('cells', () => {
  it.each([
    ['as Excel says', 'sep=|\r\na|b,c\r\n', [[2, 'a', 'b,c']]],
    [
      'by semicolons',
      'a;b\n1,5;2\n',
      [
        [1, 'a', 'b'],
        [2, '1,5', '2'],
      ],
    ],
    [
      'by tabs',
      'a\tb, c\n1\t2\n',
      [
        [1, 'a', 'b, c'],
        [2, '1', '2'],
      ],
    ],
    [
      'by commas, with quoted commas, quotes and line breaks',
      'a,"b, ""c""\nd"\n1,2\n',
      [
        [1, 'a', 'b, "c"\nd'],
        [3, '1', '2'],
      ],
    ],
    [
      'by whatever a line has',
      '1, 2\n3; 4; 5\n',
      [
        [1, '1', ' 2'],
        [2, '3', ' 4', ' 5'],
      ],
    ],
    [
      'in one column',
      '1\n\n2',
      [
        [1, '1'],
        [2, ''],
        [3, '2'],
      ],
    ],
    [
      'with a quote inside',
      'a 5" b\n="1"',
      [
        [1, 'a 5" b'],
        [2, '="1"'],
      ],
    ],
  ])('are parted %s', async (_, text, rows) => {
    expect(await read(text)).toEqual(rows);
  });

  it('a quotation mark that is never closed is told with its line', async () => {
    const broken = `1\n"2\n${'3\n'.repeat(100_000)}`;
    await expect(read(broken)).rejects.toThrow(/from row 2 on\. A quotation mark/);
    await expect(read('1\n"2\n3')).rejects.toMatchObject({ fault: 'open_quote' });
  });
});

describe('what is no table', () => {
  it('is told with what to do: old workbooks, other archives, empty archives', async () => {
    await expect(read(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({ fault: 'old_workbook' });
    await expect(read(Buffer.from('PK\x03\x04 no zip'))).rejects.toMatchObject({ fault: 'not_a_workbook' });
    await expect(read(Buffer.from(`PK\x03\x04${'x'.repeat(21 << 20)}`))).rejects.toMatchObject({ fault: 'too_large' });
  });
});
