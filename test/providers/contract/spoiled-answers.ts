import type { ProviderFault } from '../../../src/ports/sms-provider';
import type { Counter } from './counter';

/** Answers that are not what they should be. */
export function describeSpoiledAnswers(at: Counter): void {
  const { buy, codes } = at;

  it('reads through a byte order mark and through blanks in the phone', async () => {
    at.stand.vendor.faults.next({ kind: 'bom' }, { action: at.stand.actions.buy });
    const { orderId, phone } = await buy();
    at.stand.vendor.faults.next({ kind: 'bom' }, { action: at.stand.actions.status });
    expect(await codes(orderId)).toBe('waiting');
    at.stand.vendor.faults.next({ kind: 'blanks_in_phone' }, { action: at.stand.actions.buy });
    expect((await buy()).phone).toMatch(/^\d+$/);
    expect(phone).toMatch(/^\d+$/);
  });

  it.each([
    ['a page', { kind: 'html' }],
    ['an error', { kind: 'status', status: 500 }],
    ['unknown words', { kind: 'body', text: 'hello 79991234567' }],
    ['a dead line', { kind: 'close_socket', effect: 'none' }],
  ] as const)('takes %s in place of a status for a pause, not for an end', async (_what, fault) => {
    const { orderId } = await buy();
    at.stand.vendor.faults.next(fault, { action: at.stand.actions.status });
    const state = (await at.stand.provider.orderState!(orderId)) as ProviderFault;
    expect(state.fault).toBe('unavailable');
    expect(state.detail).not.toContain('79991234567');
    expect(await codes(orderId)).toBe('waiting');
  });
}
