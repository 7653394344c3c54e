import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { extractCode } from '../../domain/message/extract-code';
import { matchPattern } from '../../platform/match-pattern';
import { type Command, type Terminal, UsageError } from '../command';
import { withShop } from '../with-shop';

const Sample = z.object({
  text: z.string(),
  service: z.string().nullish(),
  /** Null: none is meant. */
  code: z.string().nullable(),
});

export const tryCodesCommand: Command = {
  name: 'try-codes',
  usage: 'FILE.json',
  summary:
    'Reads a list of {text, service, code} and says how many codes the shop finds in the texts: right, none, wrong, over (found where none is meant).',
  async run([file, ...rest], terminal) {
    if (!file || rest.length > 0) throw new UsageError('Give one file.');
    const samples = readSamples(file);
    const patterns = await servicePatterns(terminal);
    const counts = { total: samples.length, right: 0, none: 0, wrong: 0, over: 0 };
    for (const { text, service, code } of samples) {
      const found = extractCode(
        { text, pattern: service ? patterns.get(service.toLowerCase()) : undefined },
        matchPattern,
      );
      const verdict =
        (found ?? null) === code ? 'right' : found === undefined ? 'none' : code === null ? 'over' : 'wrong';
      counts[verdict] += 1;
      if (verdict !== 'right') terminal.complain(JSON.stringify({ verdict, text, code, found: found ?? null }));
    }
    terminal.print(JSON.stringify(counts));
    return 0;
  },
};

function readSamples(file: string) {
  const read = (): unknown => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
      throw new UsageError(`${file} cannot be read as JSON: ${(error as Error).message}`);
    }
  };
  const parsed = z.array(Sample).safeParse(read());
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new UsageError(
    `${file} must be a list of {"text": "...", "code": "..." or null}; at /${path.join('/')}: ${message}`,
  );
}

/** By code and by name; none where there is no database yet or it cannot be reached. */
async function servicePatterns(terminal: Terminal): Promise<ReadonlyMap<string, string>> {
  try {
    const { database, dataDir } = terminal.config();
    if (!database.url && !existsSync(join(dataDir, 'postgres'))) return new Map();
    return await withShop(terminal, async ({ app }) => {
      const services = await app.db.services.listWithPattern();
      const entries = services.flatMap(({ code, name, codePattern }) =>
        [code, name].map((key) => [key.toLowerCase(), codePattern!] as const),
      );
      return new Map(entries);
    });
  } catch (error) {
    terminal.complain(`No patterns of services, the general grammar alone: ${(error as Error).message}`);
    return new Map();
  }
}
