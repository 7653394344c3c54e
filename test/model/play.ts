import type { Shop } from '../support/shop';
import { type Call, explain } from './history';
import { RealShop } from './real-shop';
import { act, type Command, copyOf, type State, sight } from './shop-model';
import { commandOf, countedNames, type Wish } from './wishes';

/** Deletions and messages of a dead program are seen to by jobs within so long. */
const SETTLES = { does: 'passes', ms: 12_000 } as const;
const ALONE = new Set<Command['does']>(['passes', 'restarts']);

export interface Played {
  /** Commands, by what they do and what came of it. */
  readonly counts: Readonly<Record<string, number>>;
  readonly commands: number;
}

/** Something happened that no order of the calls explains, or the books are wrong. */
export class Violation extends Error {}

/**
 * Plays rounds of wishes on a real shop and on the model: those of a round at once, by several people. Each round must be
 * explained by some order of its calls, down to every row that can be seen, and after it the books must balance. A round
 * with "restarts" in it dies midway, after as many steps as that wish says. Throws a Violation.
 */
export async function play(shop: Shop, rounds: readonly (readonly Wish[])[]): Promise<Played> {
  const opened = await RealShop.open(shop);
  const { real } = opened;
  let { state } = opened;
  const names = countedNames();
  const counts: Record<string, number> = {};
  let commands = 0;
  let moment = 0;
  const tick = () => {
    moment += 1;
    return moment;
  };
  for (const [round, wishes] of rounds.entries()) {
    const dies = wishes.find(({ does }) => does === 'restarts');
    const wanted = wishes.flatMap((wish) => commandOf(wish, state, names) ?? []);
    const together = wanted.filter(({ does }) => !ALONE.has(does));
    const alone = wanted.find((one) => one.does === 'passes' && (!dies || one.ms >= SETTLES.ms));
    const calls: Call[] = [];
    const call = async (command: Command) => {
      const began = tick();
      const answer = await real.act(command).catch((error: unknown) => {
        if (dies && String(error).includes('The program is dead')) return undefined;
        throw error;
      });
      calls.push({ command, answer, began, ended: tick() });
    };
    if (dies && together.length > 0) real.diesAfter(dies.how % 8);
    await Promise.all(together.map(call));
    if (dies) await call({ does: 'restarts' });
    if (alone) await call(alone);
    else if (dies || together.some(({ does }) => does === 'deletes' || does === 'restores')) await call(SETTLES);
    for (const { command, answer } of calls) {
      const word = `${command.does}: ${answer === undefined ? 'died' : answer.split(' ')[0]}`;
      counts[word] = (counts[word] ?? 0) + 1;
    }
    commands += calls.length;
    state = await checked({ round, calls, state, real });
  }
  return { counts, commands };
}

async function checked(o: { round: number; calls: readonly Call[]; state: State; real: RealShop }): Promise<State> {
  const { round, calls, state, real } = o;
  const seen = await real.sight();
  const found = explain(state, calls, (end) => isSame(sight(end), seen));
  if (!found)
    throw new Violation(story(`Round ${round}: no order of these calls leads to what is seen.`, calls, state, seen));
  const findings = await real.findings();
  if (findings.length > 0) throw new Violation(story(`Round ${round}: ${findings.join('; ')}`, calls, state, seen));
  return found;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, place) => line === other[place]);
}

/** What was asked, answered and seen, for whoever has to find out why. */
function story(head: string, calls: readonly Call[], before: State, seen: readonly string[]): string {
  const was = sight(before);
  const one = ({ command, answer, began, ended }: Call) =>
    `  ${began}-${ended} ${JSON.stringify(command, (_, value) => (typeof value === 'bigint' ? String(value) : value))} -> ${answer ?? 'died'}`;
  return [
    ...[head, ...calls.map(one)],
    ...was.filter((line) => !seen.includes(line)).map((line) => `  - ${line}`),
    ...seen.filter((line) => !was.includes(line)).map((line) => `  + ${line}`),
    ...['In their order, as the model would do them:', ...asTheModel(before, calls)],
  ].join('\n');
}

function asTheModel(before: State, calls: readonly Call[]): string[] {
  const state = copyOf(before);
  for (const { command, answer } of calls) {
    const told = answer?.split(' ')[1];
    act(state, command, (phones) => phones.find((phone) => phone === told) ?? phones[0]);
  }
  const was = sight(before);
  return sight(state)
    .filter((line) => !was.includes(line))
    .map((line) => `  + ${line}`);
}
