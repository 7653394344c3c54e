import { gunzipSync } from 'node:zlib';
import type { TlCodec } from '../tl/tl-codec';
import { TlError } from '../tl/tl-object';
import { TlReader } from '../tl/tl-reader';
import { type AuthKey, isGoodSalt, saltAt } from './auth-keys';
import type { Connection } from './connection';
import type { InnerMessage } from './envelope';
import { protocolSeconds, secondsOf } from './message-ids';
import { gzipPackedId, type Outbox } from './outbox';
import { answerService, isService, type ServiceTools } from './service-messages';
import type { Session } from './session';
import type { Sessions } from './sessions';

const containerId = 0x73f1f8dc;
const deepestPacking = 4;
const mostUnpackedBytes = 8 * 1024 * 1024;

/** Runs one API request whose bytes stand at the reader; answers through the outbox in its own time. */
export type RunRequest = (session: Session, msgId: bigint, reader: TlReader) => void;

/** Takes the messages of all sessions apart: salts, containers, packed bodies, service messages, API requests. */
export class Protocol {
  constructor(
    private readonly codec: TlCodec,
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
    private readonly service: ServiceTools,
    private readonly run: RunRequest,
    private readonly log: (event: string, facts: Record<string, unknown>) => void,
  ) {}

  onMessage(connection: Connection, key: AuthKey, message: InnerMessage): void {
    const session = this.attach(connection, key, message);
    const complaint = complaintAbout(message.msgId);
    if (complaint) {
      const bad = { badMsgId: message.msgId, badMsgSeqno: message.seqNo, errorCode: complaint };
      this.outbox.service(session, { _: 'bad_msg_notification', ...bad });
      return;
    }
    if (!isGoodSalt(key, message.salt, protocolSeconds())) {
      const newServerSalt = saltAt(key, protocolSeconds());
      const bad = { badMsgId: message.msgId, badMsgSeqno: message.seqNo, errorCode: 48, newServerSalt };
      this.outbox.service(session, { _: 'bad_server_salt', ...bad });
      return;
    }
    this.take(session, message.msgId, message.seqNo, message.body, 0);
  }

  private attach(connection: Connection, key: AuthKey, message: InnerMessage): Session {
    const known = this.sessions.get(key, message.sessionId);
    const session = known ?? this.sessions.open(key, message.sessionId);
    if (session.connection !== connection) this.sessions.attach(session, connection);
    if (!known) {
      const facts = {
        firstMsgId: message.msgId,
        uniqueId: message.sessionId,
        serverSalt: saltAt(key, protocolSeconds()),
      };
      this.outbox.service(session, { _: 'new_session_created', ...facts }, false);
    } else if (session.missedUpdates) {
      session.missedUpdates = false;
      this.outbox.updates(session, this.codec.encode({ _: 'updatesTooLong' }));
    }
    return session;
  }

  private take(session: Session, msgId: bigint, seqNo: number, body: Buffer, depth: number): void {
    try {
      this.takeUnchecked(session, msgId, seqNo, body, depth);
    } catch (error) {
      if (!(error instanceof TlError)) throw error;
      // A service message or a container that cannot be read; API requests answer for themselves.
      this.log('telegram.message_unreadable', { reason: error.message });
      this.outbox.service(session, { _: 'bad_msg_notification', badMsgId: msgId, badMsgSeqno: seqNo, errorCode: 64 });
    }
  }

  private takeUnchecked(session: Session, msgId: bigint, seqNo: number, body: Buffer, depth: number): void {
    if (depth > deepestPacking) throw new TlError('packed too deep');
    const reader = new TlReader(body);
    const id = reader.uint();
    if (id === containerId) {
      this.takeContainer(session, reader, depth);
      return;
    }
    if (id === gzipPackedId) {
      this.take(session, msgId, seqNo, unpacked(reader.bytes()), depth + 1);
      return;
    }
    const definition = this.codec.schema.find(id);
    reader.offset = 0;
    if (definition && isService(definition.name)) {
      answerService(this.service, session, msgId, this.codec.read(reader));
    } else {
      this.run(session, msgId, reader);
    }
  }

  private takeContainer(session: Session, reader: TlReader, depth: number): void {
    const count = reader.uint();
    if (depth > 0 || count > 1024) throw new TlError('a container inside a container, or too large a one');
    for (let index = 0; index < count; index++) {
      const msgId = reader.long();
      const seqNo = reader.uint();
      this.take(session, msgId, seqNo, reader.raw(reader.uint()), depth + 1);
    }
  }
}

/** What bad_msg_notification calls it: 18 not divisible by four, 16 and 17 too far from the server's time. */
function complaintAbout(msgId: bigint): number | undefined {
  if (msgId % 4n !== 0n) return 18;
  const ahead = secondsOf(msgId) - protocolSeconds();
  if (ahead < -300) return 16;
  return ahead > 30 ? 17 : undefined;
}

function unpacked(packed: Buffer): Buffer {
  try {
    return gunzipSync(packed, { maxOutputLength: mostUnpackedBytes });
  } catch {
    throw new TlError('the packed bytes do not unpack');
  }
}
