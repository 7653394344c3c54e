import type { Providers } from '../app';
import type { Database } from '../database/database';
import { readStoredProviders, type StoredProviderRow } from '../database/queries/troubles';
import type { SecretBox } from '../platform/secret-box';
import type { Finding } from './examine';

type Rules = Pick<Providers, 'problemOf' | 'protocols'>;

/** Providers whose rows no adapter can work with, and those whose keys do not open: they are never asked for anything. */
export async function* examineProviders(db: Database, box: SecretBox, rules: Rules): AsyncGenerator<Finding> {
  for (const provider of await readStoredProviders(db)) {
    for (const detail of [misfit(provider, rules), lockedKey(provider, box)]) {
      if (detail === undefined) continue;
      const verdict = provider.isActive ? 'failure' : 'warning';
      yield { name: 'providers', verdict, detail: `${provider.name}: ${detail}` };
    }
  }
}

function misfit({ protocol, baseUrl, options }: StoredProviderRow, rules: Rules): string | undefined {
  if (!rules.protocols.includes(protocol))
    return `no protocol is called "${protocol}"; change it to one of ${rules.protocols.join(', ')}, or delete the supplier`;
  const problem = rules.problemOf({ protocol, baseUrl, options });
  return (
    problem && `its settings do not fit ${protocol} (${problem}); repair these fields in the panel or by updateProvider`
  );
}

function lockedKey({ sealedKeys }: StoredProviderRow, box: SecretBox): string | undefined {
  const locked = sealedKeys.filter(({ sealed }) => !opens(box, sealed)).map(({ what }) => what);
  if (locked.length === 0) return undefined;
  return `SECRET_KEY does not open its ${locked.join(' and its ')}; enter it again, or give the former key back as SECRET_KEY_OLD`;
}

function opens(box: SecretBox, sealed: Buffer): boolean {
  try {
    box.open(sealed);
    return true;
  } catch {
    return false;
  }
}
