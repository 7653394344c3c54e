import { Api } from '../gramjs';
import { type Cast, castOf } from './read-message';
import type { Counter } from './read-update';

/** One arrival, taken apart. */
export interface Unpacked {
  readonly updates: readonly Api.TypeUpdate[];
  readonly cast: Cast;
  readonly users: readonly Api.TypeUser[];
  readonly chats: readonly Api.TypeChat[];
  /** Counters that moved without an update of ours around them: answers to our own calls. */
  readonly counters: readonly Counter[];
  readonly date: number;
  /** 0: not counted. */
  readonly seqStart: number;
  readonly seq: number;
  /** It is no whole account of what happened: fetch the difference. */
  readonly isIncomplete: boolean;
}

const nothing = { updates: [], users: [], chats: [], counters: [], date: 0, seqStart: 0, seq: 0, isIncomplete: false };
const nobody = castOf([], []);

/** Every shape that `Updates` has. Short messages lack the people, so they count as "something happened". */
export function unpack(object: unknown): Unpacked {
  if (object instanceof Api.Updates || object instanceof Api.UpdatesCombined) {
    const { updates, users, chats, date, seq } = object;
    const seqStart = object instanceof Api.UpdatesCombined ? object.seqStart : seq;
    return {
      updates,
      users,
      chats,
      cast: castOf(users, chats),
      counters: [],
      date,
      seqStart,
      seq,
      isIncomplete: false,
    };
  }
  if (object instanceof Api.UpdateShort) {
    return { ...nothing, cast: nobody, updates: [object.update], date: object.date };
  }
  if (object instanceof Api.UpdateShortSentMessage) {
    const counter = { kind: 'pts', to: object.pts, by: object.ptsCount } as const;
    return { ...nothing, cast: nobody, counters: [counter], date: object.date };
  }
  return { ...nothing, cast: nobody, isIncomplete: true };
}
