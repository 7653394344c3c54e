import { COMMAND, STATUS } from './commands';
import type { Frame } from './frames';

/** A deliver_sm or data_sm, as it stands in its PDU: the bytes of the text are not read yet. */
export interface Delivery {
  readonly source: { readonly ton: number; readonly address: string };
  readonly destination: { readonly ton: number; readonly address: string };
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly text: Buffer;
  /** sar_msg_ref_num, sar_segment_seqnum and sar_total_segments, when all three are there. */
  readonly segment?: { readonly reference: number; readonly number: number; readonly total: number };
}

/** A status for the centre, and why. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly status: number;
  readonly detail: string;
}

const TLV = { payload: 0x0424, reference: 0x020c, total: 0x020e, number: 0x020f } as const;

class WrongPdu extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads a message by the standard, within its PDU's length. npm `smpp` would read the text at once, by the alphabet that it
 * takes data_coding for, and the bytes would be lost; and it reads past the end of what is there.
 */
export function readDelivery(frame: Frame): Delivery | Unreadable {
  try {
    const cursor = new Cursor(frame.bytes, 16);
    return frame.command === COMMAND.dataSm ? readDataSm(cursor) : readDeliverSm(cursor);
  } catch (error) {
    if (error instanceof WrongPdu) return { kind: 'unreadable', status: error.status, detail: error.message };
    throw error;
  }
}

function readDeliverSm(cursor: Cursor): Delivery {
  cursor.text(6); // service_type
  const { source, destination, esmClass } = readAddresses(cursor);
  cursor.skip(2); // protocol_id, priority_flag
  cursor.text(17); // schedule_delivery_time
  cursor.text(17); // validity_period
  cursor.skip(2); // registered_delivery, replace_if_present_flag
  const dataCoding = cursor.octet();
  cursor.skip(1); // sm_default_msg_id
  const short = cursor.octets(cursor.octet(), STATUS.wrongMessageLength);
  const options = cursor.options();
  const payload = options.get(TLV.payload);
  const text = short.length === 0 && payload ? payload : short;
  return { source, destination, esmClass, dataCoding, text, segment: segmentOf(options) };
}

function readDataSm(cursor: Cursor): Delivery {
  cursor.text(6); // service_type
  const { source, destination, esmClass } = readAddresses(cursor);
  cursor.skip(1); // registered_delivery
  const dataCoding = cursor.octet();
  const options = cursor.options();
  const text = options.get(TLV.payload) ?? Buffer.alloc(0);
  return { source, destination, esmClass, dataCoding, text, segment: segmentOf(options) };
}

function readAddresses(cursor: Cursor) {
  const address = () => {
    const ton = cursor.octet();
    cursor.skip(1); // numbering plan
    return { ton, address: cursor.text(65) };
  };
  return { source: address(), destination: address(), esmClass: cursor.octet() };
}

function segmentOf(options: ReadonlyMap<number, Buffer>): Delivery['segment'] {
  const [reference, number, total] = [options.get(TLV.reference), options.get(TLV.number), options.get(TLV.total)];
  if (reference?.length !== 2 || number?.length !== 1 || total?.length !== 1) return undefined;
  const segment = { reference: reference.readUInt16BE(0), number: number[0]!, total: total[0]! };
  return segment.number >= 1 && segment.number <= segment.total && segment.total > 1 ? segment : undefined;
}

/** Reads fields one after the other; none beyond the end. */
class Cursor {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
  ) {}

  octet(): number {
    return this.octets(1)[0]!;
  }

  octets(length: number, status: number = STATUS.wrongCommandLength): Buffer {
    if (this.at + length > this.bytes.length) throw new WrongPdu(status, 'a field is longer than the PDU');
    const taken = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  skip(length: number): void {
    this.octets(length);
  }

  /** `longest` counts the zero octet at its end; centres that write more than the standard allows are let through up to 65. */
  text(longest: number): string {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0 || end - this.at >= Math.max(longest, 65))
      throw new WrongPdu(STATUS.wrongCommandLength, 'a text of the PDU has no end');
    const taken = this.bytes.toString('latin1', this.at, end);
    this.at = end + 1;
    return taken;
  }

  /** Optional parameters: unknown ones are passed over; of two with one tag the first counts. */
  options(): ReadonlyMap<number, Buffer> {
    const found = new Map<number, Buffer>();
    while (this.at < this.bytes.length) {
      if (this.bytes.length - this.at < 4) throw new WrongPdu(STATUS.wrongOptions, 'an optional parameter is cut off');
      const tag = this.octets(2).readUInt16BE(0);
      const length = this.octets(2).readUInt16BE(0);
      if (this.at + length > this.bytes.length)
        throw new WrongPdu(STATUS.wrongOptions, 'an optional parameter is longer than the PDU');
      const value = this.octets(length);
      if (!found.has(tag)) found.set(tag, value);
    }
    return found;
  }
}
