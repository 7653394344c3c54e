import { ArgsType, Field } from 'type-graphql';
import { problem, sentence } from '../../domain/problems';
import { type ReportInterval, type ReportRange, rangeProblem } from '../../domain/reporting/report-range';
import { ReportIntervalEnum } from '../types/enums';
import { badInput } from './checks';

@ArgsType()
export class SpanArgs {
  @Field(() => Date, { description: 'From this instant on.' }) from!: Date;
  @Field(() => Date, { description: 'Before this instant.' }) to!: Date;
}

@ArgsType()
export class ReportRangeArgs extends SpanArgs {
  @Field(() => ReportIntervalEnum, { defaultValue: 'DAY' }) interval!: ReportInterval;

  @Field(() => String, { defaultValue: 'UTC', description: 'IANA name, such as "Europe/Riga". Weeks begin on Monday.' })
  timeZone!: string;
}

/** Throws BAD_USER_INPUT, with what to give instead. */
export function checkedRange(args: ReportRangeArgs): ReportRange {
  const found = rangeProblem(args);
  if (found) throw badInput(sentence(found));
  return args;
}

export function checkedSpan(args: SpanArgs): SpanArgs {
  if (!(args.from < args.to)) throw badInput(sentence(problem('range_backwards')));
  return args;
}
