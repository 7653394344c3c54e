/**
 * Writes schema.ts, the types of the API's schema, and client.ts, those of every operation in docs/examples/ (or in another
 * folder).
 *
 *   node scripts/generate-client.js <folder for the two> [folder of operations]
 */
const fs = require('node:fs');
const path = require('node:path');
const { codegen } = require('@graphql-codegen/core');
const { buildSchema, isScalarType, isSpecifiedScalarType, parse } = require('graphql');

const root = path.join(__dirname, '..');
/** Our scalars travel as strings, all but one. */
function scalarsOf(schema) {
  const own = Object.values(schema.getTypeMap()).filter((type) => isScalarType(type) && !isSpecifiedScalarType(type));
  return { ...Object.fromEntries(own.map(({ name }) => [name, 'string'])), JSONObject: 'Record<string, unknown>' };
}

async function main([target, operations = path.join(root, 'docs', 'examples')]) {
  if (!target) throw new Error('Say into which folder: node scripts/generate-client.js <folder>');
  const text = fs.readFileSync(path.join(root, 'schema', 'admin.graphql'), 'utf8');
  const schemaAst = buildSchema(text);
  const documents = fs
    .readdirSync(operations)
    .filter((name) => name.endsWith('.graphql'))
    .map((location) => ({ location, document: parse(fs.readFileSync(path.join(operations, location), 'utf8')) }));
  const common = { schema: parse(text), schemaAst, config: { scalars: scalarsOf(schemaAst), strictScalars: true } };
  const plugins = {
    schema: require('@graphql-codegen/typescript'),
    client: require('@graphql-codegen/typescript-operations'),
  };
  fs.mkdirSync(target, { recursive: true });
  for (const [name, plugin] of Object.entries(plugins)) {
    const options = { filename: `${name}.ts`, plugins: [{ [name]: {} }], pluginMap: { [name]: plugin } };
    const code = await codegen({ ...common, ...options, documents: name === 'client' ? documents : [] });
    fs.writeFileSync(path.join(target, `${name}.ts`), code);
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
