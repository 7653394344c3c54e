import { readSupportMessages, readTitledThread } from '../../../database/queries/support';
import { LONGEST_SUPPORT_TEXT } from '../../../domain/support/support-words';
import { answerSupport } from '../../../usecases/support/answer-support';
import { lines, shortened } from '../../texts/rich';
import { textField } from '../forms/fields';
import type { Form } from '../forms/form';
import { supportCard } from './support-callbacks';

const REMINDER = 600;

/** The answer is typed under the words that it answers. What another operator did meanwhile stops it, and gives it back. */
export const answerForm: Form = {
  async open(visit, { thread }) {
    const { app, panel, texts } = visit;
    const id = BigInt(String(thread));
    const found = await readTitledThread(app.db, { id });
    if (!found) return undefined;
    const { rows } = await readSupportMessages(app.db, { threadId: id, page: { limit: 1, backward: false } });
    const words = panel.support;
    const above = rows.flatMap((row) => [
      words.said({
        isBuyer: row.writer === 'BUYER',
        at: row.createdAt,
        text: shortened(row.text, REMINDER).text,
        mark: row.hasPicture ? words.pictureMark : '',
        by: row.actorType,
      }),
      '',
    ]);
    return {
      title: words.cardTitle({ id, subject: texts.supportSubject(found) }),
      fields: [
        textField(visit, {
          name: 'text',
          label: words.answerLabel,
          hint: lines(...above, words.answerHint({ most: LONGEST_SUPPORT_TEXT })).text,
          most: LONGEST_SUPPORT_TEXT,
        }),
      ],
      cancelTo: supportCard(id),
    };
  },
  async submit({ app, author, panel }, { subject, values, nonce }) {
    const threadId = BigInt(String(subject.thread));
    const text = values.text!;
    const order = { key: `panel:${nonce}`, threadId, text, seen: BigInt(String(subject.seen)), ...author };
    const { kind } = await answerSupport(app, order);
    const go = supportCard(threadId);
    const words = panel.support;
    switch (kind) {
      case 'answered':
      case 'repeated':
        return { kind: 'done', go, toast: words.sent };
      case 'overtaken':
        return { kind: 'stopped', go, text: lines(words.overtakenAnswer, text) };
      case 'closed':
        return { kind: 'stopped', go, text: lines(words.closedMeanwhile, text) };
      case 'bad_text':
        return { kind: 'ask_again', field: 'text', text: words.answerHint({ most: LONGEST_SUPPORT_TEXT }) };
      case 'not_found':
      case 'key_conflict':
        return { kind: 'stopped', go, text: lines(panel.common.gone) };
    }
  },
};
