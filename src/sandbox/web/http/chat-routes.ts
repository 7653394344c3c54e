import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { lookAtChannel, setMembership } from '../chat/channel-acts';
import { pressButton, restartChat, sendText, setBlocked, startBot } from '../chat/chat-acts';
import { ChatError } from '../chat/chat-error';
import { fetchFile } from '../chat/fetch-file';
import { openInvoice, payInvoice, readReceipt } from '../chat/pay-acts';
import { LARGEST_FILE, sendFile } from '../chat/send-file';
import type { UserChat } from '../chat/user-chat';
import type { UserChats } from '../chat/user-chats';
import { type EventStream, openEventStream } from './event-stream';
import { InputError, readInput } from './read-input';

const fileParam = z.object({ messageId: z.coerce.number().int().positive() });
const nameQuery = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^/\\\0]+$/, 'give the name of a file'),
  caption: z.string().max(1024, 'at most 1024 characters go with a file').optional(),
});
const userParam = z.object({ user: z.string().min(1).max(40) });
const textBody = z.object({ text: z.string().trim().min(1, 'write something first').max(4096) });
const startBody = z.object({
  payload: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional(),
});
const pressBody = z.object({ messageId: z.int().positive(), data: z.base64().max(88) });
const channelLink = z
  .string()
  .max(200)
  .regex(/^https:\/\/t\.me\//, 'give a t.me link of a channel');
const lookBody = z.object({ url: channelLink });
const membershipBody = z.object({ url: channelLink, isMember: z.boolean() });
const invoiceBody = z.union(
  [
    z.object({ messageId: z.int().positive() }),
    z.object({
      url: z
        .string()
        .max(200)
        .regex(/^https:\/\/t\.me\/(\$|invoice\/)[\w-]+$/),
    }),
  ],
  { error: 'name an invoice: messageId, or the url of a t.me link of an invoice' },
);
const payBody = z.intersection(invoiceBody, z.object({ formId: z.string().regex(/^-?\d{1,19}$/, 'name the form') }));
const receiptBody = z.object({ messageId: z.int().positive() });
const blockBody = z.object({ blocked: z.boolean() });

/** The chat of each demo user: events out, acts in. */
export function chatRoutes(server: FastifyInstance, chats: UserChats): void {
  const streams = new Set<EventStream>();

  const chatOf = (params: unknown): UserChat => {
    const chat = chats.find(readInput(userParam, params).user);
    if (!chat) throw new ChatError('There is no such user in the sandbox.', 'unknown_user', 404);
    return chat;
  };
  const act = <T>(url: string, schema: z.ZodType<T>, run: (chat: UserChat, input: T) => Promise<unknown>) =>
    server.post(`/sandbox/users/:user/${url}`, async (request) => {
      const chat = chatOf(request.params);
      return (await run(chat, readInput(schema, request.body ?? {}))) ?? {};
    });

  server.get('/sandbox/users', async () => ({ users: chats.list() }));
  server.get('/sandbox/users/:user/events', (request, reply) => {
    const chat = chatOf(request.params);
    let stop: () => void = () => undefined;
    const stream = openEventStream(reply, () => {
      streams.delete(stream);
      stop();
    });
    streams.add(stream);
    const sendPeople = () => stream.send('people', { users: chats.list() });
    sendPeople();
    stop = chats.show(chat, ({ kind, ...facts }) => stream.send(kind, facts), sendPeople);
  });
  server.get('/sandbox/users/:user/files/:messageId', async (request, reply) => {
    const { messageId } = readInput(fileParam, request.params);
    const { name, mimeType, content } = await fetchFile(chatOf(request.params), messageId);
    // Only a picture of the kinds that cannot run anything is shown in the page; all else is saved.
    const isPicture = mimeType === 'image/jpeg';
    const place = isPicture ? 'inline' : `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    return reply
      .header('content-type', isPicture ? pictureType(content) : 'application/octet-stream')
      .header('content-disposition', place)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, max-age=3600')
      .send(content);
  });
  // The file itself is the body, its name a part of the address.
  const raw = { parseAs: 'buffer', bodyLimit: LARGEST_FILE } as const;
  server.addContentTypeParser('application/octet-stream', raw, (_request, body, done) => done(null, body));
  server.post('/sandbox/users/:user/files', { bodyLimit: LARGEST_FILE }, async (request) => {
    const chat = chatOf(request.params);
    const { name, caption } = readInput(nameQuery, request.query);
    const content = readInput(
      z.instanceof(Buffer, { error: 'send the file as application/octet-stream' }),
      request.body,
    );
    if (content.length === 0) throw new InputError('The file is empty.');
    await sendFile(chat, { name, content, caption });
    return {};
  });
  act('messages', textBody, (chat, { text }) => sendText(chat, text));
  act('start', startBody, (chat, { payload }) => startBot(chat, payload));
  act('restart', z.object({}), (chat) => restartChat(chat));
  act('press', pressBody, (chat, { messageId, data }) => pressButton(chat, messageId, data));
  act('block', blockBody, (chat, { blocked }) => setBlocked(chat, blocked));

  act('invoice', invoiceBody, (chat, what) => openInvoice(chat, what));
  act('pay', payBody, (chat, { formId, ...what }) => payInvoice(chat, what, formId));
  act('receipt', receiptBody, (chat, { messageId }) => readReceipt(chat, messageId));

  act('channel', lookBody, (chat, { url }) => lookAtChannel(chat, url));
  act('membership', membershipBody, (chat, { url, isMember }) => setMembership(chat, url, isMember));

  // Open streams would keep the server from closing.
  server.addHook('preClose', async () => {
    for (const stream of [...streams]) stream.end();
    await chats.close();
  });
}

/** Telegram calls every photo a JPEG; the simulated one keeps what was sent. */
function pictureType(content: Buffer): string {
  return content.subarray(1, 4).toString('latin1') === 'PNG' ? 'image/png' : 'image/jpeg';
}
