import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/project-root';

/** Arrows that are drawn as they are, in a line from the right too: here they would point back. */
const FORWARD_ELSEWHERE = /[→➡⇒⇨↗]/u;
/**
 * ‹ › « » are mirrored in a line from the right (the Bidi_Mirrored characters of Unicode), so they stand as in a line from
 * the left: back before the words, onward behind them.
 */
const TURNED = /^[›»]\s|\s[‹«]$/u;

/** What points the wrong way in the string literals of a source with Arabic words. */
function wrongArrows(source: string): string[] {
  const literals = [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/gu)].map(([, a, b]) => a ?? b ?? '');
  return literals
    .filter((words) => /\p{Script=Arabic}|\$\{/u.test(words))
    .filter((words) => FORWARD_ELSEWHERE.test(words) || TURNED.test(words));
}

const folders = ['src/bot/texts/ar', 'src/bot/panel/texts/ar', 'src/domain/texts/default-texts'];

describe('arrows in Arabic', () => {
  it.each(folders)('point the way one reads: %s', (folder) => {
    const path = join(projectRoot, folder);
    const files = readdirSync(path).filter((name) => folder.endsWith('/ar') || name === 'ar.ts');
    expect(files).not.toEqual([]);
    expect(
      files.flatMap((name) => wrongArrows(readFileSync(join(path, name), 'utf8')).map((words) => [name, words])),
    ).toEqual([]);
  });

  it('are found where they point back', () => {
    const wrong = ["'› رجوع'", "'التالي ‹'", "'➡️ الرقم الجديد'", '`أ → ب`', "'» الأحدث'"];
    for (const source of wrong) expect(wrongArrows(source)).toHaveLength(1);
    for (const source of ["'‹ رجوع'", "'التالي ›'", "'⬅️ الرقم'", '`«اسم»`']) expect(wrongArrows(source)).toEqual([]);
  });
});
