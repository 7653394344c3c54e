import { KeyRing } from '../../src/usecases/access/key-ring';

const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms);
const hash = (name: string) => Buffer.from(name);

describe('the keys that a process saw lately', () => {
  it('are given out to be read anew once each, when they are in use and half their time is over', () => {
    const ring = new KeyRing<{ keyId: number }>(1_000, 10);
    for (const [keyId, name] of ['one', 'two', 'idle'].entries()) ring.keep(hash(name), { keyId }, at(0));
    ring.keep(hash('young'), { keyId: 3 }, at(300));
    for (const name of ['one', 'two', 'young']) ring.find(hash(name), at(310));
    expect(ring.takeDue(at(400), 5)).toEqual([]);
    expect(ring.takeDue(at(500), 1)).toEqual([hash('one')]);
    expect(ring.takeDue(at(500), 5)).toEqual([hash('two')]);
    expect(ring.takeDue(at(500), 5)).toEqual([]);
    expect(ring.find(hash('two'), at(999))).toEqual({ keyId: 1 });
    expect(ring.find(hash('two'), at(1_000))).toBeUndefined();
  });

  it('are not kept as they were read before one of them was forgotten', () => {
    const ring = new KeyRing<{ keyId: number }>(1_000, 10);
    ring.keep(hash('one'), { keyId: 1 }, at(0));
    const begun = ring.beginRead();
    ring.forget(1);
    expect(ring.keep(hash('one'), { keyId: 1 }, at(0), begun)).toEqual({ keyId: 1 });
    expect(ring.find(hash('one'), at(1))).toBeUndefined();
    ring.keep(hash('one'), { keyId: 1 }, at(2), ring.beginRead());
    expect(ring.find(hash('one'), at(3))).toEqual({ keyId: 1 });
  });
});
