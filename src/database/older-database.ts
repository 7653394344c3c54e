/** The database is of a release whose migrations this program no longer has. Nothing was changed. */
export class OlderDatabase extends Error {
  override readonly name = 'OlderDatabase';

  constructor(release: string) {
    super(
      `This database is of a release before ${release}: start release ${release} on it once, then this one. Nothing was changed.`,
    );
  }
}
