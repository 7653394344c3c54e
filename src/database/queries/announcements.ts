import type { Access } from '../access';
import { AnnouncementChannel } from '../entities/announcement-channel.entity';
import { AnnouncementTemplate } from '../entities/announcement-template.entity';
import { type Titled, withTitles } from './titled';

export type AnnouncementChannelRow = Titled<AnnouncementChannel>;

/** The channels to which news of the catalogue are posted. */
export async function readAnnouncementChannels({ manager }: Access): Promise<AnnouncementChannelRow[]> {
  return withTitles(
    await manager.find(AnnouncementChannel, { relations: { channel: true }, order: { channelId: 'ASC' } }),
  );
}

export async function readAnnouncementChannel({ manager }: Access, channelId: number) {
  return withTitles(await manager.find(AnnouncementChannel, { relations: { channel: true }, where: { channelId } }))[0];
}

export function readAnnouncementTemplates({ manager }: Access): Promise<AnnouncementTemplate[]> {
  return manager.find(AnnouncementTemplate, { order: { kind: 'ASC', language: 'ASC' } });
}
