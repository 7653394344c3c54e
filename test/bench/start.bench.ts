import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { median, round } from './support/measure';

const START = join(process.cwd(), 'scripts', 'start.js');
const LATER_STARTS = 5;

/**
 * From an empty folder to ready, and later starts of the same shop, as a person starts it: the whole sandbox with its
 * database, Telegram, vendors, bot, workers and API. The baseline is bare Node loading the program's libraries.
 */
export async function run() {
  const { compileIfStale, program } = require(join(process.cwd(), 'scripts', 'compile'));
  compileIfStale(program); // what `npm ci` does; it is no part of a start
  const dataDir = mkdtempSync(join(tmpdir(), 'numbershop-start-'));
  try {
    const port = await freePort();
    const bareNode: number[] = [];
    const loadOnly: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      bareNode.push(await timed([process.execPath, '-e', '0']));
      loadOnly.push(await timed([process.execPath, '-e', LOAD]));
    }
    const first = await startOnce(dataDir, port);
    const later = [];
    for (let i = 0; i < LATER_STARTS; i += 1) later.push(await startOnce(dataDir, port));
    return {
      emptyFolderMs: first.readyMs,
      laterMs: median(later.map(({ readyMs }) => readyMs)),
      stopMs: median(later.map(({ stopMs }) => stopMs)),
      rssMb: median(later.map(({ rssMb }) => rssMb)),
      bareNodeMs: median(bareNode),
      loadingLibrariesMs: median(loadOnly),
      ratioLaterToLoading: round(median(later.map(({ readyMs }) => readyMs)) / median(loadOnly)),
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const LOAD = ['typeorm', 'telegram', 'type-graphql', '@apollo/server', 'fastify', 'axios', 'pino', 'zod']
  .map((name) => `require(${JSON.stringify(name)})`)
  .join(';')
  .replace(/^/, "require('reflect-metadata');");

async function startOnce(dataDir: string, port: number) {
  const began = performance.now();
  const shop = spawn(process.execPath, [START], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stopWithUs = () => shop.kill('SIGTERM');
  process.once('exit', stopWithUs);
  try {
    await untilReady(`http://127.0.0.1:${port}/readyz`, shop);
    const readyMs = round(performance.now() - began);
    const rssMb = round(residentKb(shop.pid!) / 1024);
    const stopping = performance.now();
    await stop(shop);
    return { readyMs, rssMb, stopMs: round(performance.now() - stopping) };
  } finally {
    process.off('exit', stopWithUs);
    shop.kill('SIGKILL');
  }
}

async function untilReady(url: string, shop: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline && shop.exitCode === null) {
    const isReady = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('The shop did not become ready.');
}

function stop(shop: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    shop.once('exit', () => resolve());
    shop.kill('SIGTERM');
  });
}

function residentKb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}

function timed([program, ...args]: string[]): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    spawn(program!, args, { stdio: 'ignore' })
      .once('error', reject)
      .once('exit', () => resolve(round(performance.now() - began)));
  });
}
