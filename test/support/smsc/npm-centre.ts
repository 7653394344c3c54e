import type { AddressInfo } from 'node:net';
import { until } from '../../telegram/support/until';

type Fields = Readonly<Record<string, unknown>>;
interface NpmPdu extends Fields {
  response(fields?: Fields): unknown;
}
interface NpmSession {
  on(event: string, run: (pdu: NpmPdu) => void): void;
  send(pdu: unknown): void;
  deliver_sm(fields: Fields, answered: (pdu: Fields) => void): boolean;
  close(): void;
  destroy(): void;
}
interface NpmServer {
  listen(port: number, ready: () => void): void;
  close(done: () => void): void;
  address(): AddressInfo;
}
// biome-ignore lint/suspicious/noExplicitAny: npm smpp has no types
const npmSmpp = require('smpp') as any;

export type NpmCentre = Awaited<ReturnType<typeof npmCentre>>;

/** The operator's side as npm `smpp` plays it; the password is "secret". Over TLS where it gets a key and a certificate. */
export async function npmCentre(o: { tls?: { key: string; cert: string }; port?: number } = {}) {
  const sessions = new Set<NpmSession>();
  const binds: Fields[] = [];
  const lost = new Set<() => void>();
  const onSession = (session: NpmSession) => {
    for (const command of ['bind_receiver', 'bind_transceiver'])
      session.on(command, (pdu) => {
        binds.push(pdu);
        const isKnown = pdu.password === 'secret';
        session.send(pdu.response(isKnown ? { system_id: 'centre' } : { command_status: 0x0e }));
        if (isKnown) sessions.add(session);
      });
    session.on('enquire_link', (pdu) => session.send(pdu.response()));
    session.on('unbind', (pdu) => {
      session.send(pdu.response());
      session.close();
    });
    session.on('error', () => undefined);
    session.on('close', () => {
      sessions.delete(session);
      for (const end of lost) end();
    });
  };
  const server: NpmServer = npmSmpp.createServer(o.tls ?? {}, onSession);
  await new Promise<void>((resolve) => server.listen(o.port ?? 0, resolve));
  const newest = () => [...sessions].at(-1);
  return {
    port: server.address().port,
    /** Of every try, in their order. */
    binds,
    get sessions(): readonly NpmSession[] {
      return [...sessions];
    },
    /** The status of the answer; undefined when the session ended without one, or when there is none. */
    deliver: (fields: Fields): Promise<number | undefined> =>
      new Promise((resolve) => {
        const session = newest();
        const end = () => {
          if (session && sessions.has(session)) return;
          lost.delete(end);
          resolve(undefined);
        };
        lost.add(end);
        const address = { source_addr_ton: 5, source_addr: 'WhatsApp', dest_addr_ton: 1 };
        session?.deliver_sm({ ...address, destination_addr: '37120000001', ...fields }, (answer) => {
          lost.delete(end);
          resolve(answer.command_status as number);
        });
        end();
      }),
    bound: (count = 1, withinMs = 30_000) =>
      until(`${count} sessions are bound`, () => sessions.size >= count, withinMs),
    async close() {
      for (const session of sessions) session.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}
