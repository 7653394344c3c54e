import { randomUUID } from 'node:crypto';
import type { SupportSubject } from '../../src/database/stores/support';
import { writeSupport } from '../../src/usecases/support/write-support';
import { type ApiShop, openApiShop } from './support/api-shop';
import { type Answer, type Loose, send } from './support/graphql-client';

const LIST = `query ($first: Int, $after: String, $filter: SupportThreadFilterInput, $sort: SupportSort) {
  supportThreads(first: $first, after: $after, filter: $filter, sort: $sort) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id state } } } }`;
const THREAD = `query ($id: BigIntId!) { supportThread(id: $id) { id topic state waitingSince lastMessageId closedBy
  user { id } reservation { id status price } messages { id writer text hasPicture failure deliveredAt } } }`;
const ANSWER = `mutation ($input: AnswerSupportInput!) { answerSupport(input: $input) { __typename
  ... on SupportAnswered { isRepeated answer { id text writer } thread { id waitingSince } }
  ... on SupportOvertaken { thread { messages { text } } } ... on Refusal { message } } }`;
const CLOSE = `mutation ($input: CloseSupportInput!) { closeSupport(input: $input) { __typename
  ... on SupportMoved { isRepeated thread { id state } } ... on Refusal { message } } }`;
const REOPEN = `mutation ($input: ReopenSupportInput!) { reopenSupport(input: $input) { __typename
  ... on SupportMoved { isRepeated thread { id state } } ... on Refusal { message } } }`;

