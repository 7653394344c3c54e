const WALL = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?$/;

/**
 * The instant at which a clock on the wall of that zone shows this ("2026-11-29 21:47:06"). An hour that comes twice is the
 * first one, one that is left out counts as if it had not been. Undefined for what is no time.
 */
export function instantOf(wall: string, timeZone: string): Date | undefined {
  const found = WALL.exec(wall.trim());
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [number, ...number[]];
  const asUtc = Date.UTC(year, month! - 1, day, hour, minute, second);
  const shown = new Date(asUtc);
  if (Number.isNaN(asUtc) || shown.getUTCDate() !== day || shown.getUTCHours() !== hour) return undefined;
  // A zone's clock may be put on or back between the two guesses, so the second one is measured where the first one lies.
  const first = asUtc - aheadMs(asUtc, timeZone);
  const refined = asUtc - aheadMs(first, timeZone);
  return new Date(Math.min(refined, asUtc - aheadMs(refined, timeZone)));
}

/** By how much the zone's clock is ahead of UTC at an instant. */
function aheadMs(at: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)!.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', second: 'numeric', ...fields });
  formats.set(timeZone, made);
  return made;
}
