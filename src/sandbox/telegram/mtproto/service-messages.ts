import type { TlCodec } from '../tl/tl-codec';
import type { TlObject } from '../tl/tl-object';
import { futureSalts } from './auth-keys';
import { protocolSeconds } from './message-ids';
import type { Outbox } from './outbox';
import type { Session } from './session';
import type { Sessions } from './sessions';

export interface ServiceTools {
  codec: TlCodec;
  outbox: Outbox;
  sessions: Sessions;
  /** How long a pong to this session is held back, in milliseconds; 0 is at once. */
  pongDelayMs(session: Session): number;
  later(delayMs: number, work: () => void): NodeJS.Timeout;
  forgetKey(session: Session): void;
}

type Answer = (tools: ServiceTools, session: Session, msgId: bigint, message: TlObject) => void;

const answers: Record<string, Answer> = {
  msgs_ack: () => {},
  msgs_state_info: () => {},
  msgs_all_info: () => {},
  http_wait: () => {}, // over TCP there is nothing to wait for: answers come when they are ready
  ping: pong,
  ping_delay_disconnect: (tools, session, msgId, message) => {
    const { connection } = session;
    if (connection) {
      clearTimeout(connection.disconnectTimer);
      connection.disconnectTimer = tools.later(message.disconnectDelay * 1000, () => connection.cut());
    }
    pong(tools, session, msgId, message);
  },
  get_future_salts: (tools, session, msgId, message) => {
    const now = protocolSeconds();
    const salts = futureSalts(session.key, message.num, now);
    tools.outbox.service(session, { _: 'future_salts', reqMsgId: msgId, now, salts });
  },
  msgs_state_req: (tools, session, msgId, message) => {
    const info = Buffer.from((message.msgIds as bigint[]).map((id) => stateOf(session, id)));
    tools.outbox.service(session, { _: 'msgs_state_info', reqMsgId: msgId, info });
  },
  msg_resend_req: (tools, session, msgId, message) => {
    const info = Buffer.from((message.msgIds as bigint[]).map((id) => stateOf(session, id)));
    for (const id of message.msgIds as bigint[]) {
      const known = session.answers.get(id)?.payload;
      if (known) tools.outbox.answer(session, id, known);
    }
    tools.outbox.service(session, { _: 'msgs_state_info', reqMsgId: msgId, info });
  },
  destroy_session: (tools, session, _msgId, message) => {
    const other = tools.sessions.get(session.key, message.sessionId);
    const dropped = other !== undefined && other !== session && tools.sessions.drop(other);
    const name = dropped ? 'destroy_session_ok' : 'destroy_session_none';
    tools.outbox.service(session, { _: name, sessionId: message.sessionId });
  },
  destroy_auth_key: (tools, session, msgId) => {
    tools.outbox.answer(session, msgId, tools.codec.encode({ _: 'destroy_auth_key_ok' }));
    tools.forgetKey(session);
  },
  rpc_drop_answer: (tools, session, msgId, message) => {
    const record = session.answers.get(message.reqMsgId);
    const name = !record ? 'rpc_answer_unknown' : record.done ? 'rpc_answer_dropped' : 'rpc_answer_dropped_running';
    const facts = { msgId: message.reqMsgId, seqNo: 0, bytes: record?.payload?.length ?? 0 };
    // Method calls are what rpc_result wraps; this one is a method of the protocol itself.
    tools.outbox.answer(session, msgId, tools.codec.encode({ _: name, ...facts }));
    if (record && !record.done) session.answers.delete(message.reqMsgId);
  },
};

export const isService = (name: string): boolean => Object.hasOwn(answers, name);

export function answerService(tools: ServiceTools, session: Session, msgId: bigint, message: TlObject): void {
  answers[message._]!(tools, session, msgId, message);
}

function pong(tools: ServiceTools, session: Session, msgId: bigint, message: TlObject): void {
  const send = () => tools.outbox.service(session, { _: 'pong', msgId, pingId: message.pingId });
  const delay = tools.pongDelayMs(session);
  if (delay > 0) tools.later(delay, send);
  else send();
}

/** One byte per message: 1 unknown, 4 received, 4 + 64 answer already given. */
function stateOf(session: Session, msgId: bigint): number {
  const record = session.answers.get(msgId);
  if (!record) return 1;
  return record.done ? 4 + 64 : 4;
}
