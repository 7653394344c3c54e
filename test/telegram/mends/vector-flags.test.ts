import { restoreVectorFlags, vectorFlags } from '../../../src/bot/telegram/mends/vector-flags';

/** The mend stands before the package is loaded; without it nothing would be remembered, and nothing restored. */
const undo = vectorFlags.apply();
const { Api } = require('telegram') as typeof import('telegram');
const { BinaryReader } = require('telegram/extensions') as typeof import('telegram/extensions');
undo();

describe('a class that failed to be read', () => {
  const whole = () => new Api.Updates({ updates: [new Api.UpdateConfig()], users: [], chats: [], date: 1, seq: 1 });
  const read = (bytes: Buffer) => new BinaryReader(bytes).tgReadObject() as InstanceType<typeof Api.Updates>;

  it('cannot be written ever after, until its shape is restored (defect 23)', () => {
    const before = whole().getBytes();
    expect(read(before).updates).toHaveLength(1);
    const spoiled = Buffer.from(before);
    spoiled.writeUInt32LE(0x0badf00d, 12);
    expect(() => read(spoiled)).toThrow();
    expect(() => whole().getBytes()).toThrow();
    restoreVectorFlags();
    expect(read(before).updates).toHaveLength(1);
    expect(whole().getBytes().equals(before)).toBe(true);
  });
});