describe('support over GraphQL', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
  });
  afterAll(() => shop?.close());

  async function asks(userId: bigint, text: string, subject: SupportSubject = { topic: 'OTHER' }): Promise<string> {
    const outcome = await writeSupport(shop.app, { key: randomUUID(), userId, subject, text });
    if (!('threadId' in outcome)) throw new Error(outcome.kind);
    await shop.clock.advance(60_000);
    return String(outcome.threadId);
  }
  const threadOf = async (id: string) => (await shop.ask(THREAD, { id })).data.supportThread;
  const answers = async (input: object) =>
    (await shop.ask(ANSWER, { input: { idempotencyKey: randomUUID(), ...input } })).data.answerSupport;
  const closes = async (input: object) =>
    (await shop.ask(CLOSE, { input: { idempotencyKey: randomUUID(), ...input } })).data.closeSupport;

  it('shows a question with its order, answers it once, and closes it', async () => {
    const userId = await shop.user();
    const reservationId = await shop.sale(userId, '123456');
    const id = await asks(userId, 'The code was wrong', { topic: 'ORDER', reservationId });
    const thread = await threadOf(id);
    expect(thread).toMatchObject({
      ...{ id, topic: 'ORDER', state: 'OPEN', user: { id: String(userId) } },
      reservation: { id: String(reservationId), status: 'COMPLETED' },
      messages: [{ writer: 'BUYER', text: 'The code was wrong', hasPicture: false, deliveredAt: null }],
    });
    const input = {
      idempotencyKey: randomUUID(),
      threadId: id,
      text: ' Here is another ',
      seenMessageId: thread.lastMessageId,
    };
    const answered = await answers(input);
    expect(answered).toMatchObject({
      ...{ __typename: 'SupportAnswered', isRepeated: false },
      answer: { text: 'Here is another', writer: 'OPERATOR' },
      thread: { id, waitingSince: null },
    });
    expect(await answers(input)).toEqual({ ...answered, isRepeated: true });
    expect(await answers({ ...input, text: 'Other' })).toMatchObject({ __typename: 'IdempotencyConflict' });
    expect(await answers({ threadId: id, text: 'Late', seenMessageId: thread.lastMessageId })).toMatchObject({
      __typename: 'SupportOvertaken',
      thread: { messages: [{}, { text: 'Here is another' }] },
    });
    await asks(userId, 'Thanks', { topic: 'ORDER', reservationId });
    const closing = { idempotencyKey: randomUUID(), threadId: id };
    expect(await closes({ ...closing, seenMessageId: answered.answer.id })).toMatchObject({
      __typename: 'SupportOvertaken',
    });
    const closed = { __typename: 'SupportMoved', thread: { id, state: 'CLOSED' } };
    expect(await closes(closing)).toEqual({ ...closed, isRepeated: false });
    expect(await closes(closing)).toEqual({ ...closed, isRepeated: true });
    expect(await closes({ threadId: id })).toMatchObject({ __typename: 'SupportIsClosed' });
    expect(await answers({ threadId: id, text: 'x' })).toMatchObject({ __typename: 'SupportIsClosed' });
    const again = { input: { idempotencyKey: randomUUID(), threadId: id } };
    const reopened = (await shop.ask(REOPEN, again)).data.reopenSupport;
    expect(reopened).toMatchObject({ __typename: 'SupportMoved', thread: { state: 'OPEN' } });
    const audited = await shop.app.db.sql.rows<{ action: string; facts: object }>(
      'test.audit',
      `SELECT action, facts FROM audit_log WHERE entity = 'support_thread' ORDER BY id`,
      [],
    );
    expect(audited).toEqual([
      { action: 'support.answered', facts: { messageId: answered.answer.id } },
      { action: 'support.closed', facts: {} },
      { action: 'support.reopened', facts: {} },
    ]);
  });

  it('lists by pages: who has waited longest first, then who waits for nothing', async () => {
    const userId = await shop.user();
    const subjects: SupportSubject[] = [{ topic: 'OTHER' }, { topic: 'PAYMENT' }];
    const [first, second] = [await asks(userId, 'One', subjects[0]), await asks(userId, 'Two', subjects[1])];
    const third = await asks(await shop.user(), 'Three');
    await answers({ threadId: first, text: 'There' });
    const waiting = { isWaiting: true, from: '2020-01-01T00:00:00Z' };
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const asked: Answer<Loose> = await shop.ask(LIST, { first: 1, after, filter: { state: 'OPEN' } });
      const { data } = asked;
      ids.push(...data.supportThreads.edges.map(({ node }: { node: { id: string } }) => node.id));
      after = data.supportThreads.pageInfo.hasNextPage ? data.supportThreads.pageInfo.endCursor : null;
    } while (after);
    expect(ids.slice(0, 2)).toEqual([second, third]);
    expect(ids).toContain(first);
    expect(new Set(ids).size).toBe(ids.length);
    const ofUser = { filter: { ...waiting, userId: String(userId) } };
    const { data } = await shop.ask(LIST, ofUser);
    expect(data.supportThreads).toMatchObject({ totalCount: 1, edges: [{ node: { id: second } }] });
    const newest = (await shop.ask(LIST, { first: 1, sort: 'NEWEST' })).data.supportThreads;
    expect(newest.edges[0].node.id).toBe(third);
    const said = await shop.ask(
      `query ($id: BigIntId!) { supportMessages(threadId: $id, sort: OLDEST, first: 1) {
        totalCount edges { node { text } } pageInfo { hasNextPage } } }`,
      { id: first },
    );
    expect(said.data.supportMessages).toEqual({
      ...{ totalCount: 2, edges: [{ node: { text: 'One' } }], pageInfo: { hasNextPage: true } },
    });
  });

  it('asks for its own scopes, and for those of what stands beside a question', async () => {
    const id = await asks(await shop.user(), 'Secret words');
    const { address } = shop.server;
    const reader = await shop.key('support:read');
    const query = 'query ($id: BigIntId!) { supportThread(id: $id) { messages { text } } }';
    const read = await send(address, { key: reader, query, variables: { id } });
    expect(read.data.supportThread.messages).toEqual([{ text: 'Secret words' }]);
    const input = { idempotencyKey: randomUUID(), threadId: id, text: 'x' };
    expect((await send(address, { key: reader, query: ANSWER, variables: { input } })).status).toBe(403);
    expect((await send(address, { key: reader, query: THREAD, variables: { id } })).status).toBe(403);
    const other = await shop.key('payments:read', 'users:read');
    expect((await send(address, { key: other, query: LIST })).status).toBe(403);
    expect(JSON.stringify(shop.log)).not.toContain('Secret words');
  });

  it('says what is wrong with what it is given', async () => {
    const id = await asks(await shop.user(), 'A question');
    for (const text of ['', '   ', 'x'.repeat(3_001)]) {
      const { errors } = await shop.ask(ANSWER, { input: { idempotencyKey: randomUUID(), threadId: id, text } });
      expect(errors?.[0]?.message).toMatch(/text must have/);
    }
    expect(await answers({ threadId: '999999', text: 'x' })).toMatchObject({ __typename: 'NotFound' });
    expect(await closes({ threadId: '999999' })).toMatchObject({ __typename: 'NotFound' });
  });
});
