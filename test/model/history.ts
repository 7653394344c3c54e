import { begin, type Choose, type Command, copyOf, type Done, type State } from './shop-model';

/** One call of a recorded run: what was asked, what was answered, and between which moments of the run. */
export interface Call {
  readonly command: Command;
  /** Undefined: nobody knows, since the program died; it may have been done, or half, or not. */
  readonly answer: string | undefined;
  readonly began: number;
  readonly ended: number;
}

/**
 * Looks for an order in which the calls, one after the other, would have been answered as they were: an order that keeps
 * what was over before another began. `isPossible` says which ends fit what was seen afterwards. Undefined: there is none,
 * and something happened that cannot be. (Wing and Gong's search for linearizability; states seen before are left out.)
 */
export function explain(
  from: State,
  calls: readonly Call[],
  isPossible: (state: State) => boolean = () => true,
): State | undefined {
  const seen = new Set<string>();
  const search = (state: State, at: readonly Place[]): State | undefined => {
    const open = at.filter((place) => !place.isOver);
    if (open.every(({ call }) => call.answer === undefined) && isPossible(state)) return state;
    const mark = `${at.map(({ isOver, steps }) => (isOver ? '.' : steps)).join()} ${fingerprint(state)}`;
    if (seen.has(mark)) return undefined;
    seen.add(mark);
    const firstEnd = Math.min(
      ...open.map(({ call }) => (call.answer === undefined ? Number.POSITIVE_INFINITY : call.ended)),
    );
    const lastBegin = Math.max(
      ...at.map(({ call, steps: made }) => (made > 0 ? call.began : Number.NEGATIVE_INFINITY)),
    );
    for (const place of open) {
      // Another one was over before this one began, or began after this one was over.
      if (place.call.began > firstEnd || place.call.ended < lastBegin) continue;
      for (const next of steps(state, place)) {
        const found = search(
          next.state,
          at.map((other) => (other === place ? next.place : other)),
        );
        if (found) return found;
      }
    }
    return undefined;
  };
  return search(
    from,
    calls.map((call) => ({ call, steps: 0, isOver: false, rest: undefined })),
  );
}

interface Place {
  readonly call: Call;
  readonly steps: number;
  readonly isOver: boolean;
  readonly rest: ((state: State, choose: Choose) => Done) | undefined;
}

/** The next step of a call, in each way that it can go and that fits the answer. */
function* steps(from: State, place: Place): Generator<{ state: State; place: Place }> {
  const { call } = place;
  const told = call.answer?.split(' ')[1];
  // Which number is taken is nobody's rule: the answer says it, or each is tried.
  const choices: (string | undefined)[] =
    call.answer === undefined && (call.command.does === 'buys' || call.command.does === 'changes')
      ? [...from.numbers.keys()]
      : [told];
  for (const wanted of choices) {
    const state = copyOf(from);
    const choose: Choose = (phones) => (wanted !== undefined && phones.includes(wanted) ? wanted : undefined);
    const step = place.rest ? place.rest(state, choose) : begin(state, call.command, choose);
    const isOver = !('rest' in step);
    if ('answer' in step && call.answer !== undefined && step.answer !== call.answer) continue;
    yield {
      state,
      place: {
        call,
        steps: place.steps + 1,
        isOver,
        rest: 'rest' in step ? step.rest : undefined,
      },
    };
  }
}

function fingerprint(state: State): string {
  return JSON.stringify(
    [
      state.people,
      state.offers,
      state.services,
      [...state.numbers],
      [...state.reservations],
      state.messages,
      [...state.movements.keys()],
    ],
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  );
}
