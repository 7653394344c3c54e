import type { Journal } from '../journal/journal';
import type { TlObject } from '../tl/tl-object';

/** A group of up to 200 people: without counters of its own, its messages stand in each member's box. */
export interface SmallGroup {
  id: bigint;
  title: string;
  creatorId: bigint;
  memberIds: bigint[];
  date: number;
  /** What it became. */
  migratedTo?: bigint;
}

const firstGroupId = 4_000_001n;

export class SmallGroups {
  private readonly byId: Map<string, SmallGroup>;

  constructor(private readonly journal: Journal) {
    this.byId = journal.table<SmallGroup>('smallGroup');
  }

  create(facts: Omit<SmallGroup, 'id'>): SmallGroup {
    const group = { ...facts, id: firstGroupId + BigInt(this.byId.size) };
    this.save(group);
    return group;
  }

  save(group: SmallGroup): void {
    this.journal.put('smallGroup', group.id.toString(), group);
  }

  find = (id: bigint): SmallGroup | undefined => this.byId.get(id.toString());
}

/** `accessHash`: of the supergroup that it became, as the viewer knows it. */
export function smallGroupView(
  viewerId: bigint,
  group: SmallGroup,
  accessHash: (channelId: bigint) => bigint,
): TlObject {
  const { id, title, date, migratedTo } = group;
  return {
    _: 'chat',
    creator: group.creatorId === viewerId,
    deactivated: migratedTo !== undefined,
    id,
    title,
    photo: { _: 'chatPhotoEmpty' },
    participantsCount: group.memberIds.length,
    date,
    version: 1,
    migratedTo: migratedTo && { _: 'inputChannel', channelId: migratedTo, accessHash: accessHash(migratedTo) },
  };
}
