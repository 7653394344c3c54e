import { readTitledThread } from '../../database/queries/support';
import { LARGEST_PHOTO } from '../../domain/broadcast/photo';
import type { InboundMessage } from '../../ports/inbound-update';
import { writeSupport } from '../../usecases/support/write-support';
import type { Visit } from '../screens/screen';
import { askView, readSubject, threadView } from '../screens/support.screen';
import { lines } from '../texts/rich';
import type { Interaction } from './interaction';

/** Whose ears words are for: a thread with the operators, or what a new one is about. */
export type Addressee =
  | { readonly threadId: bigint }
  | { readonly threadId?: undefined; readonly about: string; readonly id: bigint };

/** Undefined: the words are for the shop. An answer of the operators may be replied to where it stands. */
export async function addresseeOf(visit: Visit, { replyToMessageId }: InboundMessage): Promise<Addressee | undefined> {
  const threadId =
    replyToMessageId === null
      ? undefined
      : await visit.app.db.support.findByChatMessage(visit.user.id, replyToMessageId);
  if (threadId !== undefined) return { threadId };
  const step = await visit.step();
  if (step?.kind !== 'type_support') return undefined;
  return 'thread' in step ? { threadId: BigInt(step.thread) } : { about: step.about, id: BigInt(step.id) };
}

/**
 * What a buyer tells the operators. The message in the chat is the key: handled again, it stands in the thread once, and
 * the answer is the same.
 */
export async function onSupportWords(
  interaction: Interaction,
  message: InboundMessage,
  addressee: Addressee,
): Promise<void> {
  const { app, visit } = interaction;
  const { user, texts } = visit;
  const picture = await pictureOf(interaction, message);
  const subject = addressee.threadId === undefined ? readSubject(addressee.about, addressee.id) : undefined;
  const outcome = await writeSupport(app, {
    key: `chat:${user.id}:${message.messageId}`,
    userId: user.id,
    threadId: addressee.threadId,
    subject,
    text: message.text,
    picture: picture === 'lost' ? undefined : picture,
  });
  const isTaken = 'threadId' in outcome;
  const threadId = isTaken ? outcome.threadId : addressee.threadId;
  const thread = threadId === undefined ? undefined : await readTitledThread(app.db, { id: threadId, userId: user.id });
  const view = thread
    ? await threadView(visit, thread)
    : await askView(visit, ...aboutOf(addressee), subject ?? { topic: 'OTHER' });
  const word = isTaken ? texts.supportReceived({ id: outcome.threadId }) : texts.supportRefusals[outcome.kind];
  const lost = isTaken && picture === 'lost' && texts.supportPictureLost;
  await interaction.show({ ...view, text: lines(word, lost, '', view.text) }, 'supportThread', {
    kind: 'after',
    messageId: message.messageId,
  });
}

const aboutOf = (addressee: Addressee): [about: string, id: bigint] =>
  addressee.threadId === undefined ? [addressee.about, addressee.id] : ['other', 0n];

/** The picture in a message, sent as such or as a file; lost: it is none that can be kept, or Telegram did not give it. */
async function pictureOf({ parts }: Interaction, { photo, document }: InboundMessage) {
  const file = photo ?? document;
  if (!file) return undefined;
  const isPicture = photo !== undefined || /^image\/(jpeg|png)$/.test(document!.mimeType);
  if (!isPicture || file.size > LARGEST_PHOTO) return 'lost';
  const fetched = await parts.messenger.download(file, LARGEST_PHOTO);
  return fetched.kind === 'downloaded' ? { content: fetched.content, reference: photo } : 'lost';
}
