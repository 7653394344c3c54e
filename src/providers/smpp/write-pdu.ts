import { PDU } from 'smpp';

/** A PDU without a body. */
export function bare(command: number, status: number, sequence: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(16, 0);
  bytes.writeUInt32BE(command, 4);
  bytes.writeUInt32BE(status, 8);
  bytes.writeUInt32BE(sequence, 12);
  return bytes;
}

/** The answer to a message: its id is empty, by the standard. */
export function messageResponse(command: number, status: number, sequence: number): Buffer {
  const bytes = Buffer.concat([bare(command, status, sequence), Buffer.of(0)]);
  bytes.writeUInt32BE(17, 0);
  return bytes;
}

export interface BindFields {
  readonly systemId: string;
  readonly password: string;
  readonly systemType: string;
  readonly addrTon: number;
  readonly addrNpi: number;
  readonly addressRange: string;
}

export function bindRequest(mode: 'receiver' | 'transceiver', sequence: number, fields: BindFields): Buffer {
  return new PDU(`bind_${mode}`, {
    sequence_number: sequence,
    system_id: fields.systemId,
    password: fields.password,
    system_type: fields.systemType,
    interface_version: 0x34,
    addr_ton: fields.addrTon,
    addr_npi: fields.addrNpi,
    address_range: fields.addressRange,
  }).toBuffer();
}

/** What a centre calls itself in its answer to a bind; undefined when it does not say, or says it wrongly. */
export function systemIdOf(bytes: Buffer): string | undefined {
  try {
    const name = new PDU(bytes).system_id;
    return typeof name === 'string' && /^[\x20-\x7e]{1,40}$/.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}
