import type { ReceivedText } from '../../../src/ports/sms-provider';
import type { Counter } from './counter';

/** The SMS after the first: asked for, by themselves, in place of the one before, or none. */
export function describeMoreMessages(at: Counter): void {
  const { lacks, buy, messages, codes, codeOf, newest } = at;
  const { moreSms } = at.ways;

  if (moreSms === 'none') {
    it('shows the first SMS alone, whatever comes later', async () => {
      const { orderId, phone } = await buy();
      at.stand.vendor.receive(phone, 'code 1111');
      const first = await messages(orderId);
      at.stand.vendor.receive(phone, 'code 2222');
      expect(await codes(orderId)).toEqual(['1111']);
      expect(await messages(orderId)).toEqual(first);
    });
  } else if (moreSms === 'in_its_place') {
    it('shows a second code in place of the first, without asking', async () => {
      const { orderId, phone } = await buy();
      at.stand.vendor.receive(phone, 'code 1111');
      const [first] = (await messages(orderId)) as readonly ReceivedText[];
      at.stand.vendor.receive(phone, 'code 2222');
      const both = (await messages(orderId)) as readonly ReceivedText[];
      expect(both.map(codeOf)).toEqual(['2222']);
      expect(both[0]!.externalId).not.toBe(first!.externalId);
    });
  } else if (moreSms === 'by_itself') {
    it('gets a second code on the same order without asking, even when it is the same code', async () => {
      const { orderId, phone } = await buy();
      at.stand.vendor.receive(phone, 'code 1111');
      const [first] = (await messages(orderId)) as readonly ReceivedText[];
      if (!lacks('resend')) expect((await at.stand.provider.resend!(orderId)).kind).toBe('done');
      expect(await messages(orderId)).toEqual([first]);
      at.stand.vendor.receive(phone, 'code 1111');
      const both = (await messages(orderId)) as readonly ReceivedText[];
      expect(both.map(codeOf)).toEqual(['1111', '1111']);
      expect(both[0]).toEqual(first);
      expect(both[1]!.externalId).not.toBe(first!.externalId);
      expect(await messages(orderId)).toEqual(both);
    });
  } else {
    it('gets a second code on the same order, even when it is the same code', async () => {
      const { orderId, phone } = await buy();
      at.stand.vendor.receive(phone, 'code 1111');
      const [first] = (await messages(orderId)) as readonly ReceivedText[];
      expect((await at.stand.provider.resend!(orderId)).kind).toBe('done');
      expect([undefined, first!.externalId]).toContain(newest(await messages(orderId))?.externalId);
      at.stand.vendor.receive(phone, 'code 1111');
      const second = newest(await messages(orderId));
      expect(codeOf(second!)).toBe('1111');
      expect(second!.externalId).not.toBe(first!.externalId);
      expect(newest(await messages(orderId))).toEqual(second);
    });
  }

  if (lacks('resend')) {
    it('cannot be asked for another SMS', () => {
      expect(at.stand.provider.capabilities).not.toContain('resend');
      expect(at.stand.provider.resend).toBeUndefined();
    });
  } else {
    it('cannot be asked for another SMS before the first', async () => {
      const { orderId } = await buy();
      expect(await at.stand.provider.resend!(orderId)).toMatchObject({ fault: 'wrong_state' });
    });
  }
}
