import type { Access } from '../access';
import { AnnouncementChannel } from '../entities/announcement-channel.entity';
import { AnnouncementTemplate } from '../entities/announcement-template.entity';
import { withTitles, type Titled } from './titled';

/** The channels to which news of the catalogue are posted. */
export async function readAnnouncementChannels({ manager }: Access): Promise<Titled<AnnouncementChannel>[]> {
  return withTitles(await manager.find(AnnouncementChannel, { relations: { channel: true }, order: { channelId: 'ASC' } }));
}

export async function readAnnouncementChannel(
  { manager }: Access,
  channelId: number,
): Promise<Titled<AnnouncementChannel> | undefined> {
  return withTitles(await manager.find(AnnouncementChannel, { relations: { channel: true }, where: { channelId } }))[0];
}

export function readAnnouncementTemplates({ manager }: Access): Promise<AnnouncementTemplate[]> {
  return manager.find(AnnouncementTemplate, { order: { kind: 'ASC', language: 'ASC' } });
}
