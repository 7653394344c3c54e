import { readLines } from '../../src/platform/read-lines';

async function linesOf(bytes: Uint8Array, size: number): Promise<string[]> {
  async function* pieces() {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  }
  const lines: string[] = [];
  for await (const line of readLines(pieces())) lines.push(line);
  return lines;
}

describe('a file that arrives in pieces', () => {
  const text = 'one\r\ntwo\nthree٣\r\rfive';
  it.each([1, 2, 3, 7, 100])('of %i bytes has the same lines', async (size) => {
    expect(await linesOf(Buffer.from(text), size)).toEqual(['one', 'two', 'three٣', '', 'five']);
  });

  it('may be what a spreadsheet saves as Unicode text', async () => {
    const saved = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('+371 20000001\r\n+371 20000002\r\n', 'utf16le'),
    ]);
    expect(await linesOf(saved, 5)).toEqual(['+371 20000001', '+371 20000002']);
  });

  it('has no lines when it is empty, and a line without an end is cut', async () => {
    expect(await linesOf(Buffer.alloc(0), 5)).toEqual([]);
    const [line] = await linesOf(Buffer.from('x'.repeat(50_000)), 4_000);
    expect(line!.length).toBeLessThanOrEqual(10_000);
  });
});
