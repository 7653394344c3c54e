import { createUnionType } from 'type-graphql';
import type { PreviewAnnouncementOutcome } from '../../usecases/channels/preview-announcement';
import { AnnouncementChannel, AnnouncementPreviewSent, AnnouncementTemplateSaved } from '../types/announcement.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { refusalOr, UserNotFound } from './refusals';
import { unreachable } from './unreachable';

export const SaveAnnouncementChannelResult = createUnionType({
  name: 'SaveAnnouncementChannelResult',
  types: () => [AnnouncementChannel, NotFound, InvalidInput] as const,
  resolveType: refusalOr('AnnouncementChannel'),
});
export const SaveAnnouncementTemplateResult = createUnionType({
  name: 'SaveAnnouncementTemplateResult',
  types: () => [AnnouncementTemplateSaved, InvalidInput] as const,
});
export const PreviewAnnouncementResult = createUnionType({
  name: 'PreviewAnnouncementResult',
  types: () => [AnnouncementPreviewSent, NotFound, UserNotFound] as const,
});

export function toPreviewed(outcome: PreviewAnnouncementOutcome, userId: bigint) {
  switch (outcome.kind) {
    case 'sent':
      return new AnnouncementPreviewSent(userId);
    case 'user_not_found':
      return new UserNotFound(userId);
    case 'not_found':
      return new NotFound(outcome.entity);
    default:
      return unreachable(outcome);
  }
}
