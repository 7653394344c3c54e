import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One line of the text format of Prometheus. */
export interface Sample {
  /** With its labels, as promtool takes it. */
  readonly series: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly isCounter: boolean;
}

/** A series for promtool: where it begins, and by how much it grows each minute. */
export interface Series extends Omit<Sample, 'value' | 'isCounter'> {
  readonly from: number;
  readonly aMinute: number;
}

/** What stands in an answer of `/metrics`. */
export function readSamples(text: string): Sample[] {
  const kinds = new Map([...text.matchAll(/^# TYPE (\w+) (\w+)/gm)].map(([, name, kind]) => [name!, kind!]));
  return [...text.matchAll(/^(\w+)(\{.*\})? (\S+)$/gm)].map(([, name, labels = '', value]) => {
    const family = name!.replace(/_(bucket|sum|count)$/, '');
    const kind = kinds.get(name!) ?? kinds.get(family);
    if (!kind) throw new Error(`${name} has no type.`);
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key!, text!] as const);
    return {
      ...{ series: name! + labels, name: name!, labels: Object.fromEntries(pairs) },
      ...{ value: Number(value), isCounter: kind === 'counter' || kind === 'histogram' },
    };
  });
}

/** As it goes on for hours: gauges stay, counters go on growing as they did between the two looks. */
export function goesOn(before: readonly Sample[], after: readonly Sample[]): Series[] {
  const known = new Map(before.map(({ series, value }) => [series, value]));
  return after.map(({ value, isCounter, ...one }) => {
    const from = known.get(one.series) ?? 0;
    return isCounter ? { ...one, from, aMinute: value - from } : { ...one, from: value, aMinute: 0 };
  });
}

export interface Question {
  readonly expr: string;
  /** Labels and value of each answer. */
  readonly answers: readonly { readonly labels: string; readonly value: number }[];
}

const HOURS = 4;

/** Asks all of them four hours after these series began, with the rules at work. Throws with what promtool says when one has another answer. */
export function askPromtool(rules: string, series: readonly Series[], ...questions: readonly Question[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'numbershop-promtool-'));
  try {
    const file = join(folder, 'rules.test.yml'); // JSON is YAML
    const test = {
      interval: '1m',
      input_series: series.map(({ series: name, from, aMinute }) => ({
        series: name,
        values: `${plain(from)}${aMinute < 0 ? '-' : '+'}${plain(Math.abs(aMinute))}x${HOURS * 60}`,
      })),
      promql_expr_test: questions.map(({ expr, answers }) => ({ expr, eval_time: `${HOURS}h`, exp_samples: answers })),
    };
    writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval: '1m', tests: [test] }));
    return execFileSync('promtool', ['test', 'rules', file], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`promtool is not content:\n${stdout}${stderr}`.slice(0, 4_000));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The short form of promtool has no exponents. */
const plain = (value: number): string => (Number.isFinite(value) ? value.toFixed(6) : '0');
