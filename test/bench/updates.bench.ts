import 'reflect-metadata';
import { startTelegramSandbox } from '../../src/sandbox/telegram';
import { openBenchDatabase } from './support/bench-database';
import { orderFor } from './support/updates/bot-order';
import { BotProcess } from './support/updates/bot-process';
import { Crowd } from './support/updates/crowd';

const TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0';
const MESSAGES = 2_000;
const WARM_UP = 400;
const ROUNDS = 3;

/**
 * A message comes in, an answer with formatting and two buttons goes out. The baseline is the unmended package doing the
 * same against the same data centre in the same run, in turns. The data centre and the people are in this process, each
 * bot in one of its own, whose CPU time is measured. Then the whole edge, with inbox and outbox in Postgres.
 */
export async function run() {
  const database = await openBenchDatabase(10);
  const sandbox = await startTelegramSandbox();
  const { id } = sandbox.createBot({ token: TOKEN, username: 'bench_bot', name: 'Bench' });
  const crowd = await Crowd.gather(sandbox, 20, 'bench_bot');
  const measure = async (name: 'stock-bot' | 'mended-bot' | 'whole-bot') => {
    const bot = await BotProcess.start(name, orderFor(sandbox, id, TOKEN, database.appUrl));
    try {
      await crowd.writes(WARM_UP);
      const cpuBefore = await bot.cpuMicros();
      const tookMs = await crowd.writes(MESSAGES);
      const cpuMs = ((await bot.cpuMicros()) - cpuBefore) / 1_000;
      return { cpuMsPerMessage: cpuMs / MESSAGES, messagesPerSecond: (MESSAGES / tookMs) * 1_000 };
    } finally {
      await bot.stop();
    }
  };
  try {
    const [stock, mended] = [[] as Measured[], [] as Measured[]];
    for (let round = 0; round < ROUNDS; round += 1) {
      stock.push(await measure('stock-bot'));
      mended.push(await measure('mended-bot'));
    }
    const whole = await measure('whole-bot');
    const [baseline, client] = [median(stock), median(mended)];
    return {
      messages: MESSAGES,
      rounds: ROUNDS,
      baseline,
      client,
      cpuRatio: rounded(client.cpuMsPerMessage / baseline.cpuMsPerMessage),
      endToEnd: median([whole]),
    };
  } finally {
    crowd.leaves();
    await sandbox.stop();
    await database.close();
  }
}

interface Measured {
  readonly cpuMsPerMessage: number;
  readonly messagesPerSecond: number;
}

function median(measured: readonly Measured[]): Measured {
  const [middle] = [...measured]
    .sort((a, b) => a.cpuMsPerMessage - b.cpuMsPerMessage)
    .slice(Math.floor(measured.length / 2));
  return {
    cpuMsPerMessage: rounded(middle!.cpuMsPerMessage),
    messagesPerSecond: Math.round(middle!.messagesPerSecond),
  };
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
