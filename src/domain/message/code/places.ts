/** A piece of a text, in characters from its beginning. */
export interface Place {
  readonly from: number;
  /** Behind the last character. */
  readonly to: number;
}

export const overlaps = (a: Place, b: Place) => a.from < b.to && b.from < a.to;

/** Pieces in the order of their ends, so that those near a place are found without looking at all others. */
export class Places<Piece extends Place = Place> {
  readonly all: readonly Piece[];

  constructor(pieces: readonly Piece[]) {
    this.all = pieces.every(({ to }, at) => at === 0 || pieces[at - 1]!.to <= to)
      ? pieces
      : [...pieces].sort((a, b) => a.to - b.to);
  }

  /** The first that ends at `to` or later, by its index. */
  firstEndingFrom(to: number): number {
    return lowerBound(this.all.length, (at) => this.all[at]!.to >= to);
  }

  /** Whether one shares a character with a place. Only for pieces that do not overlap one another. */
  touches(place: Place): boolean {
    const next = this.all[this.firstEndingFrom(place.from + 1)];
    return next !== undefined && overlaps(place, next);
  }
}

/** The first index for which `isReached` holds, given that it holds from there on; `length` when for none. */
export function lowerBound(length: number, isReached: (at: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a pattern is found in a text. */
export function placesOf(text: string, pattern: RegExp): Place[] {
  return [...text.matchAll(pattern)].map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
}
