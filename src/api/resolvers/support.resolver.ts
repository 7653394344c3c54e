import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { App } from '../../app';
import { rowsFor } from '../../database/queries/rows-for';
import { readSupportMessages, readSupportThreads } from '../../database/queries/support';
import type { TimeSort } from '../../domain/enum-values';
import { LONGEST_SUPPORT_TEXT, type SupportSort } from '../../domain/support/support-words';
import { answerSupport } from '../../usecases/support/answer-support';
import { closeSupport, reopenSupport } from '../../usecases/support/close-support';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { badInput, checkedKey, checkedText } from '../inputs/checks';
import { given } from '../inputs/given';
import {
  AnswerSupportInput,
  CloseSupportInput,
  ReopenSupportInput,
  SupportThreadFilterInput,
} from '../inputs/support.inputs';
import { NotFound } from '../results/catalogue.results';
import { answered } from '../results/outcome';
import { IdempotencyConflict } from '../results/refusals';
import {
  AnswerSupportResult,
  CloseSupportResult,
  ReopenSupportResult,
  SupportAnswered,
  SupportIsClosed,
  SupportIsOpen,
  SupportMoved,
  SupportOpenElsewhere,
  SupportOvertaken,
} from '../results/support.results';
import { PageArgs, pageComplexity, toConnection, toPageRequest } from '../types/connection';
import { SupportSortEnum, TimeSortEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';
import { SupportMessageConnection, SupportThread, SupportThreadConnection } from '../types/support.types';

/** What buyers ask, and operators answer. */
@Resolver()
export class SupportResolver {
  @Scoped('support:read')
  @Query(() => SupportThreadConnection, {
    complexity: pageComplexity,
    description: 'Who has waited longest for an answer first, unless asked otherwise.',
  })
  async supportThreads(
    @Arg('filter', () => SupportThreadFilterInput, { nullable: true }) filter: SupportThreadFilterInput | null,
    @Arg('sort', () => SupportSortEnum, { defaultValue: 'LONGEST_WAITING' }) sort: SupportSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { filter: given(filter), sort, page: toPageRequest(page) };
    return toConnection(await readSupportThreads(app.db, request), SupportThreadConnection);
  }

  @Scoped('support:read')
  @Query(() => SupportThread, { nullable: true })
  supportThread(@Arg('id', () => BigIntIdScalar) id: bigint, @Ctx() { loaders }: ApiContext) {
    return loaders.supportThreads.load(id);
  }

  @Scoped('support:read')
  @Query(() => SupportMessageConnection, {
    complexity: pageComplexity,
    description: 'What was said in one thread. Newest first, unless asked otherwise.',
  })
  async supportMessages(
    @Arg('threadId', () => BigIntIdScalar) threadId: bigint,
    @Arg('sort', () => TimeSortEnum, { defaultValue: 'NEWEST' }) sort: TimeSort,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { app }: ApiContext,
  ) {
    const request = { threadId, sort, page: toPageRequest(page) };
    return toConnection(await readSupportMessages(app.db, request), SupportMessageConnection);
  }

  @Scoped('support:write')
  @Mutation(() => AnswerSupportResult, { description: "Answers a buyer, in the thread and in the buyer's chat." })
  async answerSupport(
    @Arg('input', () => AnswerSupportInput) { idempotencyKey, threadId, text, seenMessageId }: AnswerSupportInput,
    @Ctx() { app, actor, requestId }: ApiContext,
  ) {
    const outcome = await answerSupport(app, {
      key: checkedKey(idempotencyKey),
      threadId,
      text: checkedText('text', text, LONGEST_SUPPORT_TEXT),
      seen: seenMessageId ?? undefined,
      ...{ actor, requestId },
    });
    const done = async ({ kind, messageId }: { kind: string; messageId: bigint }) => {
      const [answer] = await rowsFor(app).supportMessages([messageId]);
      const thread = await threadOf(app, threadId);
      return new SupportAnswered({ answer: answer!, thread, isRepeated: kind === 'repeated' });
    };
    return answered(outcome, {
      answered: done,
      repeated: done,
      not_found: () => new NotFound('support thread'),
      key_conflict: () => new IdempotencyConflict(),
      closed: () => new SupportIsClosed(),
      overtaken: async () => new SupportOvertaken(await threadOf(app, threadId)),
      bad_text: () => {
        throw badInput(`text must have 1 to ${LONGEST_SUPPORT_TEXT} characters.`);
      },
    });
  }

  @Scoped('support:write')
  @Mutation(() => CloseSupportResult, { description: 'Ends a thread, and tells its buyer.' })
  async closeSupport(
    @Arg('input', () => CloseSupportInput) { idempotencyKey, threadId, seenMessageId }: CloseSupportInput,
    @Ctx() { app, actor, requestId }: ApiContext,
  ) {
    const key = checkedKey(idempotencyKey);
    const order = { key, threadId, seen: seenMessageId ?? undefined, actor, requestId };
    return answered(await closeSupport(app, order), {
      ...movedOrNot(app, threadId),
      closed: moved(app, threadId),
      already_closed: () => new SupportIsClosed(),
      overtaken: async () => new SupportOvertaken(await threadOf(app, threadId)),
    });
  }

  @Scoped('support:write')
  @Mutation(() => ReopenSupportResult, { description: 'Opens a closed thread again.' })
  async reopenSupport(
    @Arg('input', () => ReopenSupportInput) { idempotencyKey, threadId }: ReopenSupportInput,
    @Ctx() { app, actor, requestId }: ApiContext,
  ) {
    const order = { key: checkedKey(idempotencyKey), threadId, actor, requestId };
    return answered(await reopenSupport(app, order), {
      ...movedOrNot(app, threadId),
      reopened: moved(app, threadId),
      already_open: () => new SupportIsOpen(),
      another_open: () => new SupportOpenElsewhere(),
    });
  }
}

async function threadOf(app: App, id: bigint) {
  return (await rowsFor(app).supportThreads([id]))[0]!;
}

const moved =
  (app: App, threadId: bigint) =>
  async ({ kind }: { readonly kind: string }) =>
    new SupportMoved({ thread: await threadOf(app, threadId), isRepeated: kind === 'repeated' });

const movedOrNot = (app: App, threadId: bigint) => ({
  repeated: moved(app, threadId),
  not_found: () => new NotFound('support thread'),
  key_conflict: () => new IdempotencyConflict(),
});
