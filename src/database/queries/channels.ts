import type { Amount } from '../../domain/money/money';
import type { PageRequest } from '../../domain/paging/page-request';
import type { Access } from '../access';
import { type Row, select } from '../columns';
import { Channel } from '../entities/channel.entity';
import { ChannelCandidate } from '../entities/channel-candidate.entity';
import type { RequiredChannel } from '../entities/required-channel.entity';
import { RewardChannel } from '../entities/reward-channel.entity';
import { CHANNEL_COLUMNS, type ChannelRow } from '../stores/channels';
import { conditionsOf, type Page, readPage } from './keyset';

/** That a channel is required: nobody buys before joining it. */
export type RequirementRow = Readonly<Pick<RequiredChannel, 'position' | 'isActive' | 'approvesJoins'>>;

const REWARDED = [
  'budgetTotal',
  'budgetPerDay',
  'maxClaimsPerDay',
  'minAccountMinutes',
  'clawBackDays',
  'claims',
  'spent',
  'claimsToday',
  'spentToday',
] as const;
const REWARD = select(RewardChannel, 'w', REWARDED, {
  rewardAmount: 'amount',
  rewardPosition: 'position',
  rewardIsActive: 'isActive',
  rewardApprovesJoins: 'approvesJoins',
});

/** What a channel's members get, and what was given so far. */
export type RewardRow = Readonly<
  Pick<RewardChannel, 'channelId' | 'amount' | 'position' | 'isActive' | 'approvesJoins' | (typeof REWARDED)[number]>
> & { readonly clawedBack: Amount };

export interface ChannelUseRow extends ChannelRow {
  readonly required: RequirementRow | null;
  readonly reward: RewardRow | null;
  /** Buyers of whom it is known that they are in it. */
  readonly knownMembers: number;
}

export interface ChannelFilter {
  /** Only those with, or without, that use. */
  readonly isRequired?: boolean;
  readonly isReward?: boolean;
}

type FlatRow = ChannelRow &
  Omit<Row<typeof REWARD>, 'rewardAmount'> & {
    readonly requiredPosition: number | null;
    readonly requiredIsActive: boolean | null;
    readonly requiredApprovesJoins: boolean | null;
    readonly rewardAmount: Amount | null;
    readonly countedDay: string | null;
    readonly clawedBack: Amount;
    readonly knownMembers: number;
  };

const COLUMNS = `${CHANNEL_COLUMNS}, ${REWARD}, w.counted_day::text AS "countedDay",
  q.position AS "requiredPosition", q.is_active AS "requiredIsActive",
  q.approves_joins AS "requiredApprovesJoins",
  (SELECT COALESCE(sum(k.clawed_back), 0)::bigint FROM reward_claims k WHERE k.channel_id = c.id) AS "clawedBack",
  (SELECT count(*)::integer FROM telegram_memberships m
   WHERE m.channel_id = c.telegram_id AND m.status = 'MEMBER') AS "knownMembers"`;

const FROM = `channels c LEFT JOIN required_channels q ON q.channel_id = c.id
  LEFT JOIN reward_channels w ON w.channel_id = c.id`;

const FILTERS = { isRequired: '(q.channel_id IS NOT NULL) = ?', isReward: '(w.channel_id IS NOT NULL) = ?' } as const;

const ORDER = 'COALESCE(q.position, w.position + 1000000, 2000000)';

/** Required ones first, in the order of the gate; then the rest, in the order of their adding. */
export async function readChannels(
  { sql }: Access,
  { filter, page, now }: { filter: ChannelFilter; page: PageRequest; now: Date },
): Promise<Page<ChannelUseRow>> {
  const sort = { name: 'position', expression: ORDER, type: 'integer', descending: false } as const;
  const source = { columns: COLUMNS, from: FROM, id: 'c.id' };
  const found = await readPage<FlatRow>(sql, source, sort, conditionsOf(FILTERS, filter), page);
  return { ...found, rows: found.rows.map((row) => nested(row, now)) };
}

/** The same, by number of page from 0 on. */
export async function readChannelList(
  { sql, manager }: Access,
  o: { page: number; pageSize: number; now: Date },
): Promise<{ items: ChannelUseRow[]; total: number }> {
  const rows = await sql.rows<FlatRow>(
    'channels.page',
    `SELECT ${COLUMNS} FROM ${FROM} ORDER BY ${ORDER}, c.id LIMIT $1 OFFSET $2`,
    [o.pageSize, o.page * o.pageSize],
  );
  return { items: rows.map((row) => nested(row, o.now)), total: await manager.count(Channel) };
}

export async function readChannelsByIds({ sql }: Access, ids: readonly number[], now: Date): Promise<ChannelUseRow[]> {
  const rows = await sql.rows<FlatRow>('channels.byIds', `SELECT ${COLUMNS} FROM ${FROM} WHERE c.id = ANY ($1)`, [ids]);
  return rows.map((row) => nested(row, now));
}

export async function readChannel(db: Access, id: number, now: Date): Promise<ChannelUseRow | undefined> {
  return (await readChannelsByIds(db, [id], now))[0];
}

/** What was counted on another day is none of today's. */
function nested(row: FlatRow, now: Date): ChannelUseRow {
  const { requiredPosition, requiredIsActive, rewardAmount, countedDay, ...rest } = row;
  const isToday = countedDay === now.toISOString().slice(0, 10);
  const required =
    requiredIsActive === null
      ? null
      : {
          position: requiredPosition ?? 0,
          isActive: requiredIsActive,
          approvesJoins: row.requiredApprovesJoins ?? false,
        };
  const reward =
    rewardAmount === null
      ? null
      : {
          ...rest,
          channelId: row.id,
          amount: rewardAmount,
          position: row.rewardPosition,
          isActive: row.rewardIsActive,
          approvesJoins: row.rewardApprovesJoins,
          claimsToday: isToday ? row.claimsToday : 0,
          spentToday: isToday ? row.spentToday : 0n,
        };
  return { ...rest, required, reward };
}

const CANDIDATE = select(ChannelCandidate, 'k', ['telegramId', 'title', 'actorId', 'seenAt']);
export type ChannelCandidateRow = Row<typeof CANDIDATE>;

/** Where somebody made the bot an admin though the shop uses the channel for nothing yet, newest first. */
export async function readChannelCandidates(
  { sql }: Access,
  { limit }: { limit: number },
): Promise<ChannelCandidateRow[]> {
  return sql.rows<ChannelCandidateRow>(
    'channels.candidates',
    `SELECT ${CANDIDATE} FROM channel_candidates k
     WHERE is_admin AND NOT EXISTS (SELECT 1 FROM channels c WHERE c.telegram_id = k.telegram_id)
     ORDER BY seen_at DESC, telegram_id LIMIT $1`,
    [limit],
  );
}
