import type { TextEntity } from '../../ports/messenger';

/** Text with its formatting beside it, so that nothing a stranger wrote is ever read as markup. */
export interface Rich {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

export type Piece = Rich | string;

export const struck = (piece: Piece): Rich => wrapped('strike', piece);
export const bold = (piece: Piece): Rich => wrapped('bold', piece);
export const code = (piece: Piece): Rich => wrapped('code', piece);

/** A template tag: rich`Pay ${bold('$1.25')} now`. */
export function rich(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Rich {
  return joined(parts.flatMap((part, index) => (index < pieces.length ? [part, pieces[index]!] : [part])));
}

/** Lines below one another; absent ones are left out, and '' is an empty line. */
export function lines(...pieces: readonly (Piece | undefined | null | false)[]): Rich {
  const present = pieces.filter((piece): piece is Piece => piece !== undefined && piece !== null && piece !== false);
  return joined(present.flatMap((piece, index) => (index === 0 ? [piece] : ['\n', piece])));
}

export function joined(pieces: readonly Piece[]): Rich {
  let text = '';
  const entities: TextEntity[] = [];
  for (const piece of pieces) {
    const { text: next, entities: inner } = plain(piece);
    for (const entity of inner) entities.push({ ...entity, offset: entity.offset + text.length });
    text += next;
  }
  return { text, entities };
}

/** Cuts to `max` UTF-16 units, never through a surrogate pair; a cut text ends with an ellipsis. */
export function shortened(piece: Piece, max: number): Rich {
  const { text, entities } = plain(piece);
  if (text.length <= max) return { text, entities };
  const kept = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return {
    text: `${kept}…`,
    entities: entities
      .filter(({ offset }) => offset < kept.length)
      .map((entity) => ({ ...entity, length: Math.min(entity.length, kept.length - entity.offset) })),
  };
}

function plain(piece: Piece): Rich {
  return typeof piece === 'string' ? { text: piece, entities: [] } : piece;
}

function wrapped(kind: 'strike' | 'bold' | 'italic' | 'code' | 'pre', piece: Piece): Rich {
  const inner = plain(piece);
  return { text: inner.text, entities: [{ kind, offset: 0, length: inner.text.length }, ...inner.entities] };
}
