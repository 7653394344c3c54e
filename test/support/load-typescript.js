/** For programs that tests start with plain node: `node -r ./load-typescript.js program.ts`. */
const fs = require('node:fs');
const ts = require('typescript');

const compilerOptions = { module: 'commonjs', target: 'es2022', esModuleInterop: true, experimentalDecorators: true };

require.extensions['.ts'] = (module, file) => {
  const { outputText } = ts.transpileModule(fs.readFileSync(file, 'utf8'), { compilerOptions, fileName: file });
  module._compile(outputText, file);
};
