import type { App } from '../../app';
import type { SimSlot } from '../../ports/sms-provider';
import { raiseAlert } from '../alerts/raise-alert';
import { findByWord } from './find-sim';

interface Slotted {
  readonly phone?: string;
  readonly text: string;
  readonly slot?: SimSlot;
}

const TOLD_EVERY_S = 86_400;

/**
 * Gives messages that came in at a slot the number of the SIM in it, and notes that the SIM lives. The list of SIMs is
 * believed before the message itself; a slot that nobody knows appears there, and its messages are nobody's until somebody
 * says which number it has. Call it before the messages are stored.
 */
export async function resolveSims<Message extends Slotted>(
  app: App,
  providerId: number,
  messages: readonly Message[],
): Promise<Message[]> {
  const bySlot = new Map<string, Message[]>();
  for (const message of messages) {
    if (!message.slot) continue;
    const key = `${message.slot.name}\n${message.slot.imsi ?? ''}`;
    bySlot.set(key, [...(bySlot.get(key) ?? []), message]);
  }
  if (bySlot.size === 0) return [...messages];
  const phones = new Map<Message, string | undefined>();
  for (const group of bySlot.values()) await resolveGroup(app, providerId, group, phones);
  return messages.map((message) => (phones.has(message) ? { ...message, phone: phones.get(message) } : message));
}

async function resolveGroup<Message extends Slotted>(
  app: App,
  providerId: number,
  group: readonly Message[],
  phones: Map<Message, string | undefined>,
): Promise<void> {
  const { name: slot, imsi } = group[0]!.slot!;
  // A gateway that names the number may deliver for many at one slot; only who maps the slot makes a SIM of it.
  if (group.every(({ phone }) => phone !== undefined) && !(await app.db.sims.findInSlot(providerId, slot))?.phone)
    return;
  const now = app.clock.now();
  const sim = await app.db.sims.recordSms({ providerId, slot, imsi, count: group.length, now });
  if (sim.phone !== null) {
    for (const message of group) phones.set(message, sim.phone);
    return;
  }
  for (const message of group) {
    // The operator's own test is for no buyer.
    if (message.phone === undefined) await findByWord(app, sim.simId, message.text);
  }
  if ((await app.db.sims.find(sim.simId))?.phone) return;
  const provider = await app.db.providers.find(providerId);
  const facts = { name: provider?.name ?? String(providerId), slot };
  await raiseAlert(app, { key: `sim_unmapped:${sim.simId}`, kind: 'sim_unmapped', facts, everyS: TOLD_EVERY_S });
}
