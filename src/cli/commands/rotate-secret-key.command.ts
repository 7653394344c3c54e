import { resealSecrets } from '../../usecases/settings/reseal-secrets';
import type { Command } from '../command';
import { withShop } from '../with-shop';

export const rotateSecretKeyCommand: Command = {
  name: 'rotate-secret-key',
  usage: '',
  summary:
    'Seals every stored secret with SECRET_KEY. Before: set SECRET_KEY to a new key and SECRET_KEY_OLD to the one before, and restart the shop; afterwards take SECRET_KEY_OLD away.',
  run: (_args, terminal) =>
    withShop(terminal, async ({ app, secretBox }) => {
      const { resealed, current, lost } = await resealSecrets(app, secretBox, { actor: { type: 'ADMIN', id: 'cli' } });
      terminal.print(`${resealed} secret(s) were sealed anew, ${current} were already.`);
      for (const one of lost) terminal.complain(`${one}: no key opens it; enter this secret again.`);
      if (lost.length === 0) terminal.print('SECRET_KEY_OLD is needed no more.');
      return lost.length === 0 ? 0 : 1;
    }),
};
