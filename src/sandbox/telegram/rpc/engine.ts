import type { Outbox } from '../mtproto/outbox';
import type { AnswerRecord, Session } from '../mtproto/session';
import { type TlCodec, UnknownConstructor } from '../tl/tl-codec';
import { TlError, type TlObject } from '../tl/tl-object';
import type { TlReader } from '../tl/tl-reader';
import type { World } from '../world/world';
import type { Call, MethodTable } from './call';
import type { CallCounters } from './call-counters';
import type { DataCentre } from './data-centre';
import { badRequest, RpcError, unauthorized } from './rpc-error';
import { refuseWrongKind } from './who-may-call';
import { unwrap } from './wrappers';

/** Runs API requests: unwraps them, counts them, lets the fault switches speak, calls the method, answers. */
export class Engine {
  constructor(
    private readonly codec: TlCodec,
    private readonly outbox: Outbox,
    private readonly world: World,
    private readonly dataCentre: DataCentre,
    private readonly methods: MethodTable,
    private readonly calls: CallCounters,
  ) {}

  run(session: Session, msgId: bigint, reader: TlReader): void {
    const known = session.answers.get(msgId);
    if (known && !known.done) return; // its answer is on the way
    if (known?.payload) {
      this.outbox.answer(session, msgId, known.payload);
      return;
    }
    const record = session.openAnswer(msgId);
    this.outbox.acknowledge(session, msgId);
    let method = 'unreadable';
    const refuse = (error: unknown) => this.refuse(session, msgId, record, method, error);
    try {
      const { request, after, withoutUpdates } = unwrap(this.read(reader), session.key, this.dataCentre.keys);
      method = request._;
      const go = () => {
        const value = this.call(session, request, withoutUpdates);
        if (!(value instanceof Promise)) return this.respond(session, msgId, record, method, value);
        void value.then((late) => this.respond(session, msgId, record, method, late)).catch(refuse);
      };
      if (after.length === 0) go();
      else void this.waitFor(session, after).then(go).catch(refuse);
    } catch (error) {
      refuse(error);
    }
  }

  private read(reader: TlReader): TlObject {
    try {
      const request = this.codec.read(reader);
      if (!this.codec.schema.named(request._).isMethod) throw new TlError(`${request._} is no method`);
      return request;
    } catch (error) {
      if (!(error instanceof TlError)) throw error;
      this.dataCentre.log('telegram.request_unreadable', { reason: error.message });
      if (error instanceof UnknownConstructor) throw badRequest(`INPUT_METHOD_INVALID_${error.id}_0`);
      throw badRequest('INPUT_REQUEST_INVALID');
    }
  }

  private async waitFor(session: Session, msgIds: bigint[]): Promise<void> {
    for (const id of msgIds) {
      const named = session.answers.get(id);
      await named?.settled;
      if (named?.failed) throw badRequest('MSG_WAIT_FAILED');
    }
  }

  private call(session: Session, request: TlObject, withoutUpdates: boolean): unknown {
    const { world, dataCentre } = this;
    const { key } = session;
    if (key.duplicated) throw new RpcError(406, 'AUTH_KEY_DUPLICATED');
    const account = key.accountId === undefined ? undefined : world.accounts.find(key.accountId);
    if (account && !withoutUpdates) session.wantsUpdates = true;
    this.calls.note(request._, account?.id, request);
    const fault = dataCentre.faults.errorFor(request, account?.id);
    if (fault) throw fault;
    const method = Object.hasOwn(this.methods, request._) ? this.methods[request._] : undefined;
    if (!method) {
      dataCentre.log('telegram.method_unknown', { method: request._ });
      throw badRequest(`METHOD_INVALID: ${request._} is not part of this data centre`);
    }
    if (account) refuseWrongKind(request._, account.kind);
    const call: Call = {
      world,
      dataCentre,
      session,
      key,
      get account() {
        if (!account) throw unauthorized('AUTH_KEY_UNREGISTERED');
        return account;
      },
    };
    const value = method(call, request);
    // A user who signs in by this very call listens from now on.
    if (key.accountId !== undefined && !withoutUpdates) session.wantsUpdates = true;
    return value;
  }

  private respond(session: Session, msgId: bigint, record: AnswerRecord, method: string, value: unknown): void {
    const payload = this.codec.encodeAs(this.codec.schema.named(method).result, value);
    this.finish(session, msgId, record, method, payload, false);
  }

  private refuse(session: Session, msgId: bigint, record: AnswerRecord, method: string, error: unknown): void {
    if (!(error instanceof RpcError)) {
      this.dataCentre.log('telegram.method_failed', {
        method,
        error: error instanceof Error ? error.message : String(error),
      });
    }
    const { code, text } = error instanceof RpcError ? error : { code: 500, text: 'INTERNAL' };
    const payload = this.codec.encode({ _: 'rpc_error', errorCode: code, errorMessage: text });
    this.finish(session, msgId, record, method, payload, true);
  }

  private finish(
    session: Session,
    msgId: bigint,
    record: AnswerRecord,
    method: string,
    payload: Buffer,
    failed: boolean,
  ): void {
    session.closeAnswer(record, payload, failed);
    this.world.journal.flush();
    if (!failed && this.dataCentre.faults.takesAnswer(method, session.key.accountId)) session.connection?.cut();
    else this.outbox.answer(session, msgId, payload);
  }
}
