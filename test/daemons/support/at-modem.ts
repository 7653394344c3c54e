import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

export interface AtModem {
  readonly port: number;
  /** Puts PDUs on the SIM, as if they came by radio. */
  receive(pdus: readonly string[]): void;
  /** How many are still on the SIM. */
  kept(): number;
  close(): Promise<void>;
}

const PLACES = 50;

/** A GSM modem with one SIM, spoken to by AT commands over TCP: as much of 3GPP TS 27.005 and 27.007 as the daemons ask for. */
export async function startAtModem(o: { imsi: string; trace?: (line: string) => void }): Promise<AtModem> {
  const sim = new Map<number, string>();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    let typed = '';
    let echoes = true;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      typed += chunk.toString('latin1');
      const lines = typed.split('\r');
      typed = lines.pop()!;
      for (const line of lines.map((one) => one.replace(/[^\x20-\x7e]/g, '').trim()).filter(Boolean)) {
        const reply = answer(line);
        o.trace?.(`${line} -> ${reply.join(' | ')}`);
        socket.write(`${echoes ? `${line}\r` : ''}\r\n${reply.join('\r\n')}\r\n`);
        if (/^ATE[01]$/i.test(line)) echoes = line.endsWith('1');
      }
    });
  });

  function answer(line: string): string[] {
    const command = line.toUpperCase().replace(/^AT/, '');
    const place = Number(/^\+CMG[RD]=(\d+)/.exec(command)?.[1]);
    const storage = `${sim.size},${PLACES}`;
    if (command.startsWith('+CMGL')) {
      const listed = [...sim].flatMap(([index, pdu]) => [`+CMGL: ${index},1,,${lengthOf(pdu)}`, pdu]);
      return [...listed, 'OK'];
    }
    if (command.startsWith('+CMGR=')) {
      const pdu = sim.get(place);
      return pdu === undefined ? ['+CMS ERROR: 321'] : [`+CMGR: 1,,${lengthOf(pdu)}`, pdu, 'OK'];
    }
    if (command.startsWith('+CMGD=')) {
      if (Number.isInteger(place)) sim.delete(place);
      return command === '+CMGD=?' ? [`+CMGD: (${[...sim.keys()].join(',')}),(0-4)`, 'OK'] : ['OK'];
    }
    if (command === '+CPMS=?') return ['+CPMS: ("SM"),("SM"),("SM")', 'OK'];
    if (command === '+CPMS?') return [`+CPMS: "SM",${storage},"SM",${storage},"SM",${storage}`, 'OK'];
    if (command.startsWith('+CPMS=')) return [`+CPMS: ${storage},${storage},${storage}`, 'OK'];
    if (command === '+CIMI') return [o.imsi, 'OK'];
    // A switch that only Motorola has; a modem that says yes to it is taken for one.
    return FIXED[command] ?? [command.startsWith('+MODE') ? 'ERROR' : 'OK'];
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let next = 1;
  return {
    port: (server.address() as AddressInfo).port,
    receive(pdus) {
      for (const pdu of pdus) sim.set(next++, pdu);
    },
    kept: () => sim.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Octets behind the service centre's address. */
const lengthOf = (pdu: string): number => pdu.length / 2 - 1 - Number.parseInt(pdu.slice(0, 2), 16);

const FIXED: Readonly<Record<string, string[]>> = {
  '+CPIN?': ['+CPIN: READY', 'OK'],
  '+CSQ': ['+CSQ: 21,0', 'OK'],
  '+CREG?': ['+CREG: 2,1,"00A1","0B2C"', 'OK'],
  '+CGREG?': ['+CGREG: 0,1', 'OK'],
  '+CGMI': ['Simulated', 'OK'],
  '+CGMM': ['GSM Modem', 'OK'],
  '+CGMR': ['1.0', 'OK'],
  '+CGSN': ['490154203237518', 'OK'],
  '+CSCA?': ['+CSCA: "+37129999099",145', 'OK'],
  '+CMGF=?': ['+CMGF: (0,1)', 'OK'],
  '+CMGF?': ['+CMGF: 0', 'OK'],
  '+COPS?': ['+COPS: 0,0,"Loopback"', 'OK'],
  '+CSCS=?': ['+CSCS: ("GSM","UCS2","HEX")', 'OK'],
  '+CSCS?': ['+CSCS: "GSM"', 'OK'],
  '+CNMI=?': ['+CNMI: (0-2),(0-3),(0-3),(0-2),(0-1)', 'OK'],
  '+CNMI?': ['+CNMI: 0,0,0,0,0', 'OK'],
  '+CPBS=?': ['+CPBS: ("SM")', 'OK'],
  '+CBC': ['+CBC: 0,100', 'OK'],
};
