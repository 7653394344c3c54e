import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../support/project-root';

/** What an integrator writes against the types that he generated. Each line that must not compile says so. */
const PROGRAM = `
import type { AddBalanceMutation, UserCardQuery, UserCardQueryVariables } from './client';

export const variables: UserCardQueryVariables = { id: '1' };
export function available(answer: UserCardQuery): string | undefined {
  return answer.user?.wallet.available;
}
export function outcome({ addBalance }: AddBalanceMutation): string {
  if (addBalance == null) return 'broken off: see the errors of the answer';
  switch (addBalance.__typename) {
    case 'BalanceAdded':
      return addBalance.wallet.available;
    default:
      return addBalance.message;
  }
}
// @ts-expect-error Money is a string, so that nobody calculates with it by accident
export const wrong: number = available({} as UserCardQuery);
// @ts-expect-error an id is needed
export const missing: UserCardQueryVariables = {};
`;

describe('a client that is generated from the emitted schema', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'numbershop-client-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has types for every example, and they hold what a program relies on', () => {
    const script = join(projectRoot, 'scripts/generate-client.js');
    const { status, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
    expect({ status, stderr: stderr.replace(/^\(.*(Warning|trace-warnings).*\n/gm, '') }).toEqual({
      status: 0,
      stderr: '',
    });
    expect(readFileSync(join(folder, 'client.ts'), 'utf8')).toContain('export type UserCardQuery =');
    writeFileSync(join(folder, 'program.ts'), PROGRAM);
    expect(problemsIn(...['program.ts', 'client.ts', 'schema.ts'].map((name) => join(folder, name)))).toEqual([]);
  });

  function problemsIn(...files: string[]): string[] {
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
    };
    const program = ts.createProgram(files, options);
    return ts.getPreEmitDiagnostics(program).map(({ messageText, file: at, start }) => {
      const line = at && start !== undefined ? at.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${at?.fileName.split('/').pop()}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  }
});
