import { settingProblem } from '../domain/setting-rules';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings';
import type { CustomTexts } from '../domain/texts/custom-texts';
import type { Clock } from '../ports/clock';
import type { Access } from './access';
import { type Row, select } from './columns';
import { Channel } from './entities/channel.entity';
import type { Stores } from './stores';

const FRESH_MS = 1_000;

/**
 * Reads what changes seldom and is asked for often, at most once a second; whoever asks while a read is under way gets
 * its answer. A failed read is told to those who wait for it, and the next one who asks reads anew.
 */
export function createTimedReader<Value>(clock: Clock, read: () => Promise<Value>): () => Promise<Value> {
  let known: { readonly value: Value; readonly readAtMs: number } | undefined;
  let reading: Promise<Value> | undefined;

  async function readAnew(): Promise<Value> {
    const value = await read();
    known = { value, readAtMs: clock.monotonicMs() };
    return value;
  }

  return async () => {
    const ageMs = known ? clock.monotonicMs() - known.readAtMs : Number.POSITIVE_INFINITY;
    if (known && ageMs < FRESH_MS) return known.value;
    reading ??= readAnew().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}

/** Reads the operator's settings, at most once a second; a value that its rule refuses counts as not set. */
export function createSettingsReader(
  db: { settings: Pick<Stores['settings'], 'list'> },
  clock: Clock,
): () => Promise<Settings> {
  return createTimedReader(clock, async () => {
    return Object.freeze(merge(await db.settings.list()));
  });
}

function merge(rows: readonly { key: string; value: unknown }[]): Settings {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const { key, value } of rows) {
    if (!settingProblem(key, value)) settings[key] = value;
  }
  return settings as Settings;
}

/** Reads the operators' own words, at most once a second; gives the same object again while they have not changed. */
export function createCustomTextsReader(db: Pick<Stores, 'customTexts'>, clock: Clock): () => Promise<CustomTexts> {
  let known: { readonly texts: CustomTexts; readonly as: string } = { texts: {}, as: '{}' };
  return createTimedReader(clock, async () => {
    const texts = await db.customTexts.readAll();
    const as = JSON.stringify(texts);
    if (as !== known.as) known = { texts, as };
    return known.texts;
  });
}

const CHANNEL = select(Channel, 'c', ['id', 'telegramId', 'title', 'username', 'inviteLink', 'isGroup', 'troubleAt']);

/** A channel that everybody must have joined before they buy, as the gate needs it. */
export type RequiredChannelRow = Row<typeof CHANNEL>;

/** Reads the active required channels in their order, at most once a second: most shops have few, every press asks. */
export function createRequiredChannelsReader(
  { sql }: Access,
  clock: Clock,
): () => Promise<readonly RequiredChannelRow[]> {
  return createTimedReader(clock, () =>
    sql.rows<RequiredChannelRow>(
      'requiredChannels.read',
      `SELECT ${CHANNEL} FROM required_channels r JOIN channels c ON c.id = r.channel_id
       WHERE r.is_active ORDER BY r.position, r.channel_id`,
    ),
  );
}
