import { runCli } from '../../src/cli/run';
import { loadConfig } from '../../src/config';
import type { TestDatabase } from './database';

/** What `npm run shop -- ...` said, and how it ended. */
export interface ToolRun {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

/** Runs one of the operator's tools on a test's database, in this process. */
export async function runShopTool(database: TestDatabase, dataDir: string, args: string[]): Promise<ToolRun> {
  const printed: string[] = [];
  const complained: string[] = [];
  const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl, DATA_DIR: dataDir };
  const code = await runCli(args, {
    print: (line) => void printed.push(line),
    complain: (line) => void complained.push(line),
    env,
    config: () => loadConfig(env),
  });
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}
