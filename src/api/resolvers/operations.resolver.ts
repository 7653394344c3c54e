import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readOperations } from '../../database/queries/jobs';
import { rowsFor } from '../../database/queries/rows-for';
import { problemAt } from '../../domain/problems';
import { testProvider } from '../../usecases/providers/test-provider';
import { type SettingChanges, updateSettings } from '../../usecases/settings/update-settings';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { given } from '../inputs/given';
import { UpdateSettingsResult } from '../results/access.results';
import { InvalidInput, NotFound } from '../results/catalogue.results';
import { answered } from '../results/outcome';
import { ProviderCannotBeAsked, ProviderFails, ProviderWorks, TestProviderResult } from '../results/provider.results';
import { SettingsType, UpdateSettingsInput } from '../types/configuration.types';
import { Health, Operations } from '../types/operations.types';

@Resolver()
export class OperationsResolver {
  @Scoped('settings:read')
  @Query(() => SettingsType)
  settings(@Ctx() { app }: ApiContext) {
    return app.settings();
  }

  @Scoped('settings:write')
  @Mutation(() => UpdateSettingsResult, {
    description: 'All or nothing. Every process sees it within a second; the answer shows what was set.',
  })
  async updateSettings(
    @Arg('input', () => UpdateSettingsInput) input: UpdateSettingsInput,
    @Ctx() context: ApiContext,
  ): Promise<typeof UpdateSettingsResult> {
    const changes: SettingChanges = given(input);
    const outcome = await updateSettings(context.app, changes, context);
    if (outcome.kind === 'changed_meanwhile') {
      return new InvalidInput(problemAt(outcome.field, 'changed_meanwhile'));
    }
    if (outcome.kind === 'invalid') return new InvalidInput(outcome.problem);
    return { ...(await context.app.settings()), ...changes };
  }

  @Scoped('operations:read')
  @Query(() => Operations, { complexity: 50, description: 'Jobs, leases and queues.' })
  operations(@Ctx() { app }: ApiContext) {
    return readOperations(app.db, app.clock.now());
  }

  @Scoped('operations:read')
  @Query(() => Health)
  async health(@Ctx() { app, checkReadiness }: ApiContext): Promise<Health> {
    const checks = await checkReadiness();
    return {
      isReady: checks.every(({ isOk }) => isOk),
      checks,
      now: app.clock.now(),
      uptimeS: Math.floor(process.uptime()),
      currency: app.currency,
    };
  }

  @Scoped('providers:write')
  @Mutation(() => TestProviderResult, {
    complexity: 100,
    description: 'Asks a provider for something that costs nothing, to see whether address and key are right.',
  })
  async testProvider(@Arg('id', () => Int) id: number, @Ctx() context: ApiContext): Promise<typeof TestProviderResult> {
    const outcome = await testProvider(context.app, id, context);
    return answered(outcome, {
      works: async (o) => {
        const [provider] = await rowsFor(context.app).providers([id]);
        return new ProviderWorks({ ...o, provider: provider! });
      },
      fails: (o) => new ProviderFails(o),
      cannot_be_asked: () => new ProviderCannotBeAsked(),
      not_found: () => new NotFound('provider'),
    });
  }
}
