import type { PreviewAnnouncementOutcome } from '../../usecases/channels/preview-announcement';
import { AnnouncementChannel, AnnouncementPreviewSent, AnnouncementTemplateSaved } from '../types/announcement.types';
import { InvalidInput, NotFound } from './catalogue.results';
import { answered, resultOf } from './outcome';
import { UserNotFound } from './refusals';

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
  return answered(outcome, {
    sent: () => new AnnouncementPreviewSent(userId),
    user_not_found: () => new UserNotFound(userId),
    not_found: (o) => new NotFound(o.entity),
  });
}
