import { type MirroredMessage, pairTwins } from '../../src/domain/message/pair-twins';

/** Runs messages through in order and says which had no earlier twin. */
function tell(story: readonly (readonly ['DIRECT' | 'CHAT', string])[]): string[] {
  const seen: MirroredMessage[] = [];
  for (const [feed, dedupeKey] of story) seen.push(...pairTwins([{ dedupeKey, twinKey: 'same' }], feed, seen));
  return seen.filter(({ twinOf }) => twinOf === null).map(({ dedupeKey }) => dedupeKey);
}

describe('one SMS seen from several sides', () => {
  it('is one, whichever side shows it first, and however often the chat repeats it', () => {
    expect(
      tell([
        ['DIRECT', 'a'],
        ['CHAT', '1'],
        ['CHAT', '2'],
      ]),
    ).toEqual(['a']);
    expect(
      tell([
        ['CHAT', '1'],
        ['DIRECT', 'a'],
        ['CHAT', '2'],
      ]),
    ).toEqual(['1']);
    expect(
      tell([
        ['CHAT', '1'],
        ['CHAT', '2'],
      ]),
    ).toEqual(['1']);
  });

  it('is two when the supplier names two, however equal they are', () => {
    expect(
      tell([
        ['DIRECT', 'a'],
        ['DIRECT', 'b'],
      ]),
    ).toEqual(['a', 'b']);
    expect(
      tell([
        ['CHAT', '1'],
        ['DIRECT', 'a'],
        ['DIRECT', 'b'],
      ]),
    ).toEqual(['1', 'b']);
    expect(
      tell([
        ['DIRECT', 'a'],
        ['CHAT', '1'],
        ['DIRECT', 'b'],
        ['CHAT', '2'],
      ]),
    ).toEqual(['a', 'b']);
  });

  it('takes nothing for a twin that says something else', () => {
    const seen = pairTwins([{ dedupeKey: '1', twinKey: 'x' }], 'CHAT', []);
    expect(pairTwins([{ dedupeKey: 'a', twinKey: 'y' }], 'DIRECT', seen)).toMatchObject([{ twinOf: null }]);
  });
});
