import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'

/** Imports point down; each zone names what it must not reach. `core/` folders are listed from the top to the bottom. */
const layers = [
  ['cli'],
  ['hosts'],
  ['services'],
  ['commands'],
  ['autogenerate', 'runtime', 'script', 'model', 'backup', 'config'],
  ['dialects'],
  ['operations'],
  ['schema'],
]

const forbid = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})

const only = (file, module, name) => ({
  group: [module],
  importNames: [name],
  message: `${name} is used in electron/${file} only.`,
})
const MAIN_MESSAGES = only('messages.ts', 'electron/main', 'ipcMain')
const PAGE_MESSAGES = ['ipcRenderer', 'contextBridge'].map(name => only('preload.ts', 'electron/renderer', name))

const above = folder =>
  layers
    .slice(
      0,
      layers.findIndex(layer => layer.includes(folder)),
    )
    .flat()
const drivers = {
  group: ['better-sqlite3', 'pg', 'pg/*', '@electric-sql/*'],
  message: 'Database drivers are imported only in dialects/*/driver.ts.',
}
const shells = {
  group: ['electron', 'electron/*', 'svelte', 'svelte/*', '**/renderer/**'],
  message: 'core knows neither Electron nor Svelte.',
}

const zones = layers.flat().map(folder => {
  const upper = above(folder).flatMap(name =>
    ['..', '../..', '../../..'].flatMap(up => [`${up}/${name}`, `${up}/${name}/*`]),
  )
  const patterns = [drivers, shells]
  if (upper.length > 0)
    patterns.push({ group: upper, message: `core/${folder} imports only from the layers below it.` })
  return forbid([`core/${folder}/**/*.ts`], patterns, ['core/dialects/*/driver.ts'])
})

const PURE = [
  'core/schema/**/*.ts',
  'core/operations/**/*.ts',
  'core/autogenerate/render/**/*.ts',
  'core/script/revision-graph/**/*.ts',
  'core/contract/**/*.ts',
  'core/dialects/ddl-*.ts',
  'core/dialects/*/ddl-compiler*.ts',
  'core/dialects/*/type-compiler.ts',
]

export default ts.config(
  {
    ignores: [
      'dist',
      'release',
      'node_modules',
      'resources/templates',
      'resources/samples',
      'resources/examples',
      'test/fixtures',
      'test/.artifacts',
      'resources/types',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-undef': 'off',
      eqeqeq: 'error',
      'max-params': ['error', 3],
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  { files: ['**/*.svelte'], rules: { 'max-lines': ['error', { max: 200, skipBlankLines: true }] } },
  {
    files: ['test/**'],
    rules: { 'max-lines-per-function': 'off', 'max-params': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['core/**/*.ts'], ignores: ['core/cli/**'], rules: { 'no-console': 'error' } },
  ...zones,
  {
    files: PURE,
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The pure zone has no randomness.' },
        { object: 'Date', property: 'now', message: 'The pure zone has no clock.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportDeclaration[source.value=/^node:/]', message: 'The pure zone imports nothing from Node.' },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The pure zone has no clock.' },
      ],
    },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.svelte'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/core/*', '**/core/!(contract)/**', 'electron', 'electron/*', 'node:*'],
              message: 'The page knows the core by its contract only.',
            },
            {
              group: ['**/core/contract', '**/core/contract/*', '**/electron/preload'],
              allowTypeImports: true,
              message: 'The page imports types from the contract, nothing else.',
            },
          ],
        },
      ],
    },
  },
  forbid(['electron/**/*.ts'], [MAIN_MESSAGES, ...PAGE_MESSAGES], ['electron/messages.ts', 'electron/preload.ts']),
  forbid(['electron/messages.ts'], PAGE_MESSAGES),
  forbid(['electron/preload.ts'], [MAIN_MESSAGES]),
)
