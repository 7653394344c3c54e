import { createSharedReader } from '../../src/database/shared-reads';

/** A reader whose reads end when the test says so. */
function reader(lanes: number, { gatherMs, enough } = { gatherMs: 0, enough: 1 }) {
  const reads: { keys: readonly number[]; end(): void; fail(error: Error): void }[] = [];
  const read = createSharedReader<number, string>(
    (keys) =>
      new Promise((resolve, reject) => {
        const rows = keys.filter((key) => key < 100).map((key) => [key, `row ${key}`] as const);
        reads.push({ keys, end: () => resolve(new Map(rows)), fail: reject });
      }),
    { lanes, gatherMs, enough },
  );
  /** What was begun by now. */
  async function begun(): Promise<(readonly number[])[]> {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return reads.map(({ keys }) => keys);
  }
  return { read, reads, begun };
}

describe('a shared read', () => {
  it('answers all who asked by the same turn, each by what they asked for', async () => {
    const { read, reads, begun } = reader(1);
    const asked = Promise.all([read(1), read(2), read(1), read(100)]);
    expect(await begun()).toEqual([[1, 2, 100]]);
    reads[0]!.end();
    expect(await asked).toEqual(['row 1', 'row 2', 'row 1', undefined]);
  });

  it('gives nobody what was read before they asked, and holds no more than its lanes', async () => {
    const { read, reads, begun } = reader(2);
    const first = read(1);
    await begun();
    const second = read(1);
    expect(await begun()).toEqual([[1], [1]]);
    const third = Promise.all([read(1), read(2)]);
    expect(await begun()).toHaveLength(2);
    reads[1]!.end();
    expect(await second).toBe('row 1');
    expect(await begun()).toEqual([[1], [1], [1, 2]]);
    reads[0]!.end();
    reads[2]!.end();
    expect([await first, await third]).toEqual(['row 1', ['row 1', 'row 2']]);
  });

  it('tells a failure to those who shared it, and reads anew for the next one', async () => {
    const { read, reads, begun } = reader(1);
    const failed = Promise.allSettled([read(1), read(2)]);
    await begun();
    reads[0]!.fail(new Error('the database went away'));
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = read(1);
    await begun();
    reads[1]!.end();
    expect(await next).toBe('row 1');
  });

  it('asks for long lists in parts', async () => {
    const { read, reads, begun } = reader(1);
    const asked = Promise.all(Array.from({ length: 250 }, (_, key) => read(key)));
    await begun();
    reads[0]!.end();
    await begun();
    reads[1]!.end();
    expect(reads.map(({ keys }) => keys.length)).toEqual([200, 50]);
    expect((await asked).filter((row) => row !== undefined)).toHaveLength(100);
  });

  it('gathers for a while after one began, and no longer once enough have asked', async () => {
    const { read, reads, begun } = reader(2, { gatherMs: 3_600_000, enough: 3 });
    const first = read(1);
    expect(await begun()).toEqual([[1]]);
    const others = [read(2), read(3)];
    expect(await begun()).toEqual([[1]]);
    others.push(read(4));
    expect(await begun()).toEqual([[1], [2, 3, 4]]);
    for (const { end } of reads) end();
    expect(await Promise.all([first, ...others])).toEqual(['row 1', 'row 2', 'row 3', 'row 4']);
  });
});
