import { type Problem, problem } from './problems';
import { DEFAULT_SETTINGS, type Settings } from './settings';
import { isTimeZone } from './time-zone';

/** From and to, both included. A number that is not named here may be 0 to a million. */
const RANGES: Partial<Record<keyof Settings, readonly [number, number]>> = {
  maxOpenReservations: [1, 100],
  maxCancelsAnHour: [1, 1_000],
  maxUsesOfNumber: [1, 1_000],
  maxExpiriesInARow: [1, 1_000],
  lateCodeWindowS: [0, 86_400],
  partPatienceS: [5, 3_600],
  chatDays: [14, 3_650],
  webhookDays: [1, 3_650],
  actKeyDays: [7, 3_650],
  maxOpenResaleOrders: [1, 10_000],
  maxResaleCancelsAnHour: [1, 1_900],
  resaleReadsPerSecond: [1, 1_000],
  resaleBuysPerSecond: [1, 1_000],
  // More than half of what somebody pays in is no reward but a slip.
  referralPercent: [0, 50],
  referralDays: [0, 365],
  giftHoldHours: [0, 8_760],
  // Telegram demands that whoever paid is heard.
  supportMaxOpen: [1, 100],
  supportMaxAnHour: [1, 1_000],
  supportDays: [0, 3_650],
  // Less would shut every admin out.
  adminIdleS: [60, 86_400],
  adminSessionS: [300, 2_592_000],
};
const USUAL_RANGE = [0, 1_000_000] as const;
export const LONGEST_TEXT = 500;

/** The least and the most that a number may be. */
export function settingRange(key: keyof Settings): readonly [number, number] {
  return RANGES[key] ?? USUAL_RANGE;
}

/** Why a value does not fit its setting; undefined when it does. */
export function settingProblem(key: string, value: unknown): Problem | undefined {
  if (!Object.hasOwn(DEFAULT_SETTINGS, key)) return problem('setting_unknown');
  const usual = DEFAULT_SETTINGS[key as keyof Settings];
  if (typeof usual === 'boolean') return typeof value === 'boolean' ? undefined : problem('flag');
  if (typeof usual === 'number') {
    const [least, most] = settingRange(key as keyof Settings);
    const fits = Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
    return fits ? undefined : problem('whole_number', { least, most });
  }
  const fits = typeof value === 'string' && value.length <= LONGEST_TEXT && !value.includes('\0');
  if (!fits) return problem('text_at_most_setting', { most: LONGEST_TEXT });
  return key === 'timeZone' && !isTimeZone(value) ? problem('time_zone') : undefined;
}
