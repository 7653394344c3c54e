import { Worker } from 'node:worker_threads';
import type { Diagnostics } from 'recheck';
import { type Problem, problem } from '../domain/problems';

/** Enough on a machine that is busy with other things; an idle one needs a second. */
const TIME_LIMIT_MS = 20_000;
/** A pattern may cost the square of a text's length: texts are short, and each match has a limit on its time besides. */
const WORST_DEGREE = 2;
/** The checker counts for a while, so it does so beside the program. Its plain build starts no process of its own. */
const CHECK = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { checkSync } = require(workerData.module);
  parentPort.postMessage(checkSync(workerData.source, 'iu', { timeout: workerData.timeout }));`;

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

async function diagnose(source: string): Promise<Diagnostics | { status: 'unknown' }> {
  const module = require.resolve('recheck/lib/browser');
  const worker = new Worker(CHECK, { eval: true, workerData: { module, source, timeout: TIME_LIMIT_MS } });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => resolve({ status: 'unknown' }));
    });
  } finally {
    await worker.terminate();
  }
}
