import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Language } from '../../domain/language';
import { problemAt, sentence } from '../../domain/problems';
import type { TextKey } from '../../domain/texts/custom-texts';
import { findText, listTexts } from '../../usecases/texts/list-texts';
import { saveText } from '../../usecases/texts/save-text';
import type { ApiContext } from '../context';
import { Scoped } from '../guard';
import { InvalidInput } from '../results/catalogue.results';
import { answered } from '../results/outcome';
import { SaveTextResult } from '../results/text.results';
import { ShopText } from '../types/configuration.types';
import { LanguageEnum, TextKeyEnum } from '../types/enums';

@Resolver()
export class TextResolver {
  @Scoped('settings:read')
  @Query(() => [ShopText], {
    complexity: 50,
    description: 'The texts that an operator may say in his own words; in all languages when none is given.',
  })
  texts(
    @Arg('language', () => LanguageEnum, { nullable: true }) language: Language | null,
    @Ctx() { app }: ApiContext,
  ) {
    return listTexts(app, language ?? undefined);
  }

  @Scoped('settings:write')
  @Mutation(() => SaveTextResult, { description: 'Every process says it so within a second.' })
  async saveText(
    @Arg('language', () => LanguageEnum) language: Language,
    @Arg('key', () => TextKeyEnum) key: TextKey,
    @Arg('text', () => String, { nullable: true, description: 'Null takes the built-in words again.' })
    text: string | null,
    @Ctx() context: ApiContext,
  ): Promise<typeof SaveTextResult> {
    const outcome = await saveText(context.app, { language, key, text: text ?? null }, context);
    return answered(outcome, {
      saved: async () => (await findText(context.app, { language, key }))!,
      invalid: (o) => new InvalidInput({ ...o.problems[0]!, path: 'text' }, o.problems.map(sentence).join(' ')),
      changed_meanwhile: () => new InvalidInput(problemAt('text', 'changed_meanwhile')),
    });
  }
}
