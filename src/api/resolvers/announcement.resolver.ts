import { Arg, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import {
  readAnnouncementChannel,
  readAnnouncementChannels,
  readAnnouncementTemplates,
} from '../../database/queries/announcements';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import type { Language } from '../../domain/language';
import { previewAnnouncement } from '../../usecases/channels/preview-announcement';
import { saveAnnouncementChannel, saveAnnouncementTemplate } from '../../usecases/channels/save-announcements';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { AnnouncementChannelInput } from '../inputs/announcement-channel.input';
import { checkedKey } from '../inputs/checks';
import {
  PreviewAnnouncementResult,
  SaveAnnouncementChannelResult,
  SaveAnnouncementTemplateResult,
  toPreviewed,
} from '../results/announcement.results';
import { InvalidInput, toSaved } from '../results/catalogue.results';
import {
  AnnouncementChannel,
  AnnouncementKindEnum,
  AnnouncementTemplate,
  AnnouncementTemplateSaved,
} from '../types/announcement.types';
import { LanguageEnum } from '../types/enums';
import { BigIntIdScalar } from '../types/scalars';

const author = ({ actor, requestId }: ApiContext) => ({ actor, requestId });

@Resolver()
export class AnnouncementResolver {
  @Scoped('channels:read')
  @Query(() => [AnnouncementChannel])
  announcementChannels(@Ctx() { app }: ApiContext) {
    return readAnnouncementChannels(app.db);
  }

  @Scoped('channels:read')
  @Query(() => [AnnouncementTemplate], { description: 'Those that an operator wrote; the others are the shop’s own.' })
  announcementTemplates(@Ctx() { app }: ApiContext) {
    return readAnnouncementTemplates(app.db);
  }

  @Scoped('channels:write')
  @Mutation(() => SaveAnnouncementChannelResult, {
    description: 'Makes a known channel one to which restocks, prices and new services are posted.',
  })
  async saveAnnouncementChannel(
    @Arg('channelId', () => Int) channelId: number,
    @Arg('input', () => AnnouncementChannelInput) input: AnnouncementChannelInput,
    @Ctx() context: ApiContext,
  ) {
    const outcome = await saveAnnouncementChannel(context.app, channelId, input, author(context));
    return toSaved(outcome, (id) => readAnnouncementChannel(context.app.db, id));
  }

  @Scoped('channels:write')
  @Mutation(() => SaveAnnouncementTemplateResult)
  async saveAnnouncementTemplate(
    @Arg('kind', () => AnnouncementKindEnum) kind: AnnouncementKind,
    @Arg('language', () => LanguageEnum) language: Language,
    @Arg('text', () => String, { nullable: true, description: 'With {list}; null takes the shop’s own words again.' })
    text: string | null,
    @Ctx() context: ApiContext,
  ) {
    const order = { kind, language, text: text ?? null };
    const outcome = await saveAnnouncementTemplate(context.app, order, author(context));
    if (outcome.kind === 'invalid') return new InvalidInput(outcome.problem);
    return new AnnouncementTemplateSaved(await readAnnouncementTemplates(context.app.db));
  }

  @Scoped('channels:write')
  @Mutation(() => PreviewAnnouncementResult, { description: 'Sends one person what the channel would get.' })
  async previewAnnouncement(
    @Arg('channelId', () => Int) channelId: number,
    @Arg('kind', () => AnnouncementKindEnum) announcement: AnnouncementKind,
    @Arg('userId', () => BigIntIdScalar) userId: bigint,
    @Arg('idempotencyKey', () => String) idempotencyKey: string,
    @Ctx() context: ApiContext,
  ) {
    const order = { channelId, announcement, userId, key: checkedKey(idempotencyKey), ...author(context) };
    return toPreviewed(await previewAnnouncement(context.app, order), userId);
  }
}
