/** One thing that whoever started the program wants to know: what it is, the thing itself, and a word about it. */
export interface BannerRow {
  readonly name: string;
  readonly text: string;
  readonly note?: string;
}

/** What stands on the terminal once the program is ready; written to standard output, apart from the log. */
export function bannerLines(title: string, rows: readonly BannerRow[]): string {
  const widest = (of: (row: BannerRow) => string) => Math.max(...rows.map((row) => of(row).length));
  const [name, text] = [widest((row) => row.name), widest((row) => row.text)];
  const lines = rows.map((row) =>
    `  ${row.name.padEnd(name)}  ${row.note ? `${row.text.padEnd(text)}  ${row.note}` : row.text}`.trimEnd(),
  );
  return ['', `  ${title}`, '', ...lines, '', ''].join('\n');
}
