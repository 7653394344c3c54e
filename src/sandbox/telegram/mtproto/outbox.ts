import { gzipSync } from 'node:zlib';
import type { TlCodec } from '../tl/tl-codec';
import type { TlObject } from '../tl/tl-object';
import { TlWriter } from '../tl/tl-writer';
import { saltAt } from './auth-keys';
import { sealEnvelope } from './envelope';
import { MessageIds, protocolSeconds } from './message-ids';
import type { OutgoingMessage, Session } from './session';

const rpcResultId = 0xf35c6d01;
const containerId = 0x73f1f8dc;
export const gzipPackedId = 0x3072cfa1;
const mostInContainer = 1000;
const mostContainerBytes = 900_000;

const contentTypes = new Set(['new_session_created']);

/** Numbers messages and sends them: whatever became ready in one turn of the event loop leaves in one container. */
export class Outbox {
  private readonly ids = new MessageIds();
  /** Off: every message is a packet of its own. On is what Telegram does. */
  batching = true;
  gzipAnswers = false;

  constructor(
    private readonly codec: TlCodec,
    private readonly beforeSend: () => void,
  ) {}

  /** Service messages: pongs, salts, acknowledgements. */
  service(session: Session, object: TlObject, isAnswer = true): void {
    this.enqueue(session, this.codec.encode(object), contentTypes.has(object._), isAnswer);
  }

  answer(session: Session, requestId: bigint, payload: Buffer): void {
    const writer = new TlWriter(payload.length + 16);
    writer.uint(rpcResultId);
    writer.long(requestId);
    writer.raw(this.gzipAnswers ? packed(payload) : payload);
    const waiting = session.acks.indexOf(requestId);
    if (waiting >= 0) session.acks.splice(waiting, 1);
    this.enqueue(session, writer.finish(), true, true);
  }

  updates(session: Session, payload: Buffer): void {
    if (!session.attached) session.missedUpdates = true;
    else this.enqueue(session, payload, true, false);
  }

  acknowledge(session: Session, msgId: bigint): void {
    session.acks.push(msgId);
    this.plan(session);
  }

  private enqueue(session: Session, body: Buffer, isContent: boolean, isAnswer: boolean): void {
    if (!session.attached) return; // an answer is kept in the session for the client's return
    session.outgoing.push({ msgId: this.ids.next(isAnswer), seqNo: session.nextSeqNo(isContent), body });
    if (this.batching) this.plan(session);
    else this.flush(session);
  }

  private plan(session: Session): void {
    if (session.flushPlanned) return;
    session.flushPlanned = true;
    setImmediate(() => {
      session.flushPlanned = false;
      this.flush(session);
    });
  }

  private flush(session: Session): void {
    const { connection, outgoing } = session;
    if (session.acks.length && connection) {
      const body = this.codec.encode({ _: 'msgs_ack', msgIds: session.acks.splice(0) });
      outgoing.push({ msgId: this.ids.next(false), seqNo: session.nextSeqNo(false), body });
    }
    const messages = outgoing.splice(0);
    if (!connection || messages.length === 0) return;
    this.beforeSend();
    for (const group of grouped(messages)) {
      const message = group.length === 1 ? group[0]! : this.container(session, group);
      const salt = saltAt(session.key, protocolSeconds());
      connection.send(sealEnvelope(session.key, { salt, sessionId: session.id, ...message }));
    }
  }

  private container(session: Session, messages: OutgoingMessage[]): OutgoingMessage {
    const writer = new TlWriter(messages.reduce((sum, message) => sum + message.body.length + 16, 8));
    writer.uint(containerId);
    writer.uint(messages.length);
    for (const { msgId, seqNo, body } of messages) {
      writer.long(msgId);
      writer.uint(seqNo);
      writer.uint(body.length);
      writer.raw(body);
    }
    return { msgId: this.ids.next(true), seqNo: session.nextSeqNo(false), body: writer.finish() };
  }
}

function* grouped(messages: OutgoingMessage[]): Generator<OutgoingMessage[]> {
  let group: OutgoingMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    if (group.length && (group.length >= mostInContainer || bytes + message.body.length > mostContainerBytes)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(message);
    bytes += message.body.length;
  }
  yield group;
}

function packed(payload: Buffer): Buffer {
  const writer = new TlWriter(payload.length);
  writer.uint(gzipPackedId);
  writer.bytes(gzipSync(payload));
  return writer.finish();
}
