/** How an SMS was seen: by the supplier's own poll or webhook, or in a chat that repeats what the supplier delivers. */
export type Feed = 'DIRECT' | 'CHAT';

export interface MirroredMessage {
  /** Identity within its feed. */
  readonly dedupeKey: string;
  readonly feed: Feed;
  /** Equal for what may be the same SMS. */
  readonly twinKey: string;
  /** The earlier message that it repeats. */
  readonly twinOf: string | null;
}

/**
 * Says of each new message whether it repeats an earlier one of a short time ago. A supplier names its SMS, so two of its
 * own are two, however equal; one of its own repeats at most one post. A chat names none: equal posts are one SMS.
 */
export function pairTwins(
  fresh: readonly Pick<MirroredMessage, 'dedupeKey' | 'twinKey'>[],
  feed: Feed,
  recent: readonly MirroredMessage[],
): MirroredMessage[] {
  const seen = [...recent];
  return fresh.map(({ dedupeKey, twinKey }) => {
    const alike = seen.filter((one) => one.twinKey === twinKey);
    const first = feed === 'CHAT' ? alike.find((one) => one.twinOf === null) : postWithoutTwin(alike);
    const message = { dedupeKey, feed, twinKey, twinOf: first?.dedupeKey ?? null };
    seen.push(message);
    return message;
  });
}

function postWithoutTwin(alike: readonly MirroredMessage[]): MirroredMessage | undefined {
  const taken = new Set(alike.flatMap((one) => (one.feed === 'DIRECT' ? (one.twinOf ?? []) : [])));
  return alike.find((one) => one.feed === 'CHAT' && one.twinOf === null && !taken.has(one.dedupeKey));
}
