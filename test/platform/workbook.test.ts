import { readTable } from '../../src/platform/tables/read-table';
import { workbook, zip } from '../support/workbook';

async function read(content: Uint8Array, sheet?: string) {
  const table = await readTable([content.subarray(0, 3), content.subarray(3)], { sheet });
  const rows: string[][] = [];
  const lines: number[] = [];
  for await (const batch of table.rows)
    for (const { line, cells } of batch) {
      rows.push([...cells]);
      lines.push(line);
    }
  return { rows, lines, sheet: table.sheet, others: table.otherSheets };
}

describe.each(['excel', 'libreoffice'] as const)('a workbook as %s writes it', (by) => {
  it('gives every number with all its digits, however it is shown, and texts as they stand', async () => {
    const rows = [
      ['id', 'Телефон', 'since'],
      [1, 37120000001, { number: '46082', format: 'yyyy\\-mm\\-dd' }],
      [2, { number: '37120000002', format: '0.00E+00' }, null],
      [3, { number: '3.7120000003E10', format: '#,##0.00' }, ''],
      [4, { number: '37120000004', format: '"+"0' }, null],
      [5, '+371 20 000 005', null],
      [6, { inline: ' +37120000006' }, null],
      [7, { formula: 'CONCATENATE("+371",A8)', text: '+37120000007' }, null],
      [8, { number: '46082', format: 'dd/mm/yyyy' }, null],
      [9, 37120000009.5, null],
    ];
    const { rows: read1, sheet, others } = await read(workbook([{ name: 'Лист1', rows }], by));
    expect(read1.map((cells) => cells[1])).toEqual([
      'Телефон',
      '37120000001',
      '37120000002',
      '37120000003',
      '37120000004',
      '+371 20 000 005',
      '+37120000006',
      '+37120000007',
      '2026-03-01',
      '37120000009.5',
    ]);
    expect(read1[1]![2]).toBe('2026-03-01');
    expect({ sheet, others }).toEqual({ sheet: 'Лист1', others: [] });
  });

  it('is read by its first sheet that has something, or by the one that is named', async () => {
    const content = workbook(
      [
        { name: 'Cover', rows: [] },
        { name: 'March', rows: [['phone'], [37120000001]] },
        { name: 'April', rows: [['phone'], [37120000002]] },
      ],
      by,
    );
    expect(await read(content)).toMatchObject({ sheet: 'March', others: ['Cover', 'April'] });
    expect((await read(content, 'april')).rows).toEqual([['phone'], ['37120000002']]);
    await expect(read(content, 'May')).rejects.toThrow('There are: Cover, March, April.');
  });

  it('keeps the places of its rows, so that a verdict names the right one', async () => {
    const { lines, rows } = await read(workbook([{ name: 'A', rows: [['phone'], [], [37120000001]] }], by));
    expect(lines).toEqual([1, 2, 3]);
    expect(rows[2]).toEqual(['37120000001']);
  });
});

describe('a workbook that cannot be read', () => {
  it('is refused: another archive, one that unpacks to too much, one that is cut', async () => {
    await expect(read(zip([['a.txt', Buffer.from('hello')]]))).rejects.toMatchObject({ fault: 'not_a_workbook' });
    const bomb = zip(Array.from({ length: 5 }, (_, i) => [`xl/worksheets/sheet${i}.xml`, Buffer.alloc(90 << 20)]));
    expect(bomb.length).toBeLessThan(1 << 20);
    await expect(read(bomb)).rejects.toMatchObject({ fault: 'too_large' });
    const whole = workbook([{ name: 'A', rows: [[37120000001]] }]);
    await expect(read(whole.subarray(0, whole.length - 40))).rejects.toMatchObject({ fault: 'not_a_workbook' });
  });
});
