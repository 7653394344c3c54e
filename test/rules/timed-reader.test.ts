import { createSettingsReader, createTimedReader } from '../../src/database/timed-readers';
import { DEFAULT_SETTINGS } from '../../src/domain/settings';
import { TestClock } from '../support/test-clock';

describe('a timed reader', () => {
  it('reads once for all who ask within a second', async () => {
    const clock = new TestClock();
    let reads = 0;
    const read = createTimedReader(clock, async () => {
      reads += 1;
      return reads;
    });
    expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1]);
    await clock.advance(999);
    expect(await read()).toBe(1);
    await clock.advance(1);
    expect(await Promise.all([read(), read()])).toEqual([2, 2]);
  });

  it('tells a failed read to those who waited for it, and reads anew for the next one', async () => {
    const clock = new TestClock();
    let isBroken = true;
    const read = createTimedReader(clock, async () => {
      if (isBroken) throw new Error('the database went away');
      return 'read';
    });
    await expect(Promise.all([read(), read()])).rejects.toThrow('went away');
    isBroken = false;
    expect(await read()).toBe('read');
  });
});

describe('the settings as they are read', () => {
  it('are the usual ones where an older release stored what no rule allows', async () => {
    const rows = [
      { key: 'timeZone', value: 'Mars/Base' },
      { key: 'maxOpenReservations', value: '3' },
      { key: 'adminIdleS', value: 1 },
      { key: 'of_another_release', value: 1 },
      { key: 'lateCodeWindowS', value: 60 },
    ].map((row) => ({ ...row, updatedAt: new Date() }));
    const read = createSettingsReader({ settings: { list: async () => rows } }, new TestClock());
    expect(await read()).toEqual({ ...DEFAULT_SETTINGS, lateCodeWindowS: 60 });
  });
});
