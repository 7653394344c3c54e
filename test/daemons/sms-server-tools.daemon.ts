import { describeWith, docBlock } from './support/daemon';
import { IMSI, openSimWorld, POST_SMS, type SimWorld } from './support/sim-world';

let world: SimWorld;
beforeEach(async () => {
  world = await openSimWorld();
});
afterEach(() => world.close());

describeWith(['smsd'], 'SMS Server Tools', () => {
  const incoming = () => world.folder('incoming');

  /** The lines of the docs, with `more` before the first modem. */
  function startSmsd(more = '', env: NodeJS.ProcessEnv = {}) {
    const places = ['outgoing', 'checked', 'failed'].map((name) => `${name} = ${world.folder(name)}\n`);
    const lines = docBlock('SMS Server Tools', 'devices', {
      '/var/spool/sms/incoming': incoming(),
      '/dev/ttyUSB0': `@127.0.0.1:${world.modem.port}`,
    });
    const [globals, modem] = lines.split('[GSM1]');
    const files = ['logfile', 'infofile', 'pidfile'].map((name) => `${name} = ${world.root}/smsd.${name}\n`);
    const conf = `${globals}${places.join('')}${files.join('')}delaytime = 1\n${more}\n[GSM1]${modem}`;
    world.starts('smsd', [`-c${world.file('smsd.conf', conf)}`, '-t'], env);
  }

  it.each(['', 'incoming_utf8 = yes\n'])('brings each SMS to its buyer once %s', async (more) => {
    const options = { folders: [{ folder: incoming() }], timeZone: 'UTC' };
    const waiting = await world.waitingBuyer('sms_server_tools', 'GSM1', { options });
    world.receiveAll();
    startSmsd(more);
    await world.reachesItsBuyer(waiting, incoming());
    expect(await world.shop.one('SELECT imsi FROM sims')).toEqual({ imsi: IMSI });
  });

  it('runs the script at each SMS, which posts it from a machine that the shop cannot read', async () => {
    const waiting = await world.waitingBuyer('sms_server_tools', 'GSM1');
    const env = await world.scriptSettings(waiting.providerId);
    world.receiveAll();
    startSmsd(docBlock('From another machine', 'eventhandler', { '/usr/local/bin/post-sms.sh': POST_SMS }), env);
    await world.reachesItsBuyer(waiting);
  });
});
