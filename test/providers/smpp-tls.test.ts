import { createServer } from 'node:net';
import { createAuthority } from '../support/smsc/certificates';
import { type LinkedProvider, linkedProvider } from '../support/smsc/linked-provider';
import { npmCentre } from '../support/smsc/npm-centre';
import { rudeCentre } from '../support/smsc/rude-centre';
import { until } from '../telegram/support/until';

const authority = createAuthority();
const stranger = createAuthority('Somebody else');

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function centre(tls = authority.issue(['127.0.0.1', 'smsc.example'])) {
  const opened = await npmCentre({ tls });
  open.push(opened);
  return opened;
}

function linkTo(port: number, options: object = {}, scheme: 'smpp' | 'smpps' = 'smpps') {
  const link = linkedProvider(port, { options, scheme });
  open.push(link);
  return link;
}

/** The first word of a link whose centre is not let near, and of whoever tests the connection. */
async function refusal({ states, provider }: LinkedProvider) {
  await until('there is a first word', () => states.length > 0);
  const tested = await provider.testLink!();
  expect(tested).toMatchObject({ kind: 'fault', detail: (states[0] as { detail: string }).detail });
  return states[0];
}

describe('a link over TLS', () => {
  it('brings SMS when the authority of the row vouches for the centre at its address', async () => {
    const there = await centre();
    const { got, states, provider } = linkTo(there.port, { ca: authority.cert, ia5: 'gsm' });
    await there.bound();
    expect(await there.deliver({ short_message: 'Code 48213' })).toBe(0);
    expect(got.map(({ text }) => text)).toEqual(['Code 48213']);
    expect(states).toEqual([{ kind: 'up', sessions: 1 }]);
    expect(await provider.testLink!()).toEqual({ kind: 'bound', detail: 'centre' });
  });

  it('takes the name of the row in the place of the address', async () => {
    const there = await centre(authority.issue(['smsc.example']));
    linkTo(there.port, { ca: authority.cert, serverName: 'smsc.example' });
    await there.bound();
  });

  it.each([
    ['another authority', { ca: stranger.cert }, undefined, 'signed its certificate'],
    ['an authority of the same name', { ca: createAuthority().cert }, undefined, 'signed its certificate'],
    ['nobody whom the machine knows', {}, undefined, 'signed its certificate'],
    ['itself', { ca: stranger.cert }, authority, 'signed its certificate'],
    ['the right one, for another name', { ca: authority.cert, serverName: 'other.example' }, undefined, 'another name'],
    ['the right one, for another address', { ca: authority.cert }, authority.issue(['10.9.8.7']), 'another name'],
    [
      'the right one, until yesterday',
      { ca: authority.cert },
      authority.issue(['127.0.0.1'], { validTo: new Date(Date.now() - 3_600_000) }),
      'has run out',
    ],
  ])('says nothing to a centre whose certificate is signed by %s', async (_, options, certificate, words) => {
    const there = await centre(certificate);
    const state = await refusal(linkTo(there.port, options));
    expect(state).toEqual({ kind: 'distrusted', detail: expect.stringContaining(words) });
    expect(there.binds).toEqual([]);
  });

  it('says what is wrong when the centre speaks no TLS: with other bytes, with none, with the end of the connection', async () => {
    const words = expect.stringContaining('TLS');
    const trouble = { kind: 'down', reason: 'other_protocol', detail: words };
    const talks = await rudeCentre({ greeting: Buffer.from('SSH-2.0-OpenSSH_9.2\r\n') });
    const silent = await rudeCentre();
    const hangsUp = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end());
    });
    await new Promise<void>((resolve) => hangsUp.listen(0, '127.0.0.1', resolve));
    open.push(talks, silent, { close: () => new Promise((resolve) => hangsUp.close(resolve)) });
    const { port } = hangsUp.address() as { port: number };
    for (const at of [talks.port, silent.port, port])
      expect(await refusal(linkTo(at, { ca: authority.cert }))).toEqual(trouble);
    expect([talks.binds, silent.binds]).toEqual([0, 0]);
  });

  it('is asked for where a plain link meets it', async () => {
    const there = await centre();
    const state = await refusal(linkTo(there.port, {}, 'smpp'));
    expect(state).toEqual({ kind: 'down', detail: expect.stringContaining('smpps://') });
    // As most servers end it: with an alert of TLS.
    const alerts = await rudeCentre({ greeting: Buffer.of(0x15, 0x03, 0x01, 0, 2, 2, 0x46) });
    open.push(alerts);
    const said = await refusal(linkTo(alerts.port, {}, 'smpp'));
    expect(said).toMatchObject({ reason: 'other_protocol', detail: expect.stringContaining('smpps://') });
    expect(there.binds).toEqual([]);
  });
});
