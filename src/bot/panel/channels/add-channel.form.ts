import { readChannelCandidates } from '../../../database/queries/channels';
import { readChannelReference, readInviteLink } from '../../../domain/channel/channel-reference';
import { type AddChannelOutcome, addChannel } from '../../../usecases/channels/add-channel';
import { bold, lines } from '../../texts/rich';
import type { Field, Form, FormEnd } from '../forms/form';
import type { AdminVisit } from '../section';
import { channelCallbacks as callbacks } from './channel-callbacks';

const MOST_CANDIDATES = 8;

/** A channel by its name, by a post forwarded from it, or one of those where the bot was made an admin. */
export const addChannelForm: Form = {
  async open(visit) {
    const { panel } = visit;
    return {
      title: panel.channels.addTitle,
      fields: [referenceField(visit), inviteField(visit)],
      cancelTo: callbacks.list({ page: 0 }),
    };
  },

  async submit(visit, { values }) {
    const { reference = '', inviteLink } = values;
    const outcome = await addChannel(visit.app, { reference, inviteLink, purpose: 'MEMBERSHIP', ...visit.author });
    return endOf(visit, outcome);
  },
};

function referenceField({ app, panel: { channels: words } }: AdminVisit): Field {
  return {
    name: 'reference',
    label: words.reference,
    hint: words.referenceHint,
    takesPost: true,
    async options() {
      const candidates = await readChannelCandidates(app.db, { limit: MOST_CANDIDATES });
      return candidates.map(({ telegramId, title }) => ({
        value: String(telegramId),
        label: title ?? String(telegramId),
      }));
    },
    read(text) {
      const reference = readChannelReference(text);
      switch (reference.kind) {
        case 'unreadable':
          return { kind: 'problem', text: words.unreadable };
        case 'invite':
          return { kind: 'problem', text: words.needsPost };
        case 'public':
          return { kind: 'ok', value: `@${reference.name}` };
        case 'id':
          return { kind: 'ok', value: String(reference.telegramId) };
      }
    },
  };
}

function inviteField({ panel: { channels: words } }: AdminVisit): Field {
  return {
    name: 'inviteLink',
    label: words.inviteLink,
    hint: words.inviteHint,
    isOptional: true,
    read(text) {
      const link = readInviteLink(text);
      return link ? { kind: 'ok', value: link } : { kind: 'problem', text: words.badInvite };
    },
  };
}

/** What came of it, and what is to be done next. */
export function endOf({ panel: { channels: words } }: AdminVisit, outcome: AddChannelOutcome): FormEnd {
  switch (outcome.kind) {
    case 'added':
      return { kind: 'done', go: callbacks.card({ channel: outcome.channel.id }), toast: words.added };
    case 'unreadable':
      return { kind: 'ask_again', field: 'reference', text: words.unreadable };
    case 'needs_post':
      return { kind: 'ask_again', field: 'reference', text: words.needsPost };
    case 'bad_invite_link':
      return { kind: 'ask_again', field: 'inviteLink', text: words.badInvite };
    case 'not_found':
      return { kind: 'ask_again', field: 'reference', text: words.notFound };
    case 'bot_lacks': {
      const { title, rights } = outcome;
      const text = lines(
        bold(words.lacks({ title })),
        ...rights.map((right) => `• ${words.rights[right]}`),
        '',
        words.thenAgain,
      );
      return { kind: 'stopped', text, go: callbacks.list({ page: 0 }) };
    }
    case 'try_later':
      return { kind: 'stopped', text: lines(words.tryLater), go: callbacks.list({ page: 0 }) };
  }
}
