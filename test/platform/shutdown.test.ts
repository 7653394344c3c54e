import { silentLogger } from '../../src/platform/logger';
import { createShutdown } from '../../src/platform/shutdown';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('stopping', () => {
  const start = (timeoutMs = 1000) => {
    const exits: number[] = [];
    const shutdown = createShutdown({ timeoutMs, log: silentLogger, exit: (code) => void exits.push(code) });
    return { shutdown, exits };
  };

  it('closes last what was opened first, once', async () => {
    const { shutdown } = start();
    const closed: string[] = [];
    shutdown.add('database', () => void closed.push('database'));
    shutdown.add('api', async () => void closed.push('api'));
    expect(await Promise.all([shutdown.run('test'), shutdown.run('again')])).toEqual([true, true]);
    expect(closed).toEqual(['api', 'database']);
  });

  it('goes on past a step that fails and one that hangs, and says that it went badly', async () => {
    const { shutdown } = start(30);
    const closed: string[] = [];
    shutdown.add('database', () => void closed.push('database'));
    shutdown.add('hangs', () => new Promise<void>(() => undefined));
    shutdown.add('fails', () => {
      throw new Error('no');
    });
    expect(await shutdown.run('test')).toBe(false);
    expect(closed).toEqual(['database']);
  });

  it('begins at a signal, and a second signal ends the program at once', async () => {
    const { shutdown, exits } = start();
    const stopListening = shutdown.listen();
    let finish: () => void = () => undefined;
    shutdown.add('slow', () => new Promise<void>((resolve) => (finish = resolve)));
    process.emit('SIGTERM', 'SIGTERM');
    await settled();
    expect(exits).toEqual([]);
    process.emit('SIGINT', 'SIGINT');
    expect(exits).toEqual([130]);
    finish();
    await shutdown.run('test');
    await settled();
    expect(exits).toEqual([130, 0]);
    stopListening();
  });
});
