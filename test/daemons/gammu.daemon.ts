import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith, docBlock, until } from './support/daemon';
import { IMSI, openSimWorld, POST_SMS, type SimWorld } from './support/sim-world';
import { openSmsdDatabase } from './support/smsd-database';

/** Where Debian puts it. */
const SMSD_TABLES = '/usr/share/doc/gammu-smsd/examples/pgsql.sql';

let world: SimWorld;
beforeEach(async () => {
  world = await openSimWorld();
});
afterEach(() => world.close());

/** The lines of the docs with this word, and `more` behind those of the group smsd. */
async function startGammu(word: string, own: Readonly<Record<string, string>>, more = '', env: NodeJS.ProcessEnv = {}) {
  const tty = join(world.root, 'tty');
  world.starts('socat', [`PTY,link=${tty},raw,echo=0`, `TCP:127.0.0.1:${world.modem.port}`]);
  await until(async () => existsSync(tty), 'a terminal');
  const lines = docBlock('Gammu SMSD', word, { '/dev/ttyUSB0': tty, ...own });
  const quick = `commtimeout = 1\nreceivefrequency = 1\nloopsleep = 1\nlogfile = ${world.root}/log\n`;
  world.receiveAll();
  world.starts('gammu-smsd', ['-c', world.file('smsdrc', `${lines}${quick}${more}`)], env);
}

describeWith(['gammu-smsd', 'socat'], 'Gammu SMSD', () => {
  it.each(['standard', 'unicode'])(
    'brings each SMS of its files in the format %s to its buyer once',
    async (format) => {
      const folder = world.folder('incoming');
      const options = { files: [{ folder, phoneId: 'sim1' }] };
      const waiting = await world.waitingBuyer('gammu_smsd', 'sim1', { options });
      await startGammu('service = files', { '/var/spool/gammu/sim1/': `${folder}/` }, `inboxformat = ${format}\n`);
      await world.reachesItsBuyer(waiting, folder);
    },
  );

  it('runs the script at each SMS, which posts it from a machine that the shop cannot read', async () => {
    const waiting = await world.waitingBuyer('gammu_smsd', 'sim1');
    const folders = { '/var/spool/gammu/sim1/': `${world.folder('incoming')}/` };
    const lines = docBlock('From another machine', 'runonreceive', { '/usr/local/bin/post-sms.sh': POST_SMS });
    const env = await world.scriptSettings(waiting.providerId);
    await startGammu('service = files', folders, lines, env);
    await world.reachesItsBuyer(waiting);
  });
});

describeWith(['gammu-smsd', 'socat', SMSD_TABLES], 'Gammu SMSD with tables', () => {
  it('brings each SMS of its inbox in PostgreSQL to its buyer once', async () => {
    const tables = docBlock('Gammu SMSD', 'psql', { '/usr/share/doc/gammu-smsd/examples/pgsql.sql': SMSD_TABLES });
    const database = await openSmsdDatabase(
      execFileSync('sh', ['-c', `psql() { cat; }; ${tables}`], { encoding: 'utf8' }),
    );
    try {
      const { host, port, name, user, password } = database;
      const options = { database: { host, port, name, user } };
      const waiting = await world.waitingBuyer('gammu_smsd', 'sim1', { options, key: password });
      const place = host.startsWith('/') ? host : `${host}:${port}`;
      const own = {
        '127.0.0.1': place,
        'user = smsd': `user = ${user}`,
        secret: password,
        'database = smsd': `database = ${name}`,
      };
      await startGammu('service = sql', own);
      await world.reachesItsBuyer(waiting);
      expect(await database.one('SELECT count(*)::int AS open FROM inbox WHERE NOT "Processed"')).toEqual({ open: 0 });
      // What the daemon says of its modem is known of the SIM.
      const known = 'SELECT imsi, signal > 0 AS "hasSignal" FROM sims';
      expect(await world.shop.one(known)).toEqual({ imsi: IMSI, hasSignal: true });
    } finally {
      await world.stopDaemons();
      await database.drop();
    }
  });
});
