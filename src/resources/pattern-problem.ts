import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Diagnostics } from 'recheck';
import { type Problem, problem } from '../domain/problems';

/** Enough on a machine that is busy with other things; an idle one needs a second. */
const TIME_LIMIT_MS = 20_000;
/** A pattern may cost the square of a text's length: texts are short, and each match has a limit on its time besides. */
const WORST_DEGREE = 2;
/**
 * The checker counts for a while, so it does so beside the program. Its plain build starts no process of its own. Loading
 * it and getting warm cost more than most patterns do, so it stays for whoever asks next.
 */
const CHECK = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { checkSync } = require(workerData.module);
  parentPort.on('message', (source) => {
    parentPort.postMessage(checkSync(source, 'iu', { timeout: workerData.timeout }));
  });`;
const STAYS_MS = 5_000;

/** What is wrong with a pattern for codes, undefined when nothing is. */
export async function patternProblem(pattern: string): Promise<Problem | undefined> {
  let groups: number;
  try {
    groups = new RegExp(`${pattern}|`, 'iu').exec('')!.length - 1;
  } catch (error) {
    return problem('pattern', { detail: (error as Error).message.replace(/^Invalid regular expression: /, '') });
  }
  if (groups === 0) return problem('pattern_without_group');
  if (new RegExp(pattern, 'iu').test('')) return problem('pattern_fits_nothing');
  const verdict = await diagnose(pattern);
  if (verdict.status === 'safe') return undefined;
  if (verdict.status === 'unknown') return problem('pattern_complicated');
  const { complexity } = verdict;
  if (complexity.type === 'polynomial' && complexity.degree <= WORST_DEGREE) return undefined;
  return problem('pattern_slow', { detail: complexity.summary });
}

type Verdict = Diagnostics | { status: 'unknown' };

/** Checkers that wait for a pattern, and the timers that send them away. */
const idle: { worker: Worker; leaves: NodeJS.Timeout }[] = [];

async function diagnose(source: string): Promise<Verdict> {
  const waiting = idle.pop();
  clearTimeout(waiting?.leaves);
  const worker = waiting?.worker ?? startChecker();
  worker.ref();
  const settled = new AbortController();
  const { signal } = settled;
  const gone = once(worker, 'exit', { signal }).then((): [Verdict] => [{ status: 'unknown' }]);
  worker.postMessage(source);
  const answered = Promise.race([once(worker, 'message', { signal }), gone]).finally(() => settled.abort());
  const [verdict] = (await answered) as [Verdict];
  if (verdict.status !== 'unknown') keepForNext(worker);
  else await worker.terminate();
  return verdict;
}

function startChecker(): Worker {
  const module = require.resolve('recheck/lib/browser');
  return new Worker(CHECK, { eval: true, workerData: { module, timeout: TIME_LIMIT_MS } });
}

/** A program that has nothing else to do does not wait for an idle checker. */
function keepForNext(worker: Worker): void {
  worker.unref();
  const entry = { worker, leaves: setTimeout(leave, STAYS_MS).unref() };
  idle.push(entry);

  function leave(): void {
    idle.splice(idle.indexOf(entry), 1);
    void worker.terminate();
  }
}
