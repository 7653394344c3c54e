import { parser, plugin } from 'typescript-eslint';

/**
 * Only what needs types, all else is Biome's (its own rules of these names see no types of packages: they missed a
 * third of the awaits that were taken out for a try). A promise that nobody waits for says so by `void`.
 */
export default [
  { ignores: ['dist/', 'node_modules/', '.data/'] },
  {
    files: ['src/**/*.ts', 'migrations/**/*.ts', 'test/**/*.ts'],
    languageOptions: { parser, parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { '@typescript-eslint': plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
];
