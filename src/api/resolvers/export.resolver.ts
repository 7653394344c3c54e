import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, Field, Int, Mutation, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import { readExportRow } from '../../database/queries/exports';
import {
  EXPORT_ENTITIES,
  EXPORT_FORMATS,
  EXPORT_STATES,
  type ExportEntity,
  type ExportFormat,
} from '../../domain/exports/export-kinds';
import { sentences } from '../../domain/problems';
import { startExport } from '../../usecases/exports/start-export';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { InvalidInput } from '../results/catalogue.results';
import { resultOf } from '../results/outcome';
import { BigIntIdScalar } from '../types/scalars';

const enumOf = <Values extends readonly string[]>(values: Values) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [Key in Values[number]]: Key };
const ExportEntityEnum = enumOf(EXPORT_ENTITIES);
const ExportFormatEnum = enumOf(EXPORT_FORMATS);
const ExportStateEnum = enumOf(EXPORT_STATES);
registerEnumType(ExportEntityEnum, { name: 'ExportEntity' });
registerEnumType(ExportFormatEnum, { name: 'ExportFormat' });
registerEnumType(ExportStateEnum, { name: 'ExportState' });

@Scoped('exports:read')
@ObjectType({ description: 'An export that is written in the background.' })
export class BackgroundExport {
  @Field(() => Int) id!: number;
  @Field(() => ExportEntityEnum) entity!: ExportEntity;
  @Field(() => ExportFormatEnum) format!: ExportFormat;
  @Field(() => ExportStateEnum) state!: string;
  @Field(() => Int, { nullable: true }) rows!: number | null;
  @Field(() => BigIntIdScalar, { nullable: true, description: 'Before it was packed.' }) bytes!: bigint | null;
  @Field(() => String, { nullable: true, description: 'Of the bytes before they were packed.' }) sha256!: string | null;

  @Field(() => BigIntIdScalar, { nullable: true, description: 'Of the packed file, as it is taken.' })
  packedBytes!: bigint | null;

  @Field(() => String, { nullable: true, description: 'Of the packed file: its ETag, too.' })
  packedSha256!: string | null;

  @Field(() => String, { nullable: true }) failure!: string | null;
  @Field(() => Date) expiresAt!: Date;
}

@ObjectType({ description: 'The link is the right to take the file, and is shown only now.' })
export class ExportStarted {
  @Field(() => Int) id!: number;

  @Field(() => String, {
    description: '202 while it is written, then a packed file, until a day later. A broken download can go on (Range).',
  })
  url!: string;

  constructor(facts: { id: number; url: string }) {
    Object.assign(this, facts);
  }
}

const StartExportResult = resultOf('StartExportResult', ExportStarted, InvalidInput);

@Resolver()
export class ExportResolver {
  @Scoped('exports:read')
  @Query(() => BackgroundExport, { nullable: true })
  export(@Arg('id', () => Int) id: number, @Ctx() { app }: ApiContext) {
    return readExportRow(app.db, id);
  }

  @Scoped('exports:write')
  @Mutation(() => StartExportResult, {
    description:
      'Writes an export in the background. The query is that of GET /exports: {"types": "HOLD", "from": "2026-01-01"}.',
  })
  async startExport(
    @Arg('entity', () => ExportEntityEnum) entity: ExportEntity,
    @Arg('format', () => ExportFormatEnum, { defaultValue: 'csv' }) format: ExportFormat,
    @Arg('query', () => GraphQLJSONObject, { nullable: true }) query: Record<string, string> | null,
    @Ctx() { app, actor, requestId, scopes, publicUrl }: ApiContext,
  ): Promise<typeof StartExportResult> {
    const outcome = await startExport(app, { entity, format, query: query ?? {}, scopes, actor, requestId });
    if (outcome.kind === 'invalid') {
      const { field, problems } = outcome;
      const message = field === 'query' ? sentences(problems) : undefined;
      return new InvalidInput({ ...problems[0]!, path: field }, message);
    }
    return new ExportStarted({ id: outcome.id, url: publicUrl + outcome.path });
  }
}
