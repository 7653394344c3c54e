import 'reflect-metadata';
import { seededRandom } from '../support/seeded-random';
import { type SmppCrashCounts, smppCrashWalk } from '../support/smsc/smpp-crash-walk';
import { inBenchWorld } from './support/bench-world';
import { optionsOf } from './support/options';

const BUYERS = 40;

/**
 * Two SMS centres send 1 200 codes to forty buyers while the shop is killed 20 times with kill -9 and started again, over a
 * database that keeps what it confirmed. Counts acknowledged SMS that were lost, stored or told twice, or told to others:
 * anything but 0 ends it with 1. Options: --kills=20 --messages=1200 --seed=1.
 */
export async function run(args: string[]) {
  const given = optionsOf(args).number;
  const counts = await inBenchWorld({ poolNumbers: BUYERS }, (world) =>
    smppCrashWalk(world, {
      ...{ kills: given('kills', 20), messages: given('messages', 1_200), buyers: BUYERS },
      random: seededRandom(given('seed', 1)),
      onProgress: (words) => console.error(words),
    }),
  );
  return { ...counts, isRight: isRight(counts) };
}

function isRight(counts: SmppCrashCounts): boolean {
  const { acknowledgedUnstored, lost, storedTwice, strangers, untold, toldTwice, astray } = counts;
  const off = [acknowledgedUnstored, lost, storedTwice, strangers, untold, toldTwice, astray];
  return off.every((one) => one === 0) && counts.verifyFindings.length === 0 && counts.openAtKills > 0;
}
