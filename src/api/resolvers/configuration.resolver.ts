import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { applyConfiguration, compareConfiguration } from '../../usecases/configuration/apply-configuration';
import { exportConfiguration } from '../../usecases/configuration/current-configuration';
import { configurationSchema } from '../../usecases/configuration/document';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { ConfigurationInvalid, ConfigurationPlan, ConfigurationResult } from '../types/configuration.types';

@Resolver()
export class ConfigurationResolver {
  @Scoped('configuration:read')
  @Query(() => GraphQLJSONObject, {
    complexity: 500,
    description: 'The whole shop as one document; keys of providers are not in it.',
  })
  configuration(@Ctx() { app }: ApiContext) {
    return exportConfiguration(app);
  }

  @Scoped('configuration:read')
  @Query(() => GraphQLJSONObject, { description: 'The JSON Schema of the document.' })
  configurationSchema() {
    return configurationSchema();
  }

  @Scoped('configuration:read')
  @Query(() => ConfigurationResult, { complexity: 500, description: 'What a document would change. Changes nothing.' })
  async compareConfiguration(
    @Arg('document', () => GraphQLJSONObject) document: object,
    @Arg('turnsOff', () => Boolean, { defaultValue: false }) turnsOff: boolean,
    @Ctx() { app, secretBox: box, actor, requestId }: ApiContext,
  ): Promise<typeof ConfigurationResult> {
    const outcome = await compareConfiguration(app, { document, box, turnsOff, actor, requestId });
    return outcome.kind === 'invalid'
      ? new ConfigurationInvalid(outcome.mistakes)
      : new ConfigurationPlan(outcome.plan, false);
  }

  @Scoped('configuration:write')
  @Mutation(() => ConfigurationResult, {
    complexity: 500,
    description:
      'Makes the shop as the document says, all or nothing; again changes nothing. turnsOff also turns off what the document does not name, in the sections that it has.',
  })
  async applyConfiguration(
    @Arg('document', () => GraphQLJSONObject) document: object,
    @Arg('turnsOff', () => Boolean, { defaultValue: false }) turnsOff: boolean,
    @Ctx() { app, secretBox: box, actor, requestId }: ApiContext,
  ): Promise<typeof ConfigurationResult> {
    const outcome = await applyConfiguration(app, { document, box, turnsOff, actor, requestId });
    return outcome.kind === 'invalid'
      ? new ConfigurationInvalid(outcome.mistakes)
      : new ConfigurationPlan(outcome.plan, true);
  }
}
