import { z } from 'zod';
import type { App } from '../app';
import { Sim } from '../database/entities/sim.entity';
import { type Problem, problemAt } from '../domain/problems';
import { flag, formed, reference, text } from './kit/fields';
import { resource } from './kit/resource';
import { says } from './kit/zod-problems';
import { provider } from './provider';

const PHONE = /^\+?[1-9]\d{6,14}$/;
const SERVICES = /^[a-z0-9_-]{1,40}( [a-z0-9_-]{1,40})*$/;

/** A SIM of our own. It appears by itself when its first SMS comes; turned off, it rests: its number is not sold. */
export const sim = resource(Sim, {
  name: 'sim',
  key: ['providerId', 'slot'],
  fields: {
    providerId: reference(provider).fixed(),
    slot: text({ most: 60 }).fixed().described('As its daemon names it: the modem, the PhoneID, the smsc-id.'),
    phone: formed(
      z
        .string()
        .regex(PHONE, says('sim_phone'))
        .transform((given) => given.replace('+', '')),
      { fits: PHONE, else: 'sim_phone' },
      { most: 16, inDocument: z.string().regex(/^[1-9]\d{6,14}$/, says('sim_phone')) },
    )
      .asked()
      .described('E.164 digits. Null: not known yet, so what comes to it reaches nobody.'),
    services: formed(
      z
        .string()
        .transform((given) =>
          [
            ...new Set(
              given
                .trim()
                .toLowerCase()
                .split(/[\s,]+/),
            ),
          ].join(' '),
        )
        .refine((given) => given.length <= 2_000 && SERVICES.test(given), says('sim_services')),
      { fits: /^[A-Za-z0-9_\- ,]+$/, else: 'sim_services' },
      { most: 2_000, inDocument: z.string().max(2_000).regex(SERVICES, says('sim_services')) },
    )
      .asked()
      .described('Codes of the services for which its number is in the pool, apart by blanks; null: none by itself.'),
    iccid: text({ most: 22 }).described('What is printed on the card.'),
    isBlocked: flag().described('Its network has blocked it: it rests until this is taken back.'),
  },
  refusals: {
    sims_slot_once: { kind: 'already_exists', field: 'slot' },
    sims_phone_once: { kind: 'already_exists', field: 'phone' },
    sims_provider_fk: { kind: 'not_found', entity: 'provider' },
  },
  rules: [knowsServices],
  begins: (at) => ({ watchedFrom: at }),
});

async function knowsServices(
  app: App,
  { services }: { readonly services?: string | null },
): Promise<Problem | undefined> {
  if (!services) return undefined;
  for (const code of services.split(' '))
    if (!(await app.db.services.findByCode(code))) return problemAt('services', 'no_service', { name: code });
  return undefined;
}
