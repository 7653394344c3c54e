import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { BotOrder } from './bot-order';

type Answer = { kind: 'ready' } | { kind: 'failed'; reason: string } | { kind: 'cpu'; micros: number };

/** A bot in a process of its own, so that its CPU time is its own. */
export class BotProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async start(name: 'stock-bot' | 'mended-bot' | 'whole-bot', order: BotOrder): Promise<BotProcess> {
    const child = fork(join(__dirname, `${name}.js`), { stdio: ['ignore', 2, 2, 'ipc'] });
    const process_ = new BotProcess(child);
    const answer = await process_.ask({ order });
    if (answer.kind === 'failed') throw new Error(`${name} did not start: ${answer.reason}`);
    return process_;
  }

  async cpuMicros(): Promise<number> {
    const answer = await this.ask({});
    if (answer.kind !== 'cpu') throw new Error('The bot process gave no CPU time.');
    return answer.micros;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await ended;
  }

  private ask(message: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const died = (code: number | null) => reject(new Error(`The bot process ended (${code}).`));
      this.child.once('exit', died);
      this.child.once('message', (answer) => {
        this.child.off('exit', died);
        resolve(answer as Answer);
      });
      this.child.send(message);
    });
  }
}
