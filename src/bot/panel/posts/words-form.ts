import { readAnnouncementChannel } from '../../../database/queries/announcements';
import {
  ANNOUNCEMENT_KINDS,
  type AnnouncementKind,
  LIST_PLACE,
  LONGEST_TEMPLATE,
} from '../../../domain/channel/announcement-kind';
import { problem } from '../../../domain/problems';
import { saveAnnouncementTemplate } from '../../../usecases/channels/save-announcements';
import { lines } from '../../texts/rich';
import { choiceField, textField } from '../forms/fields';
import type { Form } from '../forms/form';
import { postCallbacks as callbacks } from './post-callbacks';

/** The operator's own words for a kind of news, in the language of the channel; skipped, the shop's own come back. */
export const wordsForm: Form = {
  async open(visit, { channel }) {
    if (!(await readAnnouncementChannel(visit.app.db, Number(channel)))) return undefined;
    const { posts } = visit.panel;
    const words = posts.wordsText({ place: LIST_PLACE });
    const options = ANNOUNCEMENT_KINDS.map((kind) => ({ value: kind, label: posts.kinds[kind] }));
    return {
      title: posts.wordsTitle,
      fields: [
        choiceField(visit, { name: 'kind', label: posts.wordsKind, options }),
        textField(visit, {
          ...{ name: 'text', label: words, hint: posts.wordsOwn, most: LONGEST_TEMPLATE, isOptional: true },
          pattern: { fits: /\{list\}/, else: words },
        }),
      ],
      cancelTo: callbacks.card({ channel: Number(channel) }),
    };
  },
  async submit({ app, author, panel }, { subject, values }) {
    const channel = Number(subject.channel);
    const row = await readAnnouncementChannel(app.db, channel);
    const go = callbacks.card({ channel });
    if (!row) return { kind: 'stopped', text: lines(panel.common.gone), go: callbacks.list() };
    const order = { kind: values.kind as AnnouncementKind, language: row.language, text: values.text ?? null };
    const outcome = await saveAnnouncementTemplate(app, order, author);
    if (outcome.kind === 'saved') return { kind: 'done', go, toast: panel.common.saved };
    const wrong = outcome.kind === 'invalid' ? outcome.problem : problem('list_place', { place: LIST_PLACE });
    return { kind: 'ask_again', field: 'text', text: panel.common.refusedBy(wrong) };
  },
};
