import { z } from 'zod';
import type { App } from '../../app';
import type { Tx } from '../../database/database';
import { readUserDataChannel } from '../../database/queries/user-data';
import { DEFAULT_USER_DATA_FIELDS, USER_DATA_FIELDS, type UserDataField } from '../../domain/channel/user-data-fields';
import { problemAt } from '../../domain/problems';
import { says } from '../../resources/kit/zod-problems';
import { type Author, checked, type SaveOutcome } from '../catalogue/save-row';

const form = z.object({
  isActive: z.boolean().nullish(),
  fields: z
    .array(z.enum(USER_DATA_FIELDS, says('choose_among', { names: USER_DATA_FIELDS.join(', ') })))
    .min(1, says('no_field'))
    .nullish(),
  language: z.enum(['en', 'ar', 'ru'], says('language')).nullish(),
  postsSummaries: z.boolean().nullish(),
  /** The operator knows that anybody can read a public channel. Asked for when user data begins to go there. */
  confirmsPublic: z.boolean().nullish(),
});
/** What is left out stays as it is; for a new one: active, the usual fields, English, no summaries. */
export type UserDataChannelInput = z.input<typeof form>;

/**
 * Makes a known channel the one into which user data is posted, or changes what is posted there. Only one is active: the
 * others rest. A first post says what will stand there, and shows that the bot may post.
 */
export function saveUserDataChannel(
  app: App,
  channelId: number,
  input: UserDataChannelInput,
  author: Author,
): Promise<SaveOutcome> {
  return checked(form, input, async (value) => {
    const { timeZone } = await app.settings();
    const outcome = await app.db.transact((tx) => save(app, tx, { channelId, timeZone, ...value }, author));
    app.wake('outbox');
    return outcome;
  });
}

type Changes = z.output<typeof form> & { channelId: number; timeZone: string };

async function save(
  app: App,
  tx: Tx,
  { channelId, timeZone, ...given }: Changes,
  { actor, requestId }: Author,
): Promise<SaveOutcome> {
  const now = app.clock.now();
  const channel = await tx.channels.find(channelId);
  if (!channel) return { kind: 'not_found', entity: 'channel' };
  const before = await readUserDataChannel(tx, channelId);
  const isActive = given.isActive ?? before?.isActive ?? true;
  const begins = isActive && !before?.isActive;
  if (begins && channel.username !== null && !given.confirmsPublic)
    return { kind: 'invalid', problem: problemAt('confirmsPublic', 'public_user_data', { name: channel.username }) };
  const fields = inOrder(given.fields ?? before?.fields ?? DEFAULT_USER_DATA_FIELDS);
  const language = given.language ?? before?.language ?? 'en';
  const postsSummaries = given.postsSummaries ?? (before ? before.summaryDueAt !== null : false);
  if (isActive) await tx.userDataChannels.letOthersRest(channelId);
  await tx.userDataChannels.save({ channelId, isActive, fields, language, postsSummaries, timeZone, now });
  const audit = tx.audit;
  const facts = { isActive, fields, language, postsSummaries };
  const entry = { actor, entity: 'user_data_channel', entityId: channelId, facts, requestId, at: now };
  await audit.write({ ...entry, action: `user_data_channel.${before ? 'updated' : 'created'}` });
  const isChanged = !before?.isActive || String(before.fields) !== String(fields);
  if (isActive && isChanged) await putGreeting(tx, channelId, now);
  return { kind: 'saved', id: channelId };
}

async function putGreeting(tx: Tx, channelId: number, at: Date): Promise<void> {
  const row = (await readUserDataChannel(tx, channelId))!;
  const key = `user-data:greeting:${channelId}:${at.getTime()}`;
  await tx.outbox.put({ key, lane: 2, chatId: row.chatId, kind: 'user_data_greeting', payload: { channelId }, at });
}

/** Each once, in the order of the list, so that posts look alike. */
function inOrder(fields: readonly UserDataField[]): UserDataField[] {
  return USER_DATA_FIELDS.filter((field) => fields.includes(field));
}
