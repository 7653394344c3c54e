import { en as panel } from '../../src/bot/panel/texts/en';
import { en as shop } from '../../src/bot/texts/en';
import { createFormat } from '../../src/bot/texts/format';
import { buttonsOf, guide, pieceOf } from '../support/guide';

/** Stands for whatever facts a text asks for. */
const facts: unknown = new Proxy(() => undefined, {
  get: (_, name) => (name === Symbol.toPrimitive ? () => 3 : typeof name === 'symbol' ? undefined : facts),
});

function* leaves(texts: unknown): Generator<string> {
  if (typeof texts === 'string') yield texts;
  else if (texts && typeof (texts as { text?: unknown }).text === 'string') yield (texts as { text: string }).text;
  else if (typeof texts === 'object' && texts) for (const inner of Object.values(texts)) yield* leaves(inner);
  else if (typeof texts === 'function') yield* leaves(answerOf(texts as (o: unknown) => unknown));
}

/** Texts that compute with their facts cannot be asked so, and name no button of the page. */
function answerOf(make: (o: unknown) => unknown): unknown {
  try {
    return make(facts);
  } catch {
    return undefined;
  }
}

describe('docs/operator.md', () => {
  it('names buttons as the panel and the shop do', () => {
    const format = { ...createFormat('en', 'USD'), money: () => '$', number: () => '3', name: () => '…' };
    const known = [...leaves(panel(format)), ...leaves(shop(format))];
    const named = pieceOf(guide).bold.filter((words) => /^[^\p{L}]/u.test(words));
    const labels = named.flatMap(buttonsOf);
    expect(labels.length).toBeGreaterThan(30);
    // A setting's button is a pencil with the setting's name.
    const isKnown = (label: string) =>
      known.some((text) => text.startsWith(label) || (label.startsWith('✏️ ') && text === label.slice('✏️ '.length)));
    expect(labels.filter((label) => !isKnown(label))).toEqual([]);
  });
});
