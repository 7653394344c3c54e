import { Field, InputType } from 'type-graphql';
import type { AnnouncementKind } from '../../domain/channel/announcement-kind';
import { AnnouncementKindEnum } from '../types/announcement.types';
import { LanguageEnum } from '../types/enums';

@InputType({ description: 'What is left out stays as it is; of a new one: active, all kinds, English.' })
export class AnnouncementChannelInput {
  @Field(() => Boolean, { nullable: true }) isActive?: boolean;
  @Field(() => [AnnouncementKindEnum], { nullable: true }) kinds?: AnnouncementKind[];
  @Field(() => LanguageEnum, { nullable: true }) language?: 'en' | 'ar' | 'ru';
}
