import { z } from 'zod';
import { BadCursorError } from '../../../../domain/paging/page-request';
import { checkEventCursor, newestCursor, OLDEST } from '../../../../usecases/resale/follow-order-events';
import { operation } from '../operation';
import { invalid, problem } from '../problems';

export const followEvents = operation({
  id: 'followEvents',
  method: 'get',
  path: '/events',
  tag: 'Events',
  summary: 'What happens to your orders by any of your keys, as server-sent events',
  description: `A stream that ends only with the connection, the key or the program. Each event has an \`id\`, its type as \`event\`, and as \`data\` an OrderEvent. Resume with \`Last-Event-ID\` (browsers do so by themselves) or \`after\`: nothing between is lost for as long as events are kept. Without either the stream begins with what comes next; \`after=${OLDEST}\` begins with the oldest that is kept. A comment comes every fifteen seconds. At most five streams a key; whoever does not read is dropped.`,
  cost: 'read',
  query: z.strictObject({
    after: z.string().min(1).max(200).optional().describe(`The id of an event, or \`${OLDEST}\`.`),
  }),
  answers: { 200: { description: 'The stream.', schema: z.string(), type: 'text/event-stream' } },
  problems: ['too_many_streams'],
  async handle({ app, caller, query, lastEventId, streams, isStillAllowed: isAllowed }) {
    const cursor = lastEventId || query.after || (await newestCursor(app, caller));
    try {
      checkEventCursor(cursor);
    } catch (error) {
      if (!(error instanceof BadCursorError)) throw error;
      return invalid({ path: 'query.after', message: error.message });
    }
    if (!streams.take(caller.keyId)) return problem('too_many_streams', { retryAfterS: 5 });
    return { kind: 'stream', run: (raw) => streams.run(raw, { caller, cursor, isAllowed }) };
  },
});
