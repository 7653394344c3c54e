import { z } from 'zod';
import { Service } from '../database/entities/service.entity';
import { aliases } from './aliases';
import { formed, patterned, text, whole } from './kit/fields';
import { resource } from './kit/resource';
import { says } from './kit/zod-problems';
import { patternProblem } from './pattern-problem';

export const service = resource(Service, {
  name: 'service',
  key: ['code'],
  fields: {
    code: patterned(/^[a-z0-9][a-z0-9_-]{1,39}$/, 'service_code', { least: 2, most: 40 })
      .fixed()
      .described('Small letters, digits, - and _.'),
    name: text({ most: 60 }),
    emoji: formed(z.string().trim().max(16, says('emoji')), undefined, { most: 16 }).asked(),
    aliases: aliases(),
    /** Its first group is the code. */
    codePattern: text({ most: 200 }).described('Regular expression; null for the general ones.'),
    timeoutS: whole(60, 86_400).described('60 to 86400.'),
    position: whole(-1_000_000, 1_000_000),
  },
  refusals: { services_code_key: { kind: 'already_exists', field: 'code' } },
  rules: [
    async (_app, { codePattern }) => {
      const problem = codePattern ? await patternProblem(codePattern) : undefined;
      return problem && { ...problem, path: 'codePattern' };
    },
  ],
  // A service that was deleted gives its code to a new one.
  before: (tx, { code }) => tx.catalogue.freeCodes([code!]),
});
