import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readApiKeys } from '../../database/queries/api-keys';
import { readAuditLog } from '../../database/queries/audit';
import { createApiKey } from '../../usecases/access/create-api-key';
import { revokeApiKey } from '../../usecases/access/revoke-api-key';
import { rotateApiKey } from '../../usecases/access/rotate-api-key';
import { endAdminSession } from '../../usecases/admins/end-session';
import { listAdminSessions } from '../../usecases/admins/use-session';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { CreateApiKeyInput, RotateApiKeyInput } from '../inputs/access.inputs';
import { AuditFilterInput } from '../inputs/audit-filter.input';
import { checkedText } from '../inputs/checks';
import { given } from '../inputs/given';
import {
  ApiKeyMade,
  CreateApiKeyResult,
  Ended,
  EndResult,
  RotateApiKeyResult,
  ScopesExceeded,
} from '../results/access.results';
import { InvalidInput, NotFound } from '../results/catalogue.results';
import { answered } from '../results/outcome';
import { AdminSession, ApiKeyConnection, AuditEntryConnection } from '../types/access.types';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { BigIntIdScalar } from '../types/scalars';

const LIVE = { defaultValue: false, description: 'Only keys that open the door now.' };

@Resolver()
export class AccessResolver {
  @Scoped('access:read')
  @Query(() => ApiKeyConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async apiKeys(
    @Arg('liveOnly', () => Boolean, LIVE) liveOnly: boolean,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    return toConnection(
      await readApiKeys(app.db, { liveAt: liveOnly ? app.clock.now() : undefined, page: toPageRequest(page) }),
      ApiKeyConnection,
    );
  }

  @Scoped('access:read')
  @Query(() => [AdminSession], { complexity: pageComplexity, description: 'Who is in the panel now.' })
  adminSessions(@Ctx() { app }: ApiContext) {
    return listAdminSessions(app);
  }

  @Scoped('audit:read')
  @Query(() => AuditEntryConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async auditLog(
    @Arg('filter', () => AuditFilterInput, { nullable: true }) input: AuditFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const filter = given(input);
    for (const [name, value] of Object.entries(filter)) if (typeof value === 'string') checkedText(name, value, 200);
    return toConnection(await readAuditLog(app.db, { filter, page: toPageRequest(page) }), AuditEntryConnection);
  }

  @Scoped('access:write')
  @Mutation(() => CreateApiKeyResult, { description: 'Makes a key. It can do at most what your own key can.' })
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput) { name, scopes, expiresAt }: CreateApiKeyInput,
    @Ctx() { app, actor, requestId, scopes: within }: ApiContext,
  ): Promise<typeof CreateApiKeyResult> {
    checkedText('name', name, 100);
    const order = { name, scopes, expiresAt: expiresAt ?? undefined, actor, requestId, within };
    const outcome = await createApiKey(app, order);
    if (outcome.kind === 'created') return new ApiKeyMade(outcome);
    return outcome.exceeding ? new ScopesExceeded(outcome.exceeding) : new InvalidInput(outcome.problem);
  }

  @Scoped('access:write')
  @Mutation(() => RotateApiKeyResult, {
    description: 'Makes a new key in the place of one, which ends after an overlap.',
  })
  async rotateApiKey(
    @Arg('input', () => RotateApiKeyInput) input: RotateApiKeyInput,
    @Ctx() { app, actor, requestId, scopes: within }: ApiContext,
  ): Promise<typeof RotateApiKeyResult> {
    const outcome = await rotateApiKey(app, { ...input, actor, requestId, within });
    return answered(outcome, {
      rotated: (o) => new ApiKeyMade(o),
      not_found: () => new NotFound('api key'),
      scopes_exceeded: (o) => new ScopesExceeded(o.scopes),
      invalid: (o) => new InvalidInput(o.problem),
    });
  }

  @Scoped('access:write')
  @Mutation(() => EndResult, { description: 'Ends a key: at once here, within a second in other processes.' })
  async revokeApiKey(
    @Arg('id', () => Int) id: number,
    @Ctx() { app, actor, requestId }: ApiContext,
  ): Promise<typeof EndResult> {
    const { kind } = await revokeApiKey(app, { id, actor, requestId });
    return kind === 'revoked' ? new Ended(id) : new NotFound('api key');
  }

  @Scoped('access:write')
  @Mutation(() => EndResult, { description: 'Puts somebody out of the panel at once.' })
  async endAdminSession(
    @Arg('id', () => BigIntIdScalar) id: bigint,
    @Ctx() { app, actor, requestId }: ApiContext,
  ): Promise<typeof EndResult> {
    const { kind } = await endAdminSession(app, { sessionId: id, actor, requestId });
    return kind === 'ended' ? new Ended(id) : new NotFound('admin session');
  }
}
