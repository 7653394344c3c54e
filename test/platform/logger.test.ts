import { inspect } from 'node:util';
import { Secret } from '../../src/config';
import { createLogger, type LoggerOptions } from '../../src/platform/logger';
import { maskPhone } from '../../src/platform/redact';

function logging(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) }, ...options });
  return { log, text: () => lines.join(''), last: () => JSON.parse(lines.at(-1) ?? '{}') };
}

describe('a log line', () => {
  it('never shows a phone, a code or a key, however deep and under whatever spelling', () => {
    const { log, text } = logging();
    const reservation = { id: 7n, phone: '+37126123456', message: { text: 'Your code is 481-516', code: '481516' } };
    log.info(
      { reservation, api_key: 'k-very-secret', headers: { Authorization: 'Bearer k-very-secret' } },
      'delivered',
    );
    log.warn(
      { provider: { apiKey: new Secret('k-very-secret'), PhoneNumber: 37126123456n, codes: ['481516'] } },
      'poll',
    );
    log.error({ err: new Error('GET https://v.example/x?api_key=k-very-secret for +371 26 123 456') }, 'failed');
    log.child({ token: 'k-very-secret', phones: ['37126123456'] }).info('from +37126123456');
    log.info({ url: 'postgres://shop:k-very-secret@db/x', token: '777:AAE0123456789abcdefghijklmnopqrstuv' }, 'x');
    log.info('bot 777123:AAE0123456789abcdefghijklmnopqrstuv');
    expect(text()).not.toMatch(/37126123456|26 123 456|k-very-secret|481.?516|AAE0123/);
    expect(text()).toContain('+371******56');
  });

  it('keeps what explains an error, without what drivers hang on it', () => {
    const { log, last } = logging();
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const error = Object.assign(new Error('duplicate key', { cause }), { code: '23505', constraint: 'one_phone' });
    log.error(Object.assign(error, { detail: '(phone)=(37126123456)', parameters: ['37126123456'] }), 'not stored');
    expect(last()).toMatchObject({
      level: 'error',
      msg: 'not stored',
      err: { errorCode: '23505', constraint: 'one_phone' },
    });
    expect(last().err.cause).toMatchObject({ message: 'refused', errorCode: 'ECONNREFUSED' });
    expect(JSON.stringify(last())).not.toContain('37126123456');
  });

  it('carries the facts of its child logger', () => {
    const { log, last } = logging();
    log.child({ role: 'worker' }).child({ job: 'poll' }).info({ count: 3, amount: 12_500n }, 'done');
    expect(last()).toMatchObject({ role: 'worker', job: 'poll', count: 3, amount: '12500', msg: 'done' });
  });

  it('survives values that contain themselves', () => {
    const { log, last } = logging();
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    log.info({ circle }, 'round');
    expect(last().msg).toBe('round');
  });

  it('is written for people when asked', () => {
    const { log, text } = logging({ format: 'pretty' });
    log.warn({ phone: '+37126123456', err: new Error('no') }, 'hello there');
    expect(text()).toMatch(/WARN .*hello there.*phone=\+371\*{6}56/);
    expect(text()).toContain('Error: no');
  });

  it('is not written below its level', () => {
    const { log, text } = logging({ level: 'warn' });
    log.info('quiet');
    expect(text()).toBe('');
  });
});

describe('a masked phone', () => {
  it.each([
    ['+37126123456', '+371******56'],
    ['37126123456', '371******56'],
    ['+1 (202) 555-0143', '+120******43'],
    ['12345', '*****'],
    ['', ''],
  ])('%s becomes %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));
});

describe('a secret', () => {
  it('shows itself only when asked', () => {
    const secret = new Secret('hunter2');
    expect(`${secret} ${JSON.stringify({ secret })} ${inspect({ secret }, { showHidden: true })}`).not.toContain(
      'hunter2',
    );
    expect(secret.reveal()).toBe('hunter2');
  });
});
