import type { PreviewAnnouncementOutcome } from '../../usecases/channels/preview-announcement';
import { AnnouncementChannel, AnnouncementPreviewSent, AnnouncementTemplateSaved } from '../types/announcement.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { resultOf } from './outcome';
import { UserNotFound } from './refusals';
import { unreachable } from './unreachable';

export const SaveAnnouncementChannelResult = resultOf(
  'SaveAnnouncementChannelResult',
  AnnouncementChannel,
  NotFound,
  InvalidInput,
);
export const SaveAnnouncementTemplateResult = resultOf(
  'SaveAnnouncementTemplateResult',
  AnnouncementTemplateSaved,
  InvalidInput,
);
export const PreviewAnnouncementResult = resultOf(
  'PreviewAnnouncementResult',
  AnnouncementPreviewSent,
  NotFound,
  UserNotFound,
);

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
