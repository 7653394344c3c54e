import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/** A piece of docs/operator.md: what it tells the reader to press (bold), and to type (in backticks). */
export interface GuidePiece {
  readonly text: string;
  /** Bold words in their order; a way of several buttons ("a → b") is one of them. */
  readonly bold: readonly string[];
  readonly code: readonly string[];
  /** The lines of a numbered list, the first one at 1. */
  item(number: number): GuidePiece;
  /** The cells of the first table below its header. */
  readonly rows: readonly (readonly string[])[];
  /** The lines of all shell blocks, without comments. */
  readonly commands: readonly string[];
}

export const guide = readFileSync(join(projectRoot, 'docs', 'operator.md'), 'utf8');

/** A section of the page by its number. Throws when there is none. */
export function guideSection(number: number): GuidePiece {
  const found = guide.split(/^## /m).find((text) => text.startsWith(`${number}. `));
  if (!found) throw new Error(`docs/operator.md has no section ${number}`);
  // Without the title, whose number would pass for a line's.
  return pieceOf(found.slice(found.indexOf('\n')));
}

/** The shell blocks of a page, also those that stand within a list, as the reader would paste them. */
export function shellBlocks(text: string): string[] {
  const blocks = [...text.matchAll(/^( *)```sh\n([\s\S]*?)^\1```$/gm)];
  return blocks.map(([, indent, block]) => block!.replace(new RegExp(`^${indent}`, 'gm'), ''));
}

/** The buttons of a way such as "🏭 Providers → ➕ Add". */
export const buttonsOf = (way: string): string[] => way.split(' → ');

export function pieceOf(text: string): GuidePiece {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '');
  const cells = [...text.matchAll(/^\|(.*)\|$/gm)].map(([, row]) => row!.split(' | ').map((cell) => cell.trim()));
  const shell = shellBlocks(text).flatMap((block) => block.trim().split('\n'));
  return {
    text,
    bold: [...prose.matchAll(/\*\*(.+?)\*\*/gs)].map(([, bold]) => bold!.replace(/\s+/g, ' ').replace(/[.:]$/, '')),
    code: [...prose.matchAll(/`([^`]+)`/g)].map(([, code]) => code!),
    item(number) {
      const found = new RegExp(`^${number}\\. ([\\s\\S]*?)(?=^\\d\\. |\\n\\n|$(?![\\s\\S]))`, 'm').exec(prose);
      if (!found) throw new Error(`there is no line ${number} in:\n${text}`);
      return pieceOf(found[1]!);
    },
    rows: cells.slice(2),
    commands: shell.map((line) => line.replace(/\s+# .*$/, '')),
  };
}
