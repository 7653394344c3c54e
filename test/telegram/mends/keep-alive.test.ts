import { _updateLoop } from 'telegram/client/updates';
import { KeepAlive } from '../../../src/bot/telegram/connection/keep-alive';
import { TestClock } from '../../support/test-clock';

/** A client for the package's own ping loop, whose pongs take so long. */
function clientWithPongs(afterMs: number) {
  const pings = { count: 0, reconnects: 0 };
  const send = () => {
    pings.count += 1;
    return new Promise((resolve) => setTimeout(resolve, afterMs));
  };
  const log = { canSend: () => false };
  const _sender = {
    isReconnecting: false,
    send,
    reconnect: () => {
      pings.reconnects += 1;
    },
  };
  const client = {
    _destroyed: false,
    _eventBuilders: [],
    _entityCache: { add: () => undefined },
    session: { processEntities: () => undefined },
    _sender,
    _log: log,
    _lastRequest: Number.MAX_SAFE_INTEGER,
    disconnect: async () => undefined,
  };
  return { client, pings };
}

describe('a slow pong', () => {
  afterEach(() => jest.useRealTimers());

  it('of four seconds makes the package reconnect; here it is life like any other byte (defect 3)', async () => {
    jest.useFakeTimers();
    const { client, pings } = clientWithPongs(100);
    void _updateLoop(client as never);
    await jest.advanceTimersByTimeAsync(10_000);
    client._sender.send = () => new Promise((resolve) => setTimeout(resolve, 4_000));
    await jest.advanceTimersByTimeAsync(15_000);
    expect(pings.reconnects).toBeGreaterThan(0);
    client._destroyed = true;
    await jest.advanceTimersByTimeAsync(10_000);
    jest.useRealTimers();

    const clock = new TestClock();
    const onSilent = jest.fn();
    const ping = jest.fn(() => void clock.after(4_000, () => pulse.heard()));
    const pulse: KeepAlive = new KeepAlive({ clock, quietMs: 4_000, pongMs: 6_000, ping, onSilent });
    await clock.advance(40_000);
    expect(ping.mock.calls.length).toBeGreaterThan(3);
    expect(onSilent).not.toHaveBeenCalled();
    pulse.stop();
  });

  it('that never comes is noticed after ten seconds', async () => {
    const clock = new TestClock();
    const onSilent = jest.fn();
    new KeepAlive({ clock, quietMs: 4_000, pongMs: 6_000, ping: () => undefined, onSilent });
    await clock.advance(9_500);
    expect(onSilent).not.toHaveBeenCalled();
    await clock.advance(1_000);
    expect(onSilent).toHaveBeenCalledTimes(1);
    expect(clock.waiting).toBe(0);
  });

  it('is not held against the server while this process was busy', async () => {
    const clock = new TestClock();
    const onSilent = jest.fn();
    let busyMs = 0;
    const busyClock = {
      now: () => clock.now(),
      monotonicMs: () => clock.monotonicMs() + busyMs,
      after: (ms: number, run: () => void) => clock.after(ms, run),
    };
    const pulse = new KeepAlive({ clock: busyClock, quietMs: 4_000, pongMs: 6_000, ping: () => undefined, onSilent });
    await clock.advance(5_000);
    busyMs = 20_000;
    await clock.advance(1_000);
    expect(onSilent).not.toHaveBeenCalled();
    pulse.stop();
  });

  it('goes on being awaited after `disconnect`; a pulse that was stopped leaves no timer (defect 10)', async () => {
    jest.useFakeTimers();
    const { client, pings } = clientWithPongs(100);
    void _updateLoop(client as never);
    await client.disconnect();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(pings.count).toBeGreaterThan(0);
    client._destroyed = true;
    await jest.advanceTimersByTimeAsync(10_000);
    const clock = new TestClock();
    new KeepAlive({ clock, quietMs: 1, pongMs: 1, ping: () => undefined, onSilent: () => undefined }).stop();
    expect(clock.waiting).toBe(0);
  });
});
