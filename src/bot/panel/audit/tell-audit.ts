import { type AuditName, readAuditNames } from '../../../database/queries/audit-names';
import type { ActorType } from '../../../domain/enum-values';
import type { Settings } from '../../../domain/settings';
import type { Rich } from '../../texts/rich';
import { linkOf } from '../places';
import type { AdminVisit } from '../section';

export interface AuditLine {
  readonly actorType: ActorType;
  readonly actorId: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface ToldLine {
  /** Who did what to which named thing. */
  readonly sentence: Rich;
  /** What became of it; empty when nothing more is known. */
  readonly facts: string;
  /** The thing itself, and where it stands; none when it has no page. */
  readonly link: { readonly label: string; readonly data: string } | undefined;
}

/** Reads the names of all that these lines speak of, once, and tells each line as a sentence. */
export async function tellAudit(visit: AdminVisit, rows: readonly AuditLine[]): Promise<ToldLine[]> {
  const { app, panel } = visit;
  const actors = rows.flatMap(({ actorType, actorId }) => {
    const entity = ACTORS[actorType];
    return entity ? [{ entity, entityId: actorId }] : [];
  });
  const found = rows.length > 0 ? await readAuditNames(app.db, [...rows, ...actors]) : [];
  const names = new Map(found.map((name) => [`${name.entity} ${name.entityId}`, labelOf(visit, name)]));
  return rows.map((row) => {
    const { entity, entityId, actorType, actorId, action, facts } = row;
    const who = names.get(`${ACTORS[actorType]} ${actorId}`);
    const kind = panel.audit.actors[actorType];
    const actor = actorType === 'JOB' ? kind : (who ?? `${kind} ${visit.format.name(actorId)}`);
    const named = names.get(`${entity} ${entityId}`) || ownName(visit, row);
    const data = linkOf(entity, entityId);
    return {
      sentence: panel.audit.sentence({ actor, action, entity, name: named }),
      facts: factsInWords(visit, facts),
      link: data === undefined ? undefined : { label: named, data },
    };
  });
}

const ACTORS: Readonly<Record<ActorType, string | undefined>> = {
  ...{ USER: 'user', ADMIN: 'user', API_KEY: 'api_key', JOB: undefined },
};

function labelOf({ format }: AdminVisit, { name, emoji, iso, countryName }: AuditName): string {
  const country = iso === null ? undefined : `${format.flag(iso)} ${format.country(iso, countryName!)}`;
  const own = [emoji, name === null ? undefined : format.name(name, 40)].filter(Boolean).join(' ');
  return [own, country].filter(Boolean).join(' · ');
}

/** What is called by what it is: a setting by its name, anything else by its number. */
function ownName({ panel, format }: AdminVisit, { entity, entityId }: AuditLine): string {
  if (entity === 'setting') return panel.settings.names[entityId as keyof Settings] ?? format.name(entityId);
  return format.name(/^\d+$/.test(entityId) ? `#${entityId}` : entityId, 40);
}

function factsInWords({ panel, format }: AdminVisit, facts: AuditLine['facts']): string {
  const fields: Readonly<Record<string, string>> = { ...panel.catalogue.fields, ...panel.audit.factNames };
  const value = (fact: unknown): string => {
    if (typeof fact === 'boolean') return fact ? panel.common.yes : panel.common.no;
    if (Array.isArray(fact)) return fact.map(value).join(', ');
    return typeof fact === 'object' ? JSON.stringify(fact) : String(fact);
  };
  const told = Object.entries(facts)
    .filter(([, fact]) => fact !== null && fact !== '' && fact !== undefined)
    .map(([name, fact]) => `${fields[name] ?? format.name(name)}: ${format.name(value(fact), 60)}`);
  return told.slice(0, MOST_FACTS).join(' · ');
}
const MOST_FACTS = 4;
