import type { z } from 'zod';
import type { App } from '../../app';
import { joinUrl } from '../../domain/channel/channel-reference';
import { problemAt } from '../../domain/problems';
import { requiredChannel } from '../../resources/required-channel';
import { type Author, checked, type SaveOutcome } from '../catalogue/save-row';
import { approvalProblem } from './join-requests';

export type RequirementChanges = z.input<typeof requiredChannel.changes>;

/** Makes a known channel one that everybody must have joined before he buys, or changes that. */
export function saveRequirement(
  app: App,
  channelId: number,
  input: RequirementChanges,
  author: Author,
): Promise<SaveOutcome> {
  return checked(requiredChannel.changes, input, async ({ position, isActive, approvesJoins }) => {
    const at = app.clock.now();
    const misfit = approvesJoins ? await approvalProblem(app, channelId) : undefined;
    if (misfit) return { kind: 'invalid', problem: misfit };
    return app.db.transact(async (tx): Promise<SaveOutcome> => {
      const channel = await tx.channels.find(channelId);
      if (!channel) return { kind: 'not_found', entity: 'channel' };
      if (!joinUrl(channel)) return { kind: 'invalid', problem: problemAt('inviteLink', 'invite_link') };
      await tx.channelUse.require({
        channelId,
        position: position ?? undefined,
        isActive,
        approvesJoins: approvesJoins ?? undefined,
        at,
      });
      await tx.audit.write({
        ...author,
        action: 'channel.required',
        entityId: channelId,
        facts: { position, isActive, approvesJoins },
        at,
      });
      return { kind: 'saved', id: channelId };
    });
  });
}

/** Nobody has to join it any more. Repeating it changes nothing. */
export async function removeRequirement(app: App, channelId: number, author: Author): Promise<SaveOutcome> {
  const at = app.clock.now();
  return app.db.transact(async (tx): Promise<SaveOutcome> => {
    if (!(await tx.channels.find(channelId))) return { kind: 'not_found', entity: 'channel' };
    if (await tx.channelUse.unrequire(channelId))
      await tx.audit.write({ ...author, action: 'channel.unrequired', entityId: channelId, facts: {}, at });
    return { kind: 'saved', id: channelId };
  });
}

/** Puts the given channels first, in this order. All of them must be required; otherwise nothing changes. */
export async function orderRequirements(
  app: App,
  channelIds: readonly number[],
  author: Author,
): Promise<{ kind: 'ordered' } | Extract<SaveOutcome, { kind: 'not_found' | 'invalid' }>> {
  if (channelIds.length === 0 || new Set(channelIds).size !== channelIds.length)
    return { kind: 'invalid', problem: problemAt('channelIds', 'named_once') };
  const at = app.clock.now();
  try {
    await app.db.transact(async (tx) => {
      if ((await tx.channelUse.order(channelIds)) !== channelIds.length) throw new NotAllRequired();
      await tx.audit.write({
        ...author,
        action: 'channel.ordered',
        entityId: channelIds.join(','),
        facts: { channelIds },
        at,
      });
    });
    return { kind: 'ordered' };
  } catch (error) {
    if (error instanceof NotAllRequired) return { kind: 'not_found', entity: 'required channel' };
    throw error;
  }
}

/** Undoes what the transaction did so far. */
class NotAllRequired extends Error {}
