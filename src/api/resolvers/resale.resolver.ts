import { Arg, Args, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readCatalogue } from '../../database/queries/catalogue';
import {
  readListedOrders,
  readResaleKeys,
  readResaleKeysByIds,
  reportResale,
} from '../../database/queries/resale-lists';
import type { ResaleKeyChange } from '../../database/stores/resale';
import { changeResaleKey } from '../../usecases/resale/change-resale-key';
import { createResaleKey } from '../../usecases/resale/create-resale-key';
import { revokeResaleKey } from '../../usecases/resale/revoke-resale-key';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { checkedText } from '../inputs/checks';
import { given } from '../inputs/given';
import { checkedSpan, SpanArgs } from '../inputs/report-range.args';
import {
  CreateResaleKeyInput,
  ResaleKeyFilterInput,
  ResaleOrderFilterInput,
  UpdateResaleKeyInput,
} from '../inputs/resale.inputs';
import { Ended, EndResult } from '../results/access.results';
import { InvalidInput, NotFound } from '../results/catalogue.results';
import { CreateResaleKeyResult, ResaleKeyMade, UpdateResaleKeyResult } from '../results/resale.results';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import {
  PriceGroup,
  PriceGroupConnection,
  ResaleKey,
  ResaleKeyConnection,
  ResaleOrderConnection,
  ResaleRevenueRow,
} from '../types/resale.types';

const MOST = 500;
const HEAVY = ({ childComplexity }: { childComplexity: number }) => 200 + 50 * childComplexity;

/** Keys by which buyers' programs buy; `createPriceGroup` and `updatePriceGroup` stand with the catalogue. */
@Resolver()
export class ResaleResolver {
  @Scoped('resale:read')
  @Query(() => PriceGroupConnection, { complexity: pageComplexity, description: 'The oldest first.' })
  async priceGroups(
    @Arg('isActive', () => Boolean, { nullable: true }) isActive: boolean | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { table: 'priceGroups', filter: given({ isActive }), page: toPageRequest(args) } as const;
    return toConnection(await readCatalogue(app.db, request), PriceGroupConnection);
  }

  @Scoped('resale:read')
  @Query(() => PriceGroup, { nullable: true })
  priceGroup(@Arg('id', () => Int) id: number, @Ctx() { loaders }: ApiContext) {
    return loaders.priceGroups.load(id);
  }

  @Scoped('resale:read')
  @Query(() => ResaleKeyConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async resaleKeys(
    @Arg('filter', () => ResaleKeyFilterInput, { nullable: true }) input: ResaleKeyFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const { liveOnly, ...filter } = given(input ?? {}) as ResaleKeyFilterInput;
    const liveAt = liveOnly ? app.clock.now() : undefined;
    const keys = await readResaleKeys(app.db, { filter: given({ ...filter, liveAt }), page: toPageRequest(page) });
    return toConnection(keys, ResaleKeyConnection);
  }

  @Scoped('resale:read')
  @Query(() => ResaleKey, { nullable: true })
  resaleKey(@Arg('id', () => Int) id: number, @Ctx() { loaders }: ApiContext) {
    return loaders.resaleKeys.load(id);
  }

  @Scoped('resale:read')
  @Query(() => ResaleOrderConnection, { complexity: pageComplexity, description: 'Newest first.' })
  async resaleOrders(
    @Arg('filter', () => ResaleOrderFilterInput, { nullable: true }) input: ResaleOrderFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(input ?? {}), page: toPageRequest(page) };
    return toConnection(await readListedOrders(app.db, request), ResaleOrderConnection);
  }

  @Scoped('reports:read')
  @Query(() => [ResaleRevenueRow], {
    complexity: HEAVY,
    description: 'What keys brought by codes that came in this time. Most revenue first, at most 500.',
  })
  resaleReport(@Args(() => SpanArgs) span: SpanArgs, @Ctx() { app }: ApiContext) {
    return reportResale(app.db, { ...checkedSpan(span), limit: MOST });
  }

  @Scoped('resale:write')
  @Mutation(() => CreateResaleKeyResult, {
    description: 'Makes a key that buys from the wallet of a user, as they can themselves in the bot.',
  })
  async createResaleKey(
    @Arg('input', () => CreateResaleKeyInput) input: CreateResaleKeyInput,
    @Ctx() { app, actor, requestId, loaders }: ApiContext,
  ): Promise<typeof CreateResaleKeyResult> {
    checkedText('name', input.name, 200);
    const user = await loaders.users.load(input.userId);
    if (!user || user.telegramId === null) return new NotFound('user');
    if (input.priceGroupId && !(await loaders.priceGroups.load(input.priceGroupId))) return new NotFound('price group');
    const made = await createResaleKey(app, { ...input, actor, requestId });
    if (made.kind === 'invalid') return new InvalidInput(made.problem);
    const [row] = await readResaleKeysByIds(app.db, [made.row.id]);
    return new ResaleKeyMade(made.key, row);
  }

  @Scoped('resale:write')
  @Mutation(() => UpdateResaleKeyResult, { description: 'Changes a living key; holds from its next call on.' })
  async updateResaleKey(
    @Arg('id', () => Int) id: number,
    @Arg('input', () => UpdateResaleKeyInput) input: UpdateResaleKeyInput,
    @Ctx() { app, actor, requestId }: ApiContext,
  ): Promise<typeof UpdateResaleKeyResult> {
    const outcome = await changeResaleKey(app, { id, change: changeOf(input), actor, requestId });
    if (outcome.kind === 'not_found') return new NotFound('resale key');
    if (outcome.kind === 'invalid') return new InvalidInput(outcome.problem);
    const [row] = await readResaleKeysByIds(app.db, [id]);
    return Object.assign(new ResaleKey(), row);
  }

  @Scoped('resale:write')
  @Mutation(() => EndResult, { description: 'Ends a key: at once here, within a second in other processes.' })
  async revokeResaleKey(
    @Arg('id', () => Int) id: number,
    @Ctx() { app, actor, requestId }: ApiContext,
  ): Promise<typeof EndResult> {
    const { kind } = await revokeResaleKey(app, { id, actor, requestId });
    return kind === 'revoked' ? new Ended(id) : new NotFound('resale key');
  }
}

/** Null means none where there may be none, and nothing where there must be something. */
function changeOf({
  name,
  addresses,
  wording,
  repeatedOrder,
  isQuiet,
  ...mayLack
}: UpdateResaleKeyInput): ResaleKeyChange {
  return {
    ...mayLack,
    name: name ?? undefined,
    addresses: addresses ?? undefined,
    wording: wording ?? undefined,
    repeatedOrder: repeatedOrder ?? undefined,
    isQuiet: isQuiet ?? undefined,
  };
}
