import { type Fields, MAX_CALLBACK_BYTES } from '../../src/bot/callback-data';
import { anew, callbacks, parseCallback } from '../../src/bot/callbacks';
import { frameCallbacks, isPanelData } from '../../src/bot/panel/frame-callbacks';
import { findForm, parsePanelCallback, sections } from '../../src/bot/panel/sections';

const largest: Record<Fields[string], unknown> = {
  id: 2 ** 31 - 1,
  count: 9999,
  flag: true,
  bigId: 2n ** 63n - 1n,
  amount: 2n ** 63n - 1n,
  nonce: 'zzzzzzzz',
  word: 'w'.repeat(40),
  language: 'en',
};

const ofSections = sections.flatMap((section) =>
  Object.entries(section.callbacks).map(([name, link]) => ({ section: section.name, name, link })),
);
const declared = [
  ...Object.entries(frameCallbacks).map(([name, link]) => ({ section: 'frame', name, link })),
  ...ofSections,
];

describe('a button of the panel', () => {
  it.each(declared)('$section.$name fits into 64 bytes with the largest values', ({ link }) => {
    const build = link as unknown as (data: Record<string, unknown>) => string;
    const data = build(Object.fromEntries(Object.entries(link.fields).map(([name, kind]) => [name, largest[kind]])));
    expect(Buffer.byteLength(anew(data))).toBeLessThanOrEqual(MAX_CALLBACK_BYTES);
    expect(link.parse(data)).toBeDefined();
    expect(isPanelData(data)).toBe(true);
    expect(parseCallback(data)).toBeUndefined();
  });

  it.each(ofSections)('$section.$name leads to its own page', ({ section, name, link }) => {
    const build = link as unknown as (data: Record<string, unknown>) => string;
    const data = build(Object.fromEntries(Object.entries(link.fields).map(([field, kind]) => [field, largest[kind]])));
    expect(parsePanelCallback(data)).toMatchObject({ name, section: { name: section }, page: expect.any(Function) });
  });

  it('has a prefix of its own, which no button of the shop has', () => {
    const prefixes = [...declared, ...Object.values(callbacks).map((link) => ({ link }))].map(
      ({ link }) => link.prefix,
    );
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});

describe('the sections of the panel', () => {
  it('have names of their own, and forms that are found by them', () => {
    expect(new Set(sections.map(({ name }) => name)).size).toBe(sections.length);
    for (const { name, forms } of sections) {
      for (const form of Object.keys(forms)) expect(findForm(`${name}.${form}`)).toBe(forms[form]);
    }
    expect(findForm('sessions.toString')).toBeUndefined();
  });
});
